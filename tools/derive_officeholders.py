#!/usr/bin/env python3
"""Print the officeholders of officeholders-wikidata.csv as tab separated rows.

The file comes from every-politician-scrapers/world-leaders-2021 (Wikidata, CC0): heads of state and government
in office in 2021 or later, with the items of person, office and country, and years. The rows show what can be taken
over into packs/world/persons.tsv (wikidata) and packs/world/tenures.tsv (of, office, years).

    python3 tools/derive_officeholders.py officeholders-wikidata.csv
"""
import csv
import sys

CODES = {
    "Albania": "ALB", "Algeria": "DZA", "Andorra": "AND", "Angola": "AGO", "Antigua and Barbuda": "ATG",
    "Argentina": "ARG", "Armenia": "ARM", "Australia": "AUS", "Austria": "AUT", "Azerbaijan": "AZE",
    "Bahrain": "BHR", "Bangladesh": "BGD", "Barbados": "BRB", "Belarus": "BLR", "Belgium": "BEL",
    "Belize": "BLZ", "Benin": "BEN", "Bhutan": "BTN", "Bolivia": "BOL", "Bosnia and Herzegovina": "BIH",
    "Botswana": "BWA", "Brazil": "BRA", "Brunei": "BRN", "Bulgaria": "BGR", "Burkina Faso": "BFA",
    "Burundi": "BDI", "Cambodia": "KHM", "Cameroon": "CMR", "Canada": "CAN", "Cape Verde": "CPV",
    "Central African Republic": "CAF", "Chad": "TCD", "Chile": "CHL", "Colombia": "COL", "Comoros": "COM",
    "Costa Rica": "CRI", "Croatia": "HRV", "Cuba": "CUB", "Cyprus": "CYP", "Czech Republic": "CZE",
    "Democratic Republic of the Congo": "COD", "Djibouti": "DJI", "Dominica": "DMA",
    "Dominican Republic": "DOM", "East Timor": "TLS", "Ecuador": "ECU", "Egypt": "EGY", "El Salvador": "SLV",
    "Equatorial Guinea": "GNQ", "Eritrea": "ERI", "Estonia": "EST", "Eswatini": "SWZ", "Ethiopia": "ETH",
    "Federated States of Micronesia": "FSM", "Fiji": "FJI", "Finland": "FIN", "France": "FRA", "Gabon": "GAB",
    "Georgia": "GEO", "Germany": "DEU", "Ghana": "GHA", "Greece": "GRC", "Grenada": "GRD", "Guatemala": "GTM",
    "Guinea": "GIN", "Guinea-Bissau": "GNB", "Guyana": "GUY", "Haiti": "HTI", "Honduras": "HND",
    "Hungary": "HUN", "Iceland": "ISL", "India": "IND", "Indonesia": "IDN", "Iran": "IRN", "Iraq": "IRQ",
    "Israel": "ISR", "Italy": "ITA", "Ivory Coast": "CIV", "Jamaica": "JAM", "Japan": "JPN", "Jordan": "JOR",
    "Kazakhstan": "KAZ", "Kenya": "KEN", "Kingdom of Denmark": "DNK", "Kingdom of the Netherlands": "NLD",
    "Kiribati": "KIR", "Kosovo": "XKX", "Kuwait": "KWT", "Kyrgyzstan": "KGZ", "Laos": "LAO", "Latvia": "LVA",
    "Lebanon": "LBN", "Lesotho": "LSO", "Liberia": "LBR", "Libya": "LBY", "Liechtenstein": "LIE",
    "Lithuania": "LTU", "Luxembourg": "LUX", "Madagascar": "MDG", "Malawi": "MWI", "Malaysia": "MYS",
    "Maldives": "MDV", "Mali": "MLI", "Malta": "MLT", "Marshall Islands": "MHL", "Mauritania": "MRT",
    "Mauritius": "MUS", "Mexico": "MEX", "Moldova": "MDA", "Monaco": "MCO", "Mongolia": "MNG",
    "Montenegro": "MNE", "Morocco": "MAR", "Mozambique": "MOZ", "Myanmar": "MMR", "Namibia": "NAM",
    "Nauru": "NRU", "Nepal": "NPL", "New Zealand": "NZL", "Nicaragua": "NIC", "Niger": "NER", "Nigeria": "NGA",
    "North Korea": "PRK", "North Macedonia": "MKD", "Norway": "NOR", "Oman": "OMN", "Pakistan": "PAK",
    "Palau": "PLW", "Panama": "PAN", "Papua New Guinea": "PNG", "Paraguay": "PRY",
    "People's Republic of China": "CHN", "Peru": "PER", "Philippines": "PHL", "Poland": "POL",
    "Portugal": "PRT", "Qatar": "QAT", "Republic of Abkhazia": "ABKHAZIA", "Republic of Artsakh": "ARTSAKH",
    "Republic of Ireland": "IRL", "Republic of the Congo": "COG", "Republika Srpska": "REPSRPSKA",
    "Romania": "ROU", "Russia": "RUS", "Rwanda": "RWA", "Sahrawi Arab Democratic Republic": "ESH",
    "Saint Kitts and Nevis": "KNA", "Saint Lucia": "LCA", "Saint Vincent and the Grenadines": "VCT",
    "Samoa": "WSM", "San Marino": "SMR", "Saudi Arabia": "SAU", "Senegal": "SEN", "Serbia": "SRB",
    "Seychelles": "SYC", "Sierra Leone": "SLE", "Singapore": "SGP", "Slovakia": "SVK", "Slovenia": "SVN",
    "Solomon Islands": "SLB", "Somalia": "SOM", "Somaliland": "SOMALILAND", "South Africa": "ZAF",
    "South Korea": "KOR", "South Ossetia": "SOUTHOSSETIA", "South Sudan": "SSD", "Spain": "ESP",
    "Sri Lanka": "LKA", "State of Palestine": "PSE", "Sudan": "SDN", "Suriname": "SUR", "Sweden": "SWE",
    "Switzerland": "CHE", "Syria": "SYR", "São Tomé and Príncipe": "STP", "Taiwan": "TWN", "Tajikistan": "TJK",
    "Tanzania": "TZA", "Thailand": "THA", "The Bahamas": "BHS", "The Gambia": "GMB", "Togo": "TGO",
    "Tonga": "TON", "Transnistria": "TRANSNISTRIA", "Trinidad and Tobago": "TTO", "Tunisia": "TUN",
    "Turkey": "TUR", "Turkish Republic of Northern Cyprus": "TRNC", "Turkmenistan": "TKM", "Tuvalu": "TUV",
    "Uganda": "UGA", "Ukraine": "UKR", "United Arab Emirates": "ARE", "United Kingdom": "GBR",
    "United States of America": "USA", "Uruguay": "URY", "Uzbekistan": "UZB", "Vanuatu": "VUT",
    "Vatican City": "VAT", "Venezuela": "VEN", "Vietnam": "VNM", "Yemen": "YEM", "Zambia": "ZMB",
    "Zimbabwe": "ZWE",
}

# A position with one of GOVERNMENT in its label is that of a head of government, one of MINOR neither; the rest are heads of state.
GOVERNMENT = ("prime minister", "premier", "chancellor", "taoiseach", "president of the executive yuan",
              "chairman of the council of ministers", "minister of state", "chief minister")
MINOR = ("governor-general", "president of the pontifical commission", "member of the swiss federal council")


def office_of(position):
    label = position.lower()
    if label.startswith(MINOR):
        return "other"
    if any(word in label for word in GOVERNMENT):
        return "head of government"
    return "head of state"


def rows(path):
    with open(path, encoding="utf-8", newline="") as source:
        for number, row in enumerate(csv.DictReader(source), 2):
            code = CODES.get(row["country"])
            if code is None:
                raise SystemExit(f"{path}:{number}: no code for the country {row['country']!r}")
            yield (row["officeholder"], row["officeholderLabel"], office_of(row["positionLabel"]), code,
                   row["start_year"], row["end_year"], row["positionLabel"])


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    print("\t".join(("wikidata", "name", "office", "of", "from", "to", "position")))
    for row in sorted(rows(sys.argv[1]), key=lambda r: (r[3], r[2], r[4], r[1])):
        print("\t".join(row))


if __name__ == "__main__":
    main()

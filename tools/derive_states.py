#!/usr/bin/env python3
"""Write packs/world/states.tsv to standard output.

    tools/derive_states.py country-codes.csv > packs/world/states.tsv

The CSV is the `country-codes` data set of datasets/country-codes (Public Domain Dedication and License). From it come the
ISO 3166-1 codes, the GeoNames ids, the Wikidata items and which territory belongs to whom. Correlates of War numbers, the
states that are no more, Kosovo, and the short names where newspapers differ from the data set are in this file.
"""

import csv
import re
import sys

COLUMNS = ["code", "iso2", "cow", "geonames", "wikidata", "name", "status", "note"]

COW = """
USA 2 CAN 20 BHS 31 CUB 40 HTI 41 DOM 42 JAM 51 TTO 52 BRB 53 DMA 54 GRD 55 LCA 56 VCT 57 ATG 58 KNA 60
MEX 70 BLZ 80 GTM 90 HND 91 SLV 92 NIC 93 CRI 94 PAN 95 COL 100 VEN 101 GUY 110 SUR 115 ECU 130 PER 135
BRA 140 BOL 145 PRY 150 CHL 155 ARG 160 URY 165 GBR 200 IRL 205 NLD 210 BEL 211 LUX 212 FRA 220 MCO 221
LIE 223 CHE 225 ESP 230 AND 232 PRT 235 DEU 255 POL 290 AUT 305 HUN 310 CZE 316 SVK 317 ITA 325 SMR 331
MLT 338 ALB 339 MNE 341 MKD 343 HRV 344 SRB 345 BIH 346 XKX 347 SVN 349 GRC 350 CYP 352 BGR 355 MDA 359
ROU 360 RUS 365 EST 366 LVA 367 LTU 368 UKR 369 BLR 370 ARM 371 GEO 372 AZE 373 FIN 375 SWE 380 NOR 385
DNK 390 ISL 395 CPV 402 STP 403 GNB 404 GNQ 411 GMB 420 MLI 432 SEN 433 BEN 434 MRT 435 NER 436 CIV 437
GIN 438 BFA 439 LBR 450 SLE 451 GHA 452 TGO 461 CMR 471 NGA 475 GAB 481 CAF 482 TCD 483 COG 484 COD 490
UGA 500 KEN 501 TZA 510 BDI 516 RWA 517 SOM 520 DJI 522 ETH 530 ERI 531 AGO 540 MOZ 541 ZMB 551 ZWE 552
MWI 553 ZAF 560 NAM 565 LSO 570 BWA 571 SWZ 572 MDG 580 COM 581 MUS 590 SYC 591 MAR 600 DZA 615 TUN 616
LBY 620 SDN 625 SSD 626 IRN 630 TUR 640 IRQ 645 EGY 651 SYR 652 LBN 660 JOR 663 ISR 666 SAU 670 YEM 679
KWT 690 BHR 692 QAT 694 ARE 696 OMN 698 AFG 700 TKM 701 TJK 702 KGZ 703 UZB 704 KAZ 705 CHN 710 MNG 712
TWN 713 PRK 731 KOR 732 JPN 740 IND 750 BTN 760 PAK 770 BGD 771 MMR 775 LKA 780 MDV 781 NPL 790 THA 800
KHM 811 LAO 812 VNM 816 MYS 820 SGP 830 BRN 835 PHL 840 IDN 850 TLS 860 AUS 900 PNG 910 NZL 920 VUT 935
SLB 940 KIR 946 TUV 947 FJI 950 TON 955 NRU 970 MHL 983 PLW 986 FSM 987 WSM 990
""".split()
COW = dict(zip(COW[::2], COW[1::2]))

# The data set's display names, except where news and reference works commonly write another.
NAMES = {
    "ATG": "Antigua and Barbuda", "BIH": "Bosnia and Herzegovina", "CCK": "Cocos (Keeling) Islands",
    "CIV": "Ivory Coast", "COD": "DR Congo", "COG": "Congo-Brazzaville", "GBR": "United Kingdom",
    "HMD": "Heard and McDonald Islands", "KNA": "Saint Kitts and Nevis", "BLM": "Saint Barthélemy",
    "SHN": "Saint Helena", "LCA": "Saint Lucia", "MAF": "Saint Martin", "SPM": "Saint Pierre and Miquelon",
    "VCT": "Saint Vincent and the Grenadines", "STP": "São Tomé and Príncipe", "MAC": "Macau",
    "SGS": "South Georgia and South Sandwich Islands", "SJM": "Svalbard and Jan Mayen", "PCN": "Pitcairn Islands",
    "TTO": "Trinidad and Tobago", "TCA": "Turks and Caicos Islands", "TLS": "East Timor", "TUR": "Turkey",
    "UMI": "US Outlying Islands", "VIR": "US Virgin Islands", "USA": "United States", "WLF": "Wallis and Futuna",
    "CZE": "Czech Republic", "VAT": "Vatican",
}

# Items the data set lacks, or gives for something other than what news means by the name.
WIKIDATA = {"NAM": "Q1030", "NLD": "Q55", "ESH": "Q6250"}

STATUS = {
    "PSE": ("state", "UN observer state; territory partly under Israeli occupation"),
    "VAT": ("state", "Holy See and Vatican City; UN observer state"),
    "TWN": ("disputed", "listed by ISO 3166 as a province of China; governs itself, not a UN member"),
    "ESH": ("disputed", "non-self-governing territory on the UN list; claimed by MAR and by the Polisario Front"),
    "ATA": ("territory", "under the Antarctic Treaty; claims suspended"),
    "FLK": ("territory", "of GBR; claimed by ARG"),
    "SGS": ("territory", "of GBR; claimed by ARG"),
    "GIB": ("territory", "of GBR; claimed by ESP"),
    "IOT": ("territory", "of GBR; claimed by MUS"),
    "MYT": ("territory", "of FRA; claimed by COM"),
}

EXTRA = [
    ["XKX", "XK", "347", "831053", "Q1246", "Kosovo", "disputed",
     "user-assigned code, not in ISO 3166; independence declared 2008, contested by SRB"],
    ["SUN", "SU", "365", "", "Q15180", "Soviet Union", "historic", "1922 to 1991; continued by RUS"],
    ["YUG", "YU", "345", "", "Q36704", "Yugoslavia", "historic", "1918 to 2003; continued by SCG"],
    ["SCG", "CS", "345", "", "Q37024", "Serbia and Montenegro", "historic", "2003 to 2006; continued by SRB"],
    ["DDR", "DD", "265", "", "Q16957", "East Germany", "historic", "1949 to 1990; joined DEU"],
    ["CSK", "CS", "315", "", "Q33946", "Czechoslovakia", "historic", "1918 to 1992; divided into CZE and SVK"],
    ["ZAR", "ZR", "490", "", "Q6500954", "Zaire", "historic", "1971 to 1997; continued by COD"],
    ["YMD", "YD", "680", "", "Q199841", "South Yemen", "historic", "1967 to 1990; joined YEM"],
]


def main(path):
    """Read the data set at `path` and print one row a state or territory."""
    with open(path, encoding="utf-8-sig", newline="") as source:
        records = list(csv.DictReader(source))
    iso3 = {record["ISO3166-1-Alpha-2"]: record["ISO3166-1-Alpha-3"] for record in records}
    rows = [row(record, iso3) for record in records] + EXTRA
    print("\t".join(COLUMNS))
    for fields in sorted(rows):
        print("\t".join(fields))


def row(record, iso3):
    """One record of the data set in our columns."""
    code = record["ISO3166-1-Alpha-3"]
    status, note = STATUS.get(code) or standing(record["is_independent"], iso3)
    return [
        code,
        record["ISO3166-1-Alpha-2"],
        COW.get(code, ""),
        record["Geoname ID"].strip(),
        WIKIDATA.get(code) or record["wikidata_id"].rsplit("/", 1)[-1],
        NAMES.get(code, record["CLDR display name"]),
        status,
        note,
    ]


def standing(independent, iso3):
    """The status and note that the data set's `is_independent` column tells: `Yes`, or `Territory of GB` and the like."""
    if independent == "Yes":
        return "state", ""
    kind, owner = re.fullmatch(r"(.+) ([A-Z]{2})", independent).groups()
    if kind.startswith(("Territor", "Part")):
        return "territory", f"of {iso3[owner]}"
    return "territory", f"{kind[0].lower()}{kind[1:]} {iso3[owner]}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    main(sys.argv[1])

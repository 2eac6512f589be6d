"""Every kind has a CAMEO code that exists, and one that the mapping agrees with, or a reason why not."""

import re

import pytest

from saidseen.knowing.cameo import code_of, codes, role_of, table
from saidseen.knowing.ontology import ontology

WAYS = [
    *((name, kind.root, table().kinds.get(name)) for name, kind in ontology().kinds.items()),
    *((f"{root} {mode}", root, table().modes[root].get(mode)) for root, r in ontology().roots.items() for mode in r.modes),
    *((root, root, table().roots.get(root)) for root in ontology().roots),
]


def test_the_codes_are_cameos():
    known = codes()
    assert len(known) == 291
    assert all(re.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}", code) for code in known)
    assert {code.root for code in known.values()} == {f"{n:02}" for n in range(1, 21)}
    assert all(code.base in known for code in known.values())
    assert all(-10 <= code.goldstein <= 10 for code in known.values())
    assert {code.plover for code in known.values()} == {*ontology().roots, None}
    assert {code.root for code in known.values() if code.plover is None} == {"01", "02"}


@pytest.mark.parametrize(("name", "root", "code"), WAYS, ids=[name for name, *_ in WAYS])
def test_every_code_exists_and_agrees_with_the_mapping_or_says_why_not(name, root, code):
    assert code in codes(), f"{name} has no CAMEO code"
    agrees = codes()[code].plover == root
    reason = table().exceptions.get(name)
    assert agrees or reason, f"{name}: the mapping sends {code} to {codes()[code].plover}, not to {root}"
    assert not (agrees and reason), f"{name} agrees with the mapping: take its exception out"


def test_nothing_in_the_table_is_of_no_use():
    known = table()
    assert known.kinds.keys() == ontology().kinds.keys()
    assert known.roots.keys() == ontology().roots.keys()
    assert {(root, mode) for root, modes in known.modes.items() for mode in modes} == {
        (root, mode) for root, r in ontology().roots.items() for mode in r.modes
    }
    assert known.exceptions.keys() <= {name for name, *_ in WAYS}


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("withdrawal", "0874"),
        ("shelling", "194"),
        ("airstrike", "195"),
        ("ceasefire", "0871"),
        ("breach", "196"),
        ("sanction", "163"),
        ("expel", "161"),
        ("seize", "192"),
        ("detention", "173"),
        ("veto", "129"),
        ("ultimatum", "139"),
        ("protest", "141"),
    ],
)
def test_what_a_user_of_cameo_would_expect(kind, code):
    assert code_of(ontology().kinds[kind].root, kind).code == code


def test_the_kind_counts_then_the_mode_then_the_root():
    assert code_of("RETREAT", "return_to_base").code == "087"
    assert code_of("RETREAT", "withdraw").code == "0874"
    assert code_of("RETREAT", "picnic").code == code_of("RETREAT", None).code == "080"
    assert code_of("PICNIC", None) is None


def test_levels_quadrants_and_scores():
    retreat = codes()["0874"]
    assert (retreat.base, retreat.root, retreat.quad, retreat.goldstein) == ("087", "08", 2, 10.0)
    quads = {root: codes()[f"{root}0"].quad for root in ("01", "05", "06", "08", "09", "13", "14", "20")}
    assert quads == {"01": 1, "05": 1, "06": 2, "08": 2, "09": 3, "13": 3, "14": 4, "20": 4}


def test_the_press_and_health_change_letters():
    assert (role_of("JRN"), role_of("MED"), role_of("MIL"), role_of("UNK"), role_of(None)) == ("MED", "HLH", "MIL", None, None)

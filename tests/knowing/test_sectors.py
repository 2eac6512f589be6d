import pytest

from saidseen.knowing.sectors import sector_of, words


@pytest.mark.parametrize(
    ("phrase", "head", "sector"),
    [
        ("riot police", 1, "COP"),
        ("defence ministry", 1, "MIL"),
        ("ministry of defence", 0, "MIL"),
        ("foreign ministry", 1, "GOV"),
        ("house of representatives", 0, "LEG"),
        ("rebel army", 1, "REB"),
        ("two gunman", 1, "UAF"),
        ("the former president", 2, "ELI"),
        ("village", 0, None),
        ("", 0, None),
    ],
)
def test_the_words_of_a_name_tell_its_sector(phrase, head, sector):
    assert sector_of(phrase.split(), head) == sector


def test_every_name_is_written_as_it_is_looked_up():
    assert all(name == name.lower().strip() and "  " not in name for name in words())

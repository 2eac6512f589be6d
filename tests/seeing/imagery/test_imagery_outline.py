"""An outline that cannot be meant is refused by name, before a raster is opened."""

from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidseen.seeing.imagery.outline import Outline, outline
from saidseen.things import Problem


def polygon(*corners):
    return {"type": "Polygon", "coordinates": [[list(c) for c in corners]]}


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        ({"type": "Point", "coordinates": [1, 2]}, "no polygon"),
        ({"type": "Polygon", "coordinates": []}, "no polygon"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "is empty"),
        (polygon((0, 0), (1, 0), (1, 1)), "not closed"),
        (polygon((0, 0), (1, 0), (1, 1), (0, 1)), "not closed"),
        (polygon((0, 0), (1, 1), (1, 0), (0, 1), (0, 0)), "crosses itself"),
        (polygon((179, 0), (-179, 0), (-179, 1), (179, 1), (179, 0)), "crosses the antimeridian"),
        (polygon((0, 0), (1, 1), (2, 2), (0, 0)), "encloses nothing"),
        (polygon((50, 100), (51, 100), (51, 101), (50, 100)), "leaves the world"),
        (polygon((0, 0), (float("nan"), 0), (1, 1), (0, 0)), "leaves the world"),
        (polygon((0, 0), ("east", 0), (1, 1), (0, 0)), "pairs of numbers"),
        (polygon((0,), (1, 0), (1, 1), (0,)), "pairs of numbers"),
        (polygon(*[(x / 1000, x % 2) for x in range(10_001)], (0, 0)), "more than 10,000"),
    ],
)
def test_an_outline_that_cannot_be_meant_is_named(geometry, words):
    found = outline(geometry, "Camp A")
    assert isinstance(found, Problem)
    assert (found.where, words in found.what) == ("Camp A", True), found.what


def test_both_halves_of_a_site_on_the_antimeridian_are_taken():
    halves = [[[[179.9, 0], [180, 0], [180, 1], [179.9, 0]]], [[[-180, 0], [-179.9, 1], [-180, 1], [-180, 0]]]]
    found = outline({"type": "MultiPolygon", "coordinates": halves})
    assert isinstance(found, Outline)
    assert len(found.polygons) == 2


ANGLES = st.lists(st.integers(0, 359), min_size=5, max_size=40, unique=True).map(sorted)


@given(ANGLES, st.floats(-170, 170), st.floats(-80, 80), st.floats(0.001, 5), st.booleans())
def test_corners_in_order_around_a_circle_are_an_outline_whichever_way_they_run(angles, lon, lat, radius, backwards):
    corners = [(lon + radius * cos(a * pi / 180), lat + radius * sin(a * pi / 180)) for a in angles]
    corners = corners[::-1] if backwards else corners
    assert isinstance(outline(polygon(*corners, corners[0])), Outline)


@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(0.0005, 5))
def test_a_bow_tie_is_refused_wherever_and_however_small(lon, lat, size):
    a, b, c, d = (lon, lat), (lon + size, lat), (lon + size, lat + size), (lon, lat + size)
    assert isinstance(outline(polygon(a, c, b, d, a)), Problem)

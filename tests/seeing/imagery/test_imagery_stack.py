"""A folder of radar images, cut to a site: what is used, what is not and why."""

import sys
import tracemalloc
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from radar import FIRST, REPEAT, SIDE, SITE, days, fill, name_of, site_outline, speckle, write

pytest.importorskip("rasterio", reason="reading rasters needs the extra: pip install 'saidseen[imagery]'")

from saidseen.seeing.imagery.naming import polarisation_of, taken_of, track_of
from saidseen.seeing.imagery.outline import outline
from saidseen.seeing.imagery.site_change import site_change
from saidseen.seeing.imagery.stack import read_stack

NEXT = FIRST + 8 * REPEAT


def told(stack):
    return [f"{p.what}; {p.kept}; {p.todo}" for p in stack.problems]


@pytest.mark.parametrize(("gain", "answer"), [(3, "increase"), (-3, "decrease"), (0, "no change")])
def test_a_folder_of_images_answers_for_a_site(tmp_path, gain, answer):
    stack = read_stack(fill(tmp_path, count=10, gain=gain), site_outline())
    found = site_change(stack)
    assert (found.answer, found.coverage, found.problems) == (answer, 1.0, ())
    assert (stack.times, int(stack.site.sum())) == (days(10), SITE[2] ** 2)


def ring_of(stack):
    """How far from the site's edge the nearest and the farthest pixel of the ring lie, along the middle row."""
    places = np.full(stack.near.shape, " ")
    places[stack.near] = np.where(stack.site, "s", "r")
    middle = "".join(places[stack.near.shape[0] // 2]).strip()
    left = middle[: middle.index("s")]
    return left.count(" "), left.count("r")


def test_the_ring_begins_60_metres_off_and_is_300_wide(tmp_path):
    assert ring_of(read_stack(fill(tmp_path), site_outline())) == (2, 10)


# ------------------------------------------------------------------ one bad file, the others are read


def without_crs(path):
    write(path, speckle(9), crs=None)


def without_transform(path):
    write(path, speckle(9), transform=None)


def a_web_page(path):
    path.write_text("<html><body>Login required</body></html>")


def broken_off(path):
    write(path, speckle(9))
    path.write_bytes(path.read_bytes()[:6000])


def a_pointer(path):
    path.write_text('<VRTDataset rasterXSize="60" rasterYSize="60"><SRS>EPSG:32636</SRS></VRTDataset>')


def vv_only(path):
    write(path.with_name(path.name.replace("VH", "VV")), speckle(9))


def undated(path):
    write(path.with_name("site_VH.tif"), speckle(9))


def empty(path):
    write(path, np.full((SIDE, SIDE), np.nan, dtype="float32"))


def half_empty(path):
    image = speckle(9)
    image[:31] = -9999
    write(path, image, nodata=-9999.0)


def elsewhere(path):
    write(path, speckle(9), offset=(900, 900))


def in_the_wrong_system(path):
    write(path, speckle(9), crs="EPSG:32618")


def in_degrees_of_nowhere(path):
    write(path, speckle(9), crs="EPSG:4326")


def another_track(path):
    write(path.with_name(name_of(NEXT + timedelta(minutes=8))), speckle(9))


def another_grid(path):
    from rasterio.transform import Affine  # noqa: PLC0415

    write(path, speckle(9), transform=Affine(30, 0, 500_017.0, 0, -30, 5_600_010.0))


def same_date(path):
    write(path.with_name("copy_" + name_of(FIRST)), speckle(9))


def not_calibrated(path):
    write(path, (speckle(9) * 4000).astype("uint16"), nodata=0)


def in_one_giant_block(path):
    blocks = {"tiled": True, "blockxsize": 4112, "blockysize": 4112}
    write(path, np.zeros((4112, 4112), "uint8"), nodata=None, compress="deflate", **blocks)


def the_same_image_again(path):
    write(path, speckle(3))


def without_a_word_on_its_bands(path):
    write(path, np.stack([speckle(8), speckle(9)]))


def several_bands(path):
    write(path.with_name("s1_20220501T043012.tif"), np.stack([speckle(8), speckle(9)]))


BAD = [
    (without_crs, "no coordinate system"),
    (without_transform, "does not say where its pixels lie"),
    (a_web_page, "no readable GeoTIFF"),
    (broken_off, "no readable GeoTIFF"),
    (a_pointer, "no readable GeoTIFF"),
    (vv_only, "only VH is looked at"),
    (undated, "neither its tags nor its name tell the date"),
    (empty, "no data at the site"),
    (half_empty, "data on 40% of the site"),
    (elsewhere, "does not cover the site"),
    (in_the_wrong_system, "does not cover the site"),
    (in_degrees_of_nowhere, "does not cover the site"),
    (another_track, "another track (at 04:38 UTC, most from at 04:30 UTC)"),
    (another_grid, "another grid"),
    (same_date, "another image of the same date was used"),
    (not_calibrated, "no calibrated backscatter"),
    (in_one_giant_block, "one giant block"),
    (the_same_image_again, "the very same image as s1_20220206"),
    (without_a_word_on_its_bands, "does not say which is what"),
    (several_bands, "does not say which is what"),
]


@pytest.mark.filterwarnings("ignore:Dataset has no geotransform")  # writing one is what is tested
@pytest.mark.parametrize(("spoil", "words"), BAD, ids=[spoil.__name__ for spoil, _ in BAD])
def test_a_file_that_is_no_use_is_named_and_the_others_are_read(tmp_path, spoil, words):
    fill(tmp_path)
    spoil(tmp_path / name_of(NEXT))
    stack = read_stack(tmp_path, site_outline())
    assert any(words in line for line in told(stack)), told(stack)
    assert len(stack.times) == 8
    assert np.isfinite(stack.levels).all()


def test_a_folder_that_is_missing_or_empty_or_has_nothing_there_is_named(tmp_path):
    stacks = [read_stack(tmp_path / "nowhere", site_outline()), read_stack(tmp_path, site_outline())]
    stacks.append(read_stack(fill(tmp_path), site_outline(row=500)))
    words = ["folder cannot be read", "no GeoTIFF files", "does not cover the site"]
    for stack, text in zip(stacks, words, strict=True):
        assert text in told(stack)[0]
        assert (site_change(stack).answer, site_change(stack).problems) == ("not observable", stack.problems)


def test_a_site_too_large_to_hold_is_refused(tmp_path):
    around = {"type": "Polygon", "coordinates": [[[32, 50], [34, 50], [34, 51], [32, 51], [32, 50]]]}
    found = site_change(read_stack(fill(tmp_path), outline(around, "the province")))
    assert found.answer == "not observable"
    assert any("too large" in p.what and p.where == "the province" for p in found.problems)


def test_without_its_library_it_says_what_to_install(tmp_path, monkeypatch):
    fill(tmp_path)
    where = site_outline()
    monkeypatch.setitem(sys.modules, "rasterio", None)
    stack = read_stack(tmp_path, where)
    assert [(p.what, p.todo) for p in stack.problems] == [
        ("reading rasters needs rasterio, which is not installed", "pip install 'saidseen[imagery]'")
    ]


# ------------------------------------------------------------------ what must make no difference


def same(one, other):
    return one.times == other.times and np.allclose(one.levels, other.levels, atol=1e-4) and (one.site == other.site).all()


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(8)))
def test_the_names_of_files_may_stand_in_any_order(order):
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        fill(Path(one))
        for place, n in enumerate(order):
            write(Path(other) / f"{place}_VH.tif", speckle(n), tags={"ACQUISITION_DATETIME": days(8)[n].isoformat()})
        assert same(read_stack(one, site_outline()), read_stack(other, site_outline()))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 8), st.integers(0, 8))
def test_images_may_be_cut_differently_on_the_same_pixels(down, right):
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        fill(Path(one))
        for n, day in enumerate(days(8)):
            cut = speckle(n)[down:, right:] if n % 2 else speckle(n)
            write(Path(other) / name_of(day), cut, offset=(down, right) if n % 2 else (0, 0))
        assert same(read_stack(one, site_outline()), read_stack(other, site_outline()))


def test_decibels_and_linear_backscatter_give_the_same(tmp_path):
    linear, logarithmic = tmp_path / "linear", tmp_path / "db"
    linear.mkdir()
    logarithmic.mkdir()
    fill(linear)
    for n, day in enumerate(days(8)):
        write(logarithmic / name_of(day), (10 * np.log10(speckle(n))).astype("float32"))
    assert same(read_stack(linear, site_outline()), read_stack(logarithmic, site_outline()))


def test_bands_that_tell_their_dates_are_as_good_as_files(tmp_path):
    apart, one = tmp_path / "apart", tmp_path / "one"
    apart.mkdir()
    one.mkdir()
    fill(apart)
    write(one / "stack_vh.tif", np.stack([speckle(n) for n in range(8)]), describe=[f"{d:%Y%m%dT%H%M%SZ}" for d in days(8)])
    assert same(read_stack(apart, site_outline()), read_stack(one, site_outline()))


def test_of_several_bands_the_one_called_vh_is_taken(tmp_path):
    apart, together = tmp_path / "apart", tmp_path / "together"
    apart.mkdir()
    together.mkdir()
    fill(apart)
    for n, day in enumerate(days(8)):
        bands = np.stack([np.full((SIDE, SIDE), 39.0, "float32"), speckle(n + 50), speckle(n)])
        write(together / f"{day:%Y%m%dT%H%M%S}.tif", bands, describe=["angle", "VV", "VH"])
    assert same(read_stack(apart, site_outline()), read_stack(together, site_outline()))


def test_layover_and_shadow_are_masked(tmp_path):
    mask = np.zeros((SIDE, SIDE), "uint8")
    mask[25:35, 25:29] = 2
    mask[:, 50:] = 255
    write(fill(tmp_path) / "s1_20220101T043012_mask.tif", mask, nodata=255)
    assert site_change(read_stack(tmp_path, site_outline())).coverage == 0.6


def test_a_site_may_have_a_hole(tmp_path):
    outer, hole = site_outline().polygons[0][0], site_outline(28, 28, 4).polygons[0][0]
    with_hole = outline({"type": "Polygon", "coordinates": [outer, hole]})
    assert int(read_stack(fill(tmp_path), with_hole).site.sum()) == 100 - 16


def test_files_that_tell_neither_track_nor_time_are_taken_for_one_track_and_it_is_said(tmp_path):
    for n, day in enumerate(days(8)):
        write(tmp_path / f"{day:%Y-%m-%d}_VH.tif", speckle(n))
    stack = read_stack(tmp_path, site_outline())
    assert len(stack.times) == 8
    assert "they were taken for one track" in told(stack)[0]


def test_only_the_window_around_the_site_is_read(tmp_path):
    import rasterio  # noqa: PLC0415

    for n, day in enumerate(days(8)):
        path = write(tmp_path / name_of(day), speckle(n))
        with rasterio.open(path) as small:
            profile = small.profile | {"height": 20_000, "width": 20_000, "tiled": True, "blockxsize": 512, "blockysize": 512}
        with rasterio.open(path, "w", sparse_ok=True, **profile) as scene:
            scene.write(speckle(n), 1, window=rasterio.windows.Window(0, 0, SIDE, SIDE))
    tracemalloc.start()
    stack = read_stack(tmp_path, site_outline())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(stack.times) == 8
    assert peak < 20_000_000, "one whole scene would be 1,600,000,000 bytes"


# ------------------------------------------------------------------ dates, tracks and polarisations


@pytest.mark.parametrize(
    ("tags", "band", "name", "day"),
    [
        ({}, "", "OPERA_L2_RTC-S1_T137-292325-IW1_20220213T153306Z_20220214T010203Z_S1A_30_v1.0_VH.tif", "2022-02-13T15:33:06"),
        ({"zero_doppler_start_time": "2022-02-13T15:33:06.5Z"}, "", "a_20200101_VH.tif", "2022-02-13T15:33:06"),
        ({}, "2022-02-13", "a_20200101_VH.tif", "2022-02-13T00:00:00"),
        ({"TIFFTAG_DATETIME": "2024:05:05 10:00:00"}, "", "s1a-iw-grd-vh-20220213t153306-041886.tiff", "2022-02-13T15:33:06"),
        ({}, "", "tile_20220230_20220301_VH.tif", "2022-03-01T00:00:00"),
        ({}, "", "scene_123456789_VH.tif", None),
    ],
)
def test_the_date_is_the_bands_else_the_tags_else_the_first_of_the_name(tags, band, name, day):
    found = taken_of(tags, band, name)
    assert (found and found.at.isoformat()[:19]) == day


def test_the_track_and_the_polarisation_are_told_by_tag_or_name():
    opera = "OPERA_L2_RTC-S1_T137-292325-IW1_20220213T153306Z_20220214T010203Z_S1A_30_v1.0_VH"
    assert [track_of({}, opera), track_of({"TRACK_NUMBER": "64"}, opera), track_of({}, "a")] == ["T137-292325-IW1", "64", None]
    assert [polarisation_of({}, "", opera), polarisation_of({}, "vv", opera), polarisation_of({}, "", "a")] == ["VH", "VV", None]

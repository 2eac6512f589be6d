"""Two optical images: what changed beyond light and haze, and a picture of a radar answer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from radar import SIDE, fill, made_stack, site_outline, write

from saidseen.seeing.imagery.figure import draw
from saidseen.seeing.imagery.irmad import changed, irmad, otsu
from saidseen.seeing.imagery.pair import compare
from saidseen.seeing.imagery.site_change import site_change
from saidseen.seeing.imagery.stack import read_stack

BANDS = 4


def scene(seed, bands=BANDS, side=SIDE):
    """A landscape: bands that share most of what they show, as real ones do."""
    chance = np.random.default_rng(seed)
    ground = np.cumsum(np.cumsum(chance.normal(0, 1, (2, side, side)), axis=1), axis=2)
    mix = chance.normal(0, 1, (bands, 2))
    return np.einsum("bk,krc->brc", mix, ground) / 20 + chance.normal(0, 0.3, (bands, side, side))


def pair(seed, gain=None):
    """Before and after, a fifth of the light gone, and a square of 100 pixels newly built up."""
    chance = np.random.default_rng(seed + 1)
    before = scene(seed)
    after = 0.8 * before + 3 + chance.normal(0, 0.2, before.shape)
    after[:, 25:35, 25:35] = chance.normal(40, 1, (BANDS, 10, 10)) * np.array([1, -1, 1, -1])[:, None, None]
    if gain is not None:
        after = after * gain[:, None, None]
    return before, after


def flat(image):
    return image.reshape(len(image), -1)


def test_what_was_built_is_found_and_the_change_of_light_is_not():
    before, after = pair(1)
    found = changed(irmad(flat(before), flat(after))).reshape(SIDE, SIDE)
    assert found[25:35, 25:35].mean() > 0.95
    assert found.sum() < 130


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.tuples(*[st.floats(0.2, 5)] * BANDS), st.tuples(*[st.floats(-50, 50)] * BANDS))
def test_units_and_offsets_of_the_bands_do_not_matter(seed, gains, offsets):
    before, after = map(flat, pair(seed))
    scaled = after * np.array(gains)[:, None] + np.array(offsets)[:, None]
    assert irmad(before, scaled).distance == pytest.approx(irmad(before, after).distance, rel=1e-3, abs=1e-3)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000), st.permutations(range(BANDS)), st.booleans())
def test_the_order_of_bands_and_of_the_images_does_not_matter(seed, order, swapped):
    before, after = map(flat, pair(seed))
    pictures = (after[order], before[order]) if swapped else (before[order], after)
    assert irmad(*pictures).distance == pytest.approx(irmad(before, after).distance, rel=1e-3, abs=1e-3)


def test_a_constant_band_does_no_harm():
    before, after = map(flat, pair(1))
    before[2] = after[2] = 7
    assert np.isfinite(irmad(before, after).distance).all()


def test_images_of_different_shape_or_too_few_pixels_are_refused():
    with pytest.raises(ValueError, match="same shape"):
        irmad(np.zeros((4, 500)), np.zeros((3, 500)))
    with pytest.raises(ValueError, match="more pixels"):
        irmad(np.zeros((4, 20)), np.zeros((4, 20)))


def test_a_threshold_parts_two_heaps():
    chance = np.random.default_rng(1)
    values = np.concatenate([chance.normal(0, 1, 900), chance.normal(20, 1, 100)])
    assert 3 < otsu(values) < 17


# ------------------------------------------------------------------ files


def test_a_pair_of_files_tells_which_share_of_the_site_changed(tmp_path):
    pytest.importorskip("rasterio")
    one, two = (write(tmp_path / f"{n}.tif", image.astype("float32")) for n, image in zip("ab", pair(1), strict=True))
    found = compare(one, two, site_outline())
    assert (found.problems, found.coverage) == ((), 1.0)
    assert found.site > 0.95
    assert found.around < 0.02


def spoilt(tmp_path, **given):
    before, after = (image.astype("float32") for image in pair(1))
    return write(tmp_path / "a.tif", before), write(tmp_path / "b.tif", given.pop("image", after), **given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"offset": (0.5, 0)}, "another grid"),
        ({"image": np.ones((3, SIDE, SIDE), "float32")}, "other bands"),
        ({"image": np.full((BANDS, SIDE, SIDE), np.nan, "float32")}, "share no pixel"),
        ({"crs": None}, "no coordinate system"),
    ],
)
def test_a_pair_that_cannot_be_laid_over_each_other_is_named(tmp_path, given, words):
    pytest.importorskip("rasterio")
    found = compare(*spoilt(tmp_path, **given), site_outline())
    assert found.site is None
    assert words in found.problems[0].what


def test_an_image_of_elsewhere_or_none_at_all_is_named(tmp_path):
    pytest.importorskip("rasterio")
    assert "does not cover" in compare(*spoilt(tmp_path), site_outline(row=5000)).problems[0].what
    assert compare(tmp_path / "none.tif", tmp_path / "b.tif", site_outline()).problems[0].where.endswith("none.tif")


# ------------------------------------------------------------------ the picture


def test_the_picture_shows_the_site_before_and_after_and_the_difference(tmp_path):
    pytest.importorskip("rasterio")
    image = pytest.importorskip("PIL.Image")
    stack = read_stack(fill(tmp_path, count=10, gain=6), site_outline())
    path = tmp_path / "site.png"
    assert draw(stack, site_change(stack), path)
    with image.open(path) as made:
        assert made.format == "PNG"
        pixels = np.asarray(made.convert("RGB")).astype(int)
    red = (pixels[..., 0] > 200) & (pixels[..., 1] < 120) & (pixels[..., 2] < 120)
    columns = np.nonzero(red)[1]
    assert columns.min() > 2 * pixels.shape[1] // 3, "red stands in the right panel only"
    assert red.sum() > 1000, "where the site grew brighter"


def test_there_is_no_picture_of_nothing(tmp_path):
    pytest.importorskip("PIL")
    stack = made_stack(dates=1)
    assert not draw(stack, site_change(stack), tmp_path / "none.png")
    assert not (tmp_path / "none.png").exists()

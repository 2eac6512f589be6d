"""When a document was published, and in which language it is."""

# ruff: noqa: RUF001  # other languages have letters that look alike

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from saidseen.reading.dates import moment
from saidseen.reading.language import guess, named

NOW = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "when"),
    [
        ("2022-02-15T17:30:00Z", datetime(2022, 2, 15, 17, 30, tzinfo=UTC)),
        ("2022-02-15T17:30:00+05:30", datetime(2022, 2, 15, 12, tzinfo=UTC)),
        ("2022-02-15 17:30", datetime(2022, 2, 15, 17, 30, tzinfo=UTC)),
        ("2022-02-15", datetime(2022, 2, 15, 12, tzinfo=UTC)),
        (date(2022, 2, 15), datetime(2022, 2, 15, 12, tzinfo=UTC)),
        ("Tue, 15 Feb 2022 17:30:00 +0100", datetime(2022, 2, 15, 16, 30, tzinfo=UTC)),
        ("Tue, 15 Feb 2022 17:30:00 GMT", datetime(2022, 2, 15, 17, 30, tzinfo=UTC)),
    ],
)
def test_dates_that_can_be_read(raw, when):
    assert moment(raw, "a", NOW) == (when, ())


@pytest.mark.parametrize("raw", ["yesterday", "2022-13-01", "15/02/2022", "2022", "0001-01-01T00:00:00+14:00"])
def test_nothing_is_guessed(raw):
    when, [problem] = moment(raw, "a", NOW)
    assert when is None
    assert raw in problem.what


def test_no_date_is_no_problem_here():
    assert moment(None, "a", NOW) == moment("  ", "a", NOW) == (None, ())


def test_a_date_in_the_future_is_kept_and_said():
    when, [problem] = moment("2024-06-02", "a", NOW)
    assert when == datetime(2024, 6, 2, 12, tzinfo=UTC)
    assert "future" in problem.what


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The governor said on Monday that all of the boats had left the bay and would not return to it.", "en"),
        ("Der Gouverneur sagte am Montag, dass alle Boote die Bucht verlassen haben und nicht mehr kommen.", "de"),
        ("Le gouverneur a dit lundi que tous les bateaux avaient quitté la baie et ne reviendraient pas dans la ville.", "fr"),
        ("El gobernador dijo el lunes que todos los barcos han salido de la bahía y que no van a volver.", "es"),
        ("O governador disse que os barcos não voltaram para a baía e que foram vistos pela última vez na segunda.", "pt"),
        ("Gubernur mengatakan pada hari Senin bahwa semua kapal telah meninggalkan teluk dan tidak akan kembali.", "id"),
        (
            "Vali pazartesi günü bütün teknelerin körfezden ayrıldığını ve bir daha dönmeyeceğini söyledi, ancak bu doğru.",
            "tr",
        ),
        ("Губернатор сообщил в понедельник, что все лодки покинули залив и не вернутся в него после этого.", "ru"),
        ("Губернатор повідомив у понеділок, що всі човни залишили затоку і не повернуться до неї після цього.", "uk"),
        ("قال المحافظ يوم الاثنين إن جميع القوارب غادرت الخليج ولن تعود إلى المدينة بعد هذا اليوم", "ar"),
        ("استاندار روز دوشنبه گفت که همه قایق ها خلیج را ترک کرده و به آن باز نمی گردند و این خبر درست است", "fa"),
        ("省长星期一表示，所有船只已经离开海湾，不会返回。", "zh"),
        ("知事は月曜日、すべての船が湾を離れ、戻らないと述べた。", "ja"),
        ("주지사는 월요일 모든 배가 만을 떠났으며 돌아오지 않을 것이라고 말했다.", "ko"),
    ],
)
def test_languages(text, code):
    assert guess(text) == code


def test_a_short_text_tells_no_language():
    assert guess("Boats leave bay") is None
    assert guess("12 345") is None


def test_an_unknown_language_is_called_so():
    assert guess("Kuvernööri kertoi maanantaina veneiden lähteneen lahdelta eivätkä palaa kaupunkiin koskaan enää. " * 8) == "und"


def test_english_with_foreign_names_stays_english():
    text = "Gov. Ilse Marent of Île-de-la-Baie met Señor Vela in São Luar, and the two said that their boats were in the bay."
    assert guess(text) == "en"


@pytest.mark.parametrize(("said", "code"), [("en-GB", "en"), ("EN_us", "en"), ("eng", "en"), ("", ""), ("de", "de")])
def test_language_tags(said, code):
    assert named(said) == code

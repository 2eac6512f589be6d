"""Feeds from files: what each format shows, its drifts, what is refused. All files are synthetic (feeds/FORMAT.md)."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidseen.seeing.feeds import firms, lists, probe
from saidseen.seeing.feeds.files import Feed
from saidseen.seeing.feeds.formats import BY_NAME, FORMATS, Format, told
from saidseen.seeing.feeds.places import place_of
from saidseen.seeing.feeds.shape import Asked
from saidseen.things import Actor, Interval, Observation, Place, Problem

HERE = Path(__file__).parent / "feeds"
NOW = datetime(2031, 1, 1, tzinfo=UTC)
ASKED = Asked(now=NOW)


def seen(name: str, *paths: Path, asked: Asked = ASKED) -> tuple[list[Observation], list[Problem]]:
    found = list(BY_NAME[name].read([Feed(path) for path in paths], asked))
    return [f for f in found if isinstance(f, Observation)], [f for f in found if isinstance(f, Problem)]


def file(tmp_path: Path, content: str | bytes, name: str = "feed") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("firms-api.csv", "firms"), ("firms-24h.csv", "firms"), ("firms-modis.csv", "firms"), ("sdn-2022-02-21.csv", "ofac"),
        ("un.xml", "un"), ("ioda-events.json", "ioda"), ("ioda-alerts.json", "ioda"), ("ioda-quiet.json", "ioda"),
        ("ooni.json", "ooni"), ("acled-old.csv", "acled"), ("acled-new.csv", "acled"), ("ged.csv", "ucdp"),
    ],
)  # fmt: skip
def test_a_file_tells_its_format(name, form):
    assert told(Feed(HERE / name)) == BY_NAME[form]


BAD = {
    "a web page": (b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
    "an empty answer": (b"", "empty"),
    "an archive": (b"PK\x03\x04rest", "ZIP"),
    "UTF-16": ("latitude".encode("utf-16"), "UTF-16"),
    "half of a packed file": (gzip.compress(b"latitude,longitude\n" * 1000)[:40], "breaks off"),
}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("what", BAD)
def test_what_is_no_data_is_a_named_problem_for_every_format(tmp_path, form: Format, what):
    content, words = BAD[what]
    path = file(tmp_path, content, "list-2022-02-22")
    mapping = Feed(HERE / "votes.toml")
    found = list(form.read([Feed(path)], Asked(now=NOW, mapping=mapping)))
    assert found
    assert all(isinstance(one, Problem) for one in found)
    assert words in found[0].what


def test_a_gzip_bomb_is_not_unpacked(tmp_path):
    bomb = file(tmp_path, gzip.compress(b"time,url\n" + b"0" * 200_000_000, 9))
    _, (problem, *_) = seen("probe", bomb)
    assert "200 times its size" in problem.what or "longer than" in problem.what


def test_a_table_that_unpacks_past_all_proportion_is_refused(tmp_path):
    header = (HERE / "firms-api.csv").read_bytes().splitlines(keepends=True)
    bomb = file(tmp_path, gzip.compress(header[0] + header[1] * 1_500_000, 9))
    none, (problem,) = seen("firms", bomb)
    assert not none
    assert "more than 200 times its size" in problem.what


@pytest.mark.parametrize("name", ["firms-api.csv", "acled-new.csv", "sdn-2022-02-21.csv", "ged.csv"])
def test_an_error_message_inside_a_table_refuses_the_whole_file(tmp_path, name):
    text = (HERE / name).read_text("utf-8")
    path = file(tmp_path, text + "Error: exceeding allowed transaction limit\n", name)
    none, problems = seen(told(Feed(path)).name, path)
    assert not none
    assert "cells instead of" in problems[0].what


def test_the_raw_files_hash_is_kept_packed_or_not(tmp_path):
    plain = HERE / "ioda-events.json"
    packed = file(tmp_path, gzip.compress(plain.read_bytes()), "events.json.gz")
    for path in (plain, packed):
        (one,), _ = seen("ioda", path)
        assert one.sha256 == sha256(path.read_bytes()).hexdigest()
        assert (one.kind, one.cls, one.reader) == ("instrument", "seen-direct", "ioda@1")


def test_news_coded_into_tables_are_never_a_sight():
    for name, path in (("acled", "acled-old.csv"), ("ucdp", "ged.csv"), ("gdelt", "gdelt.tsv")):
        found, _ = seen(name, HERE / path)
        assert found
        assert {(o.kind, o.cls) for o in found} == {("reported", "told-independent")}


@pytest.mark.parametrize("cls", ["seen-direct", "seen-reported", "conceded"])
def test_hearsay_cannot_even_be_made_a_sight(cls):
    with pytest.raises(ValueError, match="no sight"):
        Observation(id="o", cls=cls, document=None, url="", published=NOW, quote="", observer=Actor(surface=""), kind="reported")


# Hotspots


@pytest.mark.parametrize(("text", "minute"), [("112", 72), ("0112", 72), ("7", 7), ("1054", 654), ("10:54", 654), ("0", 0)])
def test_times_without_leading_zeros(text, minute):
    assert firms.minutes(text) == minute


@pytest.mark.parametrize("text", ["2460", "999", "-5", "noon", ""])
def test_what_is_no_time_is_none(text):
    with pytest.raises(ValueError, match=r".+"):
        firms.minutes(text)


@pytest.mark.parametrize(("name", "count"), [("firms-api.csv", 2), ("firms-24h.csv", 2), ("firms-modis.csv", 1)])
def test_both_headers_and_modis_leave_out_dim_and_steady_fires(name, count):
    counts = Feed(HERE / name).read(firms.counted)
    ((by_day),) = counts.cells.values()
    ((value),) = by_day.values()
    assert firms.unpack(value)[:2] == (count, 72)
    assert not counts.bad


def fires(tmp_path: Path, by_day: dict[str, int], name: str = "fires.csv") -> Path:
    """Hotspots at one spot; far away a small fire on each of 150 days of each year, the first and the last among them."""
    header = (HERE / "firms-api.csv").read_text().splitlines()[0]
    row = "{},{},331.2,0.41,0.37,{},{},N,VIIRS,n,2.0NRT,280.1,4.2,N"
    rows = [row.format("48.7301", "39.2602", day, 100 + n % 50) for day, count in by_day.items() for n in range(count)]
    for year in {int(day[:4]) for day in by_day}:
        days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in (*range(0, 298, 2), 364)]
        rows += [row.format("-10.1", "120.2", day.date(), 100) for day in days]
    return file(tmp_path, "\n".join([header, *rows]) + "\n", name)


def test_many_fires_out_of_season_are_an_excess(tmp_path):
    path = fires(tmp_path, {"2019-02-18": 1, "2020-02-21": 2, "2021-02-20": 1, "2022-02-20": 9})
    (one,), problems = seen("firms", path)
    assert not problems
    assert one.when == Interval(start=datetime(2022, 2, 20, 1, tzinfo=UTC), end=datetime(2022, 2, 20, 1, 9, tzinfo=UTC))
    assert one.leaves_open
    assert "at most 2 a day on" in (one.coverage or "")
    assert one.published == one.when.end + timedelta(hours=3)


def test_fires_as_in_other_years_are_none(tmp_path):
    assert seen("firms", fires(tmp_path, {"2019-08-18": 9, "2020-08-21": 11, "2021-08-20": 8, "2022-08-20": 9})) == ([], [])


def test_without_other_years_nothing_is_called_unusual(tmp_path):
    none, (problem,) = seen("firms", fires(tmp_path, {"2022-02-20": 50}))
    assert not none
    assert "two seasons" in problem.what


def test_history_and_news_may_lie_in_two_files_and_a_third_may_be_broken(tmp_path):
    old = fires(tmp_path, {"2019-02-18": 1, "2020-02-21": 2, "2021-02-20": 1}, "old.csv")
    new = fires(tmp_path, {"2022-02-20": 9}, "new.csv")
    (one,), (problem,) = seen("firms", old, file(tmp_path, "Invalid MAP_KEY.\n", "broken.csv"), new)
    assert one.sha256 == sha256(new.read_bytes()).hexdigest()
    assert "Invalid MAP_KEY." in problem.what


def test_only_what_burns_at_the_place_asked_for_is_taken(tmp_path):
    path = fires(tmp_path, {"2019-02-18": 1, "2020-02-21": 2, "2021-02-20": 1, "2022-02-20": 9})
    for words, count in (("48.73,39.26", 1), ("48.73,39.26,2", 1), ("49.5,39.26", 0)):
        place, km = place_of(words)
        assert len(seen("firms", path, asked=Asked(now=NOW, place=place, km=km))[0]) == count


def test_a_bad_row_is_told_and_the_others_count(tmp_path):
    text = (HERE / "firms-api.csv").read_text().replace("48.7321", "148.7321")
    _, (problem,) = seen("firms", file(tmp_path, text))
    assert "1 of 3 rows cannot be used" in problem.what


@given(st.integers(0, 200), st.integers(62, 400), st.integers(0, 500), st.integers(0, 5000))
def test_rarity_is_a_probability_that_grows_with_fires_and_with_their_sizes(with_fire, days, as_large, smaller):
    with_fire = min(with_fire, days)
    p = firms.rarity(with_fire, days, as_large, as_large + smaller)
    assert 0 < p <= 1
    assert with_fire == days or firms.rarity(with_fire + 1, days, as_large, as_large + smaller) > p
    assert firms.rarity(with_fire, days, as_large + 1, as_large + 1 + smaller) >= p * (1 - 1e-9)  # but for rounding


def test_a_fire_of_the_usual_size_is_not_rare_though_it_never_burned_there_before(tmp_path):
    """Nothing in three seasons, then four hotspots at once: one small fire, as there are many."""
    text = fires(tmp_path, {"2019-06-01": 1, "2020-06-01": 1, "2021-06-01": 1, "2022-02-20": 4}).read_text()
    small = [
        f"-11.1,{121 + n},331.2,0.41,0.37,2020-05-01,{100 + k},N,VIIRS,n,2.0NRT,280.1,4.2,N\n"
        for n in range(20)
        for k in range(4)
    ]
    february = Interval(start=datetime(2022, 2, 1, tzinfo=UTC), end=datetime(2022, 3, 1, tzinfo=UTC))
    asked = Asked(now=NOW, during=february)
    assert seen("firms", file(tmp_path, text + "".join(small)), asked=asked) == ([], [])
    (one,), _ = seen("firms", file(tmp_path, text), asked=asked)
    assert one.events[0].mode == "destroy"


# Probe logs


def log(tmp_path: Path, *probes: tuple[str, str, int | None], name: str = "probes.jsonl") -> Path:
    rows = [{"time": t, "url": u, "status": s, "error": None if s else "timeout", "milliseconds": 40} for t, u, s in probes]
    return file(tmp_path, "".join(json.dumps(row) + "\n" for row in rows), name)


def a_day(url: str, down: tuple[int, int] = (0, 0), status: int | None = None) -> list[tuple[str, str, int | None]]:
    start = datetime(2022, 2, 15, tzinfo=UTC)
    times = [start + n * timedelta(minutes=10) for n in range(144)]
    return [(t.isoformat(), url, status if down[0] <= t.hour < down[1] else 200) for t in times]


def test_sites_that_fail_together_are_one_outage_with_a_witness(tmp_path):
    path = log(
        tmp_path,
        *a_day("https://a-bank.ua/", (14, 16)),
        *a_day("https://b-bank.ua/", (15, 16), 503),
        *a_day("https://c.example/"),
    )
    (down, well), _ = seen("probe", path, asked=Asked(now=NOW, sites=(("A-Bank", "a-bank"), ("B-Bank", "b-bank"))))
    assert (down.when.start.hour, down.when.end.hour) == (14, 16)
    assert set(down.subjects) == {"A-Bank", "B-Bank"}
    assert not down.leaves_open
    assert well.looked_and_not_seen
    assert well.detection == probe.ONE_EYE


def test_when_nothing_else_answers_it_may_be_our_own_line(tmp_path):
    (one,), _ = seen("probe", log(tmp_path, *a_day("https://a-bank.ua/", (14, 16))))
    assert "our own line" in one.leaves_open


def test_being_turned_away_is_an_answer_and_one_lost_packet_no_outage(tmp_path):
    probes = a_day("https://a-bank.ua/", (14, 16), 403)
    probes[3] = (probes[3][0], probes[3][1], None)
    assert seen("probe", log(tmp_path, *probes)) == ([], [])


def test_a_day_with_a_gap_is_not_called_undisturbed(tmp_path):
    probes = [p for p in a_day("https://a-bank.ua/") if not "T12" < p[0][10:13] < "T14"]
    assert seen("probe", log(tmp_path, *probes)) == ([], [])


def test_a_log_that_breaks_off_is_refused_and_a_bad_line_is_told(tmp_path):
    path = log(tmp_path, *a_day("https://a-bank.ua/"))
    cut = file(tmp_path, path.read_bytes()[:-20], "cut.jsonl")
    assert "breaks off" in seen("probe", cut)[1][0].what
    bad = file(tmp_path, path.read_text() + '{"time": "soon", "url": "x"}\n["no", "probe"]\n', "bad.jsonl")
    assert "2 of 146 rows" in seen("probe", bad)[1][0].what


@pytest.mark.parametrize(
    ("url", "name"),
    [("https://www.privatbank.ua/en", "privatbank.ua|privatbank"), ("next.oschadbank.ua:443", "next.oschadbank.ua|oschadbank"),
     ("https://bank.gov.ua", "bank.gov.ua"), ("http://10.0.0.1/", "10.0.0.1|10")],
)  # fmt: skip
def test_a_host_is_known_by_the_part_that_names_somebody(url, name):
    assert probe.site_name(url) == name


# Lists


def test_the_difference_of_two_states_of_a_list_without_header():
    found, problems = seen("ofac", HERE / "sdn-2022-02-22.csv", HERE / "sdn-2022-02-21.csv")
    assert not problems
    assert {(o.events[0].mode, o.events[0].recipient.country if o.events[0].recipient else None, o.subjects) for o in found} == {
        ("sanction", "RUS", ("EXAMPLE BANK PUBLIC JOINT STOCK COMPANY", "SAMPLE, Ivan Petrovich")),
        ("sanction_lift", None, ("DOE, Jane Maria",)),
        ("sanction_lift", "IRN", ("DOE, Jane Maria",)),
    }
    assert all(o.when == Interval(start=datetime(2022, 2, 21, tzinfo=UTC), end=datetime(2022, 2, 23, tzinfo=UTC)) for o in found)
    assert all(o.published.date().isoformat() == "2022-02-22" for o in found)


def test_one_state_or_a_list_without_a_day_shows_no_change(tmp_path):
    assert "no change" in seen("ofac", HERE / "sdn-2022-02-21.csv")[1][0].what
    nameless = file(tmp_path, (HERE / "sdn-2022-02-21.csv").read_bytes(), "SDN.CSV")
    assert "of which day" in seen("ofac", nameless)[1][0].what


def test_a_list_that_was_cut_off_removes_nobody(tmp_path):
    row = '{},"NAME {}",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'
    whole = file(tmp_path, "".join(row.format(n, n) for n in range(100)), "sdn-2022-02-21.csv")
    half = file(tmp_path, "".join(row.format(n, n) for n in range(50)), "sdn-2022-02-22.csv")
    none, (problem,) = seen("ofac", whole, half)
    assert not none
    assert "cut off" in problem.what


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
def test_what_is_added_one_way_is_removed_the_other(one, other):
    days = [datetime(2022, 2, d, tzinfo=UTC) for d in (1, 2)]
    entry = {n: lists.Entry(name=f"N{n}", measures=("CUBA",)) for n in range(41)}

    def changed(first, second):
        states = [lists.State(feed=Feed(HERE / "un.xml"), day=d, entries={str(n): entry[n] for n in some})
                  for d, some in zip(days, (first, second), strict=True)]  # fmt: skip
        found = lists.changes(lists.Source(name="L", kind="register", reader="l@1"), states, ASKED)
        return {o.events[0].mode: set(o.subjects) for o in found if isinstance(o, Observation)}

    forth, back = changed(one, other), changed(other, one)
    assert forth.get("sanction", set()) == back.get("sanction_lift", set()) == {f"N{n}" for n in other - one}


@pytest.mark.parametrize(
    ("tag", "code"),
    [("RUSSIA-EO14024", "RUS"), ("UKRAINE-EO13661", "RUS"), ("UKRAINE-EO13660", None), ("SDGT", None), ("DPRK2", "PRK"),
     ("BELARUS", "BLR"), ("IRAN-EO13902", "IRN"), ("VENEZUELA-EO13850", "VEN"), ("Al-Qaida", None), ("LIBYA3", "LBY")],
)  # fmt: skip
def test_the_country_of_a_programme(tag, code):
    assert lists.country_of(tag) == code


def test_the_uns_list_says_itself_who_was_added_when():
    found, problems = seen("un", HERE / "un.xml")
    assert not problems
    assert [
        (o.when.start.date().isoformat(), o.subjects, o.events[0].recipient and o.events[0].recipient.country) for o in found
    ] == [
        ("2015-06-01", ("EXAMPLE TRADING CORPORATION",), None),
        ("2022-03-08", ("JOHN EXAMPLE",), "PRK"),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('<!DOCTYPE a [<!ENTITY b "cccc">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>', "declares entities"),
        ('<CONSOLIDATED_LIST dateGenerated="2022-03-10"><INDIVIDUALS>', "no whole XML"),
        ("<rss><channel/></rss>", "root is rss"),
        ('<CONSOLIDATED_LIST dateGenerated="2022-03-10"/>', "nobody"),
        ('<CONSOLIDATED_LIST dateGenerated="today"/>', "date"),
    ],
)
def test_what_is_not_the_uns_list_is_refused(tmp_path, content, words):
    none, (problem,) = seen("un", file(tmp_path, content))
    assert not none
    assert words in problem.what


# Networks


def test_an_outage_by_two_signals_and_the_region_that_is_left_out():
    (one,), (problem,) = seen("ioda", HERE / "ioda-events.json")
    assert (one.place.country, one.when.start.hour, one.leaves_open) == ("KAZ", 10, "")
    assert "1 of 3 rows" in problem.what


def test_alerts_run_from_the_first_critical_row_to_the_row_of_recovery():
    (one,), problems = seen("ioda", HERE / "ioda-alerts.json")
    assert not problems
    assert one.when == Interval(start=datetime.fromtimestamp(1641378600, UTC), end=datetime.fromtimestamp(1641403800, UTC))
    assert "one signal alone" in one.leaves_open


def test_an_empty_answer_that_names_its_question_shows_that_nothing_was_to_be_seen():
    (one,), problems = seen("ioda", HERE / "ioda-quiet.json")
    assert not problems
    assert one.looked_and_not_seen
    assert (one.place.country, one.detection) == ("UKR", 0.9)


def test_an_empty_answer_that_names_nothing_shows_nothing(tmp_path):
    assert seen("ioda", file(tmp_path, '{"data": []}')) == ([], [])
    asked = Asked(now=NOW, place=Place(span=None, name="Ukraine", country="UKR", precision="country"),
                  during=Interval(start=datetime(2022, 2, 15, tzinfo=UTC), end=datetime(2022, 2, 16, tzinfo=UTC)))  # fmt: skip
    (one,), _ = seen("ioda", file(tmp_path, '{"data": []}'), asked=asked)
    assert one.looked_and_not_seen


@pytest.mark.parametrize("content", ['{"error": "too many requests", "data": null}', "[1, 2", '{"data": 3}', '"ok"'])
def test_an_answer_that_is_an_error_is_refused(tmp_path, content):
    none, (problem,) = seen("ioda", file(tmp_path, content))
    assert not none
    assert problem.what


def test_a_site_is_blocked_where_ooni_confirmed_it_and_its_anomalies_leave_it_open():
    (sure, open_), problems = seen("ooni", HERE / "ooni.json")
    assert not problems
    assert (sure.when.start.day, sure.leaves_open, sure.subjects) == (4, "", ("examplenews.org|examplenews",))
    assert (open_.when.start.day, bool(open_.leaves_open)) == (5, True)


def test_ooni_rows_that_name_neither_site_nor_country_want_them_from_the_user(tmp_path):
    row = {"anomaly_count": 30, "confirmed_count": 30, "measurement_count": 40, "measurement_start_day": "2022-03-04"}
    path = file(tmp_path, json.dumps({"result": [row]}))
    none, (problem,) = seen("ooni", path)
    assert not none
    assert "--site and --place" in problem.what
    asked = Asked(
        now=NOW, sites=(("Example News", "x"),), place=Place(span=None, name="Russia", country="RUS", precision="country")
    )
    assert seen("ooni", path, asked=asked)[0][0].subjects == ("Example News",)
    assert "too long" in seen("ooni", file(tmp_path, '{"error": "too long", "v": 0}'))[1][0].what


# Event tables


def test_old_and_new_inter_codes_and_the_byte_order_mark():
    (old,), _ = seen("acled", HERE / "acled-old.csv")
    (new,), _ = seen("acled", HERE / "acled-new.csv")
    for one in (old, new):
        assert (one.events[0].actor.country, one.events[0].mode, one.place.country) == ("RUS", "shelling", "UKR")


def test_gdelts_country_tags_are_not_iso():
    (one,), problems = seen("gdelt", HERE / "gdelt.tsv")
    assert not problems
    assert (one.place.country, one.place.name) == ("NGA", "Maiduguri")


def test_a_table_of_another_width_is_not_gdelts(tmp_path):
    none, (problem,) = seen("gdelt", file(tmp_path, "1\t2\t3\n"))
    assert not none
    assert "61" in problem.what


def test_uppsalas_days_and_sides():
    (one,), _ = seen("ucdp", HERE / "ged.csv")
    assert (one.events[0].actor.country, one.when.end - one.when.start) == ("UKR", timedelta(days=1))


# Registers


@pytest.mark.parametrize("name", ["votes.csv", "votes.json"])
def test_a_register_by_its_mapping(name):
    found, problems = seen("register", HERE / name, asked=Asked(now=NOW, mapping=Feed(HERE / "votes.toml")))
    assert found[0].subjects == ("Appeal on the recognition of the republics|recognition",)
    assert (found[0].kind, found[0].events[0].actor.country, found[0].looked_and_not_seen) == ("register", "RUS", False)
    if name == "votes.csv":
        assert found[1].looked_and_not_seen
        assert "2 of 4 rows" in problems[0].what


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('kind = "vote"', 'kind = "shelling"', "no event"), ('date = "held"', "", "date"), ("[columns]", "[colums]", "columns"),
        ("[event]", "[event", "no mapping file"), ('subject = "title"', 'subject = "matter"', "matter"),
    ],
)  # fmt: skip
def test_a_mapping_that_is_wrong_is_told_so(tmp_path, old, new, words):
    mapping = file(tmp_path, (HERE / "votes.toml").read_text().replace(old, new), "m.toml")
    none, (problem, *_) = seen("register", HERE / "votes.csv", asked=Asked(now=NOW, mapping=Feed(mapping)))
    assert not none
    assert words in problem.what


# Places


def test_a_place_by_its_coordinates_or_its_name_and_country():
    assert place_of("48.74,39.23,5")[1] == 5
    kherson, km = place_of("Kherson, Ukraine")
    assert (kherson.country, km) == ("UKR", 20.0)
    for words in ("91,0", "0,0,99999", "Nowhereville-upon-Nothing", "Kherson, Atlantis"):
        with pytest.raises(ValueError, match=words):
            place_of(words)

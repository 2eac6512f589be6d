"""From a claim in the news to a verdict by data: the files are read by the command, the ledger is a real one."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from saidseen.ledger import Ledger
from saidseen.ledger.codec import encode
from saidseen.showing.cli import cli
from saidseen.stages import STAGES, WEIGH, weigh_all
from saidseen.things import Case, Observation, Verdict

FEEDS = Path(__file__).parent / "seeing" / "feeds"
BANKS = "Two banks, PrivatBank and Oschadbank, have been knocked offline for two hours, Ukraine's defence ministry said."
PLEDGE = "The United States will impose sanctions on Russia this week, US Secretary of State Antony Blinken said."
OTHERS = "The United States will impose sanctions on Belarus this week, US Secretary of State Antony Blinken said."
INTERNET = "The internet in Kazakhstan has been cut off, the Ministry of Digital Development of Kazakhstan said."
VOTE = "Russia's State Duma will vote on the recognition of the republics on Tuesday, the speaker of the State Duma said."


class Room:
    """A ledger in a folder, and the command line on it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ledger = folder, folder / "ledger.db"

    def run(self, *words: object, code: int = 0) -> str:
        done = CliRunner().invoke(cli, ["--ledger", str(self.ledger), *map(str, words)])
        assert done.exit_code == code, done.output
        return done.stdout

    def said(self, text: str, published: str = "2022-02-15T18:00:00Z") -> None:
        path = self.folder / "said.txt"
        path.write_text(text, encoding="utf-8")
        self.run("check", path, "--published", published, "--format", "json")

    def see(self, *words: object, code: int = 0) -> dict:
        return json.loads(self.run("see", *words, "--show", "json", code=code))

    def claims(self, as_of: str) -> list[dict]:
        return json.loads(self.run("claims", "--as-of", as_of, "--format", "json"))

    def probes(self, down: dict[str, tuple[int, int]], sites: tuple[str, ...]) -> Path:
        """A day's log of every five minutes; ``down``: from which hour to which a site fails."""
        path, start = self.folder / "probes.jsonl", datetime(2022, 2, 15, tzinfo=UTC)
        with path.open("w", encoding="utf-8") as log:
            for when in (start + n * timedelta(minutes=5) for n in range(288)):
                for site in sites:
                    first, last = down.get(site, (0, 0))
                    failed = first <= when.hour < last
                    row = {"status": None, "error": "timeout"} if failed else {"status": 200, "error": None}
                    print(json.dumps({"time": when.isoformat(), "url": f"https://{site}/", "milliseconds": 90, **row}), file=log)
        return path


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


SITES = ("privatbank.ua", "www.oschadbank.ua", "example.org")


def test_a_countrys_network_as_usual_says_nothing_of_two_banks(room: Room):
    """IODA sees countries: "not observable", and neither confirmed nor contradicted."""
    room.said(BANKS)
    room.see(FEEDS / "ioda-quiet.json")
    (claim,) = room.claims("2022-02-20")
    assert claim["status"] == "unverified"
    ((evidence),) = claim["evidence"]
    assert evidence["relation"] == "neutral"
    assert "not observable" in evidence["why"]


def test_our_own_probes_of_the_two_banks_confirm_it(room: Room):
    room.said(BANKS)
    room.see(FEEDS / "ioda-quiet.json")
    log = room.probes({"privatbank.ua": (14, 16), "www.oschadbank.ua": (14, 16)}, SITES)
    view = room.see(log)
    assert [(c["before"], c["status"]) for c in view["claims"]] == [("unverified", "confirmed")]
    (claim,) = room.claims("2022-02-15T23:00Z")
    assert (claim["status"], {e["relation"] for e in claim["evidence"]}) == ("confirmed", {"supports"})
    assert {e["relation"] for e in room.claims("2022-02-20")[0]["evidence"]} == {"supports", "neutral"}


def test_an_outage_of_another_site_says_nothing_of_the_banks(room: Room):
    room.said(BANKS)
    view = room.see(room.probes({"weather.example": (14, 16)}, ("weather.example", "example.org")))
    assert view["claims"] == []
    assert room.claims("2022-02-20")[0]["status"] == "unverified"


def test_probes_that_find_one_bank_well_all_day_speak_against_it(room: Room):
    room.said(BANKS)
    room.see(room.probes({"privatbank.ua": (14, 16)}, SITES))
    (claim,) = room.claims("2022-02-20")
    assert (claim["status"], {e["relation"] for e in claim["evidence"]}) == ("mixed", {"supports", "refutes"})


def test_when_all_that_we_probe_fails_it_may_be_our_line_and_refutes_nothing(room: Room):
    room.said("PrivatBank was not offline on Tuesday, Ukraine's defence ministry said.")
    room.see(room.probes({"privatbank.ua": (14, 16)}, ("privatbank.ua",)))
    assert not any(e["relation"] == "refutes" for claim in room.claims("2022-02-20") for e in claim["evidence"])


def test_a_pledge_of_sanctions_is_confirmed_on_the_day_of_the_list(room: Room):
    room.said(PLEDGE, "2022-02-21T18:00:00Z")
    room.see(FEEDS / "sdn-2022-02-21.csv", FEEDS / "sdn-2022-02-22.csv")
    assert [c["status"] for c in room.claims("2022-02-21")] == ["too-early"]
    (claim,) = room.claims("2022-02-22")
    assert claim["status"] == "confirmed"
    assert {e["class"] for e in claim["evidence"]} == {"seen-direct"}


def test_names_under_the_measures_against_one_country_do_not_keep_a_pledge_about_another(room: Room):
    room.said(OTHERS, "2022-02-21T18:00:00Z")
    room.see(FEEDS / "sdn-2022-02-21.csv", FEEDS / "sdn-2022-02-22.csv")
    assert [(c["status"], c["evidence"]) for c in room.claims("2022-02-22")] == [("too-early", [])]


def test_a_countrys_network_that_falls_confirms_that_it_was_cut_off(room: Room):
    room.said(INTERNET, "2022-01-05T18:00:00Z")
    room.see(FEEDS / "ioda-events.json", code=1)
    (claim,) = room.claims("2022-01-07")
    assert claim["status"] == "confirmed"


def hotspots(folder: Path, lat: float, lon: float) -> Path:
    """Three quiet years, with small fires all over the country, and a dozen hotspots at one spot on 3 March 2022."""
    path, start = folder / "fires.csv", datetime(2019, 1, 1, tzinfo=UTC)
    header = (FEEDS / "firms-api.csv").read_text().splitlines()[0]
    row = "{:.4f},{:.4f},331.2,0.41,0.37,{},{},N,VIIRS,n,2.0NRT,280.1,4.2,N"
    lines = [row.format(49 + n % 20 / 10, 28, (start + timedelta(days=2 * n)).date(), 112) for n in range(590)]
    lines += [row.format(lat, lon, "2022-03-03", 1000 + n) for n in range(12)]
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("lat", "status"), [(46.655, "confirmed"), (48.655, "unverified")])
def test_fires_out_of_season_confirm_a_shelling_where_they_burned_and_nowhere_else(room: Room, lat: float, status: str):
    room.said("There was heavy shelling in Kherson on Thursday, Ukraine's army said.", "2022-03-05T18:00:00Z")
    room.see(hotspots(room.folder, lat, 32.61))
    assert [c["status"] for c in room.claims("2022-03-06")] == [status]


def test_a_denial_of_shelling_is_not_refuted_by_a_fire(room: Room):
    room.said("There was no shelling in Kherson on Thursday, Ukraine's army said.", "2022-03-05T18:00:00Z")
    room.see(hotspots(room.folder, 46.655, 32.61))
    (claim,) = room.claims("2022-03-06")
    assert (claim["status"], [e["relation"] for e in claim["evidence"]]) == ("unverified", ["neutral"])


@pytest.mark.parametrize(("name", "status"), [("Other Paper", "unverified"), ("Example News", "confirmed")])
def test_ooni_confirms_that_a_site_was_blocked_and_says_nothing_of_another(room: Room, name: str, status: str):
    room.said(f"The website of {name} has been blocked in Russia since Friday, Roskomnadzor said.", "2022-03-05T18:00:00Z")
    room.see(FEEDS / "ooni.json", "--site", "Example News=examplenews.org")
    assert {c["status"] for c in room.claims("2022-03-08")} == {status}


def test_a_roll_call_confirms_that_a_vote_was_held(room: Room):
    room.said(VOTE, "2022-02-14T12:00:00Z")
    room.see(FEEDS / "votes.json", "--format", "register", "--mapping", FEEDS / "votes.toml")
    assert "confirmed" in {c["status"] for c in room.claims("2022-02-16") if c["event"]["root"] == "SUPPORT"}


def test_event_tables_are_heard_and_settle_nothing(room: Room):
    room.said("Russian forces shelled the town of Schastya on Thursday, Ukraine's army said.", "2022-02-18T08:00:00Z")
    room.see(FEEDS / "acled-old.csv", FEEDS / "acled-new.csv", FEEDS / "ged.csv")
    for claim in room.claims("2022-03-20"):
        assert claim["status"] not in {"confirmed", "contradicted", "mixed"}
        assert {e["class"] for e in claim["evidence"]} <= {"told-independent"}


def test_reading_the_same_files_again_adds_nothing(room: Room):
    room.said(BANKS)
    log = room.probes({"privatbank.ua": (14, 16)}, SITES)
    first, second = room.see(log), room.see(log)
    assert (len(second["observations"]), second["known"]) == (0, len(first["observations"]))


def test_what_a_feed_adds_is_the_same_as_if_all_were_weighed_again(room: Room):
    room.said(f"{BANKS} {PLEDGE}")
    room.see(room.probes({"privatbank.ua": (14, 16)}, SITES), FEEDS / "ioda-quiet.json", FEEDS / "ged.csv")
    room.see(FEEDS / "sdn-2022-02-21.csv", FEEDS / "sdn-2022-02-22.csv")
    with Ledger(room.ledger) as ledger:
        added = {case.claim.id: encode(case) for case in ledger.things(Case)}
        statuses = {v.claim: v.status for v in ledger.things(Verdict)}
        weigh = next(stage for stage in STAGES if stage.mark == WEIGH)
        ledger.record(weigh, [weigh_all(ledger, datetime.now(UTC))])
        assert {case.claim.id: encode(case) for case in ledger.things(Case)} == added
        assert {v.claim: v.status for v in ledger.things(Verdict)} == statuses
        assert ledger.verify() == []


def test_one_broken_file_leaves_the_others_and_nothing_is_half_recorded(room: Room):
    room.said(PLEDGE, "2022-02-21T18:00:00Z")
    broken = room.folder / "sdn-2022-02-20.csv"
    broken.write_text((FEEDS / "sdn-2022-02-21.csv").read_text() + "Error: limit reached\n", encoding="utf-8")
    view = room.see(broken, FEEDS / "sdn-2022-02-21.csv", FEEDS / "sdn-2022-02-22.csv", "--format", "ofac", code=1)
    assert "cells instead of" in view["problems"][0]["what"]
    assert view["claims"][0]["status"] == "confirmed"
    with Ledger(room.ledger) as ledger:
        assert {o.sha256 for o in ledger.things(Observation)} == {o["sha256"] for o in view["observations"]}


def test_hostile_names_do_not_steer_the_terminal(room: Room):
    room.said(BANKS)
    log = room.folder / "log.jsonl"
    rows = [
        {"time": f"2022-02-15T14:0{n}:00Z", "url": "https://privatbank.ua/", "status": None, "error": "\x1b[2J"} for n in range(3)
    ]
    log.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert "\x1b" not in room.run("see", log)


def test_bad_usage_is_told_as_such(room: Room):
    room.run("see", FEEDS / "votes.csv", "--format", "register", code=2)
    room.run("see", FEEDS / "ged.csv", "--place", "Nowhereville-upon-Nothing", code=2)

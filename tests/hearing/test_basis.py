"""How a speaker says they know. Each case: the words said in square brackets, the source in <>, the cue in {}."""

from __future__ import annotations

import re

import pytest

from saidseen.hearing.saying.basis import basis_of
from saidseen.knowing.actwords import BASES, evidence

IMAGERY = [
    "<The inspectorate> {said} [fresh asphalt was visible in pictures taken from orbit].",
    "[New tents have gone up beside the runway, commercial satellite photos show].",
    "<A defence analyst> {said}, having compared two sets of overhead images, that [the hall had been emptied].",
    "<The ministry> {said} [the landing party had been filmed by a drone at dawn].",
    "[The vault was open on the CCTV tape], <the prosecutor> {told} the court.",
    "<Researchers who geolocated the video> {say} [the shots came from the palace wall].",
    "<A spokesman> {said} [the helicopter crew had filmed the whole boarding].",
    "<A news agency> {confirmed} from photographs [that the gate had been rammed].",
]
INSTRUMENT = [
    "[The sensors in the seals logged four openings in June], <the agency> {said}.",
    "<The utility> {reported} [a drop to 49.2 hertz, according to its own frequency recorders].",
    "<The coastguard> {said} [its radar had tracked nine boats since midnight].",
    "<The observatory> {put} [the tremor at magnitude 3.1].",
    "[The patrol boat's AIS track ends two miles off the reef], <a shipping site> {reported}.",
    "<The geological survey> {said} [nothing had shaken in the province].",
    "[Environmental samples point to enrichment above the limit], <the report> {said}.",
]
INTELLIGENCE = [
    "<A western official> {said} [phone intercepts had the colonel ordering the march].",
    "<The spy agency> {believes} [the coup was financed from abroad].",
    "<The attaché> {said}, on the strength of intercepted radio traffic, that [the fleet had sailed].",
    "[Agents had watched the villa for a month], <the director of the secret service> {said}.",
    "<Military intelligence> {said} [two brigades had been moved].",
]
WITNESS = [
    "[I saw the tanks roll past the bakery], <a teacher> {said}.",
    "<Residents of the old town> {reported} [gunfire until four].",
    "<An interpreter who sat in the room> {said} [the two men never once looked at each other].",
    "<A hotel guest> {described} [soldiers kicking in doors on the third floor].",
    "<Our correspondent at the gate> {counted} [fourteen lorries].",
    "[They put a bag over my head], <the former deputy> {recalled}.",
    "<The cook of the ministry's yacht> {said} [the cutter had come within ten metres].",
]
RECORD = [
    "<The agency> {said} [the plant's logbook showed a gap of three days].",
    "[Customs records list eleven shipments of valves], <the paper> {wrote}.",
    "<The minister>, brandishing an 1895 chart, {said} [the rocks had always been ours].",
    "<The court> {noted} [from the visitors' book that the general came twice].",
    "<The company> {produced} [a bill of lading for the rods].",
    "[The roll call gives 61 votes to 58], <the clerk> {said}.",
]
TOLD = [
    "<The envoy> {said} [the rebels had assured him the road was open].",
    "[I have it from two generals that the order was never signed], <the exile> {said}.",
    "<A party official> {said}, citing people close to the president, that [he had left].",
    "[According to fishermen, the light has been out for a week], <the prefect> {said}.",
    "<The mayor> {said} [he only knew what the pilots had told him].",
    "<The union> {quoted} [a welder as saying that the pipe had been swapped].",
]
INFERRED = [
    "<The analyst> {concluded} [that the order came from abroad].",
    "[It looks as though they left in a hurry], <the inspector> {said}.",
    "<The historian> {thinks} [the letter is a fake because the paper is too new].",
    "<The pilot> {reckoned} from the wake that [the ship was doing 20 knots].",
    "[The silence suggests that the talks have failed], <the commentator> {wrote}.",
]
NONE = [
    "<The minister> {said} [the satellite would be launched in May].",
    "<The president> {vowed} [to publish the documents].",
    "<The army> {denied} [that its radar had been hit].",
    "<The union> {demanded} [that the footage be handed over].",
    "<The premier> {said} [intelligence sharing would go on].",
    "<The president> {said in a video} [that he had not resigned].",
    "<A student> {said} [we want our votes back].",
    "<The party> {said} [it saw no reason to talk].",
    "<The colonel> {said} [journalists had been told to leave].",
    "<The envoy> {said} [the picture was bleak].",
    "<The ministry> {said} [inspectors had been given the logbooks].",
    "<The evacuees' committee> {said} [the list was closed].",
    "The radar saw nothing, <the admiral> said; <the mayor> {called} [the search a farce].",
]
CASES = [
    *(("imagery", case) for case in IMAGERY),
    *(("instrument", case) for case in INSTRUMENT),
    *(("intelligence", case) for case in INTELLIGENCE),
    *(("witness", case) for case in WITNESS),
    *(("record", case) for case in RECORD),
    *(("told", case) for case in TOLD),
    *(("inferred", case) for case in INFERRED),
    *(("none", case) for case in NONE),
]


def marked(case: str, pair: str) -> str:
    """The last words between a pair of marks, "" without any."""
    found = re.findall(rf"\{pair[0]}(.*?)\{pair[1]}", case)
    return found[-1] if found else ""


@pytest.mark.parametrize(("basis", "case"), CASES)
def test_basis(basis: str, case: str) -> None:
    sentence = re.sub(r"[][<>{}]", "", case)
    assert basis_of(marked(case, "[]"), sentence, cue=marked(case, "{}"), source=marked(case, "<>")) == basis


@pytest.mark.parametrize("case", [IMAGERY[1], RECORD[0], WITNESS[0], TOLD[1]])
def test_content_and_sentence_are_enough(case: str) -> None:
    sentence = re.sub(r"[][<>{}]", "", case)
    assert basis_of(marked(case, "[]"), sentence) != "none"


def test_curly_marks_and_line_breaks_are_plain() -> None:
    assert basis_of("The ship’s log\nshows nothing", "“The ship’s log\nshows nothing,” he said.", cue="said") == "record"


def test_what_it_shows_was_named_in_the_sentence_before() -> None:
    before = "The ministry released drone footage of the pier."
    assert basis_of("it shows two men", "He said it shows two men.", cue="said", source="He", before=before) == "imagery"
    assert basis_of("it shows two men", "He said it shows two men.", cue="said", source="He") == "none"


def test_the_lexicon_knows_the_bases() -> None:
    table = evidence()
    assert set(table.nouns) == {"imagery", "instrument", "intelligence", "record"}
    assert set(table.cues) <= {*BASES, "personal", "thinks", "reads"}
    assert set(table.phrases) == set(BASES)

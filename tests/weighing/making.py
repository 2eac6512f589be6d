"""Claims, observations and evidence made by hand, about an invented dispute: Aland (AAA) has troops in Bland (BBB)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from saidseen import things
from saidseen.things import Actor, Evidence, Interval, Observation, Participant, Place, Span, Statement, Utterance
from saidseen.weighing import tests as entering

DAY = timedelta(days=1)
START = datetime(2031, 5, 10, tzinfo=UTC)

ALAND = Participant(span=None, name="Aland's army", country="AAA")
BLAND = Participant(span=None, name="Bland's army", country="BBB")
MINISTER = Actor(
    surface="the minister", name="Ada Vole", country="AAA", organisation="Ministry of Defence of Aland", standing="party"
)
DEFENDER = Actor(surface="the general staff", organisation="General Staff of Bland", country="BBB", standing="party")
REPORTER = Actor(surface="our reporter", organisation="Grey Wire", standing="press")

TOWN = Place(
    span=None, name="Orrin", geonameid=1, lat=50.0, lon=30.0, country="BBB", admin=("BBB", "07"), precision="city", confidence=0.9
)
RANGE = Place(
    span=None,
    name="Orrin range",
    geonameid=2,
    lat=50.05,
    lon=30.05,
    country="BBB",
    admin=("BBB", "07"),
    precision="point",
    confidence=0.9,
)
FAR = Place(
    span=None,
    name="Tessel",
    geonameid=3,
    lat=55.0,
    lon=40.0,
    country="BBB",
    admin=("BBB", "09"),
    precision="city",
    confidence=0.9,
)
PROVINCE = Place(
    span=None,
    name="Orrin Province",
    geonameid=4,
    lat=50.2,
    lon=30.3,
    country="BBB",
    admin=("BBB", "07"),
    precision="admin",
    confidence=0.9,
)
COUNTRY = Place(span=None, name="Bland", geonameid=5, lat=52.0, lon=34.0, country="BBB", precision="country", confidence=0.9)


def day(number):
    """The start of a day; day 0 is the day of the statements."""
    return START + number * DAY


def span_of_days(first, after_last, *, assumed=False):
    return Interval(start=day(first), end=day(after_last), assumed=assumed)


def event(root="RETREAT", mode="withdrawal", *, trigger="leave", **more):
    fields = {"actor": ALAND, "place": TOWN, **more}
    return things.Event(root=root, mode=mode, trigger=Span(start=0, end=len(trigger), quote=trigger), **fields)


def utterance(  # noqa: PLR0913  # a builder: every field may matter to a test
    alleged, kind="fact", *, speaker=MINISTER, side="Aland", published=START, text="", number=1
):
    quote = text or "the troops leave"
    span = Span(start=0, end=len(quote), quote=quote)
    statement = Statement(
        id=f"s-{side}-{number}",
        document=f"d-{number}",
        source=(),
        cue=(),
        content=(span,),
        quote_type="indirect",
        act="assert",
        speaker=speaker,
        said=Interval(start=published, end=published + DAY) if published else None,
    )
    return Utterance(
        statement=statement,
        url=f"https://wire.example/{side}/{number}",
        published=published,
        outlet="Grey Wire",
        event=alleged,
        kind=kind,
        side=side,
        text=quote,
        start=0,
        end=len(quote),
        group="g-said",
    )


def claim(alleged=None, kind="fact", **more):
    return entering.enter([utterance(alleged or event(when=span_of_days(0, 1)), kind, **more)])


def observation(*events, cls="seen-reported", number=1, published=None, **more):
    return Observation(
        id=f"o-{number}",
        cls=cls,
        document=f"d-o{number}",
        url=f"https://eyes.example/{number}",
        published=published or day(1),
        quote="what was seen",
        observer=REPORTER,
        events=events,
        **more,
    )


def evidence(  # noqa: PLR0913  # a builder
    relation="supports", cls="seen-reported", *, weight=3.0, group="g1", published=START, number=1
):
    return Evidence(
        claim="c",
        cls=cls,
        relation=relation,
        weight=weight if relation == "supports" else -weight,
        group=group,
        source="Grey Wire",
        url=f"https://eyes.example/{number}",
        quote=f"words {number}",
        why="it fits",
        published=published,
    )

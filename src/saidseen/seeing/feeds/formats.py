"""The formats of feeds in one explicit list: how each is known by its first bytes, and what reads it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module

from saidseen.seeing.feeds.files import Feed, RefusedError, refuse_foreign
from saidseen.seeing.feeds.shape import Asked
from saidseen.things import Observation, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name on the command line, what it is, the module that reads it, and words that stand in its first bytes.

    One of the sets in ``signs`` has to be there in full; none: it is never guessed.
    """

    name: str
    what: str
    module: str
    signs: tuple[tuple[bytes, ...], ...] = ()
    function: str = "observations"

    def read(self, feeds: Sequence[Feed], asked: Asked) -> Iterator[Observation | Problem]:
        """The observations of all files of this format together; the module is imported now."""
        module = import_module(f"saidseen.seeing.feeds.{self.module}")
        make: Callable[[Sequence[Feed], Asked], Iterator[Observation | Problem]] = getattr(module, self.function)
        return make(feeds, asked)


FORMATS: tuple[Format, ...] = (
    Format(
        name="firms",
        what="thermal hotspots, NASA FIRMS CSV; give earlier years along with it",
        module="firms",
        signs=((b"latitude,longitude,bright", b"acq_date"), (b"acq_date", b"acq_time", b"confidence")),
    ),
    Format(name="probe", what="own HTTP probe log, JSON Lines", module="probe", signs=((b'"time"', b'"url"', b'"status"'),)),
    Format(name="un", what="UN Security Council list, XML", module="un", signs=((b"<CONSOLIDATED_LIST",),)),
    Format(name="ioda", what="IODA events or alerts, JSON", module="ioda", signs=((b'"datasource"',), (b'"outages.',))),
    Format(
        name="ooni",
        what="OONI aggregation by day, JSON",
        module="ooni",
        signs=((b'"anomaly_count"', b'"measurement_count"'),),
    ),
    Format(
        name="acled",
        what="ACLED, CSV; hearsay",
        module="coded",
        function="acled_observations",
        signs=((b"event_id_cnty", b"sub_event_type"),),
    ),
    Format(
        name="ucdp",
        what="UCDP GED, CSV; hearsay",
        module="coded",
        function="ucdp_observations",
        signs=((b"type_of_violence", b"date_start"),),
    ),
    Format(name="gdelt", what="GDELT 2.0 events, tabs; hearsay", module="coded", function="gdelt_observations"),
    Format(name="register", what="any register or roll-call, by --mapping", module="register"),
    Format(name="ofac", what="OFAC SDN list, CSV without header, two states of it", module="ofac", signs=((b"-0-", b","),)),
)
"""In the order in which a file is tried; the first that fits is taken."""

BY_NAME = {form.name: form for form in FORMATS}


def told(feed: Feed) -> Format | Problem:
    """The format that a file's first bytes tell; a problem where they tell none."""
    try:
        head = feed.head()
        refuse_foreign(head)
    except RefusedError as refused:
        return feed.problem(refused.what, refused.todo)
    except OSError as error:
        return feed.problem(f"it cannot be read ({error.strerror or error})", "check the file and its permissions")
    except (EOFError, zlib.error) as error:
        return feed.problem(f"it breaks off or is damaged ({error})", "fetch the file again")
    found = next((form for form in FORMATS if any(all(sign in head for sign in signs) for signs in form.signs)), None)
    return found or feed.problem("its first lines do not tell what it is", f"name it: --format {'|'.join(BY_NAME)}")

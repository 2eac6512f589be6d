"""What the words that describe an actor say: role, organisation, country, gender, and what the actor's word is worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from saidseen.knowing import countries, offices, organisations

if TYPE_CHECKING:
    from saidseen.things import Standing

Group = Literal["press", "observer", "armed", "human"]

GROUPS: tuple[Group, ...] = ("press", "observer", "armed", "human")

LONGEST = 8
"""Words in the longest name that is looked up: "National Coalition for Syrian Revolutionary and Opposition Forces"."""

WORD = re.compile(r"[^\W_]+(?:[.'\u2019&/-][^\W_]+)*\.?(?:['\u2019]s|['\u2019](?=\s|$))?|[^\w\s]")
ABROAD = frozenset({"to", "in", "at", "with", "on", "against", "near", "for", "from"})
ABROAD_THEMSELVES = frozenset({"Embassy of {of}", "Delegation of {of}"})
"""Institutions that stand in another country than their own."""

CLAUSE = frozenset({"who", "whom", "which", "that", "whose"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a noun phrase says of an actor. ``group`` is set where its head is a plain word for people, not an office."""

    role: str | None = None
    institution: organisations.Institution | None = None
    organisation: organisations.Organisation | None = None
    country: str | None = None
    host: str | None = None
    at: str | None = None
    former: bool = False
    gender: str = ""
    group: Group | None = None
    band: str | None = None
    """An armed group that has only a common noun: "rebels in Misrata"."""
    head: str = ""
    """The word that says what the actor is, in lower case: "spokesman", "ministry"."""

    @property
    def empty(self) -> bool:
        """Whether nothing was understood."""
        return not (self.role or self.institution or self.organisation or self.country or self.group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One recognised stretch of a phrase, by its words."""

    start: int
    end: int
    value: organisations.Organisation | organisations.Institution | offices.Role | Group | str
    form: Literal["organisation", "institution", "role", "group", "country", "seat"]
    text: str


@lru_cache(maxsize=65536)
def bare(word: str) -> str:
    """A word without possessive ending and full stop, in lower case ("Gen.": "gen")."""
    return re.sub(r"['\u2019]s?$", "", word).rstrip(".").lower()


@cache
def groups() -> dict[str, Group]:
    """Words for people that hold no office, with their plurals, to their kind."""
    people = organisations.titles()["people"]
    found: dict[str, Group] = {}
    for group in GROUPS:
        for word in people[group]:
            plural = (
                f"{word[:-1]}ies"
                if word.endswith("y") and word[-2] not in "aeou"
                else f"{word}{'es' if word.endswith('s') else 's'}"
            )
            found.setdefault(word, group)
            found.setdefault(plural, group)
    return found


@cache
def gendered(kind: str, table: str = "people") -> frozenset[str]:
    """A list of gendered words from ``titles.toml``, in lower case."""
    return frozenset(word.lower() for word in organisations.titles()[table][kind])


def gender_of_first_name(name: str) -> str:
    """One of "f", "m", or "" where the list does not know the name or knows it for both."""
    first = name.partition(" ")[0].lower()
    female, male = first in first_names("f"), first in first_names("m")
    return "" if female == male else "f" if female else "m"


@cache
def first_names(gender: str) -> frozenset[str]:
    """First names of women or men, in lower case; those of known office holders among them."""
    listed = gendered("women" if gender == "f" else "men", "first_names")
    return listed | {o.person.partition(" ")[0].lower() for o in offices.every() if o.gender == gender}


def part_at(words: list[str], start: int, end: int) -> Part | None:  # noqa: PLR0911  # one return a kind of name
    """What ``words[start:end]`` means, if it means anything."""
    written = countries.plain(" ".join(words[start:end]))
    lower = " ".join(bare(word) for word in words[start:end])
    if found := organisations.find(written):
        return Part(start=start, end=end, value=found, form="organisation", text=lower)
    if role := offices.roles().get(lower):
        return Part(start=start, end=end, value=role, form="role", text=lower)
    if institution := organisations.institutions().get(lower):
        return Part(start=start, end=end, value=institution, form="institution", text=lower)
    if code := countries.by_name(written):
        return Part(start=start, end=end, value=code, form="country", text=lower)
    if code := countries.by_seat(written):
        return Part(start=start, end=end, value=code, form="seat", text=lower)
    if group := groups().get(lower):
        return Part(start=start, end=end, value=group, form="group", text=lower)
    return None


def parts(words: list[str]) -> list[Part]:
    """The recognised stretches from left to right, the longest first at each word."""
    found: list[Part] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + LONGEST), start, -1):
            if part := part_at(words, start, end):
                found.append(part)
                start = end
                break
        else:
            start += 1
    return found


def own_and_host(words: list[str], found: list[Part]) -> tuple[str | None, str | None, bool]:
    """The actor's country, the country that it stands to ("ambassador in X"), and whether the own one is said as such."""
    own: str | None = None
    seat: str | None = None
    host: str | None = None
    for part in found:
        if part.form not in {"country", "seat"}:
            continue
        before = {bare(word) for word in words[max(0, part.start - 2) : part.start]} - {"of"}
        if before & ABROAD or own:
            host = host or str(part.value)
        elif part.form == "country":
            own = own or str(part.value)
        else:
            seat = seat or str(part.value)
    return own or seat, host, own is not None


def national(found: list[Part]) -> list[Part]:
    """Here "Georgia's security council" is Georgia's, whatever international body bears the bare name."""
    changed: list[Part] = []
    for part in found:
        before = changed[-1] if changed else None
        institution = organisations.institutions().get(part.text)
        beside = before is not None and before.form == "country" and before.end == part.start
        if part.form == "organisation" and beside and institution:
            changed.append(Part(start=part.start, end=part.end, value=institution, form="institution", text=part.text))
        else:
            changed.append(part)
    return changed


def head_role(words: list[str], found: list[Part]) -> Part | None:
    """The office that the phrase is about: the first one, except an owner's ("President X's spokesman")."""
    roles = [p for p in found if p.form == "role"]
    for role, following in pairwise(roles):
        between = words[role.start : following.start]
        owner = any(re.search(r"['\u2019]s?$", word) for word in between) and not {"of", "to", "for", "at"} & set(between)
        if not owner:
            return role
    return roles[-1] if roles else None


def band_in(words: list[str], found: list[Part]) -> str | None:
    """The words that call an armed group, with the place that follows them."""
    named = next((p for p in found if p.value == "armed"), None)
    if named is None:
        return None
    end = named.end
    if end + 1 < len(words) and words[end] in {"in", "of", "from"} and words[end + 1][0].isupper():
        end += 2
        while end < len(words) and words[end][0].isupper():
            end += 1
    first = re.sub(r"['\u2019]s?$", "", " ".join(words[named.start : named.end]))
    one = re.sub(r"man$", "men", first)
    several = one if one.endswith(("s", "en", "een", "front", "group", "alliance", "insurgency", "militia")) else f"{one}s"
    return " ".join([several, *words[named.end : end]])


@lru_cache(maxsize=8192)
def describe(phrase: str) -> Description:
    """What a noun phrase says of an actor; relative clauses are left out."""
    words = WORD.findall(phrase)
    cut = next((i for i, word in enumerate(words) if word.lower() in CLAUSE and i > 0), len(words))
    words = words[:cut]
    found = national(parts(words))
    own, host, said = own_and_host(words, found)
    role = head_role(words, found)
    group = next((p for p in found if p.form == "group"), None)
    heads = [p for p in found if p.form in {"role", "group", "institution", "organisation"}]
    institution = next((p.value for p in found if isinstance(p.value, organisations.Institution)), None)
    organisation = next((p.value for p in found if isinstance(p.value, organisations.Organisation)), None)
    if own is None and host and institution and institution.name not in ABROAD_THEMSELVES:
        own = host  # "the defence ministry in Kyiv" sits at home
    if own is None and host and organisation is None and role and "official" in role.text:
        own = host  # so do "officials in Kyiv"; diplomats do not
    if organisation and organisation.country and said and own and own != organisation.country and not institution:
        organisation = None  # a namesake in another country
    # what stands first tells an office from plain people ("a teacher at the ministry"), but "a rebel spokesman" is a spokesman
    plain = group is not None and (role is None or (group.start < role.start and group.value != "armed"))
    kind = role.value if role and isinstance(role.value, offices.Role) and not plain else None
    later = [p.value for p in found if isinstance(p.value, offices.Role) and p.value.at] if kind else []
    at = (kind.at or (later[0].at if later else None)) if kind else None
    head = group if plain and group else role or (heads[-1] if heads else None)
    word = head.text if head else ""
    return Description(
        role=(role.text if role and kind else None),
        institution=institution,
        organisation=organisation,
        country=own or (organisation.country if organisation else None),
        host=host,
        at=at,
        former=kind is not None and kind.role.startswith("former "),
        gender=(kind.gender if kind else "") or ("f" if word in gendered("women") else "m" if word in gendered("men") else ""),
        group=next((g for g in GROUPS if group and group.value == g), None) if plain or not kind else None,
        band=band_in(words, found),
        head=word,
    )


def placed(said: Description, country: str | None) -> organisations.Organisation | None:
    """The organisation that a description names, in its own country or, lacking one, in ``country``."""
    code = said.country or country
    if said.organisation:
        return said.organisation
    if said.institution:
        return said.institution.of(code)
    if said.band and not (said.group and said.group != "armed"):
        return organisations.Organisation(name=said.band, country=code, kind="non-state", standing="party")
    if said.at and code:
        return mission(said, code) or organisations.generic(said.at, code)
    if said.role and code and not said.former:
        return organisations.generic("government", code)
    return None


def mission(said: Description, code: str) -> organisations.Organisation | None:
    """Embassies and missions, which have a host beside their country."""
    own, host = countries.of(code), countries.of(said.host or "")
    name = {
        "permanent mission to the united nations": f"Permanent Mission of {own} to the United Nations",
        "mission to nato": f"Mission of {own} to NATO",
        "embassy": f"Embassy of {own} in {host}" if host else f"Embassy of {own}",
    }.get(said.at or "")
    if name is None:
        return None
    return organisations.find(name) or organisations.Organisation(name=name, country=code, kind="government", standing="party")


def standing_of(said: Description, organisation: organisations.Organisation | None) -> Standing:
    """What the word of such an actor is worth."""
    if said.group == "human":
        return "other"
    if said.group in {"press", "observer"}:
        return "press" if said.group == "press" else "observer"
    if organisation:
        return organisation.standing
    office = said.at or (said.role and said.country and not said.former)
    return "party" if said.group == "armed" or office else "other"


@lru_cache(maxsize=1024)
def outlet_standing(name: str) -> Standing:
    """What an outlet's name tells of where it stands; "other" where it tells nothing."""
    if known := organisations.find(name) or organisations.find(name.partition(",")[0]):
        return known.standing
    head = " ".join(bare(word) for word in WORD.findall(name.partition(",")[0]))
    table = organisations.table("outlets.toml")
    paper = head.rpartition(" ")[2] in table["press"]["words"]

    def tells(word: str) -> bool:
        return f" {word} " in f" {head} " and (not paper or " " in word or word in table["party"]["always"])

    for kind in ("party", "observer"):
        if any(tells(word) for word in table[kind]["words"]):
            return organisations.standing(kind)
    return "press" if any(f" {word} " in f" {head} " for word in table["press"]["words"]) else "other"

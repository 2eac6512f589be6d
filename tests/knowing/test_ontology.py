"""The ontology holds together, and the lexicon speaks of its kinds only."""

import pytest

from saidseen.knowing.eventwords import NO_EVENT, lexicon
from saidseen.knowing.ontology import fine, kin, kind_of, ontology, opposites, plover_mode

KINDS = sorted(ontology().kinds)


def test_the_roots_are_plovers_sixteen():
    roots = ontology().roots
    assert len(roots) == 16
    assert {r.quad for r in roots.values()} == {1, 2, 3, 4}
    assert roots["RETREAT"].quad == 2
    assert "withdraw" in roots["RETREAT"].modes


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_a_root_and_a_mode_of_that_root(name):
    kind = ontology().kinds[name]
    modes = ontology().roots[kind.root].modes
    assert kind.mode is None or kind.mode in modes
    assert fine(kind.root, kind.mode) is not None


@pytest.mark.parametrize("name", KINDS)
def test_relations_are_mutual_and_never_both(name):
    kinds = ontology().kinds
    kind = kinds[name]
    assert (kind.opposites | kind.kin) <= kinds.keys()
    assert kind.ended is None or kind.ended in kinds
    assert name not in kind.opposites
    assert not kind.opposites & kind.kin
    assert kind.shows <= kinds.keys()
    assert not kind.opposites & kind.shows
    assert all(name in opposites(o) for o in kind.opposites)
    assert all(name in kin(k) for k in kind.kin)


def test_what_a_reader_would_expect():
    assert {"buildup", "presence", "deploy"} <= opposites("withdrawal")
    assert "return_to_base" in kin("withdrawal")
    assert "breach" in opposites("ceasefire")
    assert plover_mode("withdrawal") == "withdraw"
    assert plover_mode("annexation") == "seize"
    assert kind_of("sanction").ended == "sanction_lift"
    assert fine("coerce", "cyber") == "cyber"


def test_unknown_names_give_nothing():
    assert kind_of("picnic") is None
    assert kind_of(None) is None
    assert opposites("picnic") == kin("picnic") == frozenset()
    assert plover_mode(None) is None
    assert fine("PICNIC") is None


def test_the_lexicon_names_known_kinds_and_asks_most_first():
    words = lexicon()
    for patterns in (*words.verbs.values(), *words.nouns.values()):
        assert {p.kind for p in patterns} <= {*KINDS, NO_EVENT}
        assert [p.rank for p in patterns] == sorted((p.rank for p in patterns), reverse=True)


def test_british_and_american_spellings_mean_the_same():
    words = lexicon()
    for british, american in (("mobilise", "mobilize"), ("recognise", "recognize"), ("denuclearise", "denuclearize")):
        assert {p.kind for p in words.verbs[british]} == {p.kind for p in words.verbs[american]}

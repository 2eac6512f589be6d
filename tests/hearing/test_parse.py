"""The language model's parts that are done in fewer steps give what the model's own give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from saidseen.hearing.parsing import components
from saidseen.hearing.parsing.components import Words
from saidseen.hearing.parsing.parse import load, parse
from saidseen.things import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TEXTS = [
    "The Ministry of Defence of Norland said on Tuesday that 1,200 troops had left Port Anna, a town of 40,000.",
    'There are no soldiers at the border.\n\n"Let\'s go," Col. Ada Berg told Norland Radio in Anyville on 3 May.',
    "There's nothing they're gonna do about it; you've got to leave.\n \nY'all ain't seen it, c'mon. He hadn't been told that.",
    "Ada Berg",
    "\n\n",
    "",
]
"""Rules on two tokens among them ("gonna"), names that end a text, a text of white space, and an empty one."""


def seen(token: Token) -> tuple[object, ...]:
    return (token.text, token.pos_, str(token.morph), token.lemma_, token.tag_, token.dep_, token.ent_iob_, token.ent_type_)


def own(text: str) -> Doc:
    """The text as the model's own components read it."""
    nlp = load()
    doc = nlp.make_doc(text)
    for name in (*before(), "attribute_ruler", "lemmatizer", "ner"):
        nlp.get_pipe(name)(doc)
    return doc


def before() -> list[str]:
    """What runs before the components that are replaced."""
    names = load().pipe_names
    return names[: names.index("saidseen_words")]


@pytest.mark.parametrize("text", TEXTS)
def test_quicker_components_give_what_the_models_own_give(text: str) -> None:
    doc = parse(Document.make(url="test:", text=text))
    expected = own(text)
    assert [seen(t) for t in doc] == [seen(t) for t in expected]
    assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in expected.ents]


def test_readings_are_kept_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "KEPT", 5)
    nlp = load()
    words = Words(nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer"))
    for _ in range(2):
        doc = nlp.make_doc(TEXTS[0])
        for name in before():
            nlp.get_pipe(name)(doc)
        assert [seen(t)[:6] for t in words(doc)] == [seen(t)[:6] for t in own(TEXTS[0])]
        assert len(words.known) <= 5


def test_a_form_has_one_vector_in_whatever_company() -> None:
    nlp = load()
    embed = next(n for n in nlp.get_pipe("tok2vec").model.walk() if "embed" in n.ref_names).get_ref("embed")
    text = " ".join(TEXTS)
    words = list(dict.fromkeys(t.text for t in nlp.make_doc(text) if t.is_alpha))
    there, back = components.Forms(embed), components.Forms(embed)
    forth = there.of(nlp.make_doc(" ".join(words)))
    reverse = back.of(nlp.make_doc(" ".join(reversed(words))))
    assert (forth[1:-1] == reverse[::-1][1:-1]).all()  # the last word of a text is another form: no space follows it
    assert abs(forth - embed.predict([nlp.make_doc(" ".join(words))])[0]).max() < 1e-5


def test_vectors_are_kept_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "KEPT", 5)
    nlp = load()
    forms = components.Forms(next(n for n in nlp.get_pipe("ner").model.walk() if "embed" in n.ref_names).get_ref("embed"))
    first, other = nlp.make_doc("The road is open again"), nlp.make_doc("No bridge was closed today, the ministry said")
    before = forms.of(first).copy()
    forms.of(other)
    assert len(forms.rows) == len(other)
    assert (forms.of(first) == before).all()

"""How a speaker says they know: from the words of what is said and of the sentence around it."""

from __future__ import annotations

from saidseen.knowing.actwords import basis_in
from saidseen.things import Basis


def basis_of(content: str, sentence: str) -> Basis:
    """How the speaker says they know: from the content, else from the sentence around it ("citing ...")."""
    found = basis_in(content.lower())
    if found == "none":
        around = basis_in(sentence.lower().replace(content.lower(), " "))
        found = around if around in {"told", "imagery", "intelligence", "record"} else "none"
    return found

"""One claim in full, and one document with its statements marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from saidseen.showing.moments import minute, stretch
from saidseen.showing.sentences import explanation, grade_words, numbered
from saidseen.showing.tables import claim_words, to_be_seen, window_words
from saidseen.showing.terminal import harmless, is_fancy, one_line, percent, status_text
from saidseen.showing.views import ClaimView, DocumentView, Quoted, who
from saidseen.things import Evidence, Statement, Utterance, Verdict

if TYPE_CHECKING:
    from rich.console import Console


def heading(words: str) -> Text:
    return Text(f"\n{words}", style="bold underline")


def in_context(context: Quoted, *, fancy: bool) -> Text:
    """A quote with what stands around it; marked by colour on a terminal, by brackets elsewhere."""
    left, right = ("", "") if fancy else ("[", "]")
    text = Text(one_line(context.before) + " " if context.before.strip() else "", style="dim")
    text.append(left + one_line(context.quote) + right, style="not dim bold")
    gap = " " if context.after[:1].isspace() else ""
    return text.append(gap + one_line(context.after), style="dim not bold")


def utterance_heading(number: int, utterance: Utterance) -> str:
    when = minute(utterance.published) if utterance.published else "no date"
    speaker = who(utterance.statement.speaker) if utterance.statement.speaker else "speaker unknown"
    channel = f", {utterance.statement.channel}" if utterance.statement.channel else ""
    basis = "" if utterance.statement.basis == "none" else f", says to know it by {utterance.statement.basis}"
    return one_line(f"{number}. {speaker}{channel}{basis}; {utterance.outlet or 'outlet unknown'}, {when}; {utterance.url}")


def evidence_lines(number: int, evidence: Evidence) -> list[str]:
    when = minute(evidence.published) if evidence.published else "no date"
    what = f"[{number}] {evidence.relation} ({evidence.cls}), weight {evidence.weight:+.2f}, group {evidence.group}"
    head = f"{what}: {evidence.source}, {when}"
    more = [f'"{evidence.quote}"' if evidence.quote else "", evidence.url, evidence.why]
    more.append(f"coverage: {evidence.coverage}" if evidence.coverage else "")
    return [one_line(head), *(f"    {one_line(line)}" for line in more if line)]


def neutral_line(number: int, evidence: Evidence) -> str:
    return one_line(f'[{number}] {evidence.source}: "{evidence.quote}" ({evidence.why})')


def print_evidence(evidence: Sequence[Evidence], console: Console) -> None:
    """By its numbers: what weighs, weightiest first, and then in a line each what was looked at and decides nothing."""
    console.print(heading("Evidence"))
    if all(one.relation == "neutral" for one in evidence):
        console.print("nothing yet")
    before = None
    for number, one in enumerate(evidence, 1):
        if one.relation == "neutral":
            if before != "neutral":
                console.print("looked at, but decides nothing:", style="dim")
            console.print(f"    {neutral_line(number, one)}", style="dim")
        else:
            for line in evidence_lines(number, one):
                console.print(line)
        before = one.relation


def verdict_line(verdict: Verdict) -> Text:
    line = Text(f"{minute(verdict.as_of)}  ")
    return line.append(status_text(verdict.status)).append(f"  {percent(verdict.probability)}, {verdict.words}")


def print_claim(view: ClaimView, console: Console) -> None:
    """A claim with its quotes in context, test, evidence, the rule that fired, and the history of its verdicts."""
    claim, verdict, fancy = view.row.case.claim, view.row.verdict, is_fancy(console)
    console.print(Text(f"{one_line(who(claim.speaker))}: ", style="bold").append(claim_words(view.row), style="not bold"))
    console.print(f"{claim.id}, side {one_line(claim.side)}, {window_words(view.row)}", style="dim")
    line = status_text(verdict.status).append(f"  {percent(verdict.probability)}, {verdict.words}")
    console.print(line.append(f"; as of {minute(verdict.as_of)}"))
    console.print(one_line(" ".join(sentence.text for sentence in explanation(view.row))))
    console.print(one_line(verdict.would_change))
    by_hand = any(review.grade == verdict.grade for review in view.reviews)
    console.print(one_line(grade_words(verdict.grade, by_hand=by_hand)))
    console.print(one_line(verdict.why), style="dim")
    console.print(heading("Said"))
    for number, (utterance, context) in enumerate(zip(claim.utterances, view.contexts, strict=True), 1):
        console.print(utterance_heading(number, utterance))
        console.print(Text("    ").append(in_context(context, fancy=fancy)))
    print_test(view, console)
    print_evidence(numbered(view.row.case), console)
    console.print(heading("History"))
    for past in view.history:
        console.print(verdict_line(past))
    if view.reviews:
        console.print(heading("Reviews"))
    for review in view.reviews:
        what = f"{review.action}{f' {review.side}' if review.side else ''}{f' to {review.grade}' if review.grade else ''}"
        console.print(one_line(f"{what}, by {review.who}: {review.why}"))


def print_test(view: ClaimView, console: Console) -> None:
    test = view.row.case.claim.test
    console.print(heading("Test"))
    console.print(f"for it: {to_be_seen(view.row)}")
    console.print(f"against it: {one_line('; '.join(test.refutes)) or 'nothing that could be seen'}")
    where = f"where: {one_line(test.where)}" if test.where else "where: not said"
    until = f"until: {minute(test.until)}" if test.until else "until: open"
    console.print(f"{where}; {until}; by: {one_line(', '.join(test.sensors)) or 'no sensor'}")


def marked(view: DocumentView, *, fancy: bool) -> Text:
    """The text of a document with the content of its statements marked and numbered."""
    source = view.document.text
    statements = view.hearing.statements if view.hearing else ()
    spans = sorted((s.start, s.end, n) for n, statement in enumerate(statements, 1) for s in statement.content)
    text, at = Text(), 0
    for start, end, number in spans:
        if start < at:  # a statement within a statement: the outer one is marked
            continue
        text.append(harmless(source[at:start]))
        text.append(f"[{number}: " if not fancy else f"{number}\N{NO-BREAK SPACE}", style="bold cyan")
        text.append(harmless(source[start:end]) + ("" if fancy else "]"), style="underline")
        at = end
    return text.append(harmless(source[at:]))


def statement_line(number: int, statement: Statement, claim: str | None) -> str:
    speaker = who(statement.speaker) if statement.speaker else "speaker unknown"
    said = f", said {stretch(statement.said)}" if statement.said else ""
    where = f"claim {claim}" if claim else "makes no claim"
    return one_line(f"{number}. {speaker}: {statement.act}, {statement.quote_type}, basis {statement.basis}{said}; {where}")


def print_document(view: DocumentView, console: Console) -> None:
    """A document with its statements marked, and below them what each one is."""
    document = view.document
    published = minute(document.published) if document.published else "no date: relative times stay unresolved"
    console.print(Text(one_line(document.title or document.url), style="bold"))
    console.print(one_line(f"{document.outlet or 'outlet unknown'}; {published}; {document.lang}; {document.url}"), style="dim")
    for older in view.older:
        console.print(f"An older version is kept beside it: {older.id}", style="yellow")
    console.print(Text("\n").append(marked(view, fancy=is_fancy(console))))
    statements = view.hearing.statements if view.hearing else ()
    console.print(heading("Statements"))
    for number, statement in enumerate(statements, 1):
        console.print(statement_line(number, statement, view.claims.get(statement.id)))
    if not statements:
        console.print("none")
    console.print(heading("Observations"))
    for observation in view.observations:
        observer = who(observation.observer) if observation.observer else "observer unknown"
        console.print(one_line(f'{observation.cls}: {observer}: "{observation.quote}"'))
    if not view.observations:
        console.print("none")
    for problem in view.hearing.problems if view.hearing else ():
        console.print(one_line(f"Note: {problem.what}"), style="yellow")

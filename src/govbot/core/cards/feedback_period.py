"""Cards of what representatives ask during a feedback period: more time, and questions on the draft."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Facts, Items, Part, Text
from govbot.core.workflow.policy import AskedExtension, Period, RepresentativeQuestion

DECIDED = "This is decided; nothing more is asked of you here."


def extension_asked(view: View) -> Iterator[Part]:
    """Who asks for an extension, until when and why, for the lead."""
    period = view.development.period
    if period is None or not period.extensions_asked or period.is_closed(view.now) or view.over:
        yield Text(view.over or DECIDED, "strong")
        return
    yield Text(f"It closes on {view.when(period.closes_at)}.", "strong")
    yield Items(tuple(_asked(view, asked) for asked in period.extensions_asked))
    yield Text("If you extend it, everybody on the roster is told once.", "small")
    yield from view.buttons("extend_feedback", "refuse_extension")


def _asked(view: View, asked: AskedExtension) -> str:
    agency = view.directory.agency_name(asked.agency) if asked.agency else "outside"
    return f"{view.name(asked.person)} ({agency}), until {view.day(asked.until)}: {asked.reason}"


def extension_refused(view: View) -> Iterator[Part]:
    """That the period is not extended, and why, for whoever asked."""
    period = view.development.period
    if period:
        yield Text(f"It closes on {view.when(period.closes_at)}.", "strong")
    if reason := view.facts.get("reason", ""):
        yield Text(reason, "quote")
    yield Text("A later answer is kept, and marked late.", "small")


def _question(view: View) -> RepresentativeQuestion | None:
    period = view.development.period if view.policy.development else None
    asked = period.questions_asked if period else ()
    return next((each for each in asked if each.id == view.about), None)


def question_asked(view: View) -> Iterator[Part]:
    """A representative's question, for whoever answers it."""
    question = _question(view)
    if question is None:
        yield Text(DECIDED)
        return
    agency = view.directory.agency_name(question.agency) if question.agency else ""
    yield Facts((("Asked by", ", ".join(name for name in (view.name(question.person), agency) if name)),))
    yield Text(question.text, "quote")
    if question.answer:
        yield Text(f"Answered {'to everybody who was asked' if question.to_all else 'to them'}:", "strong")
        yield Text(question.answer, "quote")
    elif view.over:
        yield Text(view.over, "strong")
    else:
        yield from view.buttons("answer_question", about=question.id)


def question_answered(view: View) -> Iterator[Part]:
    """The answer, for whoever asked, or for everybody who was asked, without the name."""
    question = _question(view)
    if question is None or not question.answer:
        yield Text(DECIDED)
        return
    yield Text(question.text, "quote")
    yield Text(question.answer)


def answered_questions(view: View, period: Period) -> Iterator[Part]:
    """On the request: the questions that were answered to everybody, and one's own."""
    shown = [
        each for each in period.questions_asked if each.answer and (each.to_all or each.person == view.viewer)
    ]
    if shown:
        yield Text("Questions answered:", "small")
        yield Items(tuple(f"{each.text} – {each.answer}" for each in shown))

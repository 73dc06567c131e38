"""The liaison reports back: an interim report, or the group's recommendation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors
from govbot.core.membership.consensus import check_differs
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import MARKS, mark_choices
from govbot.core.workflow.context import (
    PolicyContext,
    current_development,
    due,
)

KINDS = (Choice("interim", "An interim report"), Choice("recommendation", "The group's recommendation"))


OUTCOMES = (Choice("this draft", "The current draft"), Choice("no policy needed", "No policy is needed"))


CONSENSUS = (Choice("reached", "Consensus was reached"), Choice("not reached", "Members differ"))
TO_WEIGH = "Say who differs and why, so that the {steering_group} can weigh it."


class ReportBack(Command):
    kind: Annotated[
        Literal["interim", "recommendation"],
        Ask("What is it?", "choice", choices=KINDS, initial="recommendation"),
    ]
    recommends: Annotated[
        Literal["", "this draft", "no policy needed"],
        Ask("What the group recommends", "choice", "For a recommendation", optional=True, choices=OUTCOMES),
    ] = ""
    text: Annotated[str, Ask("The report", "text", most=3000)]
    consensus: Annotated[
        Literal["", "reached", "not reached"], Ask("Consensus", "choice", optional=True, choices=CONSENSUS)
    ] = ""
    differs: Annotated[str, Ask("Who differs, and why", "text", optional=True, most=2000)] = ""
    impact: Annotated[str, Ask("Potential impact", "text", optional=True, most=2000)] = ""
    legal_exposure: Annotated[
        str,
        Ask(
            "Legal exposure",
            "text",
            "Marked on its own: the rest of the report is read without it",
            optional=True,
            most=2000,
        ),
    ] = ""
    strategy: Annotated[
        str, Ask("Strategy for dissemination and education", "text", optional=True, most=2000)
    ] = ""
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices, folded=True)
    ] = ()


def report_back(context: PolicyContext, command: ReportBack) -> Iterator[Event]:
    if command.kind == "recommendation" and not command.recommends:
        raise FieldErrors(
            {"recommends": "Say what the group recommends: the current draft, or that none is needed."}
        )
    if command.recommends == "this draft" and current_development(context).draft is None:
        raise FieldErrors({"recommends": "There is no draft yet. Submit one first with “/gov draft”."})
    check_differs(command.consensus, command.differs, context.say(TO_WEIGH))
    decided = command.kind == "recommendation"
    left = [request.id for request in current_development(context).requests if not request.complete]
    yield e.ReportMade(
        report=f"R{len(current_development(context).reports) + 1}",
        kind=command.kind,
        recommends=command.recommends if decided else "",
        text=command.text,
        consensus=command.consensus,
        differs=command.differs,
        impact=command.impact,
        legal_exposure=command.legal_exposure,
        exposure_marks=_protecting(context) if command.legal_exposure else (),
        strategy=command.strategy,
        overtakes=tuple(left) if decided else (),
        marks=command.marks,
        decision_due=due(context, context.process.deadlines.decision_business_days)
        if decided
        else current_development(context).decision_due,
    )


# Carried where `process.toml` names no mark for it: known to nobody, so only a few offices may read it.
UNNAMED_MARK = "legal exposure"


def _protecting(context: PolicyContext) -> tuple[str, ...]:
    """The mark that the process names for what is said of legal exposure."""
    return (context.process.groups.legal_exposure_mark or UNNAMED_MARK,)

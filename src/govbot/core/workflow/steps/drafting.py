"""Step 1: drafts are submitted, members say where they stand, the liaison reports back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from govbot.core.days import business_day_after
from govbot.core.grammar import Ask, Choice, Command, Document, Event, FieldErrors, Obligation
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import MARKS, mark_choices
from govbot.core.workflow.context import PolicyContext, by_end_of, development, draft, due, today
from govbot.core.workflow.policy import STAGES, Policy


def reviews_given(context: PolicyContext) -> list[Choice]:
    found = context.state.development
    given = [review for review in found.reviews if not review.awaited] if found else []
    return [Choice(one.asked.track, f"{one.asked.name}: {one.outcome} on D{one.draft}") for one in given]


def changes_needed(context: PolicyContext) -> tuple[str, ...]:
    found = context.state.development
    wanted = (
        [one for one in found.reviews if one.outcome == "changes needed" and not one.awaited] if found else []
    )
    return tuple(review.asked.track for review in wanted)


class SubmitDraft(Command):
    file: Annotated[
        Document | None,
        Ask("The draft", "file", "A Word file (.docx), Markdown or plain text, at most 10 MB", optional=True),
    ] = None
    text: Annotated[Document | None, Ask("… or a short text", "text", optional=True, most=3000)] = None
    note: Annotated[str, Ask("What is new in it", "text", optional=True, most=2000)] = ""
    ask_again: Annotated[
        tuple[str, ...],
        Ask(
            "Ask these reviewers again",
            "choices",
            "The others' reviews stand as given on the earlier draft",
            optional=True,
            choices=reviews_given,
            initial=changes_needed,
            when=lambda context: bool(reviews_given(context)),
        ),
    ] = ()
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices)
    ] = ()


def submit_draft(context: PolicyContext, asked: SubmitDraft) -> Iterator[Event]:
    document = asked.file or asked.text
    if document is None:
        raise FieldErrors({"file": "Give the draft as a file, or as a short text below."})
    if asked.file and asked.text:
        raise FieldErrors(
            {"text": "Give either the file or the text, not both, so that it is clear which one counts."}
        )
    before = development(context).draft
    if before and before.paper.sha256 == document.paper.sha256:
        raise FieldErrors({"file": f"This is D{before.number} again, to the byte. Choose the changed file."})
    again = bool(asked.ask_again)
    yield e.DraftSubmitted(
        draft=len(development(context).drafts) + 1,
        paper=document.paper,
        note=asked.note,
        ask_again=asked.ask_again,
        marks=asked.marks,
        review_due=due(context, max(track.business_days for track in context.process.tracks))
        if again
        else None,
    )


POSITIONS = (
    Choice("support", "I support it"),
    Choice("can live with it", "I can live with it"),
    Choice("unresolved concern", "I have an unresolved concern"),
)


class StatePosition(Command):
    position: Annotated[
        Literal["support", "can live with it", "unresolved concern"],
        Ask("Where do you stand on this draft?", "choice", choices=POSITIONS),
    ]
    text: Annotated[str, Ask("In your words", "text", "Needed for a concern", optional=True, most=3000)] = ""


def state_position(context: PolicyContext, asked: StatePosition) -> Iterator[Event]:
    if asked.position == "unresolved concern" and not asked.text:
        raise FieldErrors({"text": "Say in a sentence what concerns you, so that it can be resolved."})
    yield e.PositionStated(draft=draft(context).number, position=asked.position, text=asked.text)


def collects_positions(context: PolicyContext) -> str:
    found = context.state.development
    if found and found.group and found.group.public_meeting == "yes":
        return (
            "This group is subject to public-meeting rules: positions are taken in its meetings, not in chat."
        )
    return ""


def in_two_weeks(context: PolicyContext) -> str:
    return business_day_after(today(context), 10, context.process).isoformat()


class AskFinalPositions(Command):
    due: Annotated[date, Ask("By when", "date", initial=in_two_weeks)]


def ask_final_positions(context: PolicyContext, asked: AskFinalPositions) -> Iterator[Event]:
    yield e.FinalPositionsAsked(due=by_end_of(context, asked.due, "due"))


KINDS = (Choice("interim", "An interim report"), Choice("recommendation", "The group's recommendation"))
OUTCOMES = (Choice("this draft", "The current draft"), Choice("no policy needed", "No policy is needed"))
CONSENSUS = (Choice("reached", "Consensus was reached"), Choice("not reached", "Members differ"))


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
            "Shown only to those who may read the marks below",
            optional=True,
            most=2000,
        ),
    ] = ""
    strategy: Annotated[
        str, Ask("Strategy for dissemination and education", "text", optional=True, most=2000)
    ] = ""
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices)
    ] = ()


def report_back(context: PolicyContext, asked: ReportBack) -> Iterator[Event]:
    if asked.kind == "recommendation" and not asked.recommends:
        raise FieldErrors(
            {"recommends": "Say what the group recommends: the current draft, or that none is needed."}
        )
    if asked.recommends == "this draft" and development(context).draft is None:
        raise FieldErrors({"recommends": "There is no draft yet. Submit one first with “/gov draft”."})
    if asked.consensus == "not reached" and not asked.differs:
        raise FieldErrors({"differs": "Say who differs and why, so that the Steering Group can weigh it."})
    protected = (
        ("attorney-client",) if asked.legal_exposure and context.process.mark("attorney-client") else ()
    )
    decided = asked.kind == "recommendation"
    yield e.ReportMade(
        report=f"R{len(development(context).reports) + 1}",
        kind=asked.kind,
        recommends=asked.recommends if decided else "",
        text=asked.text,
        consensus=asked.consensus,
        differs=asked.differs,
        impact=asked.impact,
        legal_exposure=asked.legal_exposure,
        strategy=asked.strategy,
        marks=tuple(dict.fromkeys((*asked.marks, *protected))),
        decision_due=due(context, context.process.deadlines.decision_business_days)
        if decided
        else development(context).decision_due,
    )


def asked_to_draft(context: PolicyContext) -> bool:
    """Whether the group has been asked to generate a draft."""
    found = context.state.development
    return bool(found and any(request.kind == "draft" and not request.complete for request in found.requests))


def may_submit(context: PolicyContext) -> str:
    """Members submit a draft when they were asked for one; liaisons, the lead and staff reviewers at any
    time."""
    if context.who.capacity.kind == "member" and not asked_to_draft(context):
        return "The group has not been asked for a draft. The liaison can ask with “/gov ask”."
    return ""


def owed(policy: Policy) -> Iterator[Obligation]:
    """Where members stand; the Steering Group's decision on a recommendation; a lead's answer to what came
    back."""
    found = policy.development
    if found is None or found.stage not in STAGES[1:5]:
        return
    if found.asks_positions and found.draft and found.group:
        stated = {one.person for one in found.positions if one.draft == found.draft.number}
        for person in found.group.members:
            if person not in stated:
                what = f"where you stand on {found.draft.label}"
                due_at = found.final_positions_due
                yield Obligation(f"person:{person}", "state_position", what, due_at, found.draft.label)
    report = next((one for one in reversed(found.reports) if one.kind == "recommendation"), None)
    if report and found.decision_due:
        what = "the Steering Group's decision on the group's recommendation"
        action = "close_development" if report.recommends == "no policy needed" else "advance"
        yield Obligation("role:advisor", action, what, found.decision_due, report.id)
    if found.lead_due and (found.drafts or found.group or found.without_group):
        yield Obligation("role:lead", "submit_draft", "a new draft, or the next step", found.lead_due)

"""Drafts are submitted; what is then awaited of members, the steering group and the lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from govbot.core.grammar import (
    Ask,
    AttachedFile,
    Choice,
    Command,
    Document,
    Event,
    FieldErrors,
    Needs,
    Obligation,
    StoreDocument,
)
from govbot.core.redline import carried, place_of
from govbot.core.workflow import events as e
from govbot.core.workflow.accepted_words import FIELD, to_take, with_accepted_words
from govbot.core.workflow.attachments import FIELDS, attached
from govbot.core.workflow.choices import MARKS, mark_choices
from govbot.core.workflow.context import (
    PolicyContext,
    current_development,
    due,
)
from govbot.core.workflow.policy import STAGES, Development, Draft, Policy
from govbot.core.workflow.readers import can_read, marks_of
from govbot.core.workflow.sections import place_now


def reviews_given(context: PolicyContext) -> list[Choice]:
    development = context.state.development
    given = [review for review in development.reviews if not review.awaited] if development else []
    return [
        Choice(review.asked.track, f"{review.asked.name}: {review.outcome} on D{review.draft}")
        for review in given
    ]


def changes_needed(context: PolicyContext) -> tuple[str, ...]:
    development = context.state.development
    wanted = (
        [
            review
            for review in development.reviews
            if review.outcome == "changes needed" and not review.awaited
        ]
        if development
        else []
    )
    return tuple(review.asked.track for review in wanted)


def earlier_summary(context: PolicyContext) -> str:
    """What was said of the draft before this one, for those who may read it."""
    development = context.state.development
    before = development.draft if development else None
    return before.summary if before and can_read(context, before) else ""


def earlier_marks(context: PolicyContext) -> tuple[str, ...]:
    """The marks of the draft before this one: a new file made from it carries them too."""
    development = context.state.development
    return marks_of(context, development.draft) if development and development.draft else ()


def appendix_ask(label: str) -> Ask:
    return Ask(
        label,
        "file",
        "A PDF, or as the draft; it is published with the policy",
        optional=True,
        takes_pdf=True,
    )


def earlier_attachments(context: PolicyContext) -> tuple[AttachedFile, ...]:
    """The other files of the draft before this one, for those who may read it."""
    development = context.state.development
    before = development.draft if development else None
    return before.attachments if before and can_read(context, before) else ()


class SubmitDraft(Command):
    file: Annotated[
        Document | None,
        Ask(
            "The draft",
            "file",
            "A Word file (.docx), Markdown or plain text, at most 10 MB. “/gov templates” has templates",
            optional=True,
        ),
    ] = None
    text: Annotated[Document | None, Ask("… or a short text", "text", optional=True, most=3000)] = None
    take_words: Annotated[
        bool,
        Ask(
            "… or the current draft, with the accepted words in it",
            "flag",
            "The proposed words that were accepted, each in its place; without a file",
            optional=True,
            when=lambda context: bool(to_take(context)),
        ),
    ] = False
    summary: Annotated[
        str,
        Ask(
            "What the policy does, in two sentences",
            "text",
            "Whoever decides reads them first",
            optional=True,
            most=600,
            initial=earlier_summary,
        ),
    ] = ""
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
    appendix: Annotated[Document | None, appendix_ask("An appendix")] = None
    appendix_2: Annotated[Document | None, appendix_ask("A second appendix")] = None
    appendix_3: Annotated[Document | None, appendix_ask("A third appendix")] = None
    cover_memo: Annotated[
        Document | None,
        Ask(
            "A cover memo",
            "file",
            "A PDF, or as the draft; it is not published",
            optional=True,
            takes_pdf=True,
        ),
    ] = None
    keep_attachments: Annotated[
        bool,
        Ask(
            "Keep the other files of the draft before",
            "flag",
            "One of the same name is replaced by the file given here",
            optional=True,
            initial="yes",
            when=lambda context: bool(earlier_attachments(context)),
        ),
    ] = True
    marks: Annotated[
        tuple[str, ...],
        Ask(
            "Marks",
            "choices",
            f"{MARKS}. Those of the earlier draft stay until they are lifted",
            optional=True,
            choices=mark_choices,
            folded=True,
            initial=earlier_marks,
        ),
    ] = ()


def submit_draft(context: PolicyContext, command: SubmitDraft) -> Iterator[Event | StoreDocument]:
    document = command.file or command.text
    if command.take_words:
        if document is not None:
            raise FieldErrors({FIELD: "Give either a draft of your own, or take the words in; not both."})
        document = with_accepted_words(context)
        yield StoreDocument(document)
    if document is None:
        raise FieldErrors({"file": "Give the draft as a file, or as a short text below."})
    if command.file and command.text:
        raise FieldErrors(
            {"text": "Give either the file or the text, not both, so that it is clear which one counts."}
        )
    before = current_development(context).draft
    if before and before.paper.sha256 == document.paper.sha256:
        raise FieldErrors({"file": f"This is D{before.number} again, to the byte. Choose the changed file."})
    again = bool(command.ask_again)
    yield e.DraftSubmitted(
        draft=len(current_development(context).drafts) + 1,
        paper=document.paper,
        note=command.note,
        summary=command.summary,
        ask_again=command.ask_again,
        marks=tuple(dict.fromkeys((*marks_of(context, before), *command.marks))) if before else command.marks,
        review_due=due(context, max(track.business_days for track in context.process.tracks))
        if again
        else None,
        attachments=attached(
            {name: getattr(command, name) for name in FIELDS},
            document.paper,
            before,
            keep=command.keep_attachments,
        ),
        **_carried(context, before, document),
    )


def _carried(context: PolicyContext, before: Draft | None, document: Document) -> dict[str, Any]:
    """Which sections of the earlier draft are called otherwise in this one; comments on them are shown there."""
    if before is None or not context.text:
        return {}
    sections = before.paper.sections, document.paper.sections
    labels = carried(context.text, document.text, *sections, _paragraphs(current_development(context)))
    renamed = {place: now for place, now in labels.items() if place != now or place_of(place)[1]}
    return {"carried_from": before.number, "carried": renamed} if renamed else {}


def _paragraphs(development: Development) -> set[tuple[str, int]]:
    """The paragraphs of the current draft that comments are about."""
    places = {place_of(place_now(development, comment)) for comment in development.counted}
    return {(section, number) for section, number in places if number}


def asked_to_draft(context: PolicyContext) -> bool:
    """Whether the group has been asked to generate a draft."""
    development = context.state.development
    return bool(
        development
        and any(request.kind == "draft" and not request.complete for request in development.requests)
    )


# Members submit a draft when they were asked for one; liaisons, the lead and staff reviewers at any time.
may_submit = Needs(
    "a request for a draft, for members",
    met=lambda context: context.who.capacity.kind != "member" or asked_to_draft(context),
    otherwise="The group has not been asked for a draft. The {liaison} can ask with “/gov ask”.",
)


def obligations(policy: Policy) -> Iterator[Obligation]:
    """Members: where they stand; the steering group: a decision on a recommendation; the lead: what came back."""
    development = policy.development
    if development is None or development.stage not in STAGES[1:5]:
        return
    if development.asks_positions and development.draft and development.group:
        stated = {
            position.person
            for position in development.positions
            if position.draft == development.draft.number
        }
        for person in development.group.members:
            if person not in stated:
                what = f"where you stand on {development.draft.label}"
                due_at = development.final_positions_due
                yield Obligation(
                    f"member:{person}",
                    "state_position",
                    what,
                    due_at,
                    development.draft.label,
                    strength="will",
                )
    report = next(
        (report for report in reversed(development.reports) if report.kind == "recommendation"), None
    )
    if report and development.decision_due:
        what = "the {steering_group}'s decision on the group's recommendation"
        action = "close_development" if report.recommends == "no policy needed" else "advance"
        yield Obligation("role:advisor", action, what, development.decision_due, report.id, strength="shall")
    if development.lead_due and (development.drafts or development.group or development.without_group):
        yield Obligation("role:lead", "submit_draft", "a new draft, or the next step", development.lead_due)

"""Drafts, positions and reports."""

from __future__ import annotations

from dataclasses import replace

from govbot.core.grammar import DocumentRef, Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve.groups import looked_in
from govbot.core.workflow.evolve.marked import by_author, current, develop, entered_id
from govbot.core.workflow.policy import Development, Draft, Policy, Position, Report, Review
from govbot.core.workflow.word_files import word_base


def drafting(policy: Policy, entry: Entry, event: e.DraftingEvents) -> Policy:
    match event:
        case e.DraftSubmitted():
            return _submitted(policy, entry, event)
        case e.FileWithdrawn():
            drafts = tuple(
                replace(draft, withdrawn=True) if draft.number == event.draft else draft
                for draft in current(policy).drafts
            )
            return develop(policy, drafts=drafts)
        case e.PositionStated():
            entered = entered_id(policy, entry)
            earlier = tuple(
                position
                for position in current(policy).positions
                if (position.person, position.draft, bool(position.entered))
                != (entry.actor, event.draft, bool(entered))
            )
            stated = Position(
                entry.actor, event.draft, event.position, event.text, entered, entry.recorded_at
            )
            return looked_in(develop(policy, positions=(*earlier, stated)), entry.actor)
        case e.FinalPositionsAsked():
            return develop(policy, final_positions_due=event.due)
        case e.ReportMade():
            report = Report(
                event.report,
                event.kind,
                event.recommends,
                event.text,
                event.consensus,
                event.differs,
                event.impact,
                event.legal_exposure,
                event.strategy,
                entry.actor,
                entry.happened_on,
                entry.recorded_at,
            )
            reported = develop(
                policy,
                reports=(*current(policy).reports, report),
                decision_due=event.decision_due,
                requests=tuple(
                    replace(request, overtaken=True) if request.id in event.overtakes else request
                    for request in current(policy).requests
                ),
            )
            marked = by_author(reported, f"report {event.report}", entry.actor, event.marks)
            if not event.exposure_marks:
                return marked
            return by_author(marked, f"legal exposure {event.report}", entry.actor, event.exposure_marks)


def _submitted(policy: Policy, entry: Entry, event: e.DraftSubmitted) -> Policy:
    """A new draft voids a pending request for a decision; reviews and comments stay where they were made."""
    development = current(policy)
    draft = Draft(
        event.draft,
        event.paper,
        entry.actor,
        entry.happened_on,
        event.note,
        entry.recorded_at,
        None if _is_rewording(development, event) else entry.entered_by,
        summary=event.summary,
        carried_from=event.carried_from,
        carried=tuple(event.carried.items()),
        base=_base(policy, development, event),
        word_due=event.word_due,
        attachments=event.attachments,
    )
    voided = development.request is not None
    with_draft = develop(
        policy,
        drafts=(*development.drafts, draft),
        reviews=tuple(_again(review, event) for review in development.reviews),
        request=None,
        stage="drafting" if voided and development.stage == "secretary's review" else development.stage,
        lead_due=None,
        final_positions_due=None,
    )
    return by_author(with_draft, f"draft D{event.draft}", entry.actor, event.marks)


def _is_rewording(development: Development, event: e.DraftSubmitted) -> bool:
    """Whether it is the deciding office's own wording, approved with a change: whoever entered it is no author."""
    named_so = (
        development.request is not None and event.paper.name == f"D{event.draft}.md"
    )  # before `rewords`
    return bool(event.rewords) or named_so


def _base(policy: Policy, development: Development, event: e.DraftSubmitted) -> DocumentRef | None:
    """The Word file that a rewording began from, where its own document is none."""
    if event.paper.is_word or development.draft is None or not _is_rewording(development, event):
        return None
    return event.word_from or word_base(policy, development.draft)


def _again(review: Review, event: e.DraftSubmitted) -> Review:
    """Asked again where ticked; a draft also answers the changes that a reviewer needed."""
    if review.asked.track in event.ask_again and event.review_due:
        asked = review.asked.model_copy(update={"due": event.review_due})
        return replace(review, asked=asked, awaited=True, answer_due=None)
    return replace(review, answer_due=None)

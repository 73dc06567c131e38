"""Steps 4 and 7: versions, their coming into force and their end, and the reviews for as long as they
live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from govbot.core.grammar import Entry
from govbot.core.plain_text import without_harmful
from govbot.core.workflow import events as e
from govbot.core.workflow.attachments import APPENDIX
from govbot.core.workflow.evolve.marked import changed, current
from govbot.core.workflow.policy import Correction, Development, Policy, ProposedCorrection, Version
from govbot.core.workflow.word_files import word_base


def versions(policy: Policy, entry: Entry, event: e.VersionEvents) -> Policy:
    match event:
        case e.Adopted():
            return _adopted(policy, entry, event)
        case e.CameIntoForce():
            return replace(
                policy,
                versions=tuple(_in_force(version, event.version) for version in policy.versions),
                corrections=_void(policy),
            )
        case e.EffectiveDateMoved():
            return _version(
                policy,
                event.version,
                effective_on=event.effective_on,
                in_force_from=event.in_force_from,
                asked=event.mechanisms,
            )
        case e.AdoptionWithdrawn():
            return _withdrawn(policy, event)
        case e.PublicationNoted():
            return _version(policy, event.version, address=event.address)
        case e.CorrectionProposed():
            return _proposed(policy, entry, event)
        case e.CorrectionRefused():
            return _decided(
                policy, event.correction, status="refused", refused_by=entry.actor, reasons=event.reasons
            )
        case e.TechnicallyCorrected():
            return _corrected(policy, entry, event)
        case e.WordFileGiven():
            return replace(policy, word_files={**policy.word_files, event.text_sha256: event.paper})
        case e.Rescinded():
            rescinded = _version(policy, event.version, status="rescinded")
            return replace(
                rescinded,
                corrections=_void(policy),
                next_review_on=None,
                review_due=None,
                rescission_due=None,
                rescinded_on=entry.happened_on,
            )
        case e.RescissionDeclined():
            return replace(
                policy, rescission_due=None, next_review_on=event.next_review_on, review_due=event.review_due
            )
        case e.ReviewCompleted():
            return _reviewed(policy, event)
        case e.ReviewDateSet():
            return replace(
                policy,
                next_review_on=event.next_review_on,
                review_due=event.review_due,
                review_reason=event.reason,
            )


def _adopted(policy: Policy, entry: Entry, event: e.Adopted) -> Policy:
    development = current(policy)
    draft = next(draft for draft in development.drafts if draft.number == event.draft)
    version = Version(
        number=event.version,
        title=without_harmful(event.title),
        originator=event.originator,
        effective_on=event.effective_on,
        in_force_from=event.in_force_from,
        adopted_on=entry.happened_on,
        description=event.description,
        laws=event.laws,
        publisher=event.publisher,
        paper=draft.paper,
        base=draft.base,
        word_due=draft.word_due,
        appendices=tuple(file for file in draft.attachments if file.kind == APPENDIX),
        draft=event.draft,
        approval=development.approval,
        asked=event.mechanisms,
        agencies=event.agencies,
        allows_variance_requests=event.allows_variance_requests,
    )
    return replace(
        policy,
        title=without_harmful(event.title),
        marks=_without(policy.marks, f"draft D{event.draft}", event.marks_ended),
        development=None,
        past=(*policy.past, replace(development, stage="adopted")),
        versions=(*policy.versions, version),
        next_review_on=event.next_review_on,
        review_due=event.review_due,
        review_reason=event.review_reason,
    )


def _without(
    marks: Mapping[str, tuple[str, ...]], item: str, ended: tuple[str, ...]
) -> Mapping[str, tuple[str, ...]]:
    """The marks with those of one item that have ended left out."""
    left = tuple(mark for mark in marks.get(item, ()) if mark not in ended)
    return {**marks, item: left} if ended else marks


def _withdrawn(policy: Policy, event: e.AdoptionWithdrawn) -> Policy:
    """The version has never been in force: its development goes on where it stood before it was adopted."""
    *past, last = policy.past
    approval = replace(last.approval, adoption_due=event.adoption_due) if last.approval else None
    return replace(
        policy,
        versions=tuple(version for version in policy.versions if version.number != event.version),
        development=replace(last, stage="release candidate", approval=approval),
        past=tuple(past),
        next_review_on=event.next_review_on,
        review_due=event.review_due,
    )


def _in_force(version: Version, number: str) -> Version:
    if version.number == number:
        return replace(version, status="in force")
    return replace(version, status="superseded") if version.status == "in force" else version


def _corrected(policy: Policy, entry: Entry, event: e.TechnicallyCorrected) -> Policy:
    before = next(version for version in policy.versions if version.number == event.corrects)
    corrected = replace(
        before,
        number=event.version,
        paper=event.paper,
        adopted_on=entry.happened_on,
        description=f"Technical correction: {event.reason}",
        correction=Correction(
            event.old_words, event.new_words, event.reason, event.part, entry.actor, _capacity(entry)
        ),
        first=before.asked_as,
    )
    if event.part == "text":
        base = None if event.paper.is_word else event.word_from or word_base(policy, before)
        corrected = replace(corrected, base=base, word_due=event.word_due)
    if event.part != "text":
        corrected = changed(corrected, **{event.part: without_harmful(event.value)})
    earlier = tuple(
        replace(version, status="superseded") if version.number == event.corrects else version
        for version in policy.versions
    )
    made = _decided(policy, event.correction, status="made", made=event.version)
    title = corrected.title if event.part == "title" else policy.title
    return replace(made, title=title, versions=(*earlier, corrected))


def _capacity(entry: Entry) -> str:
    return f"{entry.capacity}, {entry.authority}" if entry.authority else entry.capacity


def _proposed(policy: Policy, entry: Entry, event: e.CorrectionProposed) -> Policy:
    proposed = ProposedCorrection(
        event.correction,
        event.corrects,
        event.part,
        event.old_words,
        event.new_words,
        event.value,
        event.reason,
        event.paper,
        event.touches,
        event.due,
        entry.actor,
        entry.happened_on,
        passage=event.passage,
    )
    return replace(policy, corrections=(*policy.corrections, proposed))


def _decided(policy: Policy, id: str, **changes: Any) -> Policy:
    return replace(
        policy,
        corrections=tuple(replace(each, **changes) if each.id == id else each for each in policy.corrections),
    )


def _void(policy: Policy) -> tuple[ProposedCorrection, ...]:
    """The corrections once another version is in force, or none: what waited is of no version in force any more."""
    return tuple(
        replace(each, status="void") if each.status == "waits" else each for each in policy.corrections
    )


def _reviewed(policy: Policy, event: e.ReviewCompleted) -> Policy:
    match event.recommends:
        case "reaffirm":
            return replace(
                policy,
                next_review_on=event.next_review_on,
                review_due=event.review_due,
                review_reason=event.reasons,
            )
        case "revise":
            development = Development(
                number=len(policy.past) + 1,
                stage="drafting",
                text=event.reasons,
                lead_due=event.lead_due,
                process=event.process,
            )
            last = policy.past[-1] if policy.past else development
            revision = replace(development, need=last.need, risk=last.risk)
            return replace(
                policy,
                development=revision,
                lead=event.lead or policy.lead,
                authors=_retired(policy.authors, len(policy.past)),
                marks=_retired(policy.marks, len(policy.past)),
                review_due=None,
                next_review_on=None,
            )
        case "rescind":
            return replace(
                policy, rescission_due=event.decision_due, rescission_reasons=event.reasons, review_due=None
            )


Kept = TypeVar("Kept")


def _retired(items: Mapping[str, Kept], number: int) -> dict[str, Kept]:
    """What belongs to a development that is over keeps its author and marks; the next one has a D1 of its
    own."""
    over = f" of development {number}"
    return {
        item if item.startswith("deviation ") or " of development " in item else item + over: kept
        for item, kept in items.items()
    }


def _version(policy: Policy, number: str, **changes: Any) -> Policy:
    return replace(
        policy,
        versions=tuple(
            replace(version, **changes) if version.number == number else version
            for version in policy.versions
        ),
    )

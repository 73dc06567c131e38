"""Which earlier texts a draft is compared with: those that were reviewed, circulated or returned, and the version in
force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govbot.core.errors import GovbotError
from govbot.core.grammar import DocumentRef
from govbot.core.workflow.policy import Development, Draft, Policy

VERSION = "v"  # before a version's number, where a draft's label would stand: "v1.0"


class TextsNotCompared(GovbotError):
    """Two texts are to be compared before the card is drawn: it takes too long for a transaction."""

    def __init__(self, before: DocumentRef, after: DocumentRef) -> None:
        super().__init__(f"{before.text_sha256} and {after.text_sha256} are not compared yet.")
        self.before, self.after = before, after


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier text, by its label ("D2" or "v1.0"), and on which occasions it was the one at hand."""

    label: str
    since: tuple[str, ...]

    @property
    def words(self) -> str:
        """The text as people read it: "D2", "version 1.0"."""
        return f"version {self.label[1:]}" if self.label.startswith(VERSION) else self.label


def comparisons(policy: Policy, development: Development, draft: Draft) -> tuple[Comparison, ...]:
    """What this draft is compared with, each earlier text once, in the order in which it is asked about."""
    occasions: dict[str, list[str]] = {}
    for label, occasion in _earlier(policy, development, draft):
        occasions.setdefault(label, []).append(occasion)
    return tuple(Comparison(label, tuple(since)) for label, since in occasions.items())


def usual_comparisons(policy: Policy, development: Development, draft: Draft) -> tuple[str, ...]:
    """The labels of what a draft's card compares it with: the draft before, and the version in force."""
    before = [
        other.number for other in development.drafts if other.number < draft.number and not other.withdrawn
    ]
    earlier = policy.version if policy.version and not _came_of(policy, development) else None
    version = (f"{VERSION}{earlier.number}",) if earlier else ()
    return (*(f"D{number}" for number in before[-1:]), *version)


def _came_of(policy: Policy, development: Development) -> bool:
    """Whether the version in force, or what it corrects, was adopted from this development."""
    first = next((v for v in policy.versions if policy.version and v.number == policy.version.asked_as), None)
    return bool(first and first.approval and first.approval == development.approval)


def _earlier(policy: Policy, development: Development, draft: Draft) -> Iterator[tuple[str, str]]:
    reviewed = reviewed_before(development, draft)
    if reviewed:
        yield f"D{max(reviewed)}", "the reviews"
    period = development.period
    if period and period.draft < draft.number:
        yield f"D{period.draft}", "the feedback"
    if 0 < development.returned_draft < draft.number:
        yield f"D{development.returned_draft}", "the last return"
    if policy.version:
        yield f"{VERSION}{policy.version.number}", "the version in force"


def reviewed_before(development: Development, draft: Draft) -> tuple[int, ...]:
    """For each review that was given on an earlier draft than this one: the number of that draft."""
    return tuple(
        review.draft for review in development.reviews if review.outcome and review.draft < draft.number
    )


def paper_of(policy: Policy, development: Development, label: str) -> DocumentRef | None:
    """The document of this label: a draft's, or "v1.0" a version's; None where there is none."""
    if label.startswith(VERSION):
        return next((v.paper for v in policy.versions if v.number == label.removeprefix(VERSION)), None)
    return next((draft.paper for draft in development.drafts if draft.label == label), None)

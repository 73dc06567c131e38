"""The memo of one page that whoever decides signs on paper: what is asked, on which exact draft, and lines to sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govbot.core.cards.status import answered_words
from govbot.core.cards.view import View
from govbot.core.grammar import Refusal
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.memos import NOTHING_TO_SIGN, asked_about
from govbot.core.workflow.policy import Draft

MOST_SUMMARY, MOST_MATERIALS, MOST_TITLE = 700, 400, 200  # characters; the memo has one page


@dataclass(frozen=True, slots=True)
class Memo:
    """The memo's words. `choices` are lines to tick; `blanks` are labels of lines to write on; `prints` the full
    fingerprints (SHA-256) by label."""

    name: str
    government: str
    policy: str
    title: str
    label: str
    asked: str
    rows: tuple[tuple[str, str], ...]
    summary: str
    materials: str
    choices: tuple[tuple[str, str], ...]
    blanks: tuple[str, ...]
    prints: tuple[tuple[str, str], ...]
    binding: str
    filing: str


def memo(view: View) -> Memo:
    """The memo for whoever looks; raises Refusal where nothing is pending."""
    policy, draft = view.policy, asked_about(view.policy)
    if draft is None:
        raise Refusal(view.say(NOTHING_TO_SIGN))
    return Memo(
        name=view.name(view.viewer),
        government=view.process.government.name,
        policy=policy.id,
        title=excerpt(policy.title, MOST_TITLE),
        label=draft.label,
        asked=view.say(
            "The {secretary} is asked to decide on draft {label} of this policy.", label=draft.label
        ),
        rows=tuple(_rows(view, draft)),
        summary=excerpt(draft.summary or draft.note, MOST_SUMMARY),
        materials=excerpt(
            view.development.request.materials if view.development.request else "", MOST_MATERIALS
        ),
        choices=(
            (f"Approve draft {draft.label} as it is", ""),
            (f"Approve draft {draft.label} with a change. The wording:", "lines"),
            ("Return it. Reasons, where there are any:", "lines"),
        ),
        blanks=("Signature", "Date", "Name and capacity"),
        prints=(
            ("File", draft.paper.name),
            ("SHA-256 of the file", draft.paper.sha256),
            ("SHA-256 of its text", draft.paper.text_sha256),
        ),
        binding=view.say(
            "The decision is on this draft, with the fingerprints below, and on no other. Approval does not publish "
            "it: {publisher} adopts and publishes it afterwards."
        ),
        filing=view.say(
            "For the {secretary_office}: scan the signed page, type “/gov letter {policy}” in the chat with govbot, "
            "choose the decision, and attach the scan. The {secretary} is told, and can have it corrected.",
            policy=policy.id,
        ),
    )


def _rows(view: View, draft: Draft) -> Iterator[tuple[str, str]]:
    development, pending = view.development, view.development.request
    yield "Draft", f"{draft.label}, submitted on {view.day(draft.on)} by {view.name(draft.by)}"
    if pending:
        yield "Presented by", excerpt(view.names(pending.presenters), MOST_TITLE)
        yield "Decision awaited by", view.when(pending.due)
    done = sum(review.complete for review in development.reviews)
    if development.reviews:
        yield "Staff reviews", f"{done} of {len(development.reviews)} complete"
    if development.period:
        left = len(development.unanswered)
        wanting = f"; comments without a response: {left}" if left else ""
        yield view.say("{Agencies}"), f"{answered_words(view, development.period)}{wanting}"

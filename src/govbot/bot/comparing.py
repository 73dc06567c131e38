"""The redline of two texts in chat: which two are meant, whether the viewer may read both, and the choice of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govbot.bot.request_context import RequestContext
from govbot.core.cards.changes import changes_card, compare_card, compared_with, may_compare
from govbot.core.cards.paging import page_in
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Refusal
from govbot.core.workflow.comparisons import VERSION, paper_of
from govbot.core.workflow.readers import NOT_SHOWN

NO_TWO_TEXTS = "There are no two texts yet that you could compare."
ONE_DRAFT = "There is no earlier draft to compare with yet."


def changes(context: RequestContext, subject: str, about: str) -> Card:
    """The redline of two texts ("D3 D2", "D3 v1.0"), as far as the viewer may read both."""
    view = context.view(subject)
    about = about or compared(view)
    label, earlier, *_ = (*about.split(), "", "")
    for name in (label, earlier):
        _require_readable(view, name)
    return changes_card(view, label, earlier, page_in(about.partition(" ")[2]))


def choice(context: RequestContext, subject: str, later: str = "") -> Card:
    """The choice of two texts to compare: first the later one, then the earlier."""
    view = context.view(subject)
    if later:
        _require_readable(view, later)
    elif len(compared_with(view)) < 2:
        raise Refusal(NO_TWO_TEXTS)
    return compare_card(view, later)


def compared(view: View, named: str = "") -> str:
    """Which texts are compared, "D3 D2": those named ("D2", "D1 D3", "v1.0 D2"), else the last two. Raises Refusal.

    A first draft is compared with the version in force.
    """
    labels = named.split()
    if any(label.startswith(VERSION) for label in labels):
        return _with_version(view, labels)
    numbers = sorted(draft.number for draft in view.development.drafts if not draft.withdrawn)
    wanted = sorted(number for label in named.split() if (number := int(label[1:])) in numbers)
    later = wanted[-1] if wanted else next(reversed(numbers), 0)
    earlier = [number for number in numbers if number < later]
    if not earlier and later and view.policy.version and len(wanted) < 2:
        return f"D{later} {VERSION}{view.policy.version.number}"
    if not earlier:
        raise Refusal(ONE_DRAFT)
    return f"D{later} D{wanted[0] if len(wanted) > 1 else earlier[-1]}"


def is_comparable(view: View, named: str = "") -> bool:
    """Whether there are two texts to compare here (those named are among them), and the viewer may read both."""
    try:
        labels = compared(view, named).split()
    except Refusal:
        return False
    return set(named.split()) <= set(labels) and all(
        paper_of(view.policy, view.development, label) is not None and may_compare(view, label)
        for label in labels
    )


def _with_version(view: View, labels: Sequence[str]) -> str:
    """Two texts of which one is a version: a draft is the later one; of two versions the one that is named last."""
    newest = view.development.draft
    both = [*labels, newest.label] if len(labels) == 1 and newest else [*labels]
    both.sort(key=lambda label: not label.startswith(VERSION))
    if len(both) < 2:
        raise Refusal(NO_TWO_TEXTS)
    earlier, later = both[:2]
    return f"{later} {earlier}"


def _require_readable(view: View, label: str) -> None:
    """Raise Refusal where there is no such text, or where it is a draft that the viewer may not read."""
    if paper_of(view.policy, view.development, label) is None or not may_compare(view, label):
        raise Refusal(view.process.say(NOT_SHOWN))


def named_texts(words: str) -> str:
    """The drafts and versions that are named among these words: "D1 D3", "v1.0 D2"."""
    named = re.findall(
        r"\b(?:D(\d{1,4})|(?:v|version )(\d{1,4}(?:\.\d{1,4})+))(?![\w.]*\w)", words, re.IGNORECASE
    )
    return " ".join(f"D{int(draft)}" if draft else f"{VERSION}{version}" for draft, version in named)

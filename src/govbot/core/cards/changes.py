"""What changed between two texts of a policy, for a chat: the passages as a redline, and the choice of both texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.paging import page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Part, Text
from govbot.core.grammar import DocumentRef
from govbot.core.redline import TextChanges
from govbot.core.workflow.comparisons import VERSION, paper_of, usual_comparisons
from govbot.core.workflow.policy import Draft
from govbot.core.workflow.readers import draft_to_read

ON_A_CARD = 12
MOST_CHOICES = 24  # texts to choose from on a card; earlier ones can be typed
NOT_COMPARED = (
    "These two texts could not be compared at the moment. Open this again in a minute, or read both of them."
)
WHICH = "The changes of which text? Choose the later one."
SINCE_WHICH = "Since which text?"
TYPED = "“/gov changes {policy} D1 D3” compares any two; “v1.0” stands for version 1.0."


def text_name(label: str) -> str:
    """How people read which text it is: "D2", "version 1.0"."""
    return f"version {label.removeprefix(VERSION)}" if label.startswith(VERSION) else label


def changes_card(view: View, label: str, earlier: str, page: int = 0) -> Card:
    """The changes of one text since an earlier one, by their labels; both exist, and are the viewer's to read."""
    before, after = _paper(view, earlier), _paper(view, label)
    told = view.compared(before, after)
    headline = f"{text_name(label)} of {view.title}: changes since {text_name(earlier)}"
    parts: list[Part] = [Text(_how_much(told, before, after, earlier), "strong")]
    items = [(passage,) for passage in told.changes] if told else []
    parts += page_of(view, "changes", items, page, ON_A_CARD, f"{label} {earlier} ") if items else ()
    if told and told.count > len(told.changes):
        parts.append(Text(f"… and {told.count - len(told.changes)} more, on the page or in Word.", "small"))
    read = () if label.startswith(VERSION) else view.reading(f"Read {label}", label)
    parts.append(Buttons((*read, view.show("compare", "Compare other texts"))))
    return Card(headline[:1].upper() + headline[1:], tuple(parts), view.subject)


def _how_much(told: TextChanges | None, before: DocumentRef, after: DocumentRef, earlier: str) -> str:
    """How much changed since an earlier text, in a sentence."""
    if told is None:
        return NOT_COMPARED
    return f"{told.sentence(before.header, after.header)}, since {text_name(earlier)}."


def _paper(view: View, label: str) -> DocumentRef:
    paper = paper_of(view.policy, view.development, label)
    assert paper is not None  # whoever asks has looked it up
    return paper


# On a draft's card -------------------------------------------------------------------------------------


def key_changes(view: View, draft: Draft) -> Iterator[Part]:
    """The most important changes since the draft before, and since the version in force, and the way to all of them.

    Nothing for a channel, where whoever reads along need not be among the draft's readers.
    """
    if not view.viewer or not view.reads(f"draft {draft.label}"):
        return
    seen: set[str] = set()
    for earlier in usual_comparisons(view.policy, view.development, draft):
        before = _paper(view, earlier)
        if before.text_sha256 in seen or not may_compare(view, earlier):
            continue
        seen.add(before.text_sha256)
        yield from _key_changes(view, draft, earlier, before)


def _key_changes(view: View, draft: Draft, earlier: str, before: DocumentRef) -> Iterator[Part]:
    told = view.compared(before, draft.paper)
    if told is not None:
        yield Text(f"Changes since {text_name(earlier)}: {told.sentence(before.header, draft.paper.header)}.")
        if told.count > len(told.key):
            yield Text(f"The {len(told.key)} most important of {told.count}:", "small")
        yield from told.key
    label = f"Changes since {text_name(earlier)}"
    yield Buttons((view.show("changes", label, f"{draft.label} {earlier}"),), of_line=True)


def changes_since(view: View, draft: Draft) -> tuple[Button, ...]:
    """The buttons of the changes since the draft before and the version in force, where the viewer may read both."""
    return tuple(
        view.show("changes", f"Changes since {text_name(earlier)}", f"{draft.label} {earlier}")
        for earlier in usual_comparisons(view.policy, view.development, draft)
        if view.reads(f"draft {draft.label}") and may_compare(view, earlier)
    )


def may_compare(view: View, label: str) -> bool:
    """Whether the viewer may read the text of this label: a version is everybody's."""
    return label.startswith(VERSION) or _reads(view, label)


def _reads(view: View, label: str) -> bool:
    """Whether the viewer may read the draft of this label."""
    return draft_to_read(view.policy, view.process, label, view.viewer, view.held) is not None


# The choice of two texts -------------------------------------------------------------------------------


def compare_card(view: View, later: str = "") -> Card:
    """The texts to choose from; with the later one chosen, those that it can be compared with."""
    texts = [label for label, _ in compared_with(view) if label != later]
    lines = _choices(view, later, texts[:MOST_CHOICES])
    told: tuple[Part, ...] = (Text(SINCE_WHICH if later else WHICH), *lines)
    typed = Text(TYPED.format(policy=view.policy.id), "small")
    headline = (
        f"Compare {text_name(later)} of {view.title}" if later else f"Compare two texts of {view.title}"
    )
    return Card(headline, (*told, typed), view.subject)


def _choices(view: View, later: str, labels: Sequence[str]) -> Iterator[Buttons]:
    for label in labels:
        what, about = ("changes", f"{later} {label}") if later else ("compare", label)
        yield Buttons((view.show(what, text_name(label).capitalize(), about),))


def compared_with(view: View, draft: Draft | None = None) -> tuple[tuple[str, str], ...]:
    """The texts that the viewer may read, without this one: label and words, newest first."""
    drafts = [
        other.label
        for other in reversed(view.development.drafts)
        if (draft is None or other.label != draft.label) and _reads(view, other.label)
    ]
    versions = [f"{VERSION}{version.number}" for version in reversed(view.policy.versions)]
    return tuple((label, text_name(label)) for label in (*drafts, *versions))

"""What a marked-up file says of the draft that circulates: comments in its margin, and changes of the draft's words.

Pure. Changes are read by comparing the texts, so that one made without *Track changes* is seen too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.grammar import Document
from govbot.core.redline import Report, compare, report, sections_holding
from govbot.core.redline.tokens import count_words
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.policy import Draft

MOST_CHANGED = 0.5  # share of the draft's words; where more went out, the file is another text
MOST_ITEMS = 200
LONGEST = 3000  # characters of a comment, as of one that is typed
LONGEST_PASSAGE = 300


@dataclass(frozen=True, slots=True)
class MarkedUp:
    """What a file says of this draft, in order; and whether it reads as the draft but for its changes."""

    draft: int
    items: tuple[e.MarkedItem, ...]
    fits: bool


def read_marks(draft: Draft, text: str, file: Document) -> MarkedUp:
    """What the file says, at most MOST_ITEMS: some tenths of a second for 100 pages.

    `text` is the draft's ("": it is not compared, and the comments have no section).
    """
    changes = report(compare(text, file.text)) if text and text != file.text else Report((), 0, 0)
    fits = bool(text) and changes.words_out <= MOST_CHANGED * count_words(text)
    comments = [
        e.MarkedItem(number=0, passage=comment.passage[:LONGEST_PASSAGE], text=comment.text[:LONGEST])
        for comment in file.comments
        if comment.text.strip()
    ]
    proposals = list(_proposals(changes)) if fits else []
    items = _placed([*comments, *proposals], text, draft.paper.sections, file)
    numbered = [item.model_copy(update={"number": number}) for number, item in enumerate(items, 1)]
    return MarkedUp(draft.number, tuple(numbered[:MOST_ITEMS]), fits)


def _proposals(changes: Report) -> Iterator[e.MarkedItem]:
    """Each change as a proposal: the words that go out, and those that come in."""
    for change in changes.entries:
        if change.kind in ("changed", "added", "removed") and (change.removed or change.added):
            old, new = change.removed, change.added
            if change.kind == "added":
                old, new = "", change.after or change.added
            yield e.MarkedItem(
                number=0,
                section=change.section,
                passage=(change.before or change.after)[:LONGEST_PASSAGE],
                old_words=old[:LONGEST],
                new_words=new[:LONGEST],
            )


def _placed(
    items: Sequence[e.MarkedItem], text: str, sections: Sequence[str], file: Document
) -> Iterator[e.MarkedItem]:
    """The items at the draft's sections: where their passages stand in it, else where they stand in the file."""
    passages = [item.passage for item in items]
    in_draft = sections_holding(text, sections, passages)
    in_file = sections_holding(file.text, file.paper.sections, passages)
    for item, place, other in zip(items, in_draft, in_file, strict=True):
        known = (label for label in (place, other, item.section) if label in sections)
        yield item.model_copy(update={"section": next(known, "")})


def words_of(item: e.MarkedItem) -> str:
    """What an item says, as the text of the comment that it becomes."""
    if item.text:
        return item.text
    return proposal_words(item.old_words, item.new_words)


def proposal_words(old: str, new: str) -> str:
    """A proposed change of words as a sentence."""
    if not old:
        return f"Add: “{new}”"
    if not new:
        return f"Delete: “{old}”"
    return f"Instead of “{old}”: “{new}”"


def in_a_line(item: e.MarkedItem) -> str:
    """An item in a list of choices: its number, its section and the beginning of its words."""
    where = f"{item.section}: " if item.section else ""
    return f"{item.number} · {excerpt(where + words_of(item), 90)}"

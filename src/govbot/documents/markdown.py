"""A document's blocks written as Markdown: headings, lists with the numbers that Word shows, tables, emphasis.

Markdown counts lists by itself; where Word's number is another ("a.", "(2)", or 4 after 2), the item is
written as a paragraph that begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from govbot.documents.blocks import Block, Table
from govbot.documents.numbering import BULLET, Label
from govbot.documents.spans import Span, escaped, guarded, markdown_of, number_escaped
from govbot.documents.tables import shown, table_of, with_label

_DECIMAL = re.compile(r"(\d{1,9})([.)])\Z")
_TYPED = re.compile(r"(\d{1,9}[.)])\s+(?=\S)")


def to_markdown(blocks: Iterable[Block], show_added: bool = False) -> str:
    """The document's text; it ends with one new line, unless it is empty.

    `show_added` marks underlined words as added, which they are where others are struck out.
    """
    writer = _Writer(show_added)
    for block in blocks:
        writer.add(block)
    return "".join(writer.written).strip("\n") + "\n" if writer.written else ""


@dataclass(slots=True)
class _Writer:
    show_added: bool
    written: list[str] = field(default_factory=list)
    # The items that are open, outermost first: how deep Word has them, and where their text begins.
    open: list[tuple[int, int]] = field(default_factory=list)
    # The last item of the list at an indentation: its delimiter, or BULLET, and its number.
    last: dict[int, tuple[str, int]] = field(default_factory=dict)

    def add(self, block: Block) -> None:
        if isinstance(block, Table):
            self._block(table_of(block, self.show_added))
            return
        spans, label = shown(block.spans, self.show_added), block.label
        if block.heading:
            self._heading(block.heading, label, [span for span in spans if not span.picture])
            if pictures := [span for span in spans if span.picture]:
                self._block(markdown_of(pictures))
        elif block.run_in:
            self._block(number_escaped(markdown_of(with_label(label, spans))))
        elif label and (text := markdown_of(spans)):
            self._item(label, text)
        elif typed := _TYPED.match(text := markdown_of(spans)):
            self._item(Label(0, typed[1]), text[typed.end() :])
        else:
            self._block(text)

    def _heading(self, level: int, label: Label | None, spans: list[Span]) -> None:
        words = markdown_of(
            replace(span, text=span.text.replace("\n", " "), bold=False, italic=False) for span in spans
        )
        if label and label.text != BULLET and words:
            words = f"{escaped(label.text)} {words}"
        self._block(f"{'#' * level} {words}" if words else "")

    def _block(self, text: str) -> None:
        """A block that ends every list."""
        if text:
            self.open, self.last = [], {}
            self.written.append(f"\n{text}\n")

    def _item(self, label: Label, text: str) -> None:
        while self.open and self.open[-1][0] >= label.depth:
            self.open.pop()
        indent = self.open[-1][1] if self.open else 0
        last = self.last.get(indent)
        self.last = {at: kept for at, kept in self.last.items() if at < indent}
        marker, tight = self._marker(label, indent, last)
        if not marker:
            text, tight = guarded(number_escaped(f"{escaped(label.text)} {text}")), False
        between = "" if tight else "\n"
        self.open.append((label.depth, indent + len(marker)))
        lines = text.replace("\n", "\n" + " " * (indent + len(marker)))
        self.written.append(f"{between}{' ' * indent}{marker}{lines}\n")

    def _marker(self, label: Label, indent: int, last: tuple[str, int] | None) -> tuple[str, bool]:
        """Markdown's own sign for an item, "" where it has none, and whether it follows at once."""
        nested = bool(self.open)
        if label.text == BULLET:
            self.last[indent] = (BULLET, 0)
            return "- ", last is not None or nested
        match = _DECIMAL.match(label.text)
        if not match:
            return "", False
        number, delimiter = int(match[1]), match[2]
        if last and last[0] == delimiter and last[1] != number - 1:
            return "", False
        self.last[indent] = (delimiter, number)
        continues = last is not None and last[0] == delimiter
        return f"{label.text} ", continues or (number == 1 and (nested or last is not None))

"""mammoth's HTML written as Markdown: headings, lists with the numbers that Word shows, tables, emphasis.

Markdown counts lists by itself; where Word's number is another ("a.", "(2)", or 4 after 2), the item is
written as a paragraph that begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from govbot.documents.html_tree import Node, read_html
from govbot.documents.numbering import BULLET, Label
from govbot.documents.spans import Span, markdown_of, number_escaped, spans_of
from govbot.documents.tables import table_of

# Signs that no text holds (Unicode calls them noncharacters): they carry a paragraph's label through mammoth.
LABEL_START, LABEL_END = "\ufdd0", "\ufdd1"

_LABEL = re.compile(f"{LABEL_START}(\\d+);([^{LABEL_END}]*){LABEL_END}")
_DECIMAL = re.compile(r"(\d{1,9})([.)])\Z")
_TYPED = re.compile(r"(\d{1,9}[.)])\s+(?=\S)")


def labelled(label: Label) -> str:
    """A label as text for the start of a paragraph, to be found again in `to_markdown`."""
    return f"{LABEL_START}{label.depth};{label.text}{LABEL_END}"


def to_markdown(html: str) -> str:
    """The document's text; it ends with one new line, unless it is empty."""
    writer = _Writer()
    for node in _blocks(read_html(html)):
        writer.add(node)
    return "".join(writer.written).strip("\n") + "\n" if writer.written else ""


def _blocks(node: Node) -> Iterator[Node]:
    """Headings, paragraphs and tables in order; loose words between them as paragraphs."""
    for child in node.children:
        if isinstance(child, str):
            yield Node("p", {}, [child])
        elif child.tag == "ol":  # the only lists that mammoth is left to make are those of notes
            for number, item in enumerate(child.elements(), 1):
                yield from _note(number, item)
        elif child.tag in ("li", "dl", "dt", "dd", "div"):
            yield from _blocks(child)
        else:
            yield child


def _note(number: int, item: Node) -> Iterator[Node]:
    """A footnote or endnote, begun with the number by which the text refers to it."""
    first, *rest = list(_blocks(item)) or [Node("p")]
    yield Node("p", {}, [f"[{number}] ", *first.children])
    yield from rest


@dataclass(slots=True)
class _Writer:
    written: list[str] = field(default_factory=list)
    # The items that are open, outermost first: how deep Word has them, and where their text begins.
    open: list[tuple[int, int]] = field(default_factory=list)
    # The last item of the list at an indentation: its delimiter, or BULLET, and its number.
    last: dict[int, tuple[str, int]] = field(default_factory=dict)

    def add(self, node: Node) -> None:
        if node.tag == "table":
            self._block(table_of(node, _unlabelled))
            return
        spans = list(spans_of(node))
        label, spans = _taken(spans)
        if node.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._heading(int(node.tag[1]), label, spans)
        elif label and (text := markdown_of(spans)):
            self._item(label, text)
        elif typed := _TYPED.match(text := markdown_of(spans)):
            self._item(Label(0, typed[1]), text[typed.end() :])
        else:
            self._block(text)

    def _heading(self, level: int, label: Label | None, spans: list[Span]) -> None:
        words = markdown_of(Span(span.text.replace("\n", " ")) for span in spans)
        if label and label.text != BULLET and words:
            words = f"{label.text} {words}"
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
            text, tight = number_escaped(f"{label.text} {text}"), False
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


def _taken(spans: list[Span]) -> tuple[Label | None, list[Span]]:
    """The label that a paragraph was given, and the paragraph without it."""
    for n, span in enumerate(spans):
        if match := _LABEL.match(span.text):
            rest = replace(span, text=span.text[match.end() :])
            return Label(int(match[1]), match[2]), [*spans[:n], rest, *spans[n + 1 :]]
    return None, spans


def _unlabelled(spans: list[Span]) -> list[Span]:
    """Labels as plain text: inside a table there are no lists."""
    label, spans = _taken(spans)
    return [Span(f"{label.text} "), *spans] if label else spans

"""A document's blocks as they are read out of a Word file: paragraphs with their marks, and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from govbot.documents.numbering import Label
from govbot.documents.spans import Span


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its words, the number before it, and how Word shows it.

    `heading` is 0 for text, else 1 to 6; `run_in` holds the words at its start that are a heading of their own;
    `is_bold` says that a style makes it bold; `size` is in half-points, 0 where unknown.
    """

    spans: list[Span]
    heading: int = 0
    label: Label | None = None
    is_title: bool = False
    is_bold: bool = False
    size: int = 0
    run_in: str = ""
    is_note: bool = False

    @property
    def words(self) -> str:
        return " ".join("".join(span.text for span in self.spans if not span.picture).split())

    @property
    def all_bold(self) -> bool:
        return self.is_bold or all(span.bold for span in self.spans if span.text.strip())


@dataclass(slots=True)
class Cell:
    """A cell of a table, and how many columns and rows it covers; `goes_on` continues the cell above it."""

    blocks: list[Block]
    wide: int = 1
    goes_on: bool = False


@dataclass(slots=True)
class Table:
    """A table's rows; `headed` says that Word repeats its first row as a head."""

    rows: list[list[Cell]] = field(default_factory=list)
    headed: bool = False

    def cells(self) -> Iterator[Cell]:
        return (cell for row in self.rows for cell in row)


Block = Paragraph | Table


def paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """All paragraphs in order, those in tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in block.cells():
                yield from paragraphs(cell.blocks)

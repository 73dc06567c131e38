"""Blocks of two texts that correspond to each other."""

from __future__ import annotations

from dataclasses import dataclass

from govbot.core.redline.alignment import Piece
from govbot.core.redline.blocks import Block


@dataclass(frozen=True, slots=True)
class Unit:
    """Blocks that correspond: `kind` is same, changed, added, removed, moved (here it stands now) or moved-away.

    `pieces` are the words of both sides, paragraphs parted by PARAGRAPH; `renumbered` and `formatted` may be true of
    units of any kind with both sides; `twin` joins the two places of a move.
    """

    kind: str
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    pieces: tuple[Piece, ...] = ()
    renumbered: bool = False
    formatted: bool = False
    twin: int = 0

"""What a Word file holds besides the policy's text, as it is kept beside a draft and told to its readers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

MOST_PASSAGES = 40  # of each kind
LONGEST_PASSAGE = 300  # characters
HELD = "held"  # the key of a document's header under which the kinds and their numbers stand in a line
PICTURES = "pictures"  # the key under which the pictures that the text shows are named
_IRREGULAR = {
    "change of formatting": "changes of formatting",
    "text box": "text boxes",
    "link to another file": "links to other files",
}


@dataclass(frozen=True, slots=True)
class Held:
    """A kind ("deletion"), how many there are, and the words of the first of them."""

    kind: str
    count: int
    passages: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """The kind with its number: "1 comment", "2 deletions"."""
        many = _IRREGULAR.get(self.kind, f"{self.kind}s")
        return f"1 {self.kind}" if self.count == 1 else f"{self.count:,} {many}"


def in_a_line(held: Iterable[Held]) -> str:
    """All kinds with their numbers: "2 deletions, 1 comment"."""
    return ", ".join(row.named for row in held)


def as_text(held: Iterable[Held]) -> str:
    """As JSON: an array of objects with `kind`, `count` and `passages`; "" for nothing."""
    rows = [{"kind": row.kind, "count": row.count, "passages": row.passages} for row in held]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def from_text(text: str) -> tuple[Held, ...]:
    """What `as_text` wrote."""
    rows = json.loads(text) if text else []
    return tuple(Held(row["kind"], row["count"], tuple(row["passages"])) for row in rows)

"""What makes a technical correction more than a slip: it touches a number, a date, a word that binds, many words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from govbot.core.process import Corrections

EDGES = re.compile(r"^\W+|\W+$")


def touches(before: str, after: str, rules: Corrections) -> tuple[str, ...]:
    """What the change of a whole text from `before` to `after` touches, as people read it; empty for a pure slip.

    Words are compared in their order, so that two which change places are both touched. A word that only loses or
    gains a sign beside it, or within it (the point of “1.5”), counts as touched: in doubt it is no slip.
    """
    old, new = _stretch(before, after)
    out, in_ = _changed(old.split(), new.split())
    return tuple(dict.fromkeys(_reasons(out, in_, rules)))


def _stretch(before: str, after: str) -> tuple[str, str]:
    """Where the texts differ, in whole words on both sides."""
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    end = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    while start and not before[start - 1].isspace():
        start -= 1
    while end and not before[len(before) - end].isspace():
        end -= 1
    return before[start : len(before) - end], after[start : len(after) - end]


def _changed(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """The words that went out, and those that came in."""
    out: list[str] = []
    in_: list[str] = []
    for kind, i, i2, j, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            out += old[i:i2]
            in_ += new[j:j2]
    return out, in_


def _reasons(out: list[str], in_: list[str], rules: Corrections) -> Iterator[str]:
    for chunk in (*out, *in_):
        bare = EDGES.sub("", chunk)
        parts = {part.casefold() for part in re.findall(r"\w+", bare)} | {bare.casefold()}
        if any(char.isdigit() for char in chunk) or parts & _folded(rules.number_words):
            yield f"a number (“{bare or chunk}”)"
        if parts & _folded(rules.binding_words):
            yield f"“{bare}”"
        elif parts & _folded(rules.date_words):
            yield f"a date (“{bare}”)"
    most = max(len(out), len(in_))
    if most > rules.most_words:
        yield f"{most} words"


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)

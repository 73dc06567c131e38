"""Changes one passage of a Word file's stories, where it stands exactly once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from govbot.documents.errors import Unreadable
from govbot.documents.trees import W

NOT_ONCE = "does not have the changed passage exactly once."
MOST_AROUND = 12  # words before and after the change that say which passage is meant
_SIGNS = re.compile(r"\\([!-/:-@\[-`{-~])|\*+|~~")


@dataclass(frozen=True, slots=True)
class Passage:
    """The words that change, with some around them that do not: before, old and new as they stand in one line."""

    before: str
    old: str
    new: str
    after: str


def with_passage_changed(roots: Mapping[str, Element], text: str, changed: str) -> None:
    """Change the elements in place. Raises Unreadable where the passage does not stand exactly once."""
    passage = passage_of(text, changed)
    lines = [
        Line(paragraph)
        for name, root in roots.items()
        if not name.startswith(("header", "footer"))
        for paragraph in root.iter(W + "p")
    ]
    for before, after in _narrowing(passage):
        found = [(line, at) for line in lines for at in line.places(before + passage.old + after)]
        if len(found) == 1:
            line, at = found[0]
            line.replace(at + len(before), len(passage.old), passage.new)
            return
        if found:
            break
    raise Unreadable(NOT_ONCE)


def passage_of(text: str, changed: str) -> Passage:
    """What differs between two texts, in whole words within a line. Raises Unreadable where it is more than that."""
    start, end = _same(text, changed), 0
    most = min(len(text), len(changed)) - start
    while end < most and text[-1 - end] == changed[-1 - end]:
        end += 1
    while start and not text[start - 1].isspace():
        start -= 1
    while end and not text[-end].isspace():
        end -= 1
    old, new = text[start : len(text) - end], changed[start : len(changed) - end]
    if "\n" in old or "\n" in new:
        raise Unreadable(NOT_ONCE)
    before, after = text[:start].rpartition("\n")[2], text[len(text) - end :].partition("\n")[0]
    return Passage(_shown(before), _shown(old), _shown(new), _shown(after))


def _same(text: str, changed: str) -> int:
    """How many characters two texts have in common at their start."""
    both = zip(text, changed, strict=False)
    return next((n for n, (one, other) in enumerate(both) if one != other), min(len(text), len(changed)))


def _shown(markdown: str) -> str:
    """The words without Markdown's signs, white space as one space each."""
    return re.sub(r"\s+", " ", _SIGNS.sub(lambda match: match[1] or "", markdown))


def _narrowing(passage: Passage) -> Iterator[tuple[str, str]]:
    """The words around the change: first the whole line, then fewer and fewer of them, at last none."""
    yield passage.before, passage.after
    before, after = (re.findall(r"\s*\S+\s*", words) for words in (passage.before, passage.after))
    for around in range(min(MOST_AROUND, max(len(before), len(after))), -1, -1):
        yield "".join(before[len(before) - around :] if around else []), "".join(after[:around])


class Line:
    """A paragraph's words as one line, each of its characters with the element of the file that holds it."""

    def __init__(self, paragraph: Element) -> None:
        self._held: list[tuple[Element | None, int]] = []
        signs: list[str] = []
        for element, at, sign in _characters(paragraph):
            shown = " " if sign.isspace() and sign != "\n" else sign
            if shown == " " and signs[-1:] == [" "]:
                continue
            signs.append(shown)
            self._held.append((element, at))
        self._words = "".join(signs)

    def places(self, words: str) -> list[int]:
        """Where these words stand; nowhere where there are none."""
        return (
            [match.start() for match in re.finditer(f"(?={re.escape(words)})", self._words)] if words else []
        )

    def replace(self, start: int, length: int, new: str) -> None:
        """Write these words in place of so many characters, in the formatting of the first of them."""
        covered = self._held[start : start + length]
        target = covered[:1] or self._held[max(start - 1, 0) : max(start, 1)]
        element, at = target[0] if target else (None, 0)
        if element is None or any(holder is None for holder, _ in covered):
            raise Unreadable(NOT_ONCE)
        after = bool(not covered and start)
        for holder in dict.fromkeys(holder for holder, _ in covered if holder is not None):
            gone = {place for one, place in covered if one is holder}
            kept = [sign for place, sign in enumerate(holder.text or "") if place not in gone]
            if holder is not element:
                holder.text = "".join(kept)
        text = element.text or ""
        gone = {place for one, place in covered if one is element}
        first = "".join(sign for place, sign in enumerate(text) if place < at + after and place not in gone)
        rest = "".join(sign for place, sign in enumerate(text) if place >= at + after and place not in gone)
        element.text = first + new + rest


def _characters(paragraph: Element) -> Iterator[tuple[Element | None, int, str]]:
    """The characters of a paragraph in order, without those of a text box in it."""
    for child in paragraph:
        if child.tag == W + "t":
            yield from ((child, at, sign) for at, sign in enumerate(child.text or ""))
        elif child.tag == W + "br":
            yield None, 0, "\n"
        elif child.tag == W + "tab":
            yield None, 0, " "
        elif child.tag not in (W + "pict", W + "pPr", W + "rPr"):
            yield from _characters(child)

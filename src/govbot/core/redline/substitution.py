"""Replaces a few words of a draft by others; white space and typographic quotes need not match."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

MOST_PLACES = 1_000  # places that are looked at; a person who reads "1,000 times" needs no exact number
QUOTES = str.maketrans(dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("“”„‟", '"'))


def replace_words(markdown: str, old: str, new: str) -> str:
    """The text with `old` replaced by `new`, white space and typographic quotes of `old` not mattering.

    Raises ValueError, a whole sentence for the person, unless `old` stands there exactly once.
    """
    old, new = old.strip(), new.strip()
    if not old:
        raise ValueError("There are no words to replace; copy them from the draft.")
    places = _places(markdown, old)
    if not places:
        raise ValueError("These words stand nowhere in the draft text; copy them from the draft.")
    if len(places) > 1:
        number = f"{len(places)}" if len(places) < MOST_PLACES else f"{MOST_PLACES:,} or more"
        raise ValueError(f"These words stand {number} times in the draft text; give more of the sentence.")
    start, end = places[0]
    if not new and markdown[:start].endswith(" ") and re.match(r"[ .,;:)\n]|\Z", markdown[end:]):
        start -= 1
    return markdown[:start] + new + markdown[end:]


def _places(markdown: str, old: str) -> list[tuple[int, int]]:
    """Where `old` stands, as start and end; at most MOST_PLACES, some of which may overlap.

    White space is folded on both sides and the words are searched as a plain string, which takes linear time; a
    regular expression would try every word of `old` at every place of a text made for it.
    """
    folded, origin = _folded(markdown)
    sought, _ = _folded(old)
    exact = re.compile(_pattern(old))
    places: list[tuple[int, int]] = []
    at, tries = folded.find(sought), 0
    while at >= 0 and tries < MOST_PLACES:
        if match := exact.match(markdown, origin[at]):
            places.append(match.span())
        at, tries = folded.find(sought, at + 1), tries + 1
    return places


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text with every run of white space as one space and plain quotes, and the place of each character."""
    parts: list[str] = []
    origin = array("L")
    for match in re.finditer(r"\s+|\S+", text):
        word = match[0]
        parts.append(" " if word.isspace() else word.translate(QUOTES))
        origin.extend((match.start(),) if word.isspace() else range(match.start(), match.end()))
    return "".join(parts), origin


def _pattern(old: str) -> str:
    """`old` as a pattern: one space matches any, but only a new line matches an empty line."""
    pattern = "".join(
        (r"\s+" if "\n" in part else r"(?=\s)[^\S\n]*(?:\n[^\S\n]*)?") if part.isspace() else _quotes(part)
        for part in re.split(r"(\s+)", old)
    )
    start, end = (r"(?<!\w)" if re.match(r"\w", old) else ""), (r"(?!\w)" if re.search(r"\w\Z", old) else "")
    return start + pattern + end


def _quotes(word: str) -> str:
    return re.sub("['‘’‚‛]", "['‘’‚‛]", re.sub('["“”„‟]', '["“”„‟]', re.escape(word)))

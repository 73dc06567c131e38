"""The points of a list that somebody wrote or pasted as one text: numbered, lettered, or with bullets. Pure."""

from __future__ import annotations

import re

# "1. …", "2) …", "(3) …", "a) …", "(b) …", "- …", "• …": the sign, and the words behind it.
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<number>\(?\d{1,2}[.)])|(?P<letter>\(?[a-z]\))|(?P<bullet>[-*•‣–—·]))[ \t]+(?=\S)"
)
LONGEST_LEAD = 200  # characters of the words before a list that go before each of its points
MOST_POINTS = 30


def points_of(text: str) -> tuple[str, ...]:
    """Each point of the list, without its number or bullet, with the short words that lead to the list before it.

    None where the text is no list of two points at least. What is indented under a point stays with it; longer words
    before the list are a point of their own.
    """
    lead: list[str] = []
    points: list[list[str]] = []
    style = None
    for line in text.strip().splitlines():
        item = _ITEM.match(line)
        sign = (len(item["indent"]), item.lastgroup) if item else None
        if item and (style is None or sign == style):
            style = sign
            points.append([line[item.end() :]])
        else:
            (points[-1] if points else lead).append(line)
    if not 2 <= len(points) <= MOST_POINTS:
        return ()
    listed = tuple("\n".join(lines).strip() for lines in points)
    before = "\n".join(lead).strip()
    if not before:
        return listed
    if len(before) > LONGEST_LEAD:
        return (before, *listed)
    return tuple(f"{before} {point}" for point in listed)

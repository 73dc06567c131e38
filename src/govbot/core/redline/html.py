"""A redline as HTML: the text as it reads, tables by cell, changes one after the other, a map of them, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from govbot.core.redline.blocks import CELL, Block
from govbot.core.redline.comparison import compare
from govbot.core.redline.report import Entry, Report, report
from govbot.core.redline.segments import Segment, paragraphs_of, segments_of
from govbot.core.redline.style import STYLE
from govbot.core.redline.tokens import PARAGRAPH
from govbot.core.redline.units import Unit

MAP_HEIGHT = 1_000
_PICTURE = re.compile(r"!\[([^\[\]\n]*)\]\(picture:([0-9a-f]{16})\)")
_TAGS = {"out": "del", "in": "ins"}
_LOOKS = (("bold", "strong"), ("italic", "em"), ("struck", "s"), ("added", "u"))
_NAMES = {
    "changed": "Changed",
    "added": "New",
    "removed": "Taken out",
    "moved": "Moved",
    "renumbered": "Renumbered",
}


def as_html(before: str, after: str) -> str:
    """The whole text as HTML, what went out in <del>, what came in in <ins>; everything is escaped."""
    units = compare(before, after)
    return redline_html(units, report(units))


def redline_html(units: Sequence[Unit], told: Report, pictures: str = "") -> str:
    """The redline with its switch *changes only*, its map, and links from each change to the next.

    `pictures` is the address under which the pictures of both texts are served; without it their words stand alone.
    """
    firsts = {
        entry.units[0]: (n, entry) for n, entry in enumerate(told.entries, 1) if entry.kind != "renumbered"
    }
    shown = _Drawing(units, told, firsts, pictures)
    renumbering = "".join(
        f'<div class="told" id="c{n}">{_step(n, len(told.entries), entry)} {_renumbered(entry)}</div>'
        for n, entry in enumerate(told.entries, 1)
        if entry.kind == "renumbered"
    )
    formatting = f'<p class="told">{_formatting(told.formatted)}</p>' if told.formatted else ""
    return (
        '<input type="checkbox" id="changes-only" class="only"><label for="changes-only">Changes only</label>'
        f"{_map(units, told)}\n{renumbering}{formatting}\n" + "\n".join(shown.lines())
    )


def whole_page(title: str, redline: str, sentence: str) -> str:
    """A page of its own, with its style sheet, that needs nothing else; `redline` is from `redline_html`."""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}: changes</title><style>
body {{ font: 1.05rem/1.6 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1c1c22; }}
body > h1, body > p {{ padding-right: 2.2rem; }}
h1, h2, h3, h4, h5, h6 {{ font-family: system-ui, sans-serif; line-height: 1.3; }} h1 {{ font-size: 1.4rem; }}
{STYLE}</style></head><body>
<h1>{escape(title)}</h1>
<p>{escape(sentence)} <ins>Words put in</ins> are underlined, <del>words taken out</del> are struck through.</p>
<main class="redline">
{redline}
</main></body></html>
"""


def _formatting(number: int) -> str:
    passages = "1 passage" if number == 1 else f"{number:,} passages"
    return f"Of {passages} the formatting alone changed, such as bold type or a level."


def _renumbered(entry: Entry) -> str:
    pairs = [
        f"<del>{escape(old or '–')}</del> is now <ins>{escape(new or '–')}</ins>"
        for old, new in entry.numbers
    ]
    if len(pairs) <= 3:
        return "Only the number changed: " + "; ".join(pairs) + "."
    rest = "".join(f"<li>{pair}</li>" for pair in pairs)
    summary = f"Of {len(pairs):,} passages only the number changed: {pairs[0]}, … {pairs[-1]}"
    return f"<details><summary>{summary}</summary><ul>{rest}</ul></details>"


def _step(n: int, count: int, entry: Entry) -> str:
    """Where a change stands among all, with links to its neighbours."""
    links = (
        f'<a href="#c{to}" aria-label="{name} change">{sign}</a>' if 1 <= to <= count else ""
        for to, name, sign in ((n - 1, "Previous", "↑"), (n + 1, "Next", "↓"))
    )
    return f'<span class="step"><span>{_NAMES[entry.kind]}, {n} of {count}</span>{"".join(links)}</span>'


def _map(units: Sequence[Unit], told: Report) -> str:
    """A strip at the side with a mark for each change, where it stands in the text."""
    lengths = [1 + sum(len(piece.text) for piece in unit.pieces) for unit in units]
    total = max(sum(lengths), 1)
    starts = [0]
    for length in lengths:
        starts.append(starts[-1] + length)
    marks = []
    for n, entry in enumerate(told.entries, 1):
        first, last = entry.units[0], entry.units[-1] if entry.kind == "moved" else entry.units[0]
        top = starts[first] * MAP_HEIGHT // total
        height = max((starts[last + 1] - starts[first]) * MAP_HEIGHT // total, 4)
        title = escape(f"{_NAMES[entry.kind]}: {(entry.after or entry.before)[:80]}")
        place = f'y="{top}" width="10" height="{height}"'
        marks.append(f'<a href="#c{n}" aria-label="{title}"><rect class="{entry.kind}" {place}/></a>')
    if not marks:
        return ""
    strip = f'<svg viewBox="0 0 10 {MAP_HEIGHT}" preserveAspectRatio="none">{"".join(marks)}</svg>'
    return f'<nav class="map" aria-label="Map of the changes">{strip}</nav>'


class _Drawing:
    """Draws the units in order; rows of a table that follow one another are one table."""

    def __init__(
        self, units: Sequence[Unit], told: Report, firsts: dict[int, tuple[int, Entry]], pictures: str
    ) -> None:
        self.pictures = pictures
        self.units, self.count, self.firsts = units, len(told.entries), firsts
        self.homes = {unit.twin: n for n, unit in enumerate(units) if unit.kind == "moved"}

    def lines(self) -> Iterator[str]:
        near = _near_changes(self.units)
        places = range(len(self.units))
        for is_table, group in groupby(places, lambda n: _blocks(self.units[n])[0].kind == "row"):
            if is_table:
                rows = list(group)
                quiet = "" if any(self.units[n].kind != "same" for n in rows) else " quiet"
                body = f"<table>{''.join(map(self._row, rows))}</table>"
                yield f'<div class="wide{quiet}" role="region" aria-label="Table" tabindex="0">{body}</div>'
            else:
                for n in group:
                    yield from self._block(n, near[n])

    def _row(self, n: int) -> str:
        unit = self.units[n]
        cells: list[list[Segment]] = [[]]
        for segment in _looked(unit):
            for m, text in enumerate(segment.text.split(CELL)):
                if m:
                    cells.append([])
                if text:
                    cells[-1].append(Segment(segment.kind, text, segment.marks))
        head, mark = self._mark(n)
        shown = [_inline(cell) for cell in cells]
        shown[0] = mark + shown[0]
        return f'<tr class="{unit.kind}"{head}>' + "".join(f"<td>{cell}</td>" for cell in shown) + "</tr>"

    def _mark(self, n: int) -> tuple[str, str]:
        if n not in self.firsts:
            return "", ""
        number, entry = self.firsts[n]
        return f' id="c{number}"', _step(number, self.count, entry)

    def _block(self, n: int, is_near: bool) -> Iterator[str]:
        unit = self.units[n]
        identity, mark = self._mark(n)
        blocks = _blocks(unit)
        quiet = unit.kind == "same" and not is_near
        parts = paragraphs_of(_looked(unit))
        for m, part in enumerate(parts):
            block = blocks[min(m, len(blocks) - 1)]
            number = _number(unit) if m == 0 else ""
            words = _inline([segment for segment in part if segment.text != PARAGRAPH])
            told = self._moved(unit, n) if m == 0 else ""
            if words or number:
                yield _element(
                    block,
                    f"{unit.kind}{' quiet' * quiet}",
                    identity if m == 0 else "",
                    (mark if m == 0 else "") + told + number + words,
                )
        if self.pictures:
            yield from _pictures(unit, self.pictures)
        if identity and not any(part for part in parts):
            yield f"<p{identity}>{mark}</p>"

    def _moved(self, unit: Unit, n: int) -> str:
        if unit.kind == "moved-away":
            home = self.homes.get(unit.twin)
            number = next(
                (number for first, (number, entry) in self.firsts.items() if home in entry.units), None
            )
            there = f'<a href="#c{number}">moved</a>' if number else "moved"
            return f'<span class="told">({there})</span> '
        return ""


def _pictures(unit: Unit, address: str) -> Iterator[str]:
    """The pictures of a unit below its words: those that stayed, went out and came in."""
    old, new = (
        [match for block in side for match in _PICTURE.findall(block.source)] for side in (unit.old, unit.new)
    )
    if unit.kind == "moved-away":
        return
    ids = {id for _, id in old}, {id for _, id in new}
    for words, id in dict.fromkeys((*old, *new)):
        shown = f'<img src="{escape(address)}{id}" alt="{escape(words)}" loading="lazy">'
        tag = "" if id in ids[0] and id in ids[1] else "ins" if id in ids[1] else "del"
        inner = f"<{tag}>{shown}</{tag}>" if tag else shown
        yield f'<p class="picture{" quiet" * (unit.kind == "same")}">{inner}</p>'


def _blocks(unit: Unit) -> tuple[Block, ...]:
    return unit.new or unit.old


def _near_changes(units: Sequence[Unit]) -> list[bool]:
    """Headings under which something changed: they stay when only the changes are shown."""
    near = [False] * len(units)
    heading: int | None = None
    for n, unit in enumerate(units):
        if _blocks(unit)[0].kind == "heading":
            heading = n
        if unit.kind != "same" and heading is not None:
            near[heading] = True
    return near


def _looked(unit: Unit) -> list[Segment]:
    """The segments; the words of a passage that was moved away are shown once more, as moved and not as taken out."""
    segments = segments_of(unit)
    if unit.kind == "moved-away":
        return [Segment("same", segment.text, segment.marks) for segment in segments]
    return segments


def _number(unit: Unit) -> str:
    old, new = (side[0].number if side else "" for side in (unit.old, unit.new))
    if unit.old and unit.new and old != new:
        shown = "".join(
            f"<{tag}>{escape(text)}</{tag}>" for tag, text in (("del", old), ("ins", new)) if text
        )
    else:
        number = new or old
        tag = _TAGS.get({"added": "in", "removed": "out"}.get(unit.kind, ""))
        shown = (f"<{tag}>{escape(number)}</{tag}>" if tag else escape(number)) if number else ""
    return f'<span class="no">{shown}</span> ' if shown else ""


def _element(block: Block, classes: str, identity: str, inner: str) -> str:
    match block.kind:
        case "heading":
            name = f"h{min(block.level + 1, 6)}"
        case "quote":
            name = "blockquote"
        case "item":
            name, classes = "p", f"{classes} item d{min(block.level, 4)}"
        case "code":
            name, classes = "p", f"{classes} code"
        case _:
            name = "p"
    return f'<{name} class="{classes}"{identity}>{inner}</{name}>'


def _inline(segments: Sequence[Segment]) -> str:
    """Segments in their looks; neighbours of one side are in one <del> or <ins>."""
    shown = ""
    for kind, group in groupby(segments, lambda segment: segment.kind):
        inner = "".join(map(_in_look, group))
        tag = _TAGS.get(kind)
        shown += f"<{tag}>{inner}</{tag}>" if tag else inner
    return shown


def _in_look(segment: Segment) -> str:
    shown = escape(segment.text).replace("\n", "<br>")
    for mark, tag in _LOOKS:
        if mark in segment.marks:
            shown = f"<{tag}>{shown}</{tag}>"
    return shown

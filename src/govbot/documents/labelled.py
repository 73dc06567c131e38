"""Labels and their values, as they stand in lines and tables at a policy's head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govbot.documents.fact_labels import KEYS, OTHERS, key_of, names_a_fact
from govbot.documents.sections import plain
from govbot.documents.written_dates import read_date

_LABELLED = re.compile(
    r"(?:\*\*)?([^:*]{1,60}?)(?:\*\*)?\s*(?::|\s[–—-]\s|\*\*(?=\s))(?:\*\*)?\s*(.*)", re.DOTALL
)
_SAID = re.compile(r"(effective(?: date)?|version|policy (?:no\.?|number|#)) +(\S.{1,40})\Z", re.IGNORECASE)
IS_ID = re.compile(r"[A-Z\d]{1,8}[-.][\w.-]{1,20}\Z")
_TITLED = re.compile(
    r"(policy title|policy name|policy owner|originator|issued by|approved by) +([A-Z].{1,200})\Z",
    re.IGNORECASE,
)
_ANY_LABEL = "|".join(sorted(map(re.escape, {*KEYS, *OTHERS} - {"date", "type"}), key=len, reverse=True))
_NEXT_LABEL = re.compile(rf"(?<=\S)[;,]?\s+(?=(?:\*\*)?(?:{_ANY_LABEL})(?:\*\*)?\s*:)", re.IGNORECASE)


def pairs_in(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Labels, as in KEYS, and their values, in the order of the lines."""
    yield from _tabled_pairs(lines)
    texts = [line for line in lines if line.strip() and not line.lstrip().startswith("|")]
    for n, line in enumerate(texts):
        pairs = list(_in_line(line))
        yield from pairs
        label = key_of(plain(line.rstrip("\\")))
        if not pairs and label in KEYS and n + 1 < len(texts):
            value = value_of(texts[n + 1])
            if (
                not names_a_fact(value)
                and not list(_in_line(texts[n + 1]))
                and not texts[n + 1].startswith("#")
                and not _begins_with_label(texts[n + 1])
            ):
                yield label, value


def _begins_with_label(line: str) -> bool:
    """Whether the line is about another fact: "Review Date: July 1, 2028"."""
    match = _LABELLED.match(line.strip())
    return match is not None and names_a_fact(plain(match[1]))


def _in_line(line: str) -> Iterator[tuple[str, str]]:
    """The pairs of a line: "Label: value", parted by a colon, a tab, a dash or bold type."""
    line = line.strip().rstrip("\\")
    label, tab, value = line.partition("\t")
    if tab and ":" not in line and key_of(plain(label)) in KEYS:
        yield key_of(plain(label)), value_of(value)
        return
    if line.count(":") > 1:
        line = _NEXT_LABEL.sub("\t", line)
    for part in re.split(r"\t| {3,}| (?:[|•·]|\\\|) ", line):
        yield from _in_part(part)


def _in_part(part: str) -> Iterator[tuple[str, str]]:
    match = _LABELLED.match(part.strip())
    if match and (label := key_of(plain(match[1]))) in KEYS and (value := value_of(match[2])):
        yield label, value
    elif (said := _SAID.match(plain(part))) and _is_fact(said[2]):
        yield key_of(said[1]), said[2]
    elif titled := _TITLED.match(plain(part)):
        yield key_of(titled[1]), titled[2]


def _is_fact(words: str) -> bool:
    return bool(read_date(words) or words[0].isdecimal() or IS_ID.match(words))


def _tabled_pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Labels beside or above their values in a table."""
    for raw in _tables(lines):
        rows = [[plain(cell) for cell in row] for row in raw]
        n = 0
        while n < len(rows):
            if _is_of_labels(rows[n]) and n + 1 < len(rows):
                if n + 2 < len(rows) and not _is_of_labels(rows[n + 2]):
                    break  # a table of many rows under one head: the history of the versions
                for label, cell in zip(map(key_of, rows[n]), rows[n + 1], strict=False):
                    if label in KEYS and cell and not names_a_fact(cell):
                        yield label, value_of(cell)
                n += 2
                continue
            yield from _beside(raw[n], rows[n])
            n += 1


def _tables(lines: Sequence[str]) -> Iterator[list[list[str]]]:
    """The rows of each table, as cells of Markdown, without the lines below its head."""
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if not line.lstrip().startswith("|"):
            if rows:
                yield rows
            rows = []
            continue
        cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
        if any(not re.fullmatch(r"[ :]*-*[: ]*", cell) for cell in cells):
            rows.append(cells)


def _is_of_labels(cells: Sequence[str]) -> bool:
    """Whether a row holds labels alone, or all but one."""
    filled = [cell for cell in cells if cell]
    known = sum(names_a_fact(cell) for cell in filled)
    is_beside = len(cells) in (2, 4) and not names_a_fact(cells[1])
    return known >= 2 and known >= len(filled) - 1 and not is_beside


def _beside(raw: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of a row: a label in one cell and its value in the next, or both in one cell."""
    labels = [key_of(cell) for cell in cells]
    for n, label in enumerate(labels):
        if label in KEYS and n + 1 < len(cells) and not names_a_fact(cells[n + 1]):
            yield label, value_of(cells[n + 1])
        elif label not in KEYS:
            yield from _in_part(raw[n])


def value_of(written: str) -> str:
    """A value without Markdown's signs and quotation marks."""
    return plain(written.strip().rstrip("\\")).strip(" :\"'“”")

"""The facts at a policy's head: title, number, originator, effective date, version, relevant laws.

Governments set them in many ways: "Label: value", a label above its value, a table of two columns, a row of labels
above a row of values, a table of versions at the end, the head of each page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from govbot.documents.fact_labels import KEYS, NAMED_BY_ID, SECOND, key_of, names_a_fact
from govbot.documents.labelled import IS_ID, pairs_in
from govbot.documents.pictures import IN_TEXT
from govbot.documents.sections import body_start, plain
from govbot.documents.written_dates import effective_day, read_date

HEAD_LINES = 80
CONTROL = re.compile(
    r"(?:document|policy|version|revision|change) (?:control|information|history|details|log|data)|revisions?|history|"
    r"administrative|amendment history|approvals?(?: and .*)?|record of changes",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\b(?:version|v)\.?\s*(\d{1,9}(?:\.\d{1,9}){0,9})", re.IGNORECASE)
_IS_VERSION = re.compile(
    r"(?:(?:version|ver|v|revision|rev)\.?\s*)?(\d{1,9}(?:\.\d{1,9}){0,9})(?:\s*[(,–—-].{0,60})?\Z",
    re.IGNORECASE,
)
_IS_NUMBER = re.compile(r"(?=.{0,40}\d)[\w][\w./§-]{0,30}(?: [\w./§-]{1,12}){0,3}\Z")
_SECTION = re.compile(
    r"#{1,6} +(?:(?:section|article|part)\b|[\dIVX§(]|purpose|scope|introduction|background|overview|policy statement"
    r"|definitions)",
    re.IGNORECASE,
)
_NAMES_DOCUMENT = re.compile(
    r"\b(?:polic(?:y|ies)|standards?|procedures?|directive|guidelines?|plan|rules?)\b", re.IGNORECASE
)
_NAMES_OFFICE = re.compile(
    r"(?:office|department|division|bureau|state|city|county|commission|board)\b", re.IGNORECASE
)
# What a form shows where nobody has filled it in.
_PLACEHOLDER = re.compile(
    r"\[.*\]|<.*>|\{.*\}|(?:click|tap|choose|enter|select|insert|type)\b.*|"
    r"[mdy]{1,2}[/. -][mdy]{1,2}[/. -][y]{2,4}|x{2,}",
    re.IGNORECASE | re.DOTALL,
)
_BOLD = re.compile(r"\*\*(?:[^*]|\*(?!\*)){1,200}\*\*\\?\Z")
_STRUCK = re.compile(r"(?<!\\)~~(?=\S).{0,2000}?(?<!\\)~~")


def facts(markdown: str, margins: str = "") -> dict[str, str]:
    """The facts that the document gives of itself.

    Any of title, number, originator, effective_date, version, history, laws; a fact that it does not give is left
    out. `effective_date` is ISO, and never anything but a date: words such as "Upon signature" are `effective`, and
    the date of the newest version in a table is `version_date`. `margins` is the text of the page headers.
    """
    lines = [IN_TEXT.sub("", _STRUCK.sub("", line)) for line in markdown[body_start(markdown) :].split("\n")]
    front = _front_matter(markdown)
    head, control = _head(lines), _control(lines)
    margin_lines = margins.split("\n")[:HEAD_LINES]
    written = _first_of(
        [
            *pairs_in(front),
            *pairs_in(head),
            *pairs_in(control),
            *pairs_in(margin_lines),
            *_dated_heading(lines),
        ]
    )
    header = {key: value for key, value in written.items() if key not in ("effective_date", "version")}
    if "title" not in header and (title := _title(head)):
        header["title"] = title
    header |= _effective(written.get("effective_date", ""))
    newest = list(_version_rows([*head, "", *control]))
    if version := _version(written, [number for number, _ in newest]):
        header["version"] = version
    dates = {number: day for number, day in newest if day}
    if "effective_date" not in header and (day := dates.get(header.get("version", ""))):
        header["version_date"] = day.isoformat()
    return header


# Where the facts stand -------------------------------------------------------------------------------------


def _front_matter(markdown: str) -> list[str]:
    end = body_start(markdown)
    return markdown[:end].split("\n")[:HEAD_LINES] if end else []


def _head(lines: Sequence[str]) -> list[str]:
    """The lines before the first section; a heading at the very top is the title's."""
    worded = 0
    for n, line in enumerate(lines[:HEAD_LINES]):
        is_section = bool(_SECTION.match(line)) or (line.startswith("#") and worded > 0)
        if is_section and not CONTROL.fullmatch(plain(line.lstrip("# "))):
            return list(lines[:n])
        worded += bool(line.strip())
    return list(lines[:HEAD_LINES])


def _control(lines: Sequence[str]) -> list[str]:
    """The lines of the sections that hold such facts, wherever they stand: "Document Control", "Version History"."""
    found: list[str] = []
    inside = False
    for line in lines:
        if line.startswith("#") or _BOLD.match(line.strip()):
            inside = bool(CONTROL.fullmatch(_without_number(line)))
            continue
        if inside and len(found) < HEAD_LINES:
            found.append(line)
    return [*found, "", *_last_table(lines)]


def _dated_heading(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A section "Effective Date" that holds a date and nothing else."""
    texts = [line.strip() for line in lines if line.strip()]
    for line, below in pairwise(texts):
        if line.startswith("#") and KEYS.get(key_of(_without_number(line))) == "effective_date":
            day = plain(below)
            if read_date(day):
                yield "effective date", day


def _without_number(heading: str) -> str:
    """A heading's words without its signs and its number."""
    return re.sub(r"\A(?:[\d.]{1,8}|[IVX]{1,6}|[A-Z])[.)]? +", "", plain(heading.lstrip("# "))[:80])


def _last_table(lines: Sequence[str]) -> list[str]:
    """The table at the document's very end, which may be one of versions, with the lines below it."""
    tail = [line for line in lines[-40:] if line.strip()]
    start = next((n for n in reversed(range(len(tail))) if not tail[n].startswith("|")), -1)
    return tail[start + 1 :]


def _first_of(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The first plausible value of each fact, of its plainest label."""
    header: dict[str, str] = {}
    second: dict[str, str] = {}
    for label, value in pairs:
        key = KEYS[label]
        if label in NAMED_BY_ID and not IS_ID.match(value):
            continue
        if re.search(r"\w", value) and not _PLACEHOLDER.fullmatch(value) and _is_plausible(key, value):
            (second if label in SECOND else header).setdefault(key, value)
    return {**second, **header}


def _is_plausible(key: str, value: str) -> bool:
    match key:
        case "version":
            return bool(_IS_VERSION.match(value))
        case "number":
            return bool(_IS_NUMBER.match(value)) and read_date(value) is None
        case "title":
            return (
                len(value) <= 200
                and not re.match(r"means\b|is\b", value)
                and bool(re.search(r"[^\W\d_]", value))
            )
        case "originator":
            return read_date(value) is None and not re.match(r"means\b|is\b|shall\b", value)
        case "effective_date":
            return len(value) <= 120 and not re.match(r"means\b|is\b", value)
        case _:
            return True


# Single facts ----------------------------------------------------------------------------------------------


def _effective(written: str) -> dict[str, str]:
    """A date as a date; other words as they stand."""
    if not written:
        return {}
    day = effective_day(written)
    return {"effective_date": day.isoformat()} if day else {"effective": written}


def _title(head: Sequence[str]) -> str:
    """The heading at the top, else the bold line there that names a policy, else the first bold line."""
    texts = [line.strip() for line in head if line.strip()]
    texts = texts[1:] if texts and _PLACEHOLDER.fullmatch(plain(texts[0].strip("# *"))) else texts
    if texts and texts[0].startswith("# "):
        return plain(texts[0].lstrip("# "))
    bold = []
    for line in texts:
        if not _BOLD.match(line):
            break
        bold.append(plain(line.rstrip("\\")))
    named = (
        words
        for words in bold
        if _NAMES_DOCUMENT.search(words) and not _NAMES_OFFICE.match(words) and len(words.split()) > 2
    )
    first = next(named, bold[0] if bold else "")
    if first:
        return "" if ":" in first else first
    line = plain(texts[0]) if texts and not texts[0].startswith(("|", "#")) else ""
    is_name = (
        _NAMES_DOCUMENT.search(line) and 1 < len(line.split()) <= 12 and not re.search(r"[.:;,]\Z|:", line)
    )
    return line if is_name and not _NAMES_OFFICE.match(line) and not names_a_fact(line) else ""


def _version(written: dict[str, str], tabled: Sequence[str]) -> str:
    """From "Version: 1.1", else the highest in "History: Version 1.0", else the version table's highest."""
    if match := _IS_VERSION.match(written.get("version", "")):
        return match[1]
    versions = _VERSION.findall(written.get("history", "")) or list(tabled)
    return max(versions, key=_as_numbers, default="")


def _version_rows(lines: Sequence[str]) -> Iterator[tuple[str, date | None]]:
    """The numbers of a table with the columns "Version" and a date, each with its date."""
    column: int | None = None
    day: int | None = None
    for line in lines:
        cells = (
            [plain(cell) for cell in line.strip().strip("|").split("|")]
            if line.lstrip().startswith("|")
            else []
        )
        if column is None or day is None:
            keys = [key_of(cell) for cell in cells]
            column = next((n for n, key in enumerate(keys) if KEYS.get(key) == "version"), None)
            day = next(
                (n for n, key in enumerate(keys) if "date" in key or key == "effective" or key == "issued"),
                None,
            )
        elif len(cells) > max(column, day) and (match := _IS_VERSION.match(cells[column])):
            yield match[1], read_date(cells[day])
        elif not cells:
            column = day = None


def _as_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))

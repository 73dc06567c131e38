"""The facts at a policy's head: title, originator, effective date, version, relevant laws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from govbot.documents.sections import body_start, plain

LABELS = {
    "policy title": "title",
    "title": "title",
    "originator": "originator",
    "effective date": "effective_date",
    "version": "version",
    "history": "history",
    "relevant laws or regulations": "laws",
    "relevant laws and regulations": "laws",
    "relevant laws": "laws",
}
HEAD_LINES = 80
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

_VERSION = re.compile(r"\b(?:version|v)\.?\s*(\d{1,9}(?:\.\d{1,9}){0,9})", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9}){0,9}\Z")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_NUMERIC = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? +([A-Za-z]{3,9})\.?,? +(\d{4})\Z")


def facts(markdown: str) -> dict[str, str]:
    """The facts at the document's head: any of title, originator, effective_date, version, history, laws.

    The date is ISO where it can be read as one. A fact that the document does not give is left out.
    """
    header: dict[str, str] = {}
    for label, value in _labelled(markdown):
        key = LABELS.get(label.casefold())
        if key and value and key not in header:
            header[key] = value
    if "title" not in header and (title := _first_heading(markdown)):
        header["title"] = title
    if version := _version(header, markdown):
        header["version"] = version
    if (written := header.get("effective_date")) and (day := read_date(written)):
        header["effective_date"] = day.isoformat()
    return header


def read_date(written: str) -> date | None:
    """A date as Americans write it ("July 25, 2025", "7/25/2025"), day before a named month, or ISO."""
    written = " ".join(written.split()).rstrip(".")
    if match := _ISO.match(written):
        year, month, day = map(int, match.groups())
    elif match := _NUMERIC.match(written):
        month, day, year = map(int, match.groups())
    elif match := _MONTH_FIRST.match(written):
        month, day, year = _month(match[1]), int(match[2]), int(match[3])
    elif match := _DAY_FIRST.match(written):
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    """1 to 12, from the whole name or its first letters, or 0 for a word that names no month."""
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower())), 0)


def _labelled(markdown: str) -> Iterator[tuple[str, str]]:
    """Label and value from "**Policy Title:** …", from a table's row, or from a line parted by a tab."""
    for line in markdown.split("\n")[:HEAD_LINES]:
        cells = line.strip().strip("|").replace("|", "\t").replace(":", "\t", 1) if "|" in line else line
        label, _, value = re.sub(r":", "\t", cells, count=1).partition("\t")
        yield plain(label).strip(" :"), plain(value.rstrip("\\")).strip(" :\"'")


def _first_heading(markdown: str) -> str:
    first = next((line for line in markdown[body_start(markdown) :].split("\n") if line.strip()), "")
    return plain(first.lstrip("# ")) if first.startswith("# ") else ""


def _version(header: dict[str, str], markdown: str) -> str:
    """From "Version: 1.1", else the highest in "History: Version 1.0", else the version table's last row."""
    if match := re.search(r"\d{1,9}(?:\.\d{1,9}){0,9}", header.get("version", "")):
        return match[0]
    versions = _VERSION.findall(header.get("history", "")) or list(_tabled(markdown))
    return max(versions, key=_as_numbers, default="")


def _tabled(markdown: str) -> Iterator[str]:
    """The numbers in the column "Version" of a table."""
    column: int | None = None
    for line in markdown.split("\n"):
        cells = [plain(cell) for cell in line.strip().strip("|").split("|")] if "|" in line else []
        if column is None:
            column = next((n for n, cell in enumerate(cells) if cell.casefold() == "version"), None)
        elif len(cells) > column and _NUMBER.match(cells[column]):
            yield cells[column]
        elif not cells:
            column = None


def _as_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))

"""Reads the rosters, CSV files as spreadsheets save them: agencies, their representatives, the offices.

All faults of a file are reported together, each with its line number. Cells are kept unchanged; a cell that a
spreadsheet would run as a formula is kept as well, and flagged.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from govbot.core.csv_cells import is_risky
from govbot.core.plain_text import without_harmful
from govbot.runtime.adapters import platforms

LARGEST = 5 * 2**20  # bytes
MOST_PROBLEMS = 100

_ADDRESS = re.compile(r"[^@\s<>()\[\],;:\"\\]+@[^@\s<>()\[\],;:\"\\.]+(?:\.[^@\s<>()\[\],;:\"\\.]+)+\Z")


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency: its short code and its name. `flags` are sentences about cells to look at."""

    code: str
    name: str
    flags: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Representative:
    """A person who represents an agency in a capacity; the same person may have several lines."""

    email: str
    name: str
    agency: str
    capacity: str
    chat: str
    flags: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Office:
    """An office of the process and its holder's address; `role` is its role in the process."""

    office: str
    email: str
    role: str
    chat: str
    flags: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


class RosterErrors(Exception):
    """A roster can't be imported; `problems` are whole sentences, each with its line number."""

    def __init__(self, problems: Sequence[str]) -> None:
        more = len(problems) - MOST_PROBLEMS
        sentences = (*problems[:MOST_PROBLEMS], *([f"There are {more} more like these."] if more > 0 else []))
        super().__init__("\n".join(sentences))
        self.problems = sentences


@dataclass(slots=True)
class _Line:
    """One line of a file, by column; its problems are appended to those of the file."""

    number: int
    cells: dict[str, str]
    problems: list[str]

    def wrong(self, sentence: str) -> str:
        self.problems.append(f"line {self.number}: {sentence}")
        return ""

    def needed(self, column: str) -> str:
        return self.cells[column] or self.wrong(f"the column “{column}” is empty; fill it in.")

    def address(self) -> str:
        written = self.needed("email")
        if written and (len(written) > 254 or not _ADDRESS.match(written)):
            return self.wrong(f"“{written[:80]}” is not an e-mail address; correct it.")
        if not written.isascii():
            return self.wrong(
                f"{written[:80]!a} has letters or invisible signs that look like others; type the address anew."
            )
        return written.lower()

    def chat(self) -> str:
        """The chat that a person uses; empty if the list does not name one."""
        written = self.cells["chat"].casefold()
        known = platforms()
        if written not in ("", *known, "both"):
            chats = ", ".join(known)
            return self.wrong(f"“{written[:40]}” is no chat; write {chats} or both, or leave it empty.")
        return written

    @property
    def flags(self) -> tuple[str, ...]:
        return tuple(
            f"line {self.number}: “{column}” begins with {cell[0]!r}, which spreadsheets may run as formula."
            for column, cell in self.cells.items()
            if is_risky(cell)
        )


Row = TypeVar("Row", Agency, Representative, Office)


def chats_of(roster: Iterable[Representative], offices: Iterable[Office]) -> dict[str, str]:
    """The chat of each address; “both” if its lines name more than one."""
    named: dict[str, set[str]] = {}
    listed: list[Representative | Office] = [*roster, *offices]
    for row in listed:
        named.setdefault(row.email, set()).update({row.chat} - {""})
    return {
        email: (chats.pop() if len(chats) == 1 else "both" if chats else "") for email, chats in named.items()
    }


def read_agencies(data: bytes) -> tuple[Agency, ...]:
    """The agencies from columns agency, name. Raises BadRoster."""

    def agency_of(line: _Line) -> Agency:
        return Agency(line.needed("agency"), line.needed("name"), line.flags, line.number)

    return _read(
        data, ("agency", "name"), (), agency_of, lambda agency: agency.code.casefold(), "the code {0.code}"
    )


def read_roster(data: bytes, agencies: Iterable[Agency] = ()) -> tuple[Representative, ...]:
    """The representatives from columns email, name, agency, capacity and, optionally, chat. Raises BadRoster.

    Where `agencies` are given, a line that names another is a problem.
    """
    known = {agency.code.casefold(): agency.code for agency in agencies}
    names: dict[str, str] = {}

    def representative_of(line: _Line) -> Representative:
        email, name, agency = line.address(), line.needed("name"), line.needed("agency")
        if agency and known and agency.casefold() not in known:
            line.wrong(f"“{agency[:80]}” is not in the list of codes; correct it, or add it there first.")
        if email and names.setdefault(email, name) != name:
            line.wrong(f"{email} is “{names[email]}” further up; give one name to one address.")
        agency = known.get(agency.casefold(), agency)
        return Representative(
            email, name, agency, line.needed("capacity"), line.chat(), line.flags, line.number
        )

    return _read(
        data,
        ("email", "name", "agency", "capacity"),
        ("chat",),
        representative_of,
        lambda row: (row.email, row.agency.casefold(), row.capacity.casefold()),
        "{0.email} as {0.agency}’s {0.capacity}",
    )


def read_offices(data: bytes) -> tuple[Office, ...]:
    """The offices from columns office, email, role and, optionally, chat. Raises BadRoster."""

    def office_of(line: _Line) -> Office:
        return Office(
            line.needed("office"), line.address(), line.needed("role"), line.chat(), line.flags, line.number
        )

    return _read(
        data,
        ("office", "email", "role"),
        ("chat",),
        office_of,
        lambda row: (row.office.casefold(), row.role.casefold(), row.email),
        "{0.office}, {0.role},",
    )


def _read(
    data: bytes,
    needed: tuple[str, ...],
    optional: tuple[str, ...],
    parse: Callable[[_Line], Row],
    key: Callable[[Row], object],
    called: str,
) -> tuple[Row, ...]:
    problems: list[str] = []
    rows: list[Row] = []
    first: dict[object, int] = {}
    for number, cells in _lines(data, needed, optional):
        before = len(problems)
        row = parse(_Line(number, cells, problems))
        if len(problems) == before and first.setdefault(key(row), number) != number:
            entry = called.format(row)
            problems.append(f"line {number}: {entry} already stands in line {first[key(row)]}; take one out.")
        rows.append(row)
    if not rows and not problems:
        problems.append("line 2: there are no lines after the first; add one for each entry.")
    if problems:
        raise RosterErrors(problems)
    return tuple(rows)


def _lines(
    data: bytes, needed: tuple[str, ...], optional: tuple[str, ...]
) -> list[tuple[int, dict[str, str]]]:
    """Each line that is not empty, with its number in the file and its cells by column."""
    text = _decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        lines = [(reader.line_num, line) for line in reader]
    except csv.Error as error:
        raise RosterErrors(
            [f"line {reader.line_num}: this can't be read as CSV; save the file again."]
        ) from error
    filled = [(number, line) for number, line in lines if any(cell.strip() for cell in line)]
    number, head = filled[0] if filled else (1, [])
    columns = [" ".join(cell.split()).lower() for cell in head]
    missing = [column for column in needed if column not in columns]
    if missing:
        named = ", ".join(f"“{column}”" for column in missing)
        raise RosterErrors([f"line {number}: the first line must name its columns; missing: {named}."])
    places = {column: columns.index(column) for column in (*needed, *optional) if column in columns}
    empty = dict.fromkeys((*needed, *optional), "")
    return [
        (number, empty | {column: _cell(line[at]) for column, at in places.items() if at < len(line)})
        for number, line in filled[1:]
    ]


def _cell(written: str) -> str:
    """A cell without the white space around it, and without signs that turn text or drive a terminal.

    A leading tab stays, so that it is flagged.
    """
    return without_harmful(written.strip(" \u00a0\r\n").rstrip())


def _delimiter(text: str) -> str:
    head = text.lstrip().partition("\n")[0]
    return max(",;\t", key=head.count)


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST:
        raise RosterErrors(["line 1: the file is larger than 5 MB; split it."])
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise RosterErrors(
            ["line 1: this is a workbook, not CSV; in the spreadsheet, save it as CSV (UTF-8)."]
        )
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RosterErrors(["line 1: this is not a text file; in the spreadsheet, save it as CSV (UTF-8)."])

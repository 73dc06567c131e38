"""The facts at a policy's head: title, number, originator, effective date, version, relevant laws.

Governments set them in many ways: "Label: value", a label above its value, a table of two columns, a row of labels
above a row of values, a table of versions at the end, the head of each page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from govbot.documents.sections import body_start, plain

LABELS = {
    "title": "policy title|title|subject|policy name|name of policy|document title|standard title|name",
    "number": (
        "policy number|policy no|policy #|policy id|policy code|number|no|document number|document no|directive number|"
        "directive no|standard number|standard no|reference number|reference no|procedure number|id|#|policy nr|nr"
    ),
    "originator": (
        "originator|owner|policy owner|document owner|issued by|"
        "issuer|sponsor|"
        "policy sponsor|office of primary responsibility|author|prepared by|steward|policy steward|administered by|"
        "approved by|approval authority|approving authority|approver|authorized by"
    ),
    "effective_date": (
        "effective date|effective|date effective|effective on|effective as of|in effect|date of effect|effective from"
    ),
    "version": "version|version number|version no|revision|revision number|revision no|rev",
    "history": "history",
    "laws": (
        "relevant laws or regulations|relevant laws and regulations|relevant laws|authority|legal authority|"
        "statutory authority|authorities|legal basis|laws|governing law|governing statutes|statutory reference|"
        "enabling legislation"
    ),
}
KEYS = {label: key for key, labels in LABELS.items() for label in labels.split("|")}
APPROVERS = ("approved by", "approval authority", "approving authority", "approver", "authorized by")
# Of two labels of one kind, the one that names the originator outright counts.
SECOND = frozenset({*APPROVERS, "author", "prepared by", "subject", "name", "authorities", "no", "id", "#"})
# Labels of other facts: they end a value, and are no value themselves.
OTHER_LABELS = (
    "review date|next review|next review date|last reviewed|last revised|revised|revision date|supersedes|replaces|"
    "date issued|issue date|issued|date|status|classification|category|applies to|applicability|page|pages|department|"
    "distribution|contact|approval date|date approved|approved|adopted|date adopted|signature|signed|expires|"
    "expiration date|date|type|policy type|chapter|related policies|references|scope|purpose"
)
OTHERS = frozenset({*OTHER_LABELS.split("|"), "agency"})
HEAD_LINES = 80
CONTROL = re.compile(
    r"(?:document|policy|version|revision|change) (?:control|information|history|details|log|data)|revisions?|history|"
    r"administrative|amendment history|approvals?(?: and .*)?|record of changes",
    re.IGNORECASE,
)
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

_VERSION = re.compile(r"\b(?:version|v)\.?\s*(\d{1,9}(?:\.\d{1,9}){0,9})", re.IGNORECASE)
_IS_VERSION = re.compile(
    r"(?:(?:version|ver|v|revision|rev)\.?\s*)?(\d{1,9}(?:\.\d{1,9}){0,9})(?:\s*[(,–—-].{0,60})?\Z",
    re.IGNORECASE,
)
_IS_NUMBER = re.compile(r"(?=.{0,40}\d)[\w][\w./§-]{0,30}(?: [\w./§-]{1,12}){0,3}\Z")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T[\d:.Z+-]{1,20})?\Z")
_NUMERIC = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\Z")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]+(?:of +)?([A-Za-z]{3,9})\.?,?[ -]+(\d{4})\Z")
_SECTION = re.compile(
    r"#{1,6} +(?:(?:section|article|part)\b|[\dIVX§(]|purpose|scope|introduction|background|overview|policy statement"
    r"|definitions)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:\*\*)?([^:*]{1,60}?)(?:\*\*)?\s*(?::|\s[–—-]\s|\*\*(?=\s))(?:\*\*)?\s*(.*)", re.DOTALL
)
_OFFICE_THAT = re.compile(r"(?:originating|issuing|responsible|owning|sponsoring) [a-z]+")
_SAID = re.compile(r"(effective(?: date)?|version|policy (?:no\.?|number|#)) +(\S.{1,40})\Z", re.IGNORECASE)
_IS_ID = re.compile(r"[A-Z\d]{1,8}[-.][\w.-]{1,20}\Z")
_TITLED = re.compile(
    r"(policy title|policy name|policy owner|originator|issued by|approved by) +([A-Z].{1,200})\Z",
    re.IGNORECASE,
)
_ANY_LABEL = "|".join(sorted(map(re.escape, KEYS), key=len, reverse=True))
_NEXT_LABEL = re.compile(rf"(?<=\S)[;,]?\s+(?=(?:\*\*)?(?:{_ANY_LABEL})(?:\*\*)?\s*:)", re.IGNORECASE)
_NAMES_DOCUMENT = re.compile(
    r"\b(?:polic(?:y|ies)|standards?|procedures?|directive|guidelines?|plan|rules?)\b", re.IGNORECASE
)
_NAMES_OFFICE = re.compile(
    r"(?:office|department|division|bureau|state|city|county|commission|board)\b", re.IGNORECASE
)
_BOLD = re.compile(r"\*\*(?:[^*]|\*(?!\*)){1,200}\*\*\\?\Z")
_STRUCK = re.compile(r"(?<!\\)~~(?=\S).{0,2000}?(?<!\\)~~")


def facts(markdown: str, margins: str = "") -> dict[str, str]:
    """The facts that the document gives of itself.

    Any of title, number, originator, effective_date, version, history, laws; a fact that it does not give is left
    out. `effective_date` is ISO, and never anything but a date: words such as "Upon signature" are `effective`, and
    the date of the newest version in a table is `version_date`. `margins` is the text of the page headers.
    """
    lines = [_STRUCK.sub("", line) for line in markdown[body_start(markdown) :].split("\n")]
    front = _front_matter(markdown)
    head, control = _head(lines), _control(lines)
    written = _first_of(
        [*_pairs(front), *_pairs(head), *_pairs(control), *_pairs(margins.split("\n")[:HEAD_LINES])]
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


def names_a_fact(label: str) -> bool:
    """Whether these words are the label of a fact at a policy's head."""
    return _key(label) in KEYS or _key(label) in OTHERS


def read_date(written: str) -> date | None:
    """A date as Americans write it ("July 25, 2025", "7/25/2025"), day before a named month, or ISO."""
    written = _WEEKDAY.sub("", " ".join(written.split()).rstrip("."), count=1)
    if match := _ISO.match(written):
        year, month, day = map(int, match.groups())
    elif match := _NUMERIC.match(written):
        month, day, year = map(int, match.groups())
        year += 2000 if year < 100 else 0
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
            inside = bool(
                CONTROL.fullmatch(re.sub(r"\A[\d.IVX]{1,8}[.)]? +", "", plain(line.lstrip("# "))[:80]))
            )
            continue
        if inside and len(found) < HEAD_LINES:
            found.append(line)
    return [*found, "", *_last_table(lines)]


def _last_table(lines: Sequence[str]) -> list[str]:
    """The table at the document's very end, which may be one of versions, with the lines below it."""
    tail = [line for line in lines[-40:] if line.strip()]
    start = next((n for n in reversed(range(len(tail))) if not tail[n].startswith("|")), -1)
    return tail[start + 1 :]


# Labels and values -----------------------------------------------------------------------------------------


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Labels, as in KEYS, and their values, in the order of the lines."""
    yield from _tabled_pairs(lines)
    texts = [line for line in lines if line.strip() and not line.lstrip().startswith("|")]
    for n, line in enumerate(texts):
        pairs = list(_in_line(line))
        yield from pairs
        label = _key(plain(line.rstrip("\\")))
        if not pairs and label in KEYS and n + 1 < len(texts):
            value = _value(texts[n + 1])
            if (
                not names_a_fact(value)
                and not list(_in_line(texts[n + 1]))
                and not texts[n + 1].startswith("#")
            ):
                yield label, value


def _in_line(line: str) -> Iterator[tuple[str, str]]:
    """The pairs of a line: "Label: value", parted by a colon, a tab, a dash or bold type."""
    line = line.strip().rstrip("\\")
    label, tab, value = line.partition("\t")
    if tab and ":" not in line and _key(plain(label)) in KEYS:
        yield _key(plain(label)), _value(value)
        return
    if line.count(":") > 1:
        line = _NEXT_LABEL.sub("\t", line)
    for part in re.split(r"\t| {3,}| (?:[|•·]|\\\|) ", line):
        yield from _in_part(part)


def _in_part(part: str) -> Iterator[tuple[str, str]]:
    match = _LABELLED.match(part.strip())
    if match and (label := _key(plain(match[1]))) in KEYS and (value := _value(match[2])):
        yield label, value
    elif (said := _SAID.match(plain(part))) and _is_fact(said[2]):
        yield _key(said[1]), said[2]
    elif titled := _TITLED.match(plain(part)):
        yield _key(titled[1]), titled[2]


def _is_fact(words: str) -> bool:
    return bool(read_date(words) or words[0].isdecimal() or _IS_ID.match(words))


def _tabled_pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Labels beside or above their values in a table."""
    for raw in _tables(lines):
        rows = [[plain(cell) for cell in row] for row in raw]
        n = 0
        while n < len(rows):
            if _is_of_labels(rows[n]) and n + 1 < len(rows):
                if n + 2 < len(rows) and not _is_of_labels(rows[n + 2]):
                    break  # a table of many rows under one head: the history of the versions
                for label, cell in zip(map(_key, rows[n]), rows[n + 1], strict=False):
                    if label in KEYS and cell and not names_a_fact(cell):
                        yield label, _value(cell)
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
    labels = [_key(cell) for cell in cells]
    for n, label in enumerate(labels):
        if label in KEYS and n + 1 < len(cells) and not names_a_fact(cells[n + 1]):
            yield label, _value(cells[n + 1])
        elif label not in KEYS:
            yield from _in_part(raw[n])


def _first_of(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The first plausible value of each fact, of its plainest label."""
    header: dict[str, str] = {}
    second: dict[str, str] = {}
    for label, value in pairs:
        key = KEYS[label]
        if value and _is_plausible(key, value):
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


def _key(label: str) -> str:
    """The label as it stands in KEYS."""
    if label == "#":
        return label
    key = " ".join(label.casefold().replace("(", " ").replace(")", " ").split()).strip(" :.*")
    return "originator" if _OFFICE_THAT.fullmatch(key) else key


def _value(written: str) -> str:
    return plain(written.strip().rstrip("\\")).strip(" :\"'“”")


# Single facts ----------------------------------------------------------------------------------------------


def _effective(written: str) -> dict[str, str]:
    """A date as a date; other words as they stand."""
    if not written:
        return {}
    day = read_date(written)
    if day is None and (match := re.match(r"(.*?\d{4})\b[ ,;(].{0,80}\Z", written)):
        day = read_date(match[1])
    return {"effective_date": day.isoformat()} if day else {"effective": written}


def _title(head: Sequence[str]) -> str:
    """The heading at the top, else the bold line there that names a policy, else the first bold line."""
    texts = [line.strip() for line in head if line.strip()]
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
            keys = [_key(cell) for cell in cells]
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

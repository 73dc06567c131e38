"""Cells of CSV files that a spreadsheet would run as a formula: recognised, and neutralised when they are written."""

from __future__ import annotations

import unicodedata

FORMULA = frozenset("=+-@＝＋－＠﹢﹣﹦﹫−")
STARTS = "\t\r\n"  # a cell that begins with one of these is taken for a formula, or moves the next cell


def is_risky(cell: str) -> bool:
    """Whether a spreadsheet might run this cell: apostrophes, blanks, line breaks and unseen signs before a formula
    do not count."""
    rest = cell.lstrip("'")
    if rest.startswith(tuple(STARTS)):
        return True
    for sign in rest:
        if not (sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf")):
            return sign in FORMULA
    return False


def neutral(cell: str) -> str:
    """A cell that no spreadsheet runs; a leading apostrophe, as OWASP's CSV Injection page says."""
    return f"'{cell}" if is_risky(cell) else cell


def as_written(cell: str) -> str:
    """The cell that `neutral` was given, from what it returned."""
    return cell[1:] if cell.startswith("'") and is_risky(cell[1:]) else cell

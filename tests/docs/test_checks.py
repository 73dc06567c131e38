"""The register of checks is true: each number that a test holds is in it, and each that it calls held has a test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.docs.reading import ROOT, text
from tests.parsed import parsed

REGISTER = ROOT / "docs" / "checks.md"
# | R07 | fault | expectation | tests or "not yet" |
_ROW = re.compile(r"^\| ([RS]\d\d) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
ROWS = {number: held for number, _, _, held in _ROW.findall(text(REGISTER))}


def marked(path: Path) -> set[str]:
    """The numbers of the checks that a file of tests is marked with."""
    calls = (node for node in ast.walk(parsed(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    return {
        argument.value
        for call in calls
        if ast.unparse(call.func) == "pytest.mark.check"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


MARKS = {
    str(path.relative_to(ROOT)): numbers
    for path in sorted((ROOT / "tests").rglob("test_*.py"))
    if (numbers := marked(path))
}
HELD = set().union(*MARKS.values())


def files_of(held: str) -> set[str]:
    return {f"tests/{name}" for name in re.findall(r"`([\w/]+\.py)`", held)}


def test_the_register_has_every_number_once_in_order() -> None:
    numbers = [number for number, *_ in _ROW.findall(text(REGISTER))]
    assert numbers == [f"R{n:02}" for n in range(1, 31)] + [f"S{n}" for n in range(25, 70)]


def test_every_number_that_a_test_is_marked_with_is_in_the_register() -> None:
    assert set() == HELD - set(ROWS)


def test_each_number_names_exactly_the_files_that_hold_it() -> None:
    expected = {number: {name for name, numbers in MARKS.items() if number in numbers} for number in ROWS}
    assert expected == {number: files_of(held) for number, held in ROWS.items()}, (
        "docs/checks.md has to name, in a check's last column, the files whose tests are marked with its number"
    )


def test_what_no_test_holds_is_called_not_yet() -> None:
    without = {number for number in ROWS if number not in HELD}
    assert without == {number for number, held in ROWS.items() if held.startswith("not yet")}

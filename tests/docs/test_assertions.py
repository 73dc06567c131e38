"""No test runs without claiming anything: each asserts, expects an exception or the browser, or calls a checker."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.reading import ROOT
from tests.parsed import parsed

# A checker is a helper of the tests whose name begins so; it raises AssertionError.
CHECKERS = ("check_", "must_", "expect")
HINT = (
    "claims nothing, so it can't fail: assert what is to be true, say with pytest.raises what is refused, "
    "or call a helper whose name begins with check_ or must_"
)


def functions_of(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node


def claims(test: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the body of a test asserts, expects an exception or the browser, or calls a checker."""
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            if called in ("raises", "check") or called.startswith(CHECKERS):
                return True
    return False


def either_or(test: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """The assertions that two different outcomes would satisfy: comparisons joined by `or`."""
    return [
        ast.unparse(node.test)
        for node in ast.walk(test)
        if isinstance(node, ast.Assert)
        and isinstance(node.test, ast.BoolOp)
        and isinstance(node.test.op, ast.Or)
        and all(isinstance(part, ast.Compare) for part in node.test.values)
    ]


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("tests/**/test_*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_test_claims_something(path: Path) -> None:
    tests = list(functions_of(parsed(path.read_text("utf-8"))))
    silent = [test.name for test in tests if not claims(test)]
    assert silent == [], f"{', '.join(silent)} {HINT}"
    wavering = {test.name: either_or(test) for test in tests if either_or(test)}
    assert wavering == {}, "Say which of the two is true: a test that allows both holds neither."


def test_a_test_that_only_runs_is_found() -> None:
    (silent,) = functions_of(ast.parse("def test_it_runs():\n    with suppress(Refusal):\n        work()\n"))
    assert not claims(silent)


def test_an_assertion_that_allows_two_outcomes_is_found() -> None:
    (wavering,) = functions_of(ast.parse("def test_it():\n    assert 'a' in text or text == ''\n"))
    assert either_or(wavering) == ["'a' in text or text == ''"]

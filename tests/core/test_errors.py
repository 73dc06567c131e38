"""The tree of exceptions is the one that its module draws."""

from __future__ import annotations

import re

import govbot.record.copies
import govbot.record.transfer
import govbot.runtime.app  # noqa: F401  (these define every exception)
from govbot.core import errors
from govbot.core.errors import GovbotError


def below(base: type[GovbotError], depth: int = 1) -> set[tuple[str, int]]:
    """Every exception of govbot's own packages below this one, with how deep it stands."""
    names: set[tuple[str, int]] = set()
    for error in base.__subclasses__():
        if error.__module__.startswith("govbot."):
            names |= {(error.__name__, depth)} | below(error, depth + 1)
    return names


def test_the_drawn_tree_of_exceptions_is_the_real_one() -> None:
    drawn = re.findall(r"(?m)^    ((?:│   |    )*)[├└]── (\w+)", errors.__doc__ or "")
    assert {(name, 1 + len(indent) // 4) for indent, name in drawn} == below(GovbotError)

"""A module of Python, parsed for a check of the code itself."""

from __future__ import annotations

import ast


def parsed(text: str) -> ast.Module:
    """The module's tree; again where CPython lost count of its own recursion (its issue 106905)."""
    for _ in range(5):
        try:
            return ast.parse(text)
        except SystemError:
            continue
    return ast.parse(text)

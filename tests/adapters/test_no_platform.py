"""govbot names no chat's platform: what is a platform's stands in its adapter."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "govbot"
PLATFORMS = re.compile(
    r"slack|\bteams\b|msteams|microsoft|\bgraph\b|\bbolt\b|botbuilder|socket mode", re.IGNORECASE
)
# Files in which such a word has to stand, how often, and why.
ALLOWED = {
    "core/cards/operations.py": 1,  # the operator reads a queue by the name that people know
    "core/membership/reaching.py": 2,  # the choices of a form, whose values are recorded
    "documents/clean/fixed.py": 1,  # the name of an XML namespace in Word's files
    "documents/clean/names.py": 2,  # the same
    "documents/hidden.py": 2,  # the same
    "documents/inline.py": 2,  # the same
    "documents/trees.py": 1,  # the same
}


def test_no_platform_is_named_in_govbot() -> None:
    named = {}
    for file in sorted(SOURCE.rglob("*.py")):
        lines = file.read_text(encoding="utf-8").splitlines()
        naming = [
            f"{number}: {line.strip()}" for number, line in enumerate(lines, 1) if PLATFORMS.search(line)
        ]
        path = file.relative_to(SOURCE).as_posix()
        if len(naming) > ALLOWED.get(path, 0):
            named[path] = naming
    assert named == {}, "move what is a platform's own into its adapter"


def test_what_is_allowed_is_needed() -> None:
    count = {
        path: sum(
            1 for line in (SOURCE / path).read_text(encoding="utf-8").splitlines() if PLATFORMS.search(line)
        )
        for path in ALLOWED
    }
    assert count == ALLOWED

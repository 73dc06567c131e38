"""What is wrong with a value of `process.toml` or of a setting, as a sentence for whoever wrote it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# By pydantic's type of error (https://docs.pydantic.dev/latest/errors/validation_errors/), its context filled in.
SENTENCES: Mapping[str, str] = {
    "missing": "This is needed, and is not there.",
    "extra_forbidden": "There is no such setting. Correct its name, or take it out.",
    "literal_error": "Write {expected}.",
    "greater_than_equal": "Write {ge} or more.",
    "less_than_equal": "Write {le} or less.",
    "too_short": "List at least one.",
    "string_too_short": "Write something here.",
    "string_type": "Write it in quotation marks, as text.",
    "tuple_type": 'Write a list in brackets, as in ["…", "…"].',
    "int_type": "Write a whole number.",
    "int_parsing": "Write a whole number.",
    "int_from_float": "Write a whole number.",
    "bool_type": "Write true or false.",
    "bool_parsing": "Write true or false.",
    "time_parsing": "Write an hour as in “17:00”.",
    "value_error": "{error}",
}
PATTERNS: Mapping[str, str] = {
    "^[A-Z]{1,8}$": "Write one to eight capital letters, as in “ITP”.",
    "^[a-z_]+$": "Write small letters and underscores only, as in “data_plan”.",
}
DAY = "Write a day as in “2026-12-24”."


def in_words(problem: Mapping[str, Any]) -> str:
    """A problem that pydantic found, without its own words where ours say it better."""
    kind, context = str(problem["type"]), problem.get("ctx") or {}
    if kind == "string_pattern_mismatch":
        return PATTERNS.get(context["pattern"], f"Write it as {context['pattern']} has it.")
    if kind.startswith("date"):
        return DAY
    return SENTENCES[kind].format(**context) if kind in SENTENCES else f"{problem['msg']}."


def place(where: Sequence[int | str]) -> str:
    """Which setting it is: "tracks, no. 3, strength"."""
    words = [f"no. {part + 1}" if isinstance(part, int) else part for part in where if part != "[key]"]
    return ", ".join(words) or "the whole file"

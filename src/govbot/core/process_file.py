"""Reads `process.toml` and `texts.toml`: the process that they make, or problems that name their line.

Pure: it is given the texts of both files.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from govbot.core.config_errors import in_words, place
from govbot.core.process import Level, Process, given_names
from govbot.core.texts import Texts, problems_of

Place = tuple[int | str, ...]
Model = TypeVar("Model", bound=BaseModel)


class ProcessErrors(Exception):
    """`process.toml` or its texts cannot be used; each problem is a sentence that names its file and line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def read_process(
    process_text: str, texts_text: str, name: str = "process.toml", texts_name: str = "texts.toml"
) -> Process:
    """The process that the texts of the two files make.

    Raises `ProcessErrors` with a sentence for each problem, by file and line.
    """
    texts = _validated(Texts, _toml(texts_text, texts_name), texts_text, texts_name)
    choices = _toml(process_text, name)
    if "templates" in choices:
        line = line_of(process_text, ("templates",))
        raise ProcessErrors([f"{name}, line {line}: templates: Name their folder in [drafts]."])
    if "texts" in choices:
        line = line_of(process_text, ("texts",))
        raise ProcessErrors([f"{name}, line {line}: texts: These stand in a file of their own."])
    process = _validated(Process, {**choices, "texts": texts}, process_text, name)
    problems = [
        *_sentences(process_text, name, _disagreements(process)),
        *_sentences(texts_text, texts_name, problems_of(texts, given_names(process.government))),
    ]
    if problems:
        raise ProcessErrors(problems)
    return process


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"line {line.group(1)}" if line else "the last line"
        raise ProcessErrors([f"{name}, {where}: this is not TOML: {error}."]) from None


def _validated(model: type[Model], choices: Mapping[str, Any], text: str, name: str) -> Model:
    try:
        return model.model_validate(choices)
    except ValidationError as errors:
        problems = (
            (problem["loc"], f"{place(problem['loc'])}: {in_words(problem)}") for problem in errors.errors()
        )
        raise ProcessErrors(list(_sentences(text, name, problems))) from None


def _sentences(text: str, name: str, problems: Iterator[tuple[Place, str]]) -> Iterator[str]:
    for where, sentence in problems:
        yield f"{name}, line {line_of(text, where)}: {sentence}"


def _disagreements(process: Process) -> Iterator[tuple[Place, str]]:
    """Where the choices do not fit together: the place, and a sentence."""
    if sum(seat.directs for seat in process.seats) != 1:
        yield ("seats",), "Exactly one of the seats has “directs = true”: the one that records decisions."
    if process.quiet_hours.until >= process.quiet_hours.after:
        yield (
            ("quiet_hours", "after"),
            "Quiet hours begin, at “after”, later on the day than they end, at “until”.",
        )
    if (protecting := process.groups.legal_exposure_mark) and process.mark(protecting) is None:
        yield (
            ("groups", "legal_exposure_mark"),
            f"There is no mark “{protecting}”. Name the key of one that is listed under [[marks]].",
        )
    known = {seat.key for seat in process.seats}
    for number, track in enumerate(process.tracks):
        if track.seat and track.seat not in known:
            yield ("tracks", number, "seat"), f"There is no seat “{track.seat}”. Name one that is listed."
    for number, plan in enumerate(process.plans):
        if plan.seat not in known:
            yield ("plans", number, "seat"), f"There is no seat “{plan.seat}”. Name one that is listed."
    for number, mark in enumerate(process.marks):
        if mark.seat and mark.seat not in known:
            yield ("marks", number, "seat"), f"There is no seat “{mark.seat}”. Name one that is listed."
    for kind in (
        "seats",
        "tracks",
        "consultations",
        "sources",
        "marks",
        "mechanisms",
        "timelines",
        "plans",
        "bodies",
    ):
        keys = [item.key for item in getattr(process, kind)]
        for number, key in enumerate(keys):
            if key in keys[:number]:
                yield (kind, number, "key"), f"The key “{key}” stands twice among the {kind}."
    levels = get_args(Level)
    months = process.review.months
    if any(need not in months or risk not in months[need] for need in levels for risk in levels):
        yield (
            ("review", "months"),
            "Give the months for high, medium and low need, each by high, medium and low risk.",
        )


def line_of(text: str, where: Sequence[int | str]) -> int:
    """The line, from 1, of a key given by its place: ("tracks", 2, "strength"); as near as can be."""
    if not where:
        return 1
    lines = text.splitlines()
    table, keys = str(where[0]), where[1:]
    number = keys[0] if keys and isinstance(keys[0], int) else 0
    starts = _headers(lines, re.escape(table))
    if len(keys) > 0 and isinstance(keys[0], str):
        inner = _headers(lines, rf'{re.escape(table)}\.\s*"?{re.escape(keys[0])}"?')
        starts, keys = (inner, keys[1:]) if inner else (starts, keys)
    if number >= len(starts):
        return starts[-1] + 1 if starts else 1
    return _line_of_key(lines, starts[number], [key for key in keys if isinstance(key, str)]) + 1


def _headers(lines: Sequence[str], name: str) -> list[int]:
    """On which lines, from 0, tables of this name begin."""
    header = re.compile(rf"^\s*\[{{1,2}}\s*{name}\s*\]{{1,2}}")
    return [number for number, line in enumerate(lines) if header.match(line)]


def _line_of_key(lines: Sequence[str], start: int, keys: Sequence[str]) -> int:
    """The line, from 0, of the first of these keys in the table that begins on line `start`, else `start`."""
    for number in range(start + 1, len(lines)):
        if lines[number].lstrip().startswith("["):
            break
        if keys and re.match(rf'^\s*"?{re.escape(keys[0])}"?\s*=', lines[number]):
            return number
    return start

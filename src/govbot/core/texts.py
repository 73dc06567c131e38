"""A government's own words: names of bodies, offices, stages and steps, and its policy's sentences. Pure.

Every sentence that people read is a template: `The {steering_group} decides.` A placeholder is a name of
`texts.toml` or a value that the caller passes; `{Agency}` is the name `agency` with a capital first letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from string import Formatter
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]
# The sentences of the policy that the table's rows rest on.
SourceKey = Literal[
    "raise", "steering", "directs", "designees", "groups", "liaisons", "deviation", "assemble", "consensus",
    "requested", "advance", "review", "consult", "circulate", "time_limited", "secretary", "candidate", "adopt",
    "implement", "methods", "reviews", "library", "accountability",
]  # fmt: skip
# The record's own names of stages and steps, each with the name in which people read it.
STAGE_NAMES: Mapping[str, str] = {
    "need": "stage_need",
    "drafting": "stage_drafting",
    "staff review": "stage_review",
    "agency feedback": "stage_feedback",
    "secretary's review": "stage_secretary",
    "release candidate": "stage_candidate",
}
STEP_NAMES: Mapping[str, str] = {
    "Step 1": "step_drafting",
    "Step 2": "step_review",
    "Step 3": "step_feedback",
    "Step 4": "step_secretary",
    "Step 6": "step_implementation",
    "Step 7": "step_upkeep",
}

_KEPT = re.compile(r"\{\{|\}\}|\{([A-Za-z][A-Za-z0-9_]*)\}")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class TemplateError(Exception):
    """A template cannot be filled: it has a placeholder that is no name and no value, or one that is no word."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Names(_Part):
    """The names that templates may use besides those of `process.toml`; docs/process-toml.md says what each is."""

    office: Text
    staff: Text
    publisher: Text
    website: Text
    library: Text
    secretary_short: Text
    secretary_office: Text
    steering_group: Text
    advisor: Text
    consulted: Text
    lead: Text
    group: Text
    a_group: Text
    groups: Text
    liaison: Text
    liaisons: Text
    agency: Text
    an_agency: Text
    agencies: Text
    part_needs: Text
    part_groups: Text
    step_drafting: Text
    step_review: Text
    step_feedback: Text
    step_secretary: Text
    step_implementation: Text
    step_upkeep: Text
    steps_note: str
    stage_need: Text
    stage_drafting: Text
    stage_review: Text
    stage_feedback: Text
    stage_secretary: Text
    stage_candidate: Text


class Quotation(_Part):
    """A sentence of the policy, word for word, and where it stands: "Part IV, Step 3"."""

    where: Text
    sentence: Text


class Texts(_Part):
    """All that `texts.toml` holds."""

    names: Names
    sources: dict[SourceKey, Quotation]


# Templates -------------------------------------------------------------------------------------------


def fill(template: str, words: Mapping[str, str], values: Mapping[str, object]) -> str:
    """The template with its placeholders filled; values stand as they are and are not filled themselves.

    Raises `TemplateError` for a placeholder that is neither a word nor a value, and for a value that would hide
    a word.
    """
    if "{" not in template and "}" not in template:
        return template
    if values and not words.keys().isdisjoint(values):
        raise TemplateError(f"A value may not be called as a name is: {sorted(words.keys() & set(values))}.")
    parts: list[str] = []
    for text, key in parsed(template):
        parts.append(text)
        if key in values:
            parts.append(str(values[key]))
        elif key in words:
            parts.append(words[key])
        elif key:
            raise TemplateError(f"“{{{key}}}” is neither a name nor a value, in “{template}”.")
    return "".join(parts)


@lru_cache(maxsize=8192)
def parsed(template: str) -> tuple[tuple[str, str], ...]:
    """The template as pairs of a text and the placeholder after it ("" for none); raises `TemplateError`."""
    try:
        fields = list(Formatter().parse(template))
    except ValueError as error:
        raise TemplateError(f"“{template}” cannot be read: {error}.") from None
    for _, key, form, conversion in fields:
        if key is not None and (form or conversion or not _KEY.fullmatch(key)):
            raise TemplateError(f"“{{{key}}}” is no placeholder: write a name in braces, in “{template}”.")
    return tuple((text, key or "") for text, key, _, _ in fields)


def fill_kept(kept: str, words: Mapping[str, str]) -> str:
    """A template that the database has kept, filled; a brace that belongs to no name stays as it is.

    Rows of an earlier version hold whole texts: they read as they are.
    """
    return _KEPT.sub(lambda match: words.get(match[1], match[0]) if match[1] else match[0][0], kept)


def literal(text: str) -> str:
    """A template that reads exactly as this text: for the few templates that are put together from others."""
    return text.replace("{", "{{").replace("}", "}}")


def words_of(names: Names, given: Mapping[str, str]) -> dict[str, str]:
    """Each name with its text, also with a capital first letter; `given` are those that stand elsewhere.

    A name's text may use the names above it. Raises `TemplateError`.
    """
    words: dict[str, str] = {}
    for key, template in {**given, **{name: getattr(names, name) for name in Names.model_fields}}.items():
        text = template if key in given else fill(template, words, {})
        words[key] = text
        words[key[:1].upper() + key[1:]] = text[:1].upper() + text[1:]
    return words


def problems_of(texts: Texts, given: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where the texts do not fit together: the place, and a sentence."""
    words = dict(given)
    for key in Names.model_fields:
        try:
            words[key] = fill(getattr(texts.names, key), words, {})
        except TemplateError as error:
            yield ("names", key), f"{error} A name may use those that stand above it in docs/process-toml.md."
            words[key] = key
    for missing in [key for key in get_args(SourceKey) if key not in texts.sources]:
        yield ("sources",), f"“{missing}” is needed, and is not there."

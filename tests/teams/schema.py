"""The official JSON schema of Adaptive Cards 1.5, without what Teams adds to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import adaptive_cards
from jsonschema import Draft6Validator
from jsonschema.exceptions import best_match

# https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
TEAMS_ONLY = {"choices.data"}


@cache
def _validator() -> Any:
    path = Path(adaptive_cards.__file__).parent / "schemas" / "schema-1.5.json"
    return Draft6Validator(json.loads(path.read_text(encoding="utf-8")))


def problems(card: Mapping[str, Any]) -> list[str]:
    """What the schema says against a card."""
    validator, plain = _validator(), _plain(card)
    if validator.is_valid(plain):
        return []
    worst = best_match(validator.iter_errors(plain))
    return [f"{list(worst.absolute_path)}: {worst.message[:300]}"]


def _plain(thing: Any) -> Any:
    if isinstance(thing, Mapping):
        kept = {name: _plain(value) for name, value in thing.items() if name not in TEAMS_ONLY}
        # The schema was not told of the style that version 1.5 brought.
        return {**kept, "style": "compact"} if kept.get("style") == "filtered" else kept
    if isinstance(thing, list):
        # What differs in its words only is looked at once: the schema is slow.
        alike = {json.dumps(_worded(inner)): inner for inner in thing}
        return [_plain(inner) for inner in alike.values()]
    return thing


def _worded(thing: Any) -> Any:
    if isinstance(thing, Mapping):
        return {
            name: "" if name in ("text", "title", "value") else _worded(value)
            for name, value in thing.items()
        }
    return [_worded(inner) for inner in thing] if isinstance(thing, list) else thing

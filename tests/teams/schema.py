"""The official JSON schema of Adaptive Cards 1.5, without what Teams adds to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import adaptive_cards
import jsonschema_rs
from jsonschema import Draft6Validator
from jsonschema.exceptions import best_match

# https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
TEAMS_ONLY = {"choices.data"}


def _schema() -> Any:
    path = Path(adaptive_cards.__file__).parent / "schemas" / "schema-1.5.json"
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def _quick() -> jsonschema_rs.Draft6Validator:
    return jsonschema_rs.Draft6Validator(_schema())


def problems(card: Mapping[str, Any]) -> list[str]:
    """What the schema says against a card."""
    plain = _plain(card)
    if _quick().is_valid(plain):
        return []
    # The slower validator picks the fault that explains the others.
    worst = best_match(Draft6Validator(_schema()).iter_errors(plain))
    return [f"{list(worst.absolute_path)}: {worst.message[:300]}"]


def _plain(thing: Any) -> Any:
    if isinstance(thing, Mapping):
        kept = {name: _plain(value) for name, value in thing.items() if name not in TEAMS_ONLY}
        # The schema was not told of the style that version 1.5 brought.
        return {**kept, "style": "compact"} if kept.get("style") == "filtered" else kept
    return [_plain(inner) for inner in thing] if isinstance(thing, list) else thing

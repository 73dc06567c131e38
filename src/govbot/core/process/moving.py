"""A policy under way keeps the choices of the process that it began with; and how two processes differ, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import pydantic_core
from pydantic import BaseModel, TypeAdapter, ValidationError

from govbot.core.process.process import Process

# The choices that a policy keeps, each with how people read it. All others (seats, names, marks, holidays, hours) are
# the government's as it is now.
KEPT: Mapping[str, str] = {
    "tracks": "Review",
    "consultations": "Consultation",
    "circulation": "Circulation",
    "groups": "Groups",
    "sources": "Source",
    "mechanisms": "Mechanism",
    "review": "Regular review",
    "deadlines": "Deadlines",
    "timelines": "Template of timelines",
    "corrections": "Technical corrections",
    "house_rules": "House rules",
}
_ADAPTERS: Mapping[str, TypeAdapter[Any]] = {
    field: TypeAdapter[Any](Process.model_fields[field].annotation or object) for field in KEPT
}
NO_DIFFERENCE = "The two do not differ in what concerns a policy under way."


@lru_cache(maxsize=32)
def _kept(text: str) -> Mapping[str, Any]:
    """The choices that a policy keeps, of a process as JSON; none where this govbot cannot read them any more."""
    written = {field: value for field, value in pydantic_core.from_json(text).items() if field in KEPT}
    try:
        return {
            field: _ADAPTERS[field].validate_json(pydantic_core.to_json(written[field])) for field in written
        }
    except ValidationError:
        return {}


def under(current: Process, text: str) -> Process:
    """The process as it is now, with the choices that a policy keeps from an earlier one, given as JSON.

    Where an earlier govbot wrote choices that this one cannot read any more, the process as it is now.
    """
    return current.model_copy(update=dict(_kept(text)))


def differences(before: Process, after: Process) -> Iterator[str]:
    """A sentence for each choice in which the two differ, of those that a policy keeps."""
    for field, label in KEPT.items():
        old, new = _flat(getattr(before, field)), _flat(getattr(after, field))
        for of, attribute in dict.fromkeys((*old, *new)):
            was, now = old.get((of, attribute)), new.get((of, attribute))
            named = f"{label} “{of}”" if of else label
            if was == now or (attribute and ((of, "") in old) != ((of, "") in new)):
                continue
            if not attribute:
                yield f"{named}: {'no longer there' if now is None else 'new'}."
            else:
                words = attribute.replace("_", " ")
                yield f"{named}, {words}: {now or 'nothing'} (was {was or 'nothing'})."


Flat = dict[tuple[str, str], str]


def _flat(value: Any) -> Flat:
    """Each value under the name of its item ("" for a table) and its attribute; an item alone has the attribute ""."""
    if isinstance(value, tuple):
        flat: Flat = {}
        for item in value:
            flat[(item.name, "")] = item.name
            flat |= {(item.name, key): _said(each) for key, each in item if key not in ("key", "name")}
        return flat
    return {("", key): _said(each) for key, each in value}


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_said(each)}" for key, each in value.items())
    if isinstance(value, BaseModel):
        return "; ".join(f"{key} {_said(each)}" for key, each in value)
    return str(value)

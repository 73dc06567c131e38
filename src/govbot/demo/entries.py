"""Describes an entry of the record in a line: event, actor, capacity, day; never the text that people wrote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govbot.adapter_api.simulation_controls import Line
from govbot.core.days import local_day, said_day
from govbot.core.grammar import Entry
from govbot.core.membership.directory import Directory
from govbot.core.process import Process

SHOWN = ("comment", "comments", "version", "track", "consultation", "kind", "outcome", "response", "position")


def as_line(directory: Directory, process: Process, entry: Entry, digest: str) -> Line:
    """The entry as a line of a list."""
    who = directory.name(entry.actor) if entry.actor in directory.people else f"the {entry.actor}"
    as_what = "" if entry.capacity == who else f" ({entry.capacity})"
    authority = f", {entry.authority}" if entry.authority else ""
    entered = f", entered by {directory.name(entry.entered_by)}" if entry.entered_by else ""
    return Line(
        entry.stream.removeprefix("policy:"),
        entry.seq,
        entry.recorded_at,
        f"{who}{as_what}{authority}{entered}",
        in_words(entry, process),
        digest,
        earlier(entry, process),
    )


def in_words(entry: Entry, process: Process) -> str:
    """The event and its facts: "Feedback given: D1, C2, comment", "Draft submitted: D2"."""
    words = (
        "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in entry.type)
        .strip()
        .capitalize()
    )
    facts = entry.event.model_dump()
    shown = [f"D{facts['draft']}"] if isinstance(facts.get("draft"), int) else []
    shown += [_said(name, facts[name], process) for name in SHOWN if facts.get(name)]
    return f"{words}: {', '.join(shown)}" if shown else words


def _said(name: str, value: Any, process: Process) -> str:
    """A fact as people read it: names of tracks and consultations, not their keys."""
    names: Mapping[str, str] = {}
    if name == "track":
        names = {track.key: track.name for track in process.tracks}
    elif name == "consultation":
        names = {consultation.key: consultation.name for consultation in process.consultations}
    listed = (value,) if isinstance(value, str) else value
    return ", ".join(names.get(key, key) for key in listed)


def earlier(entry: Entry, process: Process) -> str:
    """Name the earlier day on which it happened, and the evidence; "" where there is neither."""
    recorded = local_day(entry.recorded_at, process)
    days = f"Happened on {said_day(entry.happened_on)}, recorded on {said_day(recorded)}."
    sentences = [days] if entry.happened_on != recorded else []
    sentences += [f"Evidence: {entry.evidence}"] if entry.evidence else []
    sentences += [f"File: {entry.evidence_paper.name}"] if entry.evidence_paper else []
    return " ".join(sentences)

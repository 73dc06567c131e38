"""Made-up people, one for each seat and office, and answers that fit any form: for the walk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from govbot.core.days import local_day
from govbot.core.grammar import (
    WORD,
    Acting,
    Action,
    Ask,
    Capacity,
    Command,
    Document,
    DocumentRef,
    Entry,
    Event,
    RuleContext,
)
from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM, Directory, Name
from govbot.core.membership.evolve import evolve as evolve_directory
from govbot.core.membership.plan_events import Goal, PlanSet
from govbot.core.process import Process
from govbot.core.workflow.policy import Policy
from govbot.core.workflow.steps.word_file import missing

BEGINNING = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
TEXT = "# I. Purpose\n\nOffices may use it.\n\n# II. Scope\n\nThis binds every office.\n"
ROLES = ("publisher", "roster keeper", "records officer", "auditor", "operator")
Answers = Mapping[str, Any]


def people(process: Process) -> Directory:
    """A directory with somebody in every seat and office, and two representatives."""
    secretary = process.government.secretary
    offices = [("approver", secretary), ("secretary's contact", f"Office of the {secretary}")]
    offices += [("reviewer", track.office) for track in process.tracks if track.office]
    offices += [("consulted", consultation.office) for consultation in process.consultations]
    offices += [(role, role) for role in ROLES]
    events: list[Event] = [d.AgencyListed(code="DSS", name="Department of Social Services")]
    for seat in process.seats:
        events += [d.PersonListed(person=seat.key), d.SeatTaken(seat=seat.key, person=seat.key)]
    for role, office in offices:
        events += [d.PersonListed(person=office), d.OfficeGiven(role=role, office=office, person=office)]
    # One reviewing office has two people, so that a review can be passed on.
    second, first = "second reviewer", next(office for role, office in offices if role == "reviewer")
    events += [d.PersonListed(person=second), d.OfficeGiven(role="reviewer", office=first, person=second)]
    for person in ("representative", "colleague"):
        events.append(d.PersonListed(person=person, agency="DSS", capacities=process.circulation.capacities))
    events.append(d.VoiceNamed(agency="DSS", person="colleague"))
    events += [d.PersonListed(person="designee"), d.DesigneeNamed(of="secretary", person="designee")]
    for plan in process.plans:
        goals = (Goal(number="1", text="Data is shared"),)
        events.append(PlanSet(plan=plan.key, edition="2026", goals=goals, seat=plan.seat))
    # An earlier process is on record, to which a policy can be moved.
    text = process.model_dump_json(exclude={"templates": {"__all__": {"text"}}})
    version = process.government.process_version
    events += [
        d.ProcessChanged(sha256=digest, version=version, text=text) for digest in ("earlier", "current")
    ]
    directory = Directory()
    who = Acting("operator", Capacity("operator", "operator"), local_day(BEGINNING, process))
    for event in events:
        directory = evolve_directory(directory, entry_of(STREAM, event, who, BEGINNING))
    return replace(
        directory, names={person: Name(person, f"{person}@opm.example") for person in directory.people}
    )


def commands(action: Action, context: RuleContext[Any], given: Answers | None = None) -> Iterator[Command]:
    """The action's command with answers that fit: the usual ones first, then each other choice of a few."""
    asks = {
        name: next(ask for ask in info.metadata if isinstance(ask, Ask))
        for name, info in action.command.model_fields.items()
    }
    asked = {name: ask for name, ask in asks.items() if ask.when is None or ask.when(context)}
    usual = {name: _answer(action.command, name, ask, context) for name, ask in asked.items()}
    usual = {name: answer for name, answer in usual.items() if answer is not None} | dict(given or {})
    variants = [usual]
    for name in asked if given is None else ():
        variants += [{**usual, name: value} for value in _fixed(action.command, name, context)]
    for answers in variants:
        try:
            yield action.command.model_validate(answers)
        except ValidationError:
            continue


def _fixed(command: type[Command], name: str, context: RuleContext[Any]) -> tuple[Any, ...]:
    """Other answers that may lead elsewhere: each of a fixed few, or a later day."""
    annotation: Any = command.model_fields[name].annotation
    if date in (annotation, *get_args(annotation)):
        return (local_day(context.now, context.process) + timedelta(days=200),)
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _answer(command: type[Command], name: str, ask: Ask, context: RuleContext[Any]) -> Any:
    annotation: Any = command.model_fields[name].annotation
    if annotation is Document or Document in get_args(annotation):
        is_it = ask.kind == "file" and not ask.takes_pdf  # the text itself, and not what is attached to it
        return (_missing_word_file(context) or _document(context)) if is_it else None
    initial = ask.initial(context) if callable(ask.initial) else ask.initial
    values = [choice.value for choice in (ask.choices(context) if callable(ask.choices) else ask.choices)]
    match ask.kind:
        case "choice" | "person":
            return initial if initial in values else next(iter(values), None)
        case "choices" | "people":
            return initial or tuple(values[:2])
        case "date":
            return initial or (local_day(context.now, context.process) + timedelta(days=30)).isoformat()
        case "flag":
            return False
        case "policy":
            return "ITP-2"
        case _:
            words = {"old_words": "every office", "address": "https://opm.example/policy", "paragraph": "1"}
            return initial or words.get(name, "Because it matters.")


def _document(context: RuleContext[Any]) -> Document:
    drafts = len(context.state.development.drafts) if context.state.development else 0
    return document(f"{TEXT}\nDraft {drafts + 1}.\n")


def document(text: str, sections: tuple[str, ...] = ("I", "II")) -> Document:
    """A Word file with this text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    paper = DocumentRef(
        name="policy.docx",
        media=WORD,
        size=len(text),
        sha256=digest,
        text_sha256=digest,
        sections=sections,
    )
    return Document(paper, text.encode(), text)


def _missing_word_file(context: RuleContext[Any]) -> Document | None:
    """The Word file that the publisher is asked for, if any."""
    wanted = missing(context.state) if isinstance(context.state, Policy) else None
    if wanted is None:
        return None
    return Document(wanted.paper.model_copy(update={"name": "policy.docx", "media": WORD}), b"", "")


def entry_of(stream: str, event: Event, who: Acting, now: datetime) -> Entry:
    capacity, authority = who.capacity.label, who.capacity.authority
    return Entry(
        stream,
        1,
        type(event).__name__,
        who.happened_on,
        now,
        who.person,
        capacity,
        authority,
        who.entered_by,
        who.evidence,
        event,
    )

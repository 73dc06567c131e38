"""How offices that decide change hands: by two persons of different offices, or on a signed letter.

The offices are those of PROCESS: the Secretary, the contact, deputies and delegations, the directing seat, the
publisher, the records officer, the roster keeper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

from govbot.core.grammar import (
    Ask,
    Choice,
    Command,
    Document,
    FieldErrors,
    Needs,
    Obligation,
    Refusal,
    RuleContext,
)
from govbot.core.membership import events as e
from govbot.core.membership.choices import everybody, today
from govbot.core.membership.directory import Directory, OfficeChange, office_key
from govbot.core.process import Process

AtDirectory = RuleContext[Directory]

DECIDING = ("approver", "secretary's contact", "publisher", "records officer", "roster keeper")
# Who confirms, as process.toml names them → the party.
CONFIRM = {
    "contact": "role:secretary's contact",
    "advisor": "role:advisor",
    "records": "role:records officer",
}
NOBODY_ELSE = (
    "Nobody of another office is there to confirm this. Ask the operator to record it with “govbot roster”."
)
WITH_LETTER = "With the signed letter it takes effect at once. Without it a second person confirms it first"


def letter(question: str = "The signed letter") -> Ask:
    return Ask(question, "file", WITH_LETTER, optional=True, as_is=True)


def handed_over(context: AtDirectory, paper: object, *events: e.DirectoryEvent) -> Iterator[e.DirectoryEvent]:
    """The change of an office that decides: in effect on its letter, else asked for.

    The first of the events is what somebody gets or loses. Raises Refusal where nobody could confirm it.
    """
    if not context.process.house_rules.confirm_a_change_of_office:
        yield from with_what_ends(context.directory, events)
        return
    first, *others = events
    confirm_by = _confirmers(context, str(getattr(first, "person", "")))
    if not confirm_by:
        raise Refusal(NOBODY_ELSE)
    if paper:
        marked = first.model_copy(update={"confirm_by": confirm_by})
        yield from with_what_ends(context.directory, (marked, *others))
        return
    parts: dict[type, str] = {
        e.SeatTaken: "seat", e.OfficeGiven: "given", e.OfficeEnded: "ended", e.DelegationFiled: "delegation",
    }  # fmt: skip
    asked = {parts[type(event)]: event for event in events}
    yield e.OfficeChangeAsked.model_validate({"confirm_by": confirm_by, **asked})


def with_what_ends(directory: Directory, events: Iterable[e.DirectoryEvent]) -> Iterator[e.DirectoryEvent]:
    """These events, and the ends of what rested on whoever held the seat or office before."""
    for event in events:
        yield event
        match event:
            case e.SeatTaken() if directory.seats.get(event.seat) not in (None, event.person):
                yield from _designee_ends(directory, event.seat)
            case e.OfficeEnded(role="approver"):
                yield from secretarys_grants_end(directory)
            case _:
                pass


def secretarys_grants_end(directory: Directory) -> Iterator[e.DirectoryEvent]:
    """The former Secretary's designee and delegates; a deputy's standing rests on the statute and goes on."""
    yield from _designee_ends(directory, "secretary")
    for given in directory.delegations:
        if given.power != "deputy":
            yield e.DelegationEnded(delegation=given.id)


def _designee_ends(directory: Directory, of: str) -> Iterator[e.DirectoryEvent]:
    if of in directory.designees:
        yield e.DesigneeEnded(of=of, person=directory.designees[of].person)


def _confirmers(context: AtDirectory, gets: str) -> tuple[str, ...]:
    """The parties that may confirm, in the order of process.toml: not that of whoever asks or enters it."""
    asking = {context.who.person, context.who.entered_by}
    parties = []
    for office in context.process.house_rules.confirmed_by:
        people = set(people_of(CONFIRM[office], context.directory, context.process, today(context)))
        if not people & asking and people - {gets}:
            parties.append(CONFIRM[office])
    return tuple(parties)


def people_of(party: str, directory: Directory, process: Process, day: date) -> list[str]:
    """Who confirms for this party today; in an absence the alternate too."""
    role = party.partition(":")[2]
    people = (
        directory.seat_people(process.director.key, day) if role == "advisor" else directory.holders(role)
    )
    return directory.with_alternates(people, day)


# Giving and ending an office -------------------------------------------------------------------------


def known_offices(context: AtDirectory) -> list[Choice]:
    """The offices that somebody holds, or held, besides the operator's, which is given at the installation."""
    held = {office_key(office.role, office.name): office.name for office in context.directory.offices}
    vacant = {
        key: key.partition("/")[2] for key in context.directory.vacant_since if key.startswith("office:")
    }
    listed = {**vacant, **held}
    return [
        Choice(key, name) for key, name in sorted(listed.items()) if not key.startswith("office:operator/")
    ]


def holders_now(context: AtDirectory) -> list[Choice]:
    """Each holder of an office, with the office."""
    return [
        Choice(
            f"{office_key(office.role, office.name)}/{office.person}",
            f"{office.name}: {context.directory.named(office.person)}",
        )
        for office in context.directory.offices
        if office.role != "operator"
    ]


HELD = (Choice("for good", "For good"), Choice("acting", "Acting, by statute or appointment letter"))


class GiveOffice(Command):
    office: Annotated[str, Ask("Office", "choice", choices=known_offices)]
    person: Annotated[str, Ask("Who holds it from now on?", "person", choices=everybody)]
    instead_of: Annotated[
        str,
        Ask(
            "In whose place?",
            "choice",
            "Leave empty where they hold it besides the others",
            optional=True,
            choices=holders_now,
        ),
    ] = ""
    held: Annotated[
        Literal["for good", "acting"], Ask("How", "choice", optional=True, choices=HELD, initial="for good")
    ] = "for good"
    paper: Annotated[Document | None, letter()] = None


def give_office(context: AtDirectory, command: GiveOffice) -> Iterator[e.DirectoryEvent]:
    role, name = _office(command.office)
    if command.person in context.directory.office_holders(name):
        raise FieldErrors({"person": "They hold this office already."})
    if command.instead_of and not command.instead_of.startswith(f"{command.office}/"):
        raise FieldErrors({"instead_of": "That is another office. Choose a holder of this one, or nobody."})
    paper = command.paper.paper if command.paper else None
    former = command.instead_of.removeprefix(f"{command.office}/")
    given = e.OfficeGiven(
        role=role,
        office=name,
        person=command.person,
        former=former,
        acting=command.held == "acting",
        paper=paper,
    )
    events: list[e.DirectoryEvent] = [given]
    if former:
        events.append(e.OfficeEnded(role=role, office=name, person=former))
    yield from _changed(context, role, paper, *events)


has_offices = Needs(
    "an office that somebody holds",
    met=lambda context: bool(holders_now(context)),
    otherwise="Nobody holds an office that could be ended here.",
)


class EndOffice(Command):
    which: Annotated[str, Ask("Whose office ends?", "choice", choices=holders_now)]
    paper: Annotated[Document | None, letter()] = None


def end_office(context: AtDirectory, command: EndOffice) -> Iterator[e.DirectoryEvent]:
    office = next(
        office
        for office in context.directory.offices
        if f"{office_key(office.role, office.name)}/{office.person}" == command.which
    )
    paper = command.paper.paper if command.paper else None
    ended = e.OfficeEnded(role=office.role, office=office.name, person=office.person, paper=paper)
    yield from _changed(context, office.role, paper, ended)


def _changed(
    context: AtDirectory, role: str, paper: object, *events: e.DirectoryEvent
) -> Iterator[e.DirectoryEvent]:
    if role in DECIDING:
        yield from handed_over(context, paper, *events)
    else:
        yield from with_what_ends(context.directory, events)


def _office(key: str) -> tuple[str, str]:
    role, _, name = key.removeprefix("office:").partition("/")
    return role, name


# Confirming ------------------------------------------------------------------------------------------


def to_confirm(context: AtDirectory) -> list[OfficeChange]:
    """The changes that this person may confirm: not their own, and nothing that they entered or get."""
    return [
        change
        for change in context.directory.changes
        if not change.verdict
        and context.who.person not in (change.asked_by, change.entered_by, change.person)
        and any(
            context.who.person in people_of(party, context.directory, context.process, today(context))
            for party in change.confirm_by
        )
    ]


def change_choices(context: AtDirectory) -> list[Choice]:
    named = [change for change in to_confirm(context) if change.id == context.about]
    changes = named or to_confirm(context)
    return [
        Choice(change.id, f"{change.id}: {event_words(change.events[0], context.directory, context.process)}")
        for change in changes
    ]


has_change = Needs(
    "a change of an office that you may confirm",
    met=lambda context: bool(to_confirm(context)),
    otherwise="No change of an office waits for you to confirm it. Nobody confirms their own, or one that they enter.",
)

OUTCOMES = (Choice("confirm", "I confirm it"), Choice("refuse", "I do not confirm it"))


class ConfirmOfficeChange(Command):
    change: Annotated[
        str,
        Ask(
            "Which change?",
            "choice",
            choices=change_choices,
            initial=lambda context: next((choice.value for choice in change_choices(context)), ""),
        ),
    ]
    outcome: Annotated[
        Literal["confirm", "refuse"], Ask("Your word", "choice", choices=OUTCOMES, initial="confirm")
    ]
    reason: Annotated[str, Ask("Why, if you do not", "line", optional=True, most=300)] = ""


def confirm_office_change(context: AtDirectory, command: ConfirmOfficeChange) -> Iterator[e.DirectoryEvent]:
    change = next(change for change in to_confirm(context) if change.id == command.change)
    if command.outcome == "refuse":
        if not command.reason:
            raise FieldErrors({"reason": "Say why: everybody concerned is told."})
        undoing = tuple(_undone(context.directory, change)) if change.in_effect else ()
        reason = command.reason.rstrip(" .")
        yield e.OfficeChangeRefused(change=change.id, reason=reason, undone=bool(undoing))
        yield from with_what_ends(context.directory, undoing)
        return
    is_given = not isinstance(change.events[0], e.OfficeEnded)
    if is_given and not change.in_effect and not context.directory.is_active(change.person):
        raise Refusal("They have left since. Say that you do not confirm it, and why.")
    yield e.OfficeChangeConfirmed(change=change.id)
    if not change.in_effect:
        yield from with_what_ends(context.directory, change.events)


def _undone(directory: Directory, change: OfficeChange) -> Iterator[e.DirectoryEvent]:
    """What undoes a change that was in effect: whoever had it has it again, if they are still there."""
    match change.events[0]:
        case e.SeatTaken() as taken if directory.seats.get(taken.seat) == taken.person:
            yield e.SeatTaken(seat=taken.seat, person=taken.former, former=taken.person)
        case e.OfficeGiven() as given if given.person in directory.office_holders(given.office):
            yield e.OfficeEnded(role=given.role, office=given.office, person=given.person)
            if directory.is_active(given.former):
                yield e.OfficeGiven(role=given.role, office=given.office, person=given.former)
        case e.OfficeEnded() as ended if directory.is_active(ended.person):
            yield e.OfficeGiven(role=ended.role, office=ended.office, person=ended.person)
        case e.DelegationFiled() as filed if any(
            each.id == filed.delegation for each in directory.delegations
        ):
            yield e.DelegationEnded(delegation=filed.delegation)
        case _:
            pass


def obligations(directory: Directory) -> Iterator[Obligation]:
    """The first office of the pair that can: its word on each change."""
    for change in directory.changes:
        if not change.verdict:
            what = f"your word on the change of an office {change.id}"
            yield Obligation(change.confirm_by[0], "confirm_office_change", what, None, change.id)


def words_of(change: OfficeChange, directory: Directory, process: Process) -> str:
    """What changes, as people read it."""
    words = [event_words(event, directory, process) for event in change.events]
    match change.events[0]:
        case (e.SeatTaken() | e.OfficeGiven()) as event if event.former and len(words) == 1:
            words[0] += f" in place of {directory.name(event.former)}"
        case _:
            pass
    return "; ".join(words)


def event_words(event: e.DirectoryEvent, directory: Directory, process: Process) -> str:
    match event:
        case e.SeatTaken():
            seat = next((seat.name for seat in process.seats if seat.key == event.seat), event.seat)
            return _becomes(event, seat, directory)
        case e.OfficeGiven():
            return _becomes(event, event.office, directory)
        case e.OfficeEnded():
            return f"{directory.name(event.person)} is no longer {event.office}"
        case e.DelegationFiled():
            power = "deputy" if event.power == "deputy" else "delegate"
            secretary = process.government.secretary
            return f"{directory.name(event.person)} becomes {power} of the {secretary} ({event.citation})"
        case _:
            return "a change"


def _becomes(event: e.SeatTaken | e.OfficeGiven, office: str, directory: Directory) -> str:
    return f"{directory.name(event.person)} becomes {'Acting ' if event.acting else ''}{office}"

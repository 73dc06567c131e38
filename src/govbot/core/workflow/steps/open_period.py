"""A feedback period that is open: representatives ask for more time, and people are added to its roster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.days import said
from govbot.core.grammar import Ask, Choice, Command, Event, FieldErrors, Needs
from govbot.core.membership.choices import agency_choices, everybody
from govbot.core.workflow import events as e
from govbot.core.workflow.answering import own_place
from govbot.core.workflow.choices import usual_closing
from govbot.core.workflow.context import PolicyContext, by_end_of, latest_period, open_period
from govbot.core.workflow.reused_rosters import SAVED, WITHOUT, dropped_out, roster_of
from govbot.core.workflow.roster import capacity_choices

NO_CLOSING = "This feedback period has no closing date: answer when you can."
NOT_OPEN = "No feedback period is open now. What comes after the closing is kept, and marked late."
NOBODY_NEW = "Everybody whom that names is asked already. Choose further people, capacities or {agencies}."


class AskExtension(Command):
    until: Annotated[date, Ask("Until the end of", "date", initial=usual_closing)]
    reason: Annotated[
        str, Ask("Why", "text", "The {lead} decides; if it is extended, everybody is told", most=1000)
    ]


def ask_extension(context: PolicyContext, command: AskExtension) -> Iterator[Event]:
    period = latest_period(context)
    closes_at = by_end_of(context, command.until, "until")
    if period.closes_at and closes_at <= period.closes_at:
        raise FieldErrors(
            {"until": f"It is open until {said(period.closes_at, context.process)}. Choose a later day."}
        )
    place = own_place(context, period)
    yield e.ExtensionAsked(
        period=period.number, agency=place.agency, until=command.until, reason=command.reason
    )


has_closing = Needs(
    "an open feedback period with a closing date",
    met=lambda context: (period := open_period(context)) is not None and period.closes_at is not None,
    otherwise=lambda context: NOT_OPEN if open_period(context) is None else NO_CLOSING,
)


# What the lead says to it ----------------------------------------------------------------------------


def who_asked(context: PolicyContext) -> list[Choice]:
    """Everybody who asked for an extension that is neither granted nor refused."""
    period = context.state.development.period if context.state.development else None
    asked = period.extensions_asked if period else ()
    return [Choice(each.person, context.directory.named(each.person)) for each in asked]


def all_who_asked(context: PolicyContext) -> tuple[str, ...]:
    return tuple(choice.value for choice in who_asked(context))


class RefuseExtension(Command):
    people: Annotated[tuple[str, ...], Ask("To whom", "people", choices=who_asked, initial=all_who_asked)]
    reason: Annotated[str, Ask("Why not", "text", most=1000)]


def refuse_extension(context: PolicyContext, command: RefuseExtension) -> Iterator[Event]:
    yield e.ExtensionRefused(
        period=latest_period(context).number, people=command.people, reason=command.reason
    )


has_asked = Needs(
    "somebody who asked for an extension",
    met=lambda context: bool(who_asked(context)),
    otherwise="Nobody has asked for an extension that is not decided on.",
)


# More people on the roster ---------------------------------------------------------------------------


class AddToRoster(Command):
    people: Annotated[
        tuple[str, ...],
        Ask("These people", "people", "They are asked at once", optional=True, choices=everybody),
    ] = ()
    capacities: Annotated[
        tuple[str, ...], Ask("… and these capacities", "choices", optional=True, choices=capacity_choices)
    ] = ()
    agencies: Annotated[
        tuple[str, ...],
        Ask(
            "… of these {agencies} only",
            "choices",
            "Leave empty for all",
            optional=True,
            choices=agency_choices,
        ),
    ] = ()
    saved: Annotated[str, SAVED] = ""
    without: Annotated[tuple[str, ...], WITHOUT] = ()


def _joining(context: PolicyContext, command: AddToRoster) -> list[e.RosterEntry]:
    """The places that the roster does not have yet."""
    known = set(latest_period(context).roster.keys)
    chosen = roster_of(
        context, command.capacities, command.agencies, command.people, command.saved, command.without
    )
    return [entry for entry in chosen if entry.key not in known]


def add_to_roster(context: PolicyContext, command: AddToRoster) -> Iterator[Event]:
    joining = _joining(context, command)
    if not joining:
        raise FieldErrors({"people": context.say(NOBODY_NEW)})
    for entry in joining:
        yield e.RosterJoined(period=latest_period(context).number, entry=entry)


def added_in_advance(context: PolicyContext, command: AddToRoster) -> Iterator[str]:
    """Whom the request will reach besides."""
    joining = _joining(context, command)
    people = [context.directory.named(entry.person) for entry in joining]
    shown = ", ".join(people[:10]) + (f" and {len(people) - 10} more" if len(people) > 10 else "")
    yield f"These are asked too: {shown}."
    yield from dropped_out(context, command.saved)

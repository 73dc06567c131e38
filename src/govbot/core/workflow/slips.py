"""Slips: a target's day passes, this is said, and whoever is late is asked why; the answer stays in their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.days import said_day
from govbot.core.grammar import Ask, Choice, Command, Event, Needs
from govbot.core.membership.choices import about_or_first
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, due, today
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.parties import desk_of
from govbot.core.workflow.policy import STAGES, Slip
from govbot.core.workflow.steps.timelines import instant_of, slipped_words

NOTHING_ASKED = "No target has passed here of which you were asked why."


class SaySlip(Command):
    pass


def say_slip(context: PolicyContext, command: SaySlip) -> Iterator[Event]:
    """The clock: the target that `about` names passed and is not reached; recorded once for each day."""
    development, known = context.state.development, instant_of(context.state, context.about)
    if development is None or known is None or development.stage not in STAGES:
        return
    day, ended = known
    is_said = any((slip.stage, slip.target) == (context.about, day) for slip in development.slips)
    if is_said or ended > context.now:
        return
    yield e.TargetPassed(
        stage=context.about,
        target=day,
        asked=late_parties(context),
        due=due(context, context.process.deadlines.lead_business_days),
    )


def late_parties(context: PolicyContext) -> tuple[str, ...]:
    """The parties of which something that shall or will be done is awaited past its date; else the lead's."""
    late = [
        "role:lead" if obligation.party.startswith("lead:") else obligation.party
        for obligation in obligations(context.state)
        if obligation.strength in ("shall", "will") and obligation.due and obligation.due <= context.now
        if obligation.party != "clock"
    ]
    return tuple(dict.fromkeys(late)) or ("role:lead",)


def asked_of(context: PolicyContext) -> list[tuple[Slip, str]]:
    """The slips of which this person was asked why, with the party; those without a reason first."""
    development = context.state.development
    if development is None:
        return []
    desk = desk_of(context.who.person, context.directory, context.process, today(context))
    listed = [
        (slip, party)
        for slip in development.slips
        for party in slip.asked
        if desk.answers(context.state, _named(context, party))
    ]
    return sorted(listed, key=lambda each: each[1] not in each[0].silent)


def _named(context: PolicyContext, party: str) -> str:
    return f"lead:{context.state.lead}" if party == "role:lead" else party


def slip_choices(context: PolicyContext) -> list[Choice]:
    return [
        Choice(slip.id, f"{context.process.say_kept(slipped_words(slip.stage))}, {said_day(slip.target)}")
        for slip in dict.fromkeys(slip for slip, _ in asked_of(context))
    ]


def _about_or_first(context: PolicyContext) -> str:
    return about_or_first(context, slip_choices(context))


asked_why = Needs(
    "a target that has passed, of which one was asked why",
    met=lambda context: bool(asked_of(context)),
    otherwise=NOTHING_ASKED,
)


class ExplainSlip(Command):
    which: Annotated[str, Ask("What was not met", "choice", choices=slip_choices, initial=_about_or_first)]
    reason: Annotated[
        str, Ask("Why", "text", "It stands in your words on the overview and the agenda", most=1000)
    ]


def explain_slip(context: PolicyContext, command: ExplainSlip) -> Iterator[Event]:
    """For each of the person's parties that was asked; what was said before stays on record."""
    for slip, party in asked_of(context):
        if slip.id == command.which:
            yield e.SlipExplained(slip=slip.id, party=party, reason=command.reason)

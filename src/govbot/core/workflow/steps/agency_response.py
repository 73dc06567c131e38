"""An agency's response, given by whom it named to speak for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Command, Event, FieldErrors, Refusal
from govbot.core.workflow import events as e
from govbot.core.workflow.answering import (
    comes_late,
)
from govbot.core.workflow.context import PolicyContext, latest_period

SEE_LETTER = "See the letter."


class GiveAgencyResponse(Command):
    text: Annotated[
        str,
        Ask(
            "Our {agency}'s response",
            "text",
            "As it is written; empty: see the letter",
            most=3000,
            optional=True,
        ),
    ] = ""


def give_agency_response(context: PolicyContext, command: GiveAgencyResponse) -> Iterator[Event]:
    period = latest_period(context)
    if not command.text and not context.who.evidence_paper:
        raise FieldErrors({"text": "Write your response, or attach the letter that says it."})
    capacity = context.who.capacity
    agency = capacity.of if capacity.kind == "voice" else context.directory.people[context.who.person].agency
    if agency not in period.agencies:
        raise Refusal(
            context.say(
                "Your {agency} is not on the roster of this feedback period. Ask the {lead} to include it."
            )
        )
    yield e.AgencyResponseNamed(
        period=period.number,
        agency=agency,
        text=command.text or SEE_LETTER,
        late=comes_late(context, period),
        beside=period.has_other_response(agency, command.text or SEE_LETTER, person=context.who.person),
    )

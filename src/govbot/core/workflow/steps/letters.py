"""An agency's letter that was received on paper or by e-mail is filed as the agency's response."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from govbot.core.days import said_day
from govbot.core.grammar import Ask, Choice, Command, Document, Event, FieldErrors, Needs
from govbot.core.workflow import events as e
from govbot.core.workflow.context import PolicyContext, latest_period, today
from govbot.core.workflow.entering import SMALLEST_PAPER, TOO_EARLY, TOO_SMALL, since_circulated
from govbot.core.workflow.lateness import came_late
from govbot.core.workflow.stances import SEE_LETTER, STANCE_OF_LETTER, Stance


def agencies_asked(context: PolicyContext) -> list[Choice]:
    """The agencies on the roster of the latest period."""
    return [Choice(code, context.directory.agency_name(code)) for code in latest_period(context).agencies]


def _is_no_author(context: PolicyContext) -> bool:
    draft = context.state.development.draft if context.state.development else None
    return draft is None or context.who.person not in draft.authors


no_author = Needs(
    "somebody who did not write the draft",
    met=_is_no_author,
    otherwise="You wrote the draft, so somebody else of {office}'s staff files what an {agency} says of it.",
)


class FileAgencyLetter(Command):
    agency: Annotated[str, Ask("{Agency}", "choice", choices=agencies_asked)]
    signed_by: Annotated[
        str,
        Ask(
            "Signed by",
            "line",
            "Name and title, as they stand under the letter; they need not be in the directory",
            most=200,
        ),
    ]
    signed_on: Annotated[date, Ask("Day on the letter", "date")]
    text: Annotated[
        str,
        Ask(
            "Its stance, as written", "text", "Word for word; empty: see the letter", optional=True, most=3000
        ),
    ] = ""
    stance: Annotated[Stance, STANCE_OF_LETTER] = ""
    letter: Annotated[
        Document,
        Ask("The letter, or the e-mail", "file", "The file itself; it is kept as it comes", as_is=True),
    ]


def file_agency_letter(context: PolicyContext, command: FileAgencyLetter) -> Iterator[Event]:
    """The letter is the agency's response, whoever files it; raises FieldErrors for a wrong day or no real file."""
    if problems := dict(_problems(context, command)):
        raise FieldErrors(problems)
    period = latest_period(context)
    text = command.text or SEE_LETTER
    yield e.AgencyResponseNamed(
        entered="on paper",
        period=period.number,
        agency=command.agency,
        text=text,
        late=came_late(context, period, command.signed_on),
        signed_by=command.signed_by,
        signed_on=command.signed_on,
        letter=command.letter.paper,
        stance=command.stance or ("" if command.text else "see letter"),
        beside=period.has_other_response(command.agency, text, signed_by=command.signed_by),
    )


def _problems(context: PolicyContext, command: FileAgencyLetter) -> Iterator[tuple[str, str]]:
    since = since_circulated(context)
    if command.signed_on > today(context):
        yield "signed_on", "That day has not come yet. Give the day on the letter."
    elif since and command.signed_on < since:
        yield "signed_on", TOO_EARLY.format(day=said_day(command.signed_on), since=said_day(since))
    if len(command.letter.data) < SMALLEST_PAPER:
        yield "letter", TOO_SMALL.format(size=len(command.letter.data))

"""Who speaks for an agency, as one of its own people says with the letter; the roster keeper is told, and undoes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from govbot.core.grammar import Ask, Choice, Command, Document, FieldErrors, Needs, RuleContext
from govbot.core.membership import events as d
from govbot.core.membership.choices import about_or_first, as_choices, first_of
from govbot.core.membership.directory import Directory
from govbot.core.workflow.entering import SMALLEST_PAPER, TOO_SMALL

HAS_ONE = (
    "{name} gives the response of {agency_name} already, and can name another with “/gov voice”. If that is wrong, ask "
    "the roster keeper."
)
NOT_OF_IT = "That person does not belong to {agency_name}. Choose one of its people."
NO_LONGER = (
    Choice("no longer", "They no longer speak for it"),
    Choice("never", "They had not been named: what they gave in its name is shown as such"),
)


def speaks_for(directory: Directory, agency: str) -> str:
    """Who gives the agency's response: "" where nobody is named, or whoever was has left it."""
    person = directory.voices.get(agency, "")
    return person if person in directory.agency_people(agency) else ""


# Of an agency's own people ---------------------------------------------------------------------------


def _own_agencies(context: RuleContext[Directory]) -> list[Choice]:
    """The agency for which the person acts."""
    directory, capacity = context.directory, context.who.capacity
    known = directory.people.get(context.who.person)
    codes = [capacity.of] if capacity.kind == "agency" else (known.agencies if known else ())
    return [Choice(code, directory.agency_name(code)) for code in codes if code in directory.agencies]


def _colleagues(context: RuleContext[Directory]) -> list[Choice]:
    agencies = [choice.value for choice in _own_agencies(context)]
    people = (person for agency in agencies for person in context.directory.agency_people(agency))
    return as_choices(context.directory, dict.fromkeys(people))


class SayVoice(Command):
    agency: Annotated[
        str,
        Ask(
            "{Agency}",
            "choice",
            choices=_own_agencies,
            initial=first_of(_own_agencies),
        ),
    ]
    person: Annotated[str, Ask("Who may give its response?", "person", choices=_colleagues)]
    named_by: Annotated[
        str,
        Ask("Who named them", "line", "Name and title, as they stand under the letter or e-mail", most=200),
    ]
    letter: Annotated[
        Document,
        Ask(
            "The letter, or the e-mail",
            "file",
            "It is kept as it comes; the roster keeper is told",
            as_is=True,
        ),
    ]


def say_voice(context: RuleContext[Directory], command: SayVoice) -> Iterator[d.DirectoryEvent]:
    """Raises FieldErrors where somebody else speaks for the agency, or no letter says so."""
    directory, agency_name = context.directory, context.directory.agency_name(command.agency)
    if known := speaks_for(directory, command.agency):
        said = HAS_ONE.format(name=directory.name(known), agency_name=agency_name)
        raise FieldErrors({"agency": said})
    if command.person not in directory.agency_people(command.agency):
        raise FieldErrors({"person": NOT_OF_IT.format(agency_name=agency_name)})
    if len(command.letter.data) < SMALLEST_PAPER:
        raise FieldErrors({"letter": TOO_SMALL.format(size=len(command.letter.data))})
    yield d.VoiceNamed(agency=command.agency, person=command.person, named_by=command.named_by)


# The roster keeper -----------------------------------------------------------------------------------


def _voices(context: RuleContext[Directory]) -> list[Choice]:
    directory = context.directory
    return [
        Choice(agency, f"{directory.agency_name(agency)}: {directory.named(person)}")
        for agency, person in directory.voices.items()
    ]


def _about_or_first(context: RuleContext[Directory]) -> str:
    return about_or_first(context, _voices(context))


def _usual(context: RuleContext[Directory]) -> str:
    return "never" if _about_or_first(context) in context.directory.said_voices else "no longer"


class EndVoice(Command):
    agency: Annotated[str, Ask("Who", "choice", choices=_voices, initial=_about_or_first)]
    so: Annotated[
        Literal["no longer", "never"], Ask("What is so", "choice", choices=NO_LONGER, initial=_usual)
    ]
    reason: Annotated[str, Ask("Why", "line", "They read it", most=300)]


def end_voice(context: RuleContext[Directory], command: EndVoice) -> Iterator[d.DirectoryEvent]:
    person = context.directory.voices[command.agency]
    yield d.VoiceEnded(
        agency=command.agency, person=person, reason=command.reason, undone=command.so == "never"
    )


has_voices = Needs(
    "somebody who speaks for {an_agency}",
    met=lambda context: bool(context.directory.voices),
    otherwise="Nobody is named to speak for {an_agency}. Name somebody with “/gov voice”.",
)

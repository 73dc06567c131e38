"""Draws the Steering Group's agenda and minutes from the policies as they stand."""

from __future__ import annotations

from govbot.bot.request_context import RequestContext
from govbot.bot.weekly import check_reader, every_policy
from govbot.core.cards.meetings import AgendaEntry, agenda_card, meetings_card, minutes_card
from govbot.core.cards.paging import page_in
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card
from govbot.core.cards.weekly import PolicyLine
from govbot.core.days import local_day
from govbot.core.grammar import Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.meetings import Meeting
from govbot.core.workflow.agenda import agenda_lines, decisions_of

NO_MINUTES = "No minutes are on record of that meeting. “/gov meetings” shows all of them."


def agenda(context: RequestContext, about: str = "") -> Card:
    """The agenda of a meeting ("M1 0": its first page), else of the next one; Refusal for whom it is not."""
    check_reader(context, "The agenda")
    return agenda_for(context, about, page_in(about))


def agenda_for(context: RequestContext, about: str = "", page: int | None = 0) -> Card:
    """The same for whoever it is sent to, or for a channel; without a page, the whole of it."""
    general = context.view(DIRECTORY, about)
    called = _meeting(general, about)
    return agenda_card(general, called, _entries(context, called) if called else [], page)


def _meeting(general: View, about: str) -> Meeting | None:
    meetings = general.directory.meetings
    return meetings.meeting(about.partition(" ")[0].upper()) or next(iter(meetings.ahead), None)


def _entries(context: RequestContext, called: Meeting) -> list[AgendaEntry]:
    """The lines drawn from every policy that the Advisor has not left out."""
    last = next(iter(context.directory.meetings.held), None)
    since = local_day(last.starts_at, context.process) if last else None
    entries: list[AgendaEntry] = []
    for listed, view in every_policy(context):
        if listed.id in called.without:
            continue
        lines = agenda_lines(
            view.policy, context.directory, context.process, context.now, listed.updated, since
        )
        entries += [AgendaEntry(each.heading, PolicyLine(view, each.line)) for each in lines]
    return entries


def meetings(context: RequestContext, page: int = 0) -> Card:
    """All meetings; Refusal for somebody whose they are not."""
    check_reader(context, "The list of meetings")
    return meetings_card(context.view(DIRECTORY), page)


def minutes(context: RequestContext, about: str = "") -> Card:
    """The minutes of a meeting, else of the last; Refusal where there are none, or for somebody whose they are not."""
    check_reader(context, "The minutes")
    return minutes_for(context, about, page_in(about))


def minutes_for(context: RequestContext, about: str = "", page: int | None = 0) -> Card:
    """The same for whoever may read them; without a page, the whole of them."""
    general = context.view(DIRECTORY, about)
    held = general.directory.meetings.held
    wanted = about.partition(" ")[0].upper()
    called = next((each for each in held if each.id == wanted or not wanted), None)
    if called is None:
        raise Refusal(NO_MINUTES)
    day = local_day(called.starts_at, context.process)
    decided = []
    for _, view in every_policy(context):
        decided += [(view, decision) for decision in decisions_of(view.policy, day)]
    return minutes_card(general, called, decided, page)

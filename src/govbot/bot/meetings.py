"""Draws a group's agenda and minutes from the record as it stands; the group is named by the subject."""

from __future__ import annotations

from collections.abc import Iterable

from govbot.bot.request_context import RequestContext
from govbot.bot.weekly import check_reader, every_policy
from govbot.core.cards.agenda import AgendaEntry, agenda_card
from govbot.core.cards.group_minutes import said_on
from govbot.core.cards.meetings import meetings_card
from govbot.core.cards.minutes import decision_of_policy, minutes_card
from govbot.core.cards.paging import Item, page_in
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card
from govbot.core.cards.weekly import PolicyLine
from govbot.core.cards.whose_meeting import meeting_of, meetings_of
from govbot.core.days import local_day
from govbot.core.grammar import Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.meetings import Meeting
from govbot.core.workflow.agenda import AgendaLine, agenda_lines, decisions_of
from govbot.core.workflow.group_agenda import HEADINGS as GROUP_HEADINGS
from govbot.core.workflow.group_agenda import group_agenda_lines
from govbot.core.workflow.readers import why_no_group

NO_MINUTES = "No minutes are on record of that meeting. “/gov meetings” shows all of them."


def check_belongs(context: RequestContext, subject: str, what: str) -> None:
    """Raise Refusal for somebody who does not read the papers of this group's meetings."""
    if subject == DIRECTORY:
        check_reader(context, what)
    elif why_not := why_no_group(context.rule_context(subject), context.standing(subject)):
        raise Refusal(why_not)


def agenda(context: RequestContext, subject: str, about: str = "") -> Card:
    """The agenda of a meeting ("M1 0": its first page), else of the next one; Refusal for whom it is not."""
    check_belongs(context, subject, "The agenda")
    return agenda_for(context, subject, about, page_in(about))


def agenda_for(context: RequestContext, subject: str, about: str = "", page: int | None = 0) -> Card:
    """The same for whoever it is sent to, or for a channel; without a page, the whole of it."""
    general = context.view(subject, about)
    called = meeting_of(general)
    if subject == DIRECTORY:
        return agenda_card(general, called, _of_every_policy(context, called) if called else [], page)
    lines = group_agenda_lines(general.policy, context.directory, context.process)
    return agenda_card(general, called, [*_entries(general, lines)], page, GROUP_HEADINGS)


def _of_every_policy(context: RequestContext, called: Meeting) -> list[AgendaEntry]:
    """The lines drawn from every policy that is not left out; needs on the ranked list first, in their order."""
    last = next(iter(context.directory.meetings.held), None)
    since = local_day(last.starts_at, context.process) if last else None
    entries: list[AgendaEntry] = []
    for listed, view in every_policy(context):
        if listed.id not in called.without:
            lines = agenda_lines(
                view.policy, context.directory, context.process, context.now, listed.updated, since
            )
            entries += _entries(view, lines)
    ranks = {each.policy: place for place, each in enumerate(context.directory.planning.priorities)}
    return sorted(entries, key=lambda entry: ranks.get(entry.on.view.policy.id, len(ranks)))


def _entries(view: View, lines: Iterable[AgendaLine]) -> Iterable[AgendaEntry]:
    return [AgendaEntry(each.heading, PolicyLine(view, each.line)) for each in lines]


def meetings(context: RequestContext, subject: str, page: int = 0) -> Card:
    """All meetings; Refusal for somebody whose they are not."""
    check_belongs(context, subject, "The list of meetings")
    return meetings_card(context.view(subject), page)


def minutes(context: RequestContext, subject: str, about: str = "") -> Card:
    """The minutes of a meeting, else of the last; Refusal where there are none, or for somebody whose they are not."""
    check_belongs(context, subject, "The minutes")
    return minutes_for(context, subject, about, page_in(about))


def minutes_for(context: RequestContext, subject: str, about: str = "", page: int | None = 0) -> Card:
    """The same for whoever may read them; without a page, the whole of them."""
    general = context.view(subject, about)
    wanted = about.partition(" ")[0].upper()
    called = next((each for each in meetings_of(general).held if each.id == wanted or not wanted), None)
    if called is None:
        raise Refusal(NO_MINUTES)
    day = local_day(called.starts_at, context.process)
    if subject != DIRECTORY:
        return minutes_card(general, called, [*said_on(general, day)], page)
    decided: list[Item] = []
    for _, view in every_policy(context):
        decided += [tuple(decision_of_policy(view, each)) for each in decisions_of(view.policy, day)]
    return minutes_card(general, called, decided, page)

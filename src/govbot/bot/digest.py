"""The day's message for a person: what is awaiting them, and what is late on policies they lead."""

from __future__ import annotations

from govbot.bot.awaited import awaited_of
from govbot.bot.request_context import RequestContext
from govbot.core.cards.digest import Overdue, digest_card
from govbot.core.cards.home import MOST_AWAITED, Awaited
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Obligation
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME, refusal
from govbot.core.workflow.parties import desk_of, people_of

SECRETARY = "role:secretary"


def digest_of(context: RequestContext) -> Card:
    """The message as it is at this moment."""
    general = context.view(DIRECTORY)
    owed = awaited_of(context, _more_parties(context, general))
    awaited = [_awaited(context, stream, obligation) for stream, obligation in owed[:MOST_AWAITED]]
    return digest_card(general, awaited, max(len(owed) - MOST_AWAITED, 0), _overdue(context))


def _more_parties(context: RequestContext, general: View) -> list[str]:
    """The office's contact is reminded of what awaits the deciding office."""
    director = context.process.director.key
    contacts = people_of("role:contact", None, general.directory, director, general.today)
    return [SECRETARY] if general.viewer in contacts else []


def _awaited(context: RequestContext, stream: str, obligation: Obligation) -> Awaited:
    """One line, with the buttons to do it, to see where it stands, and to be reminded later."""
    view = context.view(stream, obligation.about)
    buttons = [button for row in view.helping(obligation) for button in row.buttons]
    if view.policy.id:
        buttons.append(view.show("status", "Where it stands"))
    later = f"{obligation.action} {obligation.about}"
    if obligation.due and not refusal(BY_NAME["snooze"], view.at(later), view.held):
        buttons.append(view.button("snooze", later))
    return Awaited(view.title, obligation, tuple(buttons))


def _overdue(context: RequestContext) -> list[Overdue]:
    """What is late with others on the policies that this person leads, and what they were told of as the one
    above."""
    led = {f"policy:{listed.id}" for listed in context.tx.policies.led_by(context.person)}
    told = {(stream, action, about) for stream, action, about in _told_today(context) if stream not in led}
    desk = desk_of(context.person, context.directory, context.process, context.today)
    overdue: list[Overdue] = []
    for stream in sorted(led | {stream for stream, _, _ in told}):
        policy, title = context.policy(stream), context.view(stream).title
        for obligation in context.tx.obligations.on(stream):
            is_late = obligation.due and obligation.due < context.now and obligation.party != "clock"
            is_told = stream in led or (stream, obligation.action, obligation.about) in told
            if is_late and is_told and not desk.answers(policy, obligation.party):
                overdue.append(Overdue(title, obligation))
    return overdue[:MOST_AWAITED]


def _told_today(context: RequestContext) -> list[tuple[str, str, str]]:
    """Of what this person is reminded in this day's message, policies only."""
    noted = context.tx.digests.noted(context.person, context.today)
    return [row for row in noted if row[0].startswith("policy:")]

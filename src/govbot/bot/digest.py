"""Gathers the day's message for a person: what is awaiting them, and what is late on policies they lead."""

from __future__ import annotations

from govbot.bot.request_context import RequestContext
from govbot.core.cards.digest import Overdue, digest_card
from govbot.core.cards.home import MOST_AWAITED, Awaited
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card
from govbot.core.grammar import Obligation
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME, refusal
from govbot.core.workflow.obligations import parties_of, people_of
from govbot.record import Tx

SECRETARY = "role:secretary"


def digest_of(tx: Tx, moments: RequestContext, person: str) -> Card:
    """The message as it is at this moment."""
    general = moments.view(tx, DIRECTORY, person)
    owed = tx.obligations.of(_parties(moments, general))
    awaited = [_awaited(tx, moments, person, stream, one) for stream, one in owed[:MOST_AWAITED]]
    return digest_card(general, awaited, max(len(owed) - MOST_AWAITED, 0), _overdue(tx, moments, person))


def _parties(moments: RequestContext, general: View) -> list[str]:
    """Who this person answers for; the office's contact is reminded of what awaits the OPM Secretary."""
    person, directory, today = general.viewer, general.directory, general.today
    parties = parties_of(person, directory, moments.process, today)
    contacts = people_of("role:contact", None, directory, moments.process.director.key, today)
    if SECRETARY not in parties and person in contacts:
        parties.append(SECRETARY)
    return parties


def _awaited(tx: Tx, moments: RequestContext, person: str, stream: str, one: Obligation) -> Awaited:
    view = moments.view(tx, stream, person, one.about)
    look = view.show("status", "Where it stands")
    can = not refusal(BY_NAME[one.action], view.at(one.about), view.held)
    act = (view.button(one.action, one.about),) if can else ()
    later = f"{one.action} {one.about}"
    snooze = (
        (view.button("snooze", later),)
        if one.due and not refusal(BY_NAME["snooze"], view.at(later), view.held)
        else ()
    )
    return Awaited(view.title, one, (*act, look, *snooze))


def _overdue(tx: Tx, moments: RequestContext, person: str) -> list[Overdue]:
    """What is late on the policies that this person leads, but for what is awaited of themselves."""
    found = []
    for listed in tx.policies.led_by(person):
        stream = f"policy:{listed.id}"
        late = [
            one for one in tx.obligations.on(stream) if one.due and one.due < tx.now and one.party != "clock"
        ]
        own = {f"{kind}:{person}" for kind in ("person", "lead", "member")}
        title = moments.view(tx, stream, person).title
        found += [Overdue(title, one) for one in late if one.party not in own]
    return found[:MOST_AWAITED]

"""Cards of what has passed on: somebody left, an agency is off the list."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.awaited import as_anybody_reads, party_words
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Part, Text
from govbot.core.days import said
from govbot.core.grammar import Obligation
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.passing_on import answerable, place_on_roster

MOST = 6
SETTLED = "What was awaited of them has been settled since."
NEXT = {
    "lead": "Until another {lead} is named, what the {lead} does is yours to do.",
    "seat": "Nobody answers for it now. Please name somebody for what is awaited.",
    "office": "Nobody answers for it now. Please name somebody for what is awaited.",
}
MOVED = "{name} no longer answers for {agency_name}."
TO_OTHERS = "It is awaited of {people} now."


def passed_on(view: View) -> Iterator[Part]:
    """What was awaited of a party that has nobody left, for whoever answers now and for the one above."""
    party = view.about
    awaited = [obligation for obligation in obligations(view.policy) if obligation.party == party]
    if not awaited:
        yield Text(SETTLED)
        return
    heir = answerable(party, view.policy, view.directory, view.process.director.key, view.today)
    yield Text(_who_left(view, awaited[0]))
    if not heir.passed_on:
        yield Text("They are back: it is awaited of them as before.")
        return
    if view.viewer in heir.people:
        yield Text(view.say(NEXT.get(party.partition(":")[0], "It is awaited of you now.")), "strong")
    else:
        yield Text(view.say(TO_OTHERS, people=view.names(heir.people)), "strong")
    for obligation in awaited[:MOST]:
        due = f", by {said(obligation.due, view.process)}" if obligation.due else ""
        late = " — overdue" if obligation.due and obligation.due < view.now else ""
        what = as_anybody_reads(view, view.awaited_thing(obligation))
        yield Text(f"{what}{due}{late}", "warning" if late else "")
        yield from view.helping(obligation)
    if len(awaited) > MOST:
        yield Text(f"… and {len(awaited) - MOST} more: “/gov” lists them.", "small")


def _who_left(view: View, obligation: Obligation) -> str:
    """Who is no longer there, as people read it."""
    kind, _, of = obligation.party.partition(":")
    match kind:
        case "lead" if not of:
            return view.say("No {lead} is named.")
        case "person" if (
            place := place_on_roster(obligation.party, view.policy)
        ) and view.directory.is_active(place.person):
            agency = view.directory.agency_name(place.agency)
            return view.say(MOVED, name=view.name(place.person), agency_name=agency)
        case "person":
            return view.say("{name} has left.", name=view.name(of.partition("@")[0]))
        case "lead" | "member" | "named":
            return view.say("{name} has left.", name=view.name(of))
        case "agency":
            return view.say("{name} has nobody on the roster.", name=view.directory.agency_name(of))
        case _:
            return view.say("{name}: nobody holds it now.", name=party_words(view, obligation))


def agency_retired(view: View) -> Iterator[Part]:
    """For the lead: an agency is off the list, and nothing is awaited of it any more."""
    gone = "{name} is off the list of {agencies}. Nothing is awaited of it here any more; its answers stay on record."
    yield Text(view.say(gone, name=view.directory.agency_name(view.about)))

"""What is awaited on a policy, from whom and by when: the lines of a card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Items, Part, Text
from govbot.core.days import said
from govbot.core.grammar import Obligation
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.offices import CONFIRMERS

MOST_AWAITED = 8
YOURS = "You: "
ROLES = {"advisor": "{steering_group}", "secretary": "{secretary}", "publisher": "{publisher}"}


def party_words(view: View, awaited: Obligation) -> str:
    """How people read the party of whom something is awaited."""
    kind, _, of = awaited.party.partition(":")
    match kind:
        case "steering":
            return view.say("{steering_group}")
        case "seat":
            return next((seat.name for seat in view.process.seats if seat.key == of), of)
        case "office":
            return of
        case "member":
            return view.say("the {group}")
        case "named":
            return view.say("the reviewer whom the {lead} named")
        case "confirmers":
            return view.say(CONFIRMERS)
        case "lead":
            return view.say("{lead} ({name})", name=view.name(of))
        case "person":
            return view.say("{agencies}") if awaited.action == "give_feedback" else view.name(of)
        case _:
            return view.say(ROLES[of]) if of in ROLES else of


def awaited_parts(view: View, most: int = MOST_AWAITED) -> Iterator[Part]:
    """What is awaited, the viewer's own first, then soonest first; agencies' answers counted together."""
    awaited = sorted(
        (obligation for obligation in obligations(view.policy) if is_shown(view, obligation)),
        key=lambda obligation: (obligation.due is None, obligation.due or view.now),
    )
    lines = Counter(_line(view, obligation) for obligation in awaited)
    of_agencies = {
        _line(view, obligation) for obligation in awaited if obligation.party.startswith("agency:")
    }
    rows = [
        line if count == 1 or line.startswith(YOURS) else _counted(view, line, count, line in of_agencies)
        for line, count in sorted(lines.items(), key=lambda each: not each[0].startswith(YOURS))
    ]
    if rows:
        yield Text("Awaited now", "strong")
        yield Items(tuple(rows[:most]))
        if len(rows) > most:
            yield Text(f"… and {len(rows) - most} more.", "small")


def _counted(view: View, line: str, count: int, is_of_agencies: bool) -> str:
    who = view.say("{agencies}") if is_of_agencies else "people"
    return f"{line} — {count} {who} outstanding"


def is_shown(view: View, obligation: Obligation) -> bool:
    """Whether the viewer may know of it: consultations are seen by those alone who may see them."""
    if obligation.party == "clock":
        return False
    return obligation.action != "give_advice" or view.sees_consultations


def _line(view: View, obligation: Obligation) -> str:
    due = f", by {said(obligation.due, view.process)}" if obligation.due else ""
    late = " — overdue" if obligation.due and obligation.due < view.now else ""
    if view.viewer and obligation in view.awaited:
        own = view.awaited_thing(obligation)
        return f"{YOURS}{own.partition(':')[0] if obligation.action == 'answer_request' else own}{due}{late}"
    what = as_anybody_reads(view, view.awaited_thing(obligation))
    if obligation.action == "answer_request":
        what = what.partition(":")[0]
    if obligation.party.startswith("agency:"):
        return view.say("{agencies}: {what}{due}{late}", what=what, due=due, late=late)
    what = what.replace("where you stand", "where each member stands")
    return f"{party_words(view, obligation)}: {what}{due}{late}"


def as_anybody_reads(view: View, what: str) -> str:
    """The words for the person of whom it is awaited ("your review of D1"), as anybody reads them."""
    for your in (view.say("your {agency}'s "), "your office's ", "your "):
        what = what.removeprefix(your)
    return what

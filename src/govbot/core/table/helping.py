"""The actions that can settle an obligation: the one awaited, and others where nobody of its party is left."""

from __future__ import annotations

from govbot.core.grammar import Obligation

# Where the awaited action is another's to take: nobody of the party is left, and it has passed on.
INSTEAD = {
    "give_review": ("name_reviewer",),
    "look_in": ("remove_member",),
    "state_position": ("remove_member",),
    "answer_request": ("remove_member",),
}
OF_A_LEAD = ("change_lead",)


def helping(obligation: Obligation) -> tuple[str, ...]:
    """The actions that may help, the awaited one first; which of them is open to whom, the table says."""
    instead = INSTEAD.get(obligation.action, ())
    lead = OF_A_LEAD if obligation.party.startswith("lead:") else ()
    return (obligation.action, *instead, *lead)

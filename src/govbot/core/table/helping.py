"""The actions that can settle an obligation: the one awaited, and others where nobody of its party is left."""

from __future__ import annotations

from govbot.core.grammar import Obligation

# Where the awaited action is another's to take: nobody of the party is left, and it has passed on.
INSTEAD = {
    "give_review": ("name_reviewer",),
    "look_in": ("remove_member",),
    "state_position": ("remove_member",),
    "answer_request": ("answer_request", "remove_member"),
    "give_advice": ("pass_over",),
    "acknowledge": ("pass_over",),
    "attest": ("pass_over",),
    "report_status": ("pass_over",),
}
OF_A_LEAD = ("change_lead",)
# Actions that are about the obligation itself, and not about its subject.
SETTLING = ("remind", "give_until", "pass_over")


def helping(obligation: Obligation, *, is_own: bool = True) -> tuple[str, ...]:
    """The actions that may help; `is_own` says whether it is awaited of a party to which whoever looks belongs.

    Which of them are open, the table says.
    """
    own = (obligation.action,)
    first = own if is_own else INSTEAD.get(obligation.action, own)
    return (*first, *(OF_A_LEAD if obligation.party.startswith("lead:") else ()))

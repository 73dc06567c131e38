"""How a button, a form and an entry name something that is awaited: party, action and subject, as one text."""

from __future__ import annotations

from govbot.core.grammar import Obligation


def key_text(party: str, action: str, about: str) -> str:
    """The three as one text: "seat:cdo/give_review/data_plan"."""
    return f"{party}/{action}/{about}"


def key_of(obligation: Obligation) -> str:
    """The text of an obligation as the steps ask for it, whether its lead or group's people are named or not."""
    party, action, about = obligation.key
    if party.startswith("lead:"):
        party = "role:lead"
    elif party.startswith("member:") and action == "answer_request":
        party = "group"
    return key_text(party, action, about)

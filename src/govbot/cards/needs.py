"""Cards of Part III: a need, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.cards.view import View
from govbot.cards.vocabulary import Facts, Part, Text


def need(view: View) -> Iterator[Part]:
    """A need for the Steering Group's decision."""
    found = view.development
    yield Text(found.text, "quote")
    sources = [
        (source.name.partition(" ")[0], f"{source.name.partition(' ')[2]}{_cited(source.citation)}")
        for source in found.sources
    ]
    yield Facts((*sources, ("Raised by", view.names(view.policy.raisers))))
    if found.plan_goal:
        yield Facts((("Plan goal", found.plan_goal),))
    if found.stage == "need":
        yield Text(f"The Steering Group's decision is awaited by {view.when(found.decision_due)}.")
    else:
        yield Text(outcome(view), "strong")
    yield from view.buttons("recommend_pursuing", "not_at_this_time", "join_need", "take_up_again")


def _cited(citation: str) -> str:
    return f" — {citation}" if citation else ""


def outcome(view: View) -> str:
    """What the Steering Group said."""
    found = view.development
    match found.stage:
        case "closed":
            return f"Not at this time: {found.closed_because}"
        case "joined":
            return f"Joined to {found.joined_to}."
        case "need":
            return "Not decided yet."
        case _:
            return f"Recommended for pursuit. Policy lead: {view.name(view.policy.lead)}."


def need_decided(view: View) -> Iterator[Part]:
    """What whoever raised it is told."""
    yield Text(outcome(view))
    if view.facts.get("reasons"):
        yield Text(view.facts["reasons"], "quote")


def lead_named(view: View) -> Iterator[Part]:
    """The policy lead's next step."""
    found = view.development
    yield Text(
        "You carry this policy from first to last. First: assemble an ad hoc group, or proceed without one."
    )
    yield Facts((("Need", found.need), ("Risk", found.risk), ("By", view.when(found.lead_due))))
    yield from view.buttons("assemble_group", "proceed_without_group", "submit_draft", "set_timeline")

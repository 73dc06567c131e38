"""Cards of a need: the question whether to pursue it, and the answer."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Facts, Part, Text
from govbot.core.workflow.policy import Development

WHETHER = "Does the {steering_group} recommend pursuing it? Whoever raised it is told either way."


def need(view: View) -> Iterator[Part]:
    """A need for the steering group's decision."""
    development = view.development
    if development.stage == "need" and development.parked_until:
        yield Text(outcome(view), "strong")
    elif development.stage == "need":
        yield Text(f"Please decide by {view.when(development.decision_due)}.", "strong")
        yield Text(view.say(WHETHER))
    yield Text(development.text, "quote")
    yield Facts((*sources(development), ("Raised by", view.names(view.policy.raisers))))
    yield from weight(view)
    if development.stage != "need":
        yield Text(outcome(view), "strong")
    yield from view.buttons(
        "recommend_pursuing", "not_at_this_time", "join_need", "park_need", "take_up_again"
    )
    yield from view.buttons("support_need", "name_goals", *(("track_bill",) if development.bills else ()))
    yield from view.buttons("correct_need", "withdraw_need")


def weight(view: View) -> Iterator[Part]:
    """What speaks for a need besides its text: who supports it, its place on the ranked list, what is like it."""
    development = view.development
    if development.about_process:
        yield Text("It proposes a reform of the process itself.", "small")
    for support in development.supports:
        agency = (
            view.directory.people[support.person].agency if support.person in view.directory.people else ""
        )
        office = f" ({view.directory.agency_name(agency)})" if agency else ""
        yield Text(f"Supported by {view.name(support.person)}{office}: {support.why}", "small")
    place = view.directory.planning.place(view.policy.id)
    if place:
        number, priority = place
        yield Text(view.say(RANKED, place=number, reason=priority.reason), "small")
    if development.similar and development.stage == "need":
        yield Text(view.say(ALIKE, ids=", ".join(development.similar)), "small")


RANKED = "No. {place} on the {steering_group}'s ranked list: {reason}"
ALIKE = (
    "Like {ids}, by the words of their titles and texts; whoever raised it was shown them and kept it apart."
)


def sources(development: Development) -> Iterator[tuple[str, str]]:
    """Where the need comes from, each source with its citation; and the plan's goal that it serves."""
    for source in development.sources:
        where, _, name = source.name.partition(" ")
        yield where, f"{name}{_cited(source.citation)}"
    for bill in development.bills:
        yield bill.number, bill.stage
    if development.plan_goal:
        yield "Plan goal", development.plan_goal


def _cited(citation: str) -> str:
    return f" — {citation}" if citation else ""


def outcome(view: View) -> str:
    """What the steering group said."""
    development = view.development
    match development.stage:
        case "closed" if development.withdrawn:
            because = f": {development.closed_because}" if development.closed_because else "."
            return f"Withdrawn by whoever raised it{because}"
        case "closed":
            return f"Not at this time: {development.closed_because}"
        case "joined":
            return f"Joined to {development.joined_to}; whoever raised it is told of that one from now on."
        case "need" if development.parked_until:
            return f"Parked until {view.day(development.parked_until)}: {development.parked_because}"
        case "need":
            again = "It is before the {steering_group} again, which decides by {due}."
            return view.say(again, due=view.when(development.decision_due))
        case _:
            lead = view.name(view.policy.lead)
            return view.say("Recommended for pursuit. {Lead}: {name}.", name=lead)


def need_decided(view: View) -> Iterator[Part]:
    """What whoever raised it is told."""
    yield Text(outcome(view))
    if view.facts.get("reasons"):
        yield Text(view.facts["reasons"], "quote")
    if view.development.stage == "closed":
        again = "The need stays on record, and the {steering_group} may take it up again."
        yield Text(view.say(again), "small")


def need_received(view: View) -> Iterator[Part]:
    """A like need was joined to this one."""
    yield Text(
        f"{view.about} has been joined to {view.policy.id}. All who raised either are told from now on."
    )


def lead_named(view: View) -> Iterator[Part]:
    """The policy lead's next step."""
    development = view.development
    if view.policy.lead != view.viewer:
        yield Text(view.say("The {lead} is now {name}.", name=view.name(view.policy.lead)))
        return
    carry = "As {lead} you carry this policy from first to last, with {a_group} or without one."
    yield Text(view.say(carry))
    if not (development.group or development.without_group or development.drafts):
        first = (
            "First, please assemble {a_group} or proceed without one; both are ordinary. "
            "This is awaited by {due}."
        )
        yield Text(view.say(first, due=view.when(development.lead_due)))
    yield Facts((("Need", development.need), ("Risk", development.risk)))
    if view.over:
        yield Text(view.over, "strong")
    yield from view.buttons("assemble_group", "proceed_without_group", "submit_draft", "set_timeline")


def lead_changed(view: View) -> Iterator[Part]:
    """Who carries the policy from now on."""
    yield Facts(((view.say("{Lead}"), view.name(view.policy.lead)),))


def closed(view: View) -> Iterator[Part]:
    """A development ended without a policy."""
    ended = "The {steering_group} has closed this development. What was done stays on record."
    yield Text(view.say(ended))
    reasons = view.facts.get("reasons") or view.development.closed_because
    if reasons:
        yield Text(reasons, "quote")

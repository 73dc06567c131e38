"""Queries on the table: the actions and pages that are open to a person, and why one is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from govbot.core.grammar import Action, Capacity, Page, RuleContext
from govbot.core.process import Process
from govbot.core.table.capacities import BY, GIVEN_BY_THE_POLICY
from govbot.core.table.rows import BY_NAME, TABLE

LONGEST_LABEL = 28  # characters on a button; chats cut labels near 30
LONGEST_TITLE = 24  # characters in the title of a window: no chat shows more everywhere


def offered(context: RuleContext[Any], held: Iterable[Capacity], stream: str = "policy") -> list[Action]:
    """The actions that somebody with these capacities can take now, in the order of the process."""
    listed = tuple(held)
    return [
        action
        for action in TABLE
        if action.stream == stream
        and capacities_for(action, listed)
        and refusal(action, context, listed) is None
    ]


def refusal(action: Action, context: RuleContext[Any], held: Iterable[Capacity]) -> str | None:
    """Why this action cannot be taken now, as a sentence; None where it can, in any of the capacities."""
    fitting = capacities_for(action, held)
    if not fitting:
        holders = ", ".join(context.say(BY[kind]) for kind in action.by)
        belongs = f"“{plain_label(action, context.process)}” belongs to: {holders}."
        missing = action.open.missing(context) if GIVEN_BY_THE_POLICY & set(action.by) else None
        return f"{missing} {belongs}" if missing else belongs
    reasons = [action.open.missing(acting_in(context, capacity)) for capacity in fitting]
    return None if None in reasons else reasons[0]


def page_refusal(page: Page, context: RuleContext[Any], held: Iterable[Capacity]) -> str | None:
    """Why this page is not open to somebody with these capacities, as a sentence; None where it is."""
    listed = tuple(held)
    if page.action:
        return refusal(replace(BY_NAME[page.action], label=page.label), context, listed)
    return page.refusal(context, listed) if page.refusal else None


def capacities_for(action: Action, held: Iterable[Capacity]) -> tuple[Capacity, ...]:
    """The capacities held in which this action may be taken, in the row's order, each once."""
    listed = tuple(held)
    fitting = [capacity for kind in action.by for capacity in listed if capacity.kind == kind]
    unique: dict[tuple[str, str], Capacity] = {}
    for capacity in fitting:
        unique.setdefault((capacity.label, capacity.authority), capacity)
    return tuple(unique.values())


def open_capacities(
    action: Action, context: RuleContext[Any], held: Iterable[Capacity]
) -> tuple[Capacity, ...]:
    """The capacities in which the action is open now."""
    return tuple(
        capacity
        for capacity in capacities_for(action, held)
        if action.open.missing(acting_in(context, capacity)) is None
    )


def acting_in(context: RuleContext[Any], capacity: Capacity) -> RuleContext[Any]:
    """The same context, acting in this capacity."""
    return replace(context, who=replace(context.who, capacity=capacity))


def plain_label(action: Action, process: Process) -> str:
    """The label without the draft that its button is bound to, in this government's words."""
    return process.say(action.label.replace(" {draft}", ""))


def button_label(action: Action, process: Process, draft: str = "") -> str:
    """What stands on the action's button: the label, or the short one where that is longer than a button shows."""
    label = process.say(action.label, draft=draft) if draft else plain_label(action, process)
    if len(label) <= LONGEST_LABEL or not action.short:
        return label
    return (
        process.say(action.short, draft=draft) if draft else process.say(action.short.replace(" {draft}", ""))
    )


def window_title(action: Action, process: Process) -> str:
    """The title of the window with the action's form: the label, or the short one where that would be cut."""
    label = plain_label(action, process)
    short = process.say(action.short.replace(" {draft}", ""))
    return short if short and len(label) > LONGEST_TITLE else label

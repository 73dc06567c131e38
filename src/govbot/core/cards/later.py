"""The cards of what is entered later or for somebody else, and of what a letter may be filed as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govbot.core.cards.guide import by_section
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Part, Text
from govbot.core.grammar import Action, Capacity
from govbot.core.table import BY_NAME, TABLE, capacities_for, refusal
from govbot.core.workflow.entering import may_enter_for_some

OWN_LETTERS = ("file_agency_letter",)
FILED = (
    "For a letter, a signed document or an e-mail that came outside of govbot: choose what it is, and attach the file "
    "itself. The record names whose act it is, and you. The person is told at once, and can have it corrected."
)


def later_card(view: View) -> Card:
    """What a clerk can enter for somebody else, or for an earlier day, in the sections of the process."""
    parts: list[Part] = [
        Text(
            "For what was decided or said elsewhere: in a meeting, by telephone, in a letter. The record names "
            "whose act it is, who entered it, the day, and the evidence. The person is told, and can have it corrected."
        )
    ]
    listed = enterable(view)
    for_others = [action for action in listed if may_enter_for_some(action, view.held)]
    own = [action for action in listed if action not in for_others]
    for heading, actions in (("For somebody else", for_others), ("Your own, of an earlier day", own)):
        if actions:
            parts.append(Text(heading, "strong"))
        for section, within in by_section(actions, view.process).items():
            parts += [Text(section, "small"), Buttons(tuple(view.later(action.name) for action in within))]
    return Card(f"Enter for somebody, or for an earlier day: {view.title}", tuple(parts), view.subject)


def letters(view: View) -> Sequence[Action]:
    """What the viewer can file now from a letter, a signed document or an e-mail, as far as capacities tell."""
    own = [BY_NAME[name] for name in OWN_LETTERS if view.policy.id and view.can(BY_NAME[name])]
    if view.policy.id:
        return [*own, *(action for action in enterable(view) if is_filed(view, action))]
    return [action for action in TABLE if action.stream == "directory" and is_filed(view, action)]


def is_filed(view: View, action: Action) -> bool:
    """Whether the action may be entered on paper by somebody with the viewer's capacities."""
    entering = action.entering
    return entering is not None and entering.how == "on paper" and may_enter_for_some(action, view.held)


def letter_card(listed: Iterable[tuple[View, Sequence[Action]]], more: Sequence[Button] = ()) -> Card:
    """What can be filed from a letter received, policy by policy, and for the offices; `more` are policies to open."""
    parts: list[Part] = [Text(FILED)]
    for view, actions in listed:
        heading = view.title if view.policy.id else "For the offices"
        buttons = tuple(
            view.button(action.name) if action.name in OWN_LETTERS else view.later(action.name)
            for action in actions
        )
        parts += [Text(heading, "strong"), Buttons(buttons)]
    if more:
        parts += [Text("More policies", "strong"), *(Buttons((button,)) for button in more)]
    return Card("File a letter received", tuple(parts))


def enterable(view: View) -> Sequence[Action]:
    """The actions that the viewer can enter for an earlier day, or for somebody who could take them now."""
    actions = []
    for action in TABLE:
        if not (capacities_for(action, view.held) or may_enter_for_some(action, view.held)):
            continue
        everybody = tuple(Capacity(kind, kind) for kind in action.by)
        if (
            action.stream == "policy"
            and "clock" not in action.by
            and action.name not in ("confirm_entry", "contest_entry", "settle_entry", "snooze")
            and not refusal(action, view.at(), everybody)
        ):
            actions.append(action)
    return actions

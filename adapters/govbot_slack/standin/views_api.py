"""Methods that open and change modals and Home tabs; an answer to a submission does the same."""

from __future__ import annotations

from typing import Any

from govbot_slack.standin.checks import check_view
from govbot_slack.standin.screen import inputs
from govbot_slack.standin.users_api import known
from govbot_slack.standin.world import SlackSays, Trigger, View, World

Dict = dict[str, Any]


def open_view(world: World, asked: Dict) -> Dict:
    """views.open."""
    trigger = _trigger(world, asked)
    check_view(_modal(asked["view"]))
    trigger.used = True
    world.stacks[trigger.user] = []
    return {"view": described(world, push(world, trigger.user, asked["view"]))}


def push_view(world: World, asked: Dict) -> Dict:
    """views.push: on top of an open modal, three at most."""
    trigger = _trigger(world, asked)
    check_view(_modal(asked["view"]))
    if not world.stacks.get(trigger.user):
        raise SlackSays("not_found")
    if len(world.stacks[trigger.user]) >= 3:
        raise SlackSays("push_limit_reached")
    trigger.used = True
    return {"view": described(world, push(world, trigger.user, asked["view"]))}


def update_view(world: World, asked: Dict) -> Dict:
    """views.update."""
    view = world.views.get(asked.get("view_id", ""))
    if view is None or view not in world.stacks.get(view.user, []):
        raise SlackSays("not_found")
    if asked.get("hash", view.hash) != view.hash:
        raise SlackSays("hash_conflict")
    check_view(_modal(asked["view"]))
    replace(world, view, asked["view"])
    return {"view": described(world, view)}


def publish(world: World, asked: Dict) -> Dict:
    """views.publish."""
    user = known(world, asked.get("user_id", "")).id
    if asked["view"].get("type") != "home":
        raise SlackSays("invalid_arguments")
    check_view(asked["view"])
    view = world.homes.get(user) or View(world.id("V"), user, {}, "")
    view.payload, view.hash = asked["view"], world.ts()
    world.homes[user] = world.views[view.id] = view
    return {"view": described(world, view)}


def push(world: World, user: str, payload: Dict) -> View:
    """Put a modal on top of this person's others."""
    stack = world.stacks.setdefault(user, [])
    view = View(world.id("V"), user, payload, world.ts())
    view.previous, view.root = (stack[-1].id, stack[0].id) if stack else ("", view.id)
    view.values = first_values(payload)
    stack.append(view)
    world.views[view.id] = view
    world.seen.append((user, view))
    return view


def replace(world: World, view: View, payload: Dict) -> None:
    """Draw another modal in its place: what was entered stays where block, action and type are the same."""
    before, view.payload, view.hash, view.errors = view.values, payload, world.ts(), {}
    view.values = first_values(payload)
    for block, actions in view.values.items():
        for action, state in actions.items():
            kept = before.get(block, {}).get(action)
            if kept and kept["type"] == state["type"]:
                actions[action] = kept
    world.seen.append((view.user, view))


def first_values(payload: Dict) -> Dict:
    """The state of a view that nobody has touched."""
    return {
        block["block_id"]: {block["element"]["action_id"]: _first(block["element"])}
        for block in inputs(payload["blocks"])
    }


def described(world: World, view: View) -> Dict:
    """A view as payloads describe it."""
    return {
        "id": view.id,
        "team_id": world.team,
        "hash": view.hash,
        "state": {"values": view.values},
        "previous_view_id": view.previous or None,
        "root_view_id": view.root or view.id,
        "private_metadata": "",
        "callback_id": "",
        **view.payload,
    }


def _first(element: Dict) -> Dict:
    kind = element["type"]
    match kind:
        case "plain_text_input":
            return {"type": kind, "value": element.get("initial_value")}
        case "datepicker":
            return {"type": kind, "selected_date": element.get("initial_date")}
        case "file_input":
            return {"type": kind, "files": []}
        case "static_select" | "external_select":
            return {"type": kind, "selected_option": element.get("initial_option")}
        case _:
            return {"type": kind, "selected_options": element.get("initial_options", [])}


def _modal(view: Dict) -> Dict:
    if view.get("type") != "modal":
        raise SlackSays("invalid_arguments", response_metadata={"messages": ["view.type: must be modal"]})
    return view


def _trigger(world: World, asked: Dict) -> Trigger:
    trigger = world.triggers.get(asked.get("trigger_id", ""))
    if trigger is None:
        raise SlackSays("invalid_trigger_id")
    if trigger.used:
        raise SlackSays("exchanged_trigger_id")
    if world.now() > trigger.until:
        raise SlackSays("expired_trigger_id")
    return trigger

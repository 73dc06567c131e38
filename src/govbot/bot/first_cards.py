"""The first things that a person sees: what awaits them, all policies, and every word that they can type."""

from __future__ import annotations

from collections.abc import Sequence

from govbot.bot.awaited import awaited_of
from govbot.bot.request_context import RequestContext
from govbot.core.cards.guide import help_card, short_help_card
from govbot.core.cards.home import MOST_AWAITED, Awaited, home_card, is_later
from govbot.core.cards.operations import operations_card
from govbot.core.cards.overview import list_card
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Card
from govbot.core.days import local_day, said_day
from govbot.core.grammar import Action, Obligation, Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME, TABLE, offered, plain_label
from govbot.record import ListedPolicy

MOST_LISTED = 20
EVERY_WORD = "all"  # behind "help": the whole list


def home(context: RequestContext) -> Card:
    """What is awaiting this person, and what they can do anywhere."""
    general = context.view(DIRECTORY)
    owed = awaited_of(context)
    awaited = [_awaited(context, stream, obligation) for stream, obligation in owed[:MOST_AWAITED]]
    more = sum(not is_later(obligation, context.now) for _, obligation in owed[MOST_AWAITED:])
    return home_card(general, awaited, more, general_buttons(context, general), own_policies(context))


def own_policies(context: RequestContext) -> list[View]:
    """The policies in which this person has a part, among those changed last."""
    everywhere = {capacity.key for capacity in context.standing(DIRECTORY)}
    return [
        context.view(subject)
        for subject in _changed_last(context)
        if {capacity.key for capacity in context.standing(subject)} - everywhere
        or context.person in context.policy(subject).raisers
    ]


def _changed_last(context: RequestContext) -> list[str]:
    """The policies that changed last, as subjects."""
    return [f"policy:{row.id}" for row in context.tx.policies.matching("", MOST_LISTED)]


def _awaited(context: RequestContext, stream: str, obligation: Obligation) -> Awaited:
    """One line of the person's own list, with the button to do it where it is open to them."""
    view = context.view(stream)
    helping = tuple(button for row in view.helping(obligation) for button in row.buttons)
    return Awaited(view.title, obligation, (*helping, view.show("status", "Where it stands")))


def general_buttons(context: RequestContext, general: View) -> tuple[Button, ...]:
    """What can be done without a policy: raise a need, read the lists, and the directory's actions."""
    directory_actions = offered(context.rule_context(DIRECTORY), general.held, "directory")
    return (
        general_button(context, "raise_need"),
        general.show("list", "All policies"),
        general.show("help", "Help"),
        *(general.button(action.name) for action in directory_actions),
    )


def general_button(context: RequestContext, name: str) -> Button:
    """The button of an action that needs no policy yet."""
    action = BY_NAME[name]
    return Button(plain_label(action, context.process), context.sign()(name, "new", "", ""))


def listing(context: RequestContext, typed: str = "") -> Card:
    """All policies, or those that match."""
    sign = context.sign()
    rows = []
    for listed in context.tx.policies.matching(typed[:100], MOST_LISTED + 1):
        button = Button("Open", sign("show policy", f"policy:{listed.id}", "", ""))
        rows.append((listed.id, listed.title, listed.stage, _review_due(context, listed), button))
    return list_card(rows, typed[:100], MOST_LISTED, context.process)


def _review_due(context: RequestContext, listed: ListedPolicy) -> str:
    """Since when the regular review of a version in force is due; "" where it is not."""
    if not listed.version:
        return ""
    due = context.policy(f"policy:{listed.id}").review_due
    return said_day(local_day(due, context.process)) if due and due < context.now else ""


def helping(context: RequestContext, subject: str = DIRECTORY, about: str = "") -> Card:
    """What this person needs now; with "all", every word that can be typed."""
    held = {capacity.key: capacity for capacity in context.standing(subject)}
    listed = _changed_last(context)
    for policy in listed:
        for capacity in context.standing(policy):
            held.setdefault(capacity.key, capacity)
    general = context.view(DIRECTORY)
    # Four tasks for this person: the next thing that awaits them first.
    owed = [
        (stream, task)
        for stream, task in awaited_of(context)
        if stream != DIRECTORY and not is_later(task, context.now)
    ]
    rows = context.view(owed[0][0]).helping(owed[0][1]) if owed else ()
    first = tuple(button for row in rows for button in row.buttons)[:1]
    buttons = (
        *first,
        general.show("home", "What is awaiting me"),
        general.show("list", "All policies"),
        general_button(context, "raise_need"),
    )
    capacities, pages = tuple(held.values()), context.links is not None
    if about == EVERY_WORD:
        return help_card(context.process, capacities, buttons, pages=pages)
    everything = general.show("help", "Everything that can be typed", EVERY_WORD)
    now = _open_now(context, listed)
    return short_help_card(context.process, capacities, now, (*buttons[:-1], everything), pages=pages)


def _open_now(context: RequestContext, policies: Sequence[str]) -> list[Action]:
    """The actions that are open to this person on one of the policies, for them and in the order of the process."""
    streams = [(DIRECTORY, "directory"), ("new", "new"), *((subject, "policy") for subject in policies)]
    names = {
        action.name
        for subject, stream in streams
        for action in offered(context.rule_context(subject), context.standing(subject), stream)
    }
    return [action for action in TABLE if action.name in names]


def operations(context: RequestContext) -> Card:
    """How govbot is doing: for the operator."""
    view = context.view(DIRECTORY)
    if not any(capacity.kind == "operator" for capacity in view.held):
        raise Refusal("How govbot is doing is shown to its operator. “/gov help” lists what you can do here.")
    return operations_card(
        context.tx.service_status.condition(), context.process, (view.show("operations", "Look again"),)
    )

"""What only reads: the own list, a policy's status, its text and comments, lists and help."""

from __future__ import annotations

from govbot.bot.moment import Moments, current_text
from govbot.cards.overview import (
    Awaited,
    comments_card,
    done_card,
    help_card,
    home_card,
    list_card,
    may_read_draft,
    policy_card,
    text_card,
)
from govbot.cards.status import status_card
from govbot.cards.vocabulary import Button, Card
from govbot.grammar import Refused
from govbot.membership.directory import STREAM as DIRECTORY
from govbot.record import Tx
from govbot.table import BY_NAME, offered, refusal
from govbot.workflow.owed import parties_of

MOST_LISTED = 20


def home(tx: Tx, moments: Moments, person: str) -> Card:
    """What is awaiting this person, and what they can do anywhere."""
    directory, today = moments.directory(tx), moments.today(tx)
    parties = parties_of(person, directory, moments.process, today)
    awaited = []
    for stream, owed in tx.owed_to(parties):
        view = moments.view(tx, stream, person, owed.about)
        can = not refusal(BY_NAME[owed.action], view.at(owed.about), view.held)
        button = view.button(owed.action, owed.about) if can else view.show("policy", "Open it")
        awaited.append(Awaited(view.title, stream, owed, button))
    general = moments.view(tx, DIRECTORY, person)
    buttons = [
        general_button(moments, "raise_need"),
        general.show("list", "All policies"),
        general.show("help", "Help"),
    ]
    at = moments.at(tx, DIRECTORY, moments.acting(tx, person))
    buttons += [general.button(action.name) for action in offered(at, general.held, "directory")]
    return home_card(directory.named(person), awaited, buttons, tx.now, general)


def general_button(moments: Moments, name: str) -> Button:
    """The button of an action that needs no policy yet."""
    action = BY_NAME[name]
    return Button(action.label, moments.sign()(name, "new", "", ""), "primary")


def listing(tx: Tx, moments: Moments, person: str, typed: str = "") -> Card:
    """All policies, or those that match."""
    rows = []
    for listed in tx.policies(typed, MOST_LISTED):
        sign = moments.sign()
        button = Button("Open", sign("show policy", f"policy:{listed.id}", "", ""))
        rows.append((listed.id, listed.title, listed.stage, button))
    return list_card(rows, typed)


def helping(tx: Tx, moments: Moments, person: str, subject: str = DIRECTORY) -> Card:
    """Every word that this person can type."""
    held = {capacity.key: capacity for capacity in moments.standing(tx, subject, person)}
    for listed in tx.policies("", MOST_LISTED):
        for capacity in moments.standing(tx, f"policy:{listed.id}", person):
            held.setdefault(capacity.key, capacity)
    return help_card(tuple(held.values()), general_button(moments, "raise_need"))


def show(tx: Tx, moments: Moments, person: str, what: str, subject: str, about: str = "") -> Card:
    """The card of this name: "status", "policy", "read", "comments", "list", "help", "home"."""
    page = int(about) if about.isdigit() else 0
    match what:
        case "home":
            return home(tx, moments, person)
        case "list":
            return listing(tx, moments, person, about)
        case "help":
            return helping(tx, moments, person, subject)
        case "status":
            return status_card(moments.view(tx, subject, person))
        case "policy":
            return policy_card(moments.view(tx, subject, person))
        case "comments":
            return comments(tx, moments, person, subject, page)
        case "read":
            return read(tx, moments, person, subject, page)
        case _:
            raise Refused("That can no longer be shown. “/gov help” lists what can.")


def comments(tx: Tx, moments: Moments, person: str, subject: str, page: int) -> Card:
    view = moments.view(tx, subject, person)
    if not may_read_draft(view.policy, view):
        raise Refused(
            "The comments are shown to those with a part in this policy. Its lead can tell you more."
        )
    return comments_card(view, page)


def read(tx: Tx, moments: Moments, person: str, subject: str, page: int) -> Card:
    """The text of the draft, or of the version in force."""
    view = moments.view(tx, subject, person)
    if not may_read_draft(view.policy, view):
        raise Refused("This draft is not circulated to you. The policy lead can put you on the roster.")
    text = current_text(tx, view.policy)
    if not text:
        raise Refused("There is no text to read yet. Submit a draft first with “/gov draft”.")
    found = view.policy.development
    label = found.draft.label if found and found.draft else "The text"
    return text_card(view, label, text, page)


def done(tx: Tx, moments: Moments, person: str, subject: str, action: str) -> Card:
    """That an action is done, and where the policy stands now."""
    return done_card(moments.view(tx, subject, person), action)

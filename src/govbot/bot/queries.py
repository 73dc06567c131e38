"""What only reads: the own list, a policy's status, its text and comments, lists and help."""

from __future__ import annotations

from govbot.bot.outreach import outreach
from govbot.bot.pages.link_cards import link_card
from govbot.bot.request_context import RequestContext, version_text
from govbot.core.cards.by_agency import agencies_card
from govbot.core.cards.confirmations import done_card
from govbot.core.cards.guide import help_card
from govbot.core.cards.home import MOST_AWAITED, Awaited, home_card
from govbot.core.cards.operations import operations_card
from govbot.core.cards.opinions import opinions_card
from govbot.core.cards.overview import is_clerk, later_card, list_card, more_card, policy_card
from govbot.core.cards.reform import reform_card
from govbot.core.cards.status import status_card
from govbot.core.cards.texts import (
    comments_card,
    draft_to_read,
    has_a_part,
    may_read_comments,
    sections_card,
    text_card,
)
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Card
from govbot.core.grammar import Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME, offered, plain_label, refusal
from govbot.core.workflow.obligations import parties_of
from govbot.core.workflow.readers import NO_DRAFT_TO_READ, NOT_SHOWN
from govbot.record import Tx

MOST_LISTED = 20
MOST_REFORMED = 500  # policies whose deviations are collected, those changed last
REFORMERS = {"steering", "secretary", "contact", "records", "auditor"}


def home(tx: Tx, moments: RequestContext, person: str) -> Card:
    """What is awaiting this person, and what they can do anywhere."""
    general = moments.view(tx, DIRECTORY, person)
    owed = tx.obligations.of(parties_of(person, general.directory, moments.process, general.today))
    views: dict[str, View] = {}
    awaited = []
    buttons: tuple[Button, ...]
    for stream, one in owed[:MOST_AWAITED]:
        view = views.get(stream) or views.setdefault(stream, moments.view(tx, stream, person))
        look = view.show("status", "Where it stands")
        can = not refusal(BY_NAME[one.action], view.at(one.about), view.held)
        buttons = (view.button(one.action, one.about), look) if can else (look,)
        awaited.append(Awaited(view.title, one, buttons))
    at = moments.at(tx, DIRECTORY, moments.acting(tx, person))
    buttons = (
        general_button(moments, "raise_need"),
        general.show("list", "All policies"),
        general.show("help", "Help"),
        *(general.button(action.name) for action in offered(at, general.held, "directory")),
    )
    return home_card(general, awaited, max(len(owed) - MOST_AWAITED, 0), buttons)


def general_button(moments: RequestContext, name: str) -> Button:
    """The button of an action that needs no policy yet."""
    action = BY_NAME[name]
    return Button(plain_label(action, moments.process), moments.sign()(name, "new", "", ""))


def listing(tx: Tx, moments: RequestContext, person: str, typed: str = "") -> Card:
    """All policies, or those that match."""
    sign = moments.sign()
    rows = []
    for listed in tx.policies.matching(typed[:100], MOST_LISTED + 1):
        button = Button("Open", sign("show policy", f"policy:{listed.id}", "", ""))
        rows.append((listed.id, listed.title, listed.stage, button))
    return list_card(rows, typed[:100], MOST_LISTED)


def helping(tx: Tx, moments: RequestContext, person: str, subject: str = DIRECTORY) -> Card:
    """Every word that this person can type."""
    held = {capacity.key: capacity for capacity in moments.standing(tx, subject, person)}
    for listed in tx.policies.matching("", MOST_LISTED):
        for capacity in moments.standing(tx, f"policy:{listed.id}", person):
            held.setdefault(capacity.key, capacity)
    general = moments.view(tx, DIRECTORY, person)
    buttons = (
        general.show("home", "What is awaiting me"),
        general.show("list", "All policies"),
        general_button(moments, "raise_need"),
    )
    return help_card(moments.process, tuple(held.values()), buttons, pages=moments.passes is not None)


def show(tx: Tx, moments: RequestContext, person: str, what: str, subject: str, about: str = "") -> Card:
    """The card of this name: "status", "policy", "more", "later", "read", "comments", "agencies" …"""
    match what:
        case "home":
            return home(tx, moments, person)
        case "list":
            return listing(tx, moments, person, about)
        case "operations":
            return operations(tx, moments, person)
        case "help":
            return helping(tx, moments, person, subject)
        case "status":
            return status_card(moments.view(tx, subject, person))
        case "policy":
            return policy_card(moments.view(tx, subject, person))
        case "more":
            return more_card(moments.view(tx, subject, person))
        case "later":
            return _later(moments.view(tx, subject, person))
        case "outreach":
            return outreach(tx, moments, person, subject, page_in(about))
        case "comments":
            return comments(tx, moments, person, subject, page_in(about))
        case "deviations":
            return deviations(tx, moments, person, page_in(about))
        case "opinions" | "agencies":
            return apart(moments.view(tx, subject, person), what, page_in(about))
        case "read" | "sections":
            return read(tx, moments, person, subject, about, sections=what == "sections")
        case page if page.startswith("page "):
            return link_card(tx, moments, person, page.removeprefix("page "), subject, about)
        case _:
            raise Refusal("That can no longer be shown. “/gov help” lists what can.")


def operations(tx: Tx, moments: RequestContext, person: str) -> Card:
    """How govbot is doing: for the operator."""
    view = moments.view(tx, DIRECTORY, person)
    if not any(capacity.kind == "operator" for capacity in view.held):
        raise Refusal("How govbot is doing is shown to its operator. “/gov help” lists what you can do here.")
    return operations_card(
        tx.service_status.condition(), moments.process, (view.show("operations", "Look again"),)
    )


def page_in(about: str) -> int:
    """The page that a button names: "3", or "D2 3"."""
    last = about.rpartition(" ")[2]
    return int(last) if last.isdecimal() and len(last) < 6 else 0


def _later(view: View) -> Card:
    if not is_clerk(view.held):
        raise Refusal(
            "Only the Steering Group, the liaison and the OPM Secretary's office enter acts for others."
        )
    return later_card(view)


def comments(tx: Tx, moments: RequestContext, person: str, subject: str, page: int) -> Card:
    view = moments.view(tx, subject, person)
    if not may_read_comments(view):
        raise Refusal(
            "The comments are shown to those with a part in this policy. Its lead can tell you more."
        )
    return comments_card(view, page)


def deviations(tx: Tx, moments: RequestContext, person: str, page: int) -> Card:
    """Every deviation on record: for the Steering Group, and those who look after the record."""
    general = moments.view(tx, DIRECTORY, person)
    if not {capacity.kind for capacity in general.held} & REFORMERS:
        raise Refusal("The deviations are collected for the Steering Group. Its members can tell you more.")
    views = [moments.view(tx, f"policy:{one.id}", person) for one in tx.policies.matching("", MOST_REFORMED)]
    return reform_card(general, views, page)


def apart(view: View, what: str, page: int) -> Card:
    """What the group and the staff said, or what agencies do: for those with a part in the policy."""
    if not has_a_part(view):
        raise Refusal("This is shown to those with a part in this policy. Its lead can tell you more.")
    return opinions_card(view, page) if what == "opinions" else agencies_card(view, page)


def read(
    tx: Tx, moments: RequestContext, person: str, subject: str, about: str = "", sections: bool = False
) -> Card:
    """The text of a draft, as far as the viewer may read it.

    Else of the version in force, which is everybody's.
    """
    view = moments.view(tx, subject, person)
    wanted = about.partition(" ")[0] if about.startswith("D") else ""
    draft = draft_to_read(view, wanted)
    if draft:
        label, text = draft.label, tx.documents.text(draft.paper.text_sha256)
    elif view.policy.versions and not wanted:
        label, text = (
            "The version in force" if view.policy.version else "The last version",
            version_text(tx, view.policy),
        )
    else:
        raise Refusal(NOT_SHOWN if view.development.drafts else NO_DRAFT_TO_READ)
    return sections_card(view, label, text) if sections else text_card(view, label, text, page_in(about))


def done(
    tx: Tx, moments: RequestContext, person: str, subject: str, action: str, entered_for: str = ""
) -> Card:
    """That an action is done, what happens next, and where the policy stands now."""
    return done_card(moments.view(tx, subject, person), action, entered_for)

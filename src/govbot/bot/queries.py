"""Draws what people ask to see: their own list, a policy's status, text and comments, lists, help."""

from __future__ import annotations

from govbot.bot import comparing, meetings, saved_comments
from govbot.bot.awaited import awaited_of
from govbot.bot.calendars import calendar_card, subscription_card
from govbot.bot.coverage import coverage_shown
from govbot.bot.finding import find
from govbot.bot.groups import group
from govbot.bot.letters import letter
from govbot.bot.outreach import outreach
from govbot.bot.overview import binder_for, overview_for, timeline_for, weekly_for
from govbot.bot.pages.evidence import evidence
from govbot.bot.pages.link_cards import link_card
from govbot.bot.planning import accord, bodies, goals, priorities
from govbot.bot.policy_queries import (
    answers,
    apart,
    comment_board,
    comments,
    decisions,
    deviations,
    held,
    lost_places,
    progress,
    read,
    responses,
    reviews,
    rosters,
)
from govbot.bot.reform import reform_report
from govbot.bot.request_context import RequestContext
from govbot.core.cards.asked import due_card, waiting_card
from govbot.core.cards.guide import help_card
from govbot.core.cards.home import MOST_AWAITED, Awaited, home_card, home_rest
from govbot.core.cards.kinds import KINDS, draw_rest
from govbot.core.cards.marked_file import marked_file_card
from govbot.core.cards.operations import operations_card
from govbot.core.cards.overview import enterable, later_card, list_card, more_card, policy_card
from govbot.core.cards.paging import page_in
from govbot.core.cards.saved_comments import saved_comments_card
from govbot.core.cards.status_card import status_card, status_rest
from govbot.core.cards.templates import templates_card
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card
from govbot.core.cards.who import who_card
from govbot.core.days import local_day, said_day
from govbot.core.grammar import Obligation, Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME, offered, plain_label
from govbot.record import ListedPolicy

MOST_LISTED = 20


def home(context: RequestContext) -> Card:
    """What is awaiting this person, and what they can do anywhere."""
    general = context.view(DIRECTORY)
    owed = awaited_of(context)
    awaited = [_awaited(context, stream, obligation) for stream, obligation in owed[:MOST_AWAITED]]
    more = max(len(owed) - MOST_AWAITED, 0)
    return home_card(general, awaited, more, _general_buttons(context, general), own_policies(context))


def own_policies(context: RequestContext) -> list[View]:
    """The policies in which this person has a part, among those changed last."""
    everywhere = {capacity.key for capacity in context.standing(DIRECTORY)}
    subjects = [f"policy:{row.id}" for row in context.tx.policies.matching("", MOST_LISTED)]
    return [
        context.view(subject)
        for subject in subjects
        if {capacity.key for capacity in context.standing(subject)} - everywhere
        or context.person in context.policy(subject).raisers
    ]


def _awaited(context: RequestContext, stream: str, obligation: Obligation) -> Awaited:
    """One line of the person's own list, with the button to do it where it is open to them."""
    view = context.view(stream)
    helping = tuple(button for row in view.helping(obligation) for button in row.buttons)
    return Awaited(view.title, obligation, (*helping, view.show("status", "Where it stands")))


def _general_buttons(context: RequestContext, general: View) -> tuple[Button, ...]:
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


def helping(context: RequestContext, subject: str = DIRECTORY) -> Card:
    """Every word that this person can type."""
    held = {capacity.key: capacity for capacity in context.standing(subject)}
    for listed in context.tx.policies.matching("", MOST_LISTED):
        for capacity in context.standing(f"policy:{listed.id}"):
            held.setdefault(capacity.key, capacity)
    general = context.view(DIRECTORY)
    # Four tasks for this person: the next thing that awaits them first.
    owed = [(stream, task) for stream, task in awaited_of(context) if stream != DIRECTORY]
    rows = context.view(owed[0][0]).helping(owed[0][1]) if owed else ()
    first = tuple(button for row in rows for button in row.buttons)[:1]
    buttons = (
        *first,
        general.show("home", "What is awaiting me"),
        general.show("list", "All policies"),
        general_button(context, "raise_need"),
    )
    return help_card(context.process, tuple(held.values()), buttons, pages=context.links is not None)


def show(context: RequestContext, what: str, subject: str, about: str = "") -> Card:
    """The card of this name: "status", "policy", "more", "later", "read", "changes", "agencies" …"""
    match what:
        case "home":
            return home(context)
        case "list":
            return listing(context, about)
        case "calendar feed":
            return subscription_card(context, subject)
        case "calendar":
            return calendar_card(context, subject, about) if about else subscription_card(context, subject)
        case "find":
            return find(context, about.rpartition(" ")[0], page_in(about))
        case "operations":
            return operations(context)
        case "help":
            return helping(context, subject)
        case "status":
            return status_card(context.view(subject))
        case "policy":
            return policy_card(context.view(subject))
        case "more":
            return more_card(context.view(subject))
        case "later":
            return _later(context.view(subject))
        case "outreach":
            return outreach(context, subject, page_in(about))
        case "group":
            return group(context, subject, page_in(about))
        case "comments":
            return comments(context, subject, page_in(about))
        case "lost":
            return lost_places(context.view(subject), page_in(about))
        case "deviations":
            return deviations(context, page_in(about))
        case "letter":
            return letter(context, subject)
        case "decisions":
            return decisions(context, subject, page_in(about))
        case "templates":
            return templates_card(context.view(DIRECTORY), about)
        case "who":
            return who_card(context.view(DIRECTORY), page_in(about))
        case "overview":
            typed, _, last = about.rpartition(" ")
            return overview_for(context, page_in(about), typed if last.isdecimal() else about)
        case "binder":
            return binder_for(context)
        case "agenda":
            return meetings.agenda(context, subject, about)
        case "meetings":
            return meetings.meetings(context, subject, page_in(about))
        case "minutes":
            return meetings.minutes(context, subject, about)
        case "goals":
            return goals(context, page_in(about))
        case "accord":
            return accord(context, page_in(about))
        case "bodies":
            return bodies(context, page_in(about))
        case "reform":
            return reform_report(context, about)
        case year if year.startswith("reform "):
            return reform_report(context, f"{year.removeprefix('reform ')} {page_in(about)}")
        case "priorities":
            return priorities(context, page_in(about))
        case "weekly":
            return weekly_for(context, page_in(about))
        case "timeline":
            return timeline_for(context)
        case "reviews":
            return reviews(context.view(subject))
        case "progress":
            return progress(context, subject)
        case "due":
            return due_card(context.view(subject))
        case "waiting":
            return waiting_card(context.view(subject))
        case "said":
            return Card(
                "All right: nothing is recorded.",
                (Buttons((context.view(DIRECTORY).show("home", "What is awaiting me"),)),),
            )
        case "changes":
            return comparing.changes(context, subject, about)
        case "compare":
            return comparing.choice(context, subject, about)
        case "opinions" | "agencies":
            return apart(context.view(subject), what, page_in(about))
        case "board" | "alike" | "words" | "comment":
            return comment_board(context, what, subject, about)
        case "coverage":
            return coverage_shown(context, subject, about)
        case "responses":
            typed, _, last = about.rpartition(" ")
            return responses(context, subject, page_in(about), typed if last.isdecimal() else about)
        case "rosters":
            return rosters(context, subject, page_in(about))
        case "answers":
            return answers(context, subject, page_in(about))
        case "marked":
            return marked_file_card(context.view(subject), page_in(about))
        case "saved":
            return saved_comments_card(
                context.view(subject), saved_comments.saved(context, subject), page_in(about)
            )
        case "evidence":
            return evidence(context, subject, about)
        case "held":
            return held(context, subject, about)
        case "read" | "sections":
            return read(context, subject, about, sections=what == "sections")
        case part if part.startswith("rest "):
            return rest_of(context, part.removeprefix("rest "), subject, about)
        case page if page.startswith("page "):
            return link_card(context, page.removeprefix("page "), subject, about)
        case _:
            raise Refusal("That can no longer be shown. “/gov help” lists what can.")


def rest_of(context: RequestContext, name: str, subject: str, about: str) -> Card:
    """What stands behind the *More* of a card."""
    view = context.view(subject, about)
    if name == "status":
        return status_rest(view)
    if name == "home":
        return home_rest(view, _general_buttons(context, view))
    if name in KINDS:
        return draw_rest(name, view)
    return more_card(view)


def operations(context: RequestContext) -> Card:
    """How govbot is doing: for the operator."""
    view = context.view(DIRECTORY)
    if not any(capacity.kind == "operator" for capacity in view.held):
        raise Refusal("How govbot is doing is shown to its operator. “/gov help” lists what you can do here.")
    return operations_card(
        context.tx.service_status.condition(), context.process, (view.show("operations", "Look again"),)
    )


def _later(view: View) -> Card:
    if not enterable(view):
        raise Refusal(
            "There is nothing on this policy now that you could enter for an earlier day or for somebody."
        )
    return later_card(view)

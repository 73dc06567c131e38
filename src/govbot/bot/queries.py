"""Draws what people ask to see: each card by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from govbot.bot import comparing, meetings, saved_comments
from govbot.bot.calendars import calendar_card, subscription_card
from govbot.bot.coverage import coverage_shown
from govbot.bot.finding import find
from govbot.bot.first_cards import general_buttons, helping, home, listing, operations
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
from govbot.core.cards.home import home_rest
from govbot.core.cards.kinds import KINDS, draw_rest
from govbot.core.cards.later import enterable, later_card
from govbot.core.cards.marked_file import marked_file_card
from govbot.core.cards.overview import more_card, policy_card
from govbot.core.cards.paging import page_in
from govbot.core.cards.saved_comments import saved_comments_card
from govbot.core.cards.status_card import status_card, status_rest
from govbot.core.cards.templates import templates_card
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card
from govbot.core.cards.who import who_card
from govbot.core.grammar import Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY


def show(context: RequestContext, what: str, subject: str, about: str = "") -> Card:
    """The card of this name, as the buttons that only show something name it."""
    name, _, rest = what.partition(" ")
    if rest and name == "rest":
        return rest_of(context, rest, subject, about)
    if rest and name == "page":
        return link_card(context, rest, subject, about)
    if rest and name == "reform":
        return reform_report(context, f"{rest} {page_in(about)}")
    draw = CARDS.get(what)
    if draw is None:
        raise Refusal("That can no longer be shown. “/gov help” lists what can.")
    return draw(context, subject, about)


def rest_of(context: RequestContext, name: str, subject: str, about: str) -> Card:
    """What stands behind the *More* of a card."""
    view = context.view(subject, about)
    if name == "status":
        return status_rest(view)
    if name == "home":
        return home_rest(view, general_buttons(context, view))
    if name in KINDS:
        return draw_rest(name, view)
    return more_card(view)


def _later(view: View) -> Card:
    if not enterable(view):
        raise Refusal(
            "There is nothing on this policy now that you could enter for an earlier day or for somebody."
        )
    return later_card(view)


def _nothing_recorded(context: RequestContext) -> Card:
    own = context.view(DIRECTORY).show("home", "What is awaiting me")
    return Card("All right: nothing is recorded.", (Buttons((own,)),))


def _typed(about: str) -> str:
    """What was typed, without the number of the page behind it."""
    typed, _, last = about.rpartition(" ")
    return typed if last.isdecimal() else about


# Each card by its name: drawn for whoever asks, of a policy (or the directory) and what it is about.
CARDS: Mapping[str, Callable[[RequestContext, str, str], Card]] = {
    # Anywhere
    "home": lambda context, _, __: home(context),
    "help": helping,
    "list": lambda context, _, about: listing(context, about),
    "find": lambda context, _, about: find(context, about.rpartition(" ")[0], page_in(about)),
    "who": lambda context, _, about: who_card(context.view(DIRECTORY), page_in(about)),
    "templates": lambda context, _, about: templates_card(context.view(DIRECTORY), about),
    "calendar feed": lambda context, subject, _: subscription_card(context, subject),
    "calendar": lambda context, subject, about: (
        calendar_card(context, subject, about) if about else subscription_card(context, subject)
    ),
    "operations": lambda context, _, __: operations(context),
    "said": lambda context, _, __: _nothing_recorded(context),
    # For those who direct the process
    "overview": lambda context, _, about: overview_for(context, page_in(about), _typed(about)),
    "weekly": lambda context, _, about: weekly_for(context, page_in(about)),
    "timeline": lambda context, _, __: timeline_for(context),
    "meetings": lambda context, subject, about: meetings.meetings(context, subject, page_in(about)),
    "agenda": meetings.agenda,
    "minutes": meetings.minutes,
    "decisions": lambda context, subject, about: decisions(context, subject, page_in(about)),
    "deviations": lambda context, _, about: deviations(context, page_in(about)),
    "priorities": lambda context, _, about: priorities(context, page_in(about)),
    "goals": lambda context, _, about: goals(context, page_in(about)),
    "accord": lambda context, _, about: accord(context, page_in(about)),
    "bodies": lambda context, _, about: bodies(context, page_in(about)),
    "reform": lambda context, _, about: reform_report(context, about),
    "binder": lambda context, _, __: binder_for(context),
    # Of one policy
    "status": lambda context, subject, _: status_card(context.view(subject)),
    "policy": lambda context, subject, _: policy_card(context.view(subject)),
    "more": lambda context, subject, _: more_card(context.view(subject)),
    "later": lambda context, subject, _: _later(context.view(subject)),
    "due": lambda context, subject, _: due_card(context.view(subject)),
    "waiting": lambda context, subject, _: waiting_card(context.view(subject)),
    "group": lambda context, subject, about: group(context, subject, page_in(about)),
    "outreach": lambda context, subject, about: outreach(context, subject, page_in(about)),
    "read": read,
    "sections": lambda context, subject, about: read(context, subject, about, sections=True),
    "changes": comparing.changes,
    "compare": comparing.choice,
    "evidence": evidence,
    "held": held,
    "letter": lambda context, subject, _: letter(context, subject),
    "reviews": lambda context, subject, _: reviews(context.view(subject)),
    "opinions": lambda context, subject, about: apart(context.view(subject), "opinions", page_in(about)),
    # Of its feedback
    "progress": lambda context, subject, _: progress(context, subject),
    "coverage": coverage_shown,
    "rosters": lambda context, subject, about: rosters(context, subject, page_in(about)),
    "agencies": lambda context, subject, about: apart(context.view(subject), "agencies", page_in(about)),
    "answers": lambda context, subject, about: answers(context, subject, page_in(about)),
    "comments": lambda context, subject, about: comments(context, subject, page_in(about)),
    "lost": lambda context, subject, about: lost_places(context.view(subject), page_in(about)),
    "marked": lambda context, subject, about: marked_file_card(context.view(subject), page_in(about)),
    "saved": lambda context, subject, about: saved_comments_card(
        context.view(subject), saved_comments.saved(context, subject), page_in(about)
    ),
    "board": lambda context, subject, about: comment_board(context, "board", subject, about),
    "alike": lambda context, subject, about: comment_board(context, "alike", subject, about),
    "words": lambda context, subject, about: comment_board(context, "words", subject, about),
    "comment": lambda context, subject, about: comment_board(context, "comment", subject, about),
    "responses": lambda context, subject, about: responses(context, subject, page_in(about), _typed(about)),
}

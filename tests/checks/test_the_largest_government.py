"""With 500 agencies and texts as long as forms take them, every card and form fits into both chats.

Cards are found from `cards/kinds.py` and from what can be looked at, forms from the table: a new one is covered
by itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from slack_sdk.models.blocks import Block

import govbot_slack.card
import govbot_slack.form
import govbot_teams.card
import govbot_teams.form
from govbot.bot.commands import GENERAL, SHOWS
from govbot.bot.developments import COLUMNS as DEVELOPMENTS
from govbot.bot.overview import MOST_DRAWN, MOST_ON_A_CARD
from govbot.bot.pages.links import LONGEST
from govbot.core.calendar import CalendarEntry
from govbot.core.cards.agenda import AgendaEntry, agenda_card
from govbot.core.cards.asked import due_card, waiting_card
from govbot.core.cards.binder import binder_card
from govbot.core.cards.board import alike_card, board_card, comment_card, words_card
from govbot.core.cards.by_agency import agencies_card
from govbot.core.cards.calendar import event_card, feed_card
from govbot.core.cards.changes import changes_card, compare_card
from govbot.core.cards.coverage import coverage_card
from govbot.core.cards.decisions import decisions_card
from govbot.core.cards.evidence import evidence_card
from govbot.core.cards.find import AROUND, MOST_TYPED, PER_PAGE, Hit, find_card
from govbot.core.cards.forms import fields
from govbot.core.cards.group import group_card
from govbot.core.cards.guide import help_card
from govbot.core.cards.hidden import held_card, may_open
from govbot.core.cards.home import MOST_AWAITED, Awaited, home_card
from govbot.core.cards.kinds import KINDS, digest
from govbot.core.cards.later import later_card, letter_card, letters
from govbot.core.cards.lost import lost_card
from govbot.core.cards.marked_file import marked_file_card
from govbot.core.cards.meetings import meetings_card
from govbot.core.cards.minutes import decision_of_policy, minutes_card
from govbot.core.cards.operations import NAMES, operations_card
from govbot.core.cards.opinions import opinions_card
from govbot.core.cards.outreach import Reach, outreach_card, undelivered_card
from govbot.core.cards.overview import list_card, more_card, policy_card
from govbot.core.cards.overview_card import OverviewItem, Paging, Week, overview_card, timeline_card
from govbot.core.cards.pages import link_card
from govbot.core.cards.plans import accord_card, bodies_card, goals_card
from govbot.core.cards.priorities import priorities_card
from govbot.core.cards.progress import progress_card
from govbot.core.cards.question_rows import answers_card
from govbot.core.cards.reform import reform_card
from govbot.core.cards.reform_report import reform_report_card
from govbot.core.cards.response_table import responses_card
from govbot.core.cards.review_list import reviews_card
from govbot.core.cards.rosters import rosters_card
from govbot.core.cards.saved_comments import saved_comments_card
from govbot.core.cards.status_card import status_card
from govbot.core.cards.templates import templates_card
from govbot.core.cards.texts import comments_card, sections_card, text_card
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Field, Form, Table, Text
from govbot.core.cards.weekly import PolicyLine
from govbot.core.cards.who import who_card
from govbot.core.grammar import Action, Refusal
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.redline import TextChanges, text_changes
from govbot.core.service_status import Checked, Condition, QueueStatus, Ticked
from govbot.core.table import PAGE_BY_NAME, TABLE, plain_label
from govbot.core.workflow.agenda import HEADINGS
from govbot.core.workflow.course import course_of
from govbot.core.workflow.coverage import Coverage, coverage
from govbot.core.workflow.forecasts import Forecast
from govbot.core.workflow.goals import GoalRow, goal_rows
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.overview import Listed, Row
from govbot.core.workflow.policy import STAGES, Policy
from govbot.core.workflow.reform import year_of
from govbot.core.workflow.weekly import lines_of
from govbot_slack.standin.checks import check_message, check_view
from govbot_teams import limits, messages
from govbot_teams.standin.checks import check_card
from govbot_teams.text import weight
from tests.core.cards import largest
from tests.core.cards.given import Story
from tests.teams import schema

pytestmark = pytest.mark.check("R22")

SEALED = "v" * 1500  # as much as a button or a form may carry
MEMBERS = tuple(f"29:{'m' * 90}{number}" for number in range(60))
EVERY_READER = ("", "cio", "secretary", "R1", "legal")
READERS = EVERY_READER if os.environ.get("GOVBOT_THOROUGH") else EVERY_READER[:2]
ANSWERING = (*EVERY_READER[1:], "advisor", "dss", "hr")
LONG_FACTS = {"what": largest.longest(200), "due": "Fri, Dec 4, 2026, 5:00 PM ET", "action": "give_feedback"}
BY_PEOPLE = [action for action in TABLE if "clock" not in action.by]
PAGES = range(3)


@cache
def stories() -> tuple[Story, ...]:
    """The largest government at each stage, and at the end of its policy."""
    return (*largest.steps(), largest.history())


@cache
def stories_for_forms() -> tuple[Story, ...]:
    """All of them, and what only a form needs."""
    return (*stories(), *largest.for_forms())


# Cards -----------------------------------------------------------------------------------------------


def _heavy(card: Card) -> Card:
    """The card with buttons that carry as much as they may."""
    parts = [
        Buttons(tuple(replace(button, value=SEALED) for button in part.buttons))
        if isinstance(part, Buttons)
        else part
        for part in card.parts
    ]
    return replace(card, parts=tuple(parts))


def _different(cards: Iterator[Card]) -> list[Card]:
    return list({digest(card): card for card in cards}.values())


def _of_kind(kind: str) -> Iterator[Card]:
    """The last ones of this kind that were sent at each stage; where none was, one with the longest facts."""
    told = [
        (story, notification)
        for story in stories()
        for notification in story.told
        if notification.card == kind
    ]
    last = {
        (id(story), notification.facts.get("which", "")): (story, notification)
        for story, notification in told
    }
    for reader in READERS:
        for story, notification in last.values():
            yield story.card(kind, reader, notification.about, **dict(notification.facts))
        if not told:
            yield stories()[-1].card(kind, reader, "", **LONG_FACTS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_card_fits_both_chats(kind: str) -> None:
    cards = list(_different(_of_kind(kind)))
    assert cards != []
    for card in cards:
        must_fit(card)


def _help(view: View) -> Card:
    return help_card(view.process, view.held, (view.show("home", "What is awaiting me"),))


def _home(view: View) -> Card:
    looks = (view.show("status", "Where it stands"),)
    awaited = [Awaited(view.title, obligation, looks) for obligation in obligations(view.policy)][
        :MOST_AWAITED
    ]
    return home_card(view, awaited, 500, looks * 20, [view] * 20)


def _list(view: View) -> Card:
    return list_card(
        [(view.policy.id, view.policy.title, "need", "", Button("Open", SEALED))] * 20,
        "x" * 100,
        20,
        view.process,
    )


def _outreach(view: View) -> list[Card]:
    """Everybody was written to over and over, and nothing arrived."""
    kinds = ("feedback_request", "comments_answered", "digest", "agency_asked")
    reached = [
        Reach(person, kind, view.now, state, None, largest.longest(500))
        for person in largest.MANY
        for kind in kinds
        for state in ("parked", "failed", "unknown", "sent")
    ]
    return [*(outreach_card(view, reached, page) for page in PAGES), undelivered_card(view, reached)]


def _operations(view: View) -> Card:
    queues = tuple(QueueStatus(name, 999, view.now, 999, 99, 9, 99, 99, 99) for name in (*NAMES, "webex"))
    bad = Checked(view.now, 999_999, largest.longest(500))
    condition = Condition(view.now + timedelta(days=9), queues, 99, Ticked(view.now, 99, 9999.0), bad)
    return operations_card(condition, view.process, (view.show("operations", "Look again"),))


# A row of the timeline, as long as titles and the names of the steps allow.
TOLD = (largest.longest(200), largest.longest(350), largest.longest(250), "2027-12-31", largest.longest(250))


def _weekly(view: View, page: int) -> Card:
    lines = lines_of(view.policy, view.directory, view.process, view.now, view.now)
    return _overview(view, page, Week(tuple(PolicyLine(view, line) for line in lines) * 8))


def _overview(view: View, page: int, week: Week | None = None) -> Card:
    policy, name = view.policy, largest.longest(100)
    lines = lines_of(policy, view.directory, view.process, view.now, view.now)
    listed = Listed(policy.id, policy.title, policy.stage, policy.lead, view.now, course_of(policy))
    row = Row(listed, view.today, ("",), (view.today, name), ((name, 496),) * 20)
    item = OverviewItem(row, view, tuple(PolicyLine(view, line) for line in lines))
    return overview_card(
        view, [item] * MOST_ON_A_CARD, [row] * 999, Paging(page, 166, name), [name] * 9, week
    )


def _met(view: View) -> View:
    """The view of a government that has met often."""
    return replace(view, directory=replace(view.directory, meetings=largest.meetings(view.now)))


def _agenda(view: View, page: int) -> Card:
    lines = lines_of(view.policy, view.directory, view.process, view.now, view.now)
    drawn = [AgendaEntry(heading, PolicyLine(view, line)) for heading in HEADINGS for line in lines]
    general = _of_directory(view)
    return agenda_card(general, view.directory.meetings.called[0], drawn * 8, page)


def _minutes(view: View, page: int) -> Card:
    view, decisions = _of_directory(view), view.policy.decisions
    decided = [tuple(decision_of_policy(view, decision)) for decision in decisions]
    return minutes_card(view, view.directory.meetings.called[2], decided * 20, page)


def _of_directory(view: View) -> View:
    """The view of the directory, of which the cards of meetings are drawn."""
    return replace(view, policy=Policy(""))


def _link(view: View, page: str) -> Card:
    link = f"https://govbot.example/{'x' * LONGEST}"[:LONGEST]
    again = view.show(f"page {page}", "Give me another link")
    return link_card(
        PAGE_BY_NAME[page], "D99", view.title, link, LONG_FACTS["due"], "8 hours", again, view.subject
    )


LOOKS: dict[str, Callable[[View], list[Card]]] = {
    "status": lambda view: [status_card(view)],
    "policy": lambda view: [policy_card(view)],
    "more": lambda view: [more_card(view)],
    "later": lambda view: [later_card(view)],
    "comments": lambda view: [comments_card(view, page) for page in PAGES],
    "read": lambda view: [text_card(view, largest.TITLE, largest.DRAFT, page) for page in PAGES],
    "sections": lambda view: [sections_card(view, largest.TITLE, largest.DRAFT)],
    "home": lambda view: [_home(view)],
    "help": lambda view: [_help(view)],
    "list": lambda view: [_list(view)],
    "find": lambda view: [_find(view)],
    "calendar": lambda view: _calendar(view),
    "agencies": lambda view: [agencies_card(view, page) for page in PAGES],
    "opinions": lambda view: [opinions_card(view, page) for page in PAGES],
    "deviations": lambda view: [reform_card(view, [view] * 20, page) for page in PAGES],
    "decisions": lambda view: [decisions_card(view, [view] * 20, page) for page in PAGES],
    "outreach": _outreach,
    "operations": lambda view: [_operations(view)],
    "saved": lambda view: [
        saved_comments_card(view, saved, page) for saved in ((), largest.SAVED) for page in PAGES
    ],
    "page comment": lambda view: [_link(view, "comment")],
    "page read": lambda view: [_link(view, "read")],
    "page upload": lambda view: [_link(view, "upload")],
    "timeline": lambda view: [timeline_card(view, Table(DEVELOPMENTS, (TOLD,) * MOST_DRAWN))],
    "weekly": lambda view: [_weekly(view, page) for page in PAGES],
    "overview": lambda view: [_overview(view, page) for page in (0, 9)],
    "group": lambda view: [group_card(view, {}, page) for page in PAGES],
    "binder": lambda view: [binder_card(view, [])],
    "agenda": lambda view: [_agenda(_met(view), page) for page in PAGES],
    "meetings": lambda view: [meetings_card(_of_directory(_met(view)), page) for page in PAGES],
    "minutes": lambda view: [_minutes(_met(view), page) for page in PAGES],
    "who": lambda view: [who_card(view, page) for page in PAGES],
    "lost": lambda view: [lost_card(view, page) for page in PAGES],
    "templates": lambda view: [templates_card(view), templates_card(view, "policy")],
    "page print": lambda view: [_link(view, "print")],
    "letter": lambda view: [letter_card([(view, letters(view))] * 6, [view.show("letter", view.title)] * 14)],
    "held": lambda view: [card for page in range(45) for card in _held(view, page)],
    "responses": lambda view: [responses_card(view, page) for page in PAGES],
    "rosters": lambda view: [
        rosters_card(_saved(view), seen, page) for seen in (view, None) for page in PAGES
    ],
    "answers": lambda view: [answers_card(view, page) for page in PAGES],
    "coverage": lambda view: [coverage_card(view, _coverage(view), page) for page in PAGES],
    "board": lambda view: [
        board_card(replace(view, about=about))
        for about in ("section 0", "agency 1", "kind 2", "theme 0", "drafter open 9", "state 3")
    ],
    "comment": lambda view: [comment_card(replace(view, about=about)) for about in ("C1", "C11", "C99999")],
    "alike": lambda view: [alike_card(replace(view, about=str(page))) for page in PAGES],
    "words": lambda view: [words_card(replace(view, about=str(page))) for page in PAGES],
    "marked": lambda view: [marked_file_card(view, page) for page in PAGES],
    "evidence": lambda view: [evidence_card(view, page) for page in PAGES],
    "reviews": lambda view: [reviews_card(view)],
    "changes": lambda view: _changes(view),
    "compare": lambda view: [compare_card(view), compare_card(view, "D1")],
    "priorities": lambda view: [priorities_card(view, [view] * 20, page) for page in PAGES],
    "goals": lambda view: [goals_card(_planned(view), _goal_rows(_planned(view)), page) for page in PAGES],
    "accord": lambda view: [
        accord_card(view, [(view.policy.id, view.policy.title)] * 500, page) for page in PAGES
    ],
    "bodies": lambda view: [bodies_card(_planned(view), page) for page in PAGES],
    "reform": lambda view: [
        reform_report_card(
            view,
            {view.policy.id: view},
            year_of([view.policy] * 20, view.today.year, view.process),
            view.show("home", "x"),
            page,
        )
        for page in PAGES
    ],
    "progress": lambda view: [progress_card(view, _forecasts(view))],
    "due": lambda view: [due_card(view)],
    "waiting": lambda view: [waiting_card(view)],
}


def _coverage(view: View) -> Coverage | None:
    """The matrix where nothing arrived."""
    period = view.development.period
    return coverage(view.development, period, view.directory, view.process, {}) if period else None


def _saved(view: View) -> View:
    """As many rosters as can be saved, with everybody of the directory on each."""
    return replace(view, directory=replace(view.directory, rosters=largest.rosters(view.directory)))


def _calendar(view: View) -> list[Card]:
    """An entry, and an address as long as it may be."""
    entry = CalendarEntry("k", "s" * 120, view.now)
    address = f"https://govbot.example/{'x' * LONGEST}"[:LONGEST]
    return [event_card(view, entry, address), feed_card(view, address, is_new=True, entries=[entry])]


def _planned(view: View) -> View:
    """Each plan has as many goals as it may, each as long as it may be; bodies were reported to."""
    return replace(view, directory=replace(view.directory, planning=largest.planning(view.today)))


def _goal_rows(view: View) -> list[GoalRow]:
    """Each goal is served by many policies."""
    rows = goal_rows((), view.directory, view.process)
    return [replace(row, policies=((view.policy.id, view.policy.title),) * 60) for row in rows]


def _forecasts(view: View) -> list[Forecast]:
    """A forecast for each step."""
    return [Forecast(stage, view.today, view.today, view.today, 999) for stage in STAGES]


def _find(view: View) -> Card:
    """A page of hits, each as long as it can be."""
    read = view.show("read", "Read it there", "v99.9 999")
    hit = Hit(
        view.title, "D" * 200, "x" * (2 * AROUND + 4), (read, view.show("policy", f"About {view.policy.id}"))
    )
    return find_card(view, "w" * MOST_TYPED, [hit] * PER_PAGE, 1, is_more=True)


@cache
def _most_changed() -> TextChanges:
    return text_changes(largest.DRAFT[::2], largest.DRAFT)


def _changes(view: View) -> list[Card]:
    """Very many changes, wherever there is a draft."""
    compared = replace(view, compared=lambda before, after: _most_changed())
    newest = view.development.draft
    return [changes_card(compared, newest.label, newest.label, page) for page in PAGES] if newest else []


def _held(view: View, page: int) -> list[Card]:
    drafts = [draft for draft in view.development.drafts if may_open(view, draft)]
    return [held_card(view, draft, largest.HELD_OF_ALL, page) for draft in drafts[:1]]


def test_everything_that_can_be_looked_at_is_here() -> None:
    assert set(LOOKS) == {
        *SHOWS.values(),
        *GENERAL.values(),
        "comment",
        "later",
        "reviews",
        "changes",
        "compare",
    }


@pytest.mark.parametrize("look", LOOKS)
def test_everything_that_can_be_looked_at_fits_both_chats(look: str) -> None:
    views = (story.view(reader) for story in stories() for reader in READERS[1:])
    cards = list(_different(card for view in views for card in LOOKS[look](view)))
    assert cards != []
    for card in cards:
        must_fit(card)


def must_fit(card: Card) -> None:
    """In a message, a window and the Home tab of Slack; in a message and a window of Teams, for everybody."""
    card = _heavy(card)
    blocks = govbot_slack.card.message(card)["blocks"]
    check_message(blocks)
    check_view(govbot_slack.card.home(card))
    check_view(govbot_slack.card.window(card))
    for block in blocks:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()
    message = messages.of_card(card, MEMBERS)
    assert weight(message) < limits.MESSAGE_BYTES
    check_card(message["attachments"][0]["content"], schema.problems)
    check_card(govbot_teams.card.adaptive(card, dialog=True), schema.problems, dialog=True)


# Forms -----------------------------------------------------------------------------------------------


def _forms(action: Action) -> Iterator[Form]:
    """The form of an action wherever it can be drawn; some actions ask nothing."""
    for story in stories_for_forms():
        for person in ANSWERING:
            at = replace(story.at(person), text=largest.DRAFT, saved=largest.SAVED)
            if action.stream == "directory":
                at = replace(at, state=story.directory, subject=DIRECTORY)
            with suppress(Refusal):
                intro = (
                    Text(story.view().title, "strong"),
                    Text(at.process.source(action.source).sentence, "small"),
                )
                yield Form(plain_label(action, at.process), SEALED, fields(action, at), intro)


def _answered(asked: Field) -> Field:
    """The question with the longest answer to it."""
    if asked.kind in ("line", "text"):
        return replace(asked, initial=largest.longest(asked.most))
    if asked.kind in ("choices", "people") and asked.choices:
        return replace(asked, initial=tuple(choice.value for choice in asked.choices[: asked.most]))
    return asked


@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_every_form_fits_both_chats_empty_filled_and_with_problems(action: Action) -> None:
    forms = list(_forms(action))
    assert forms, "a history is missing in which this form can be drawn"
    for form in {repr(form.fields): form for form in forms}.values():
        filled = replace(form, fields=tuple(_answered(form_field) for form_field in form.fields))
        problems = {
            form_field.name: "This is wrong, and this sentence says at length what to do. " * 4
            for form_field in form.fields
        }
        for shown in (form, filled):
            check_view(govbot_slack.form.modal(shown))
            for state in (govbot_teams.form.NOTHING, govbot_teams.form.Filled(problems=problems)):
                card = govbot_teams.form.card(shown, state, back=True)
                assert weight(messages.around(card, shown.title)) < limits.MESSAGE_BYTES
                check_card(card, schema.problems)
                check_card(govbot_teams.form.dialog(shown, state), schema.problems, dialog=True)

"""The Steering Group's meetings: the agenda goes out by itself, minutes say what was recorded, what is left goes on."""

from __future__ import annotations

from datetime import timedelta

from govbot.core.cards.forms import asks_of
from govbot.core.cards.minutes import minutes_card
from govbot.core.cards.view import View
from govbot.core.decide import decide_due
from govbot.core.grammar import Acting, Capacity, Notification
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.meetings import Meeting, obligations
from govbot.core.membership.minutes_actions import DecideApart
from govbot.core.table import BY_NAME
from govbot.core.workflow.agenda import agenda_lines, decisions_of
from govbot.core.workflow.group_agenda import group_agenda_lines
from govbot.core.workflow.notifications import directory_notifications
from govbot.core.workflow.obligations import obligations as policy_obligations
from govbot.core.workflow.policy import Policy
from tests.core import given as g
from tests.core.cards.given import words
from tests.core.given import LEAD, Government, Step, acts, after, given, on_day


def call(days: int, at: str = "10:00 AM") -> Step:
    return on_day("call_meeting", "advisor", field="on", days=days, at=at, place="Room 1")


def the(government: Government, id: str = "M1") -> Meeting:
    meeting = government.directory.meetings.meeting(id)
    assert meeting is not None
    return meeting


def by_clock(government: Government, id: str = "M1") -> list[str]:
    """What the clock records when a meeting's agenda is due."""
    who = Acting("clock", Capacity("clock", "the clock"), government.today)
    asked = government.at(BY_NAME["send_agenda_by_clock"], who, id)
    recorded = decide_due(asked, BY_NAME["send_agenda_by_clock"])
    for event in (event for events in recorded.events.values() for event in events):
        government.record(DIRECTORY, event, who)
    return [type(event).__name__ for events in recorded.events.values() for event in events]


def test_a_meeting_is_at_the_time_of_the_government_s_clocks_and_its_agenda_comes_three_business_days_before() -> (
    None
):
    government = given(call(days=8, at="2:30 pm"))
    meeting = the(government)
    assert meeting.starts_at.isoformat() == "2026-12-09T19:30:00+00:00"
    assert meeting.agenda_due.date().isoformat() == "2026-12-04"  # Wednesday, less Tuesday, Monday and Friday
    assert [(each.party, each.action) for each in obligations(government.directory.meetings)] == [
        ("clock", "send_agenda_by_clock"),
        ("role:advisor", "record_meeting"),
    ]


def test_the_clock_sends_the_agenda_once_and_again_after_the_meeting_was_moved() -> None:
    government = given(call(days=8))
    assert by_clock(government) == ["AgendaSent"]
    assert by_clock(government) == []
    government.do("move_meeting", "advisor", meeting="M1", on=government.day(9), at="10 am", place="Room 2")
    assert (the(government).changes, the(government).sent) == (1, False)
    assert by_clock(government) == ["AgendaSent"]
    government.do("cancel_meeting", "advisor", meeting="M1", reason="Nothing is open")
    assert by_clock(government) == []
    assert list(obligations(government.directory.meetings)) == []


def test_everybody_of_the_steering_group_is_told_of_it() -> None:
    government = given(call(days=8))
    called = government.entries[-1]
    assert directory_notifications(government.directory, called) == (
        Notification("steering", "meeting", "M1"),
    )


def test_what_is_left_for_the_next_meeting_stands_on_its_agenda_whether_it_was_called_before_or_is_called_after() -> (
    None
):
    left = acts("record_meeting", "advisor", meeting="M1", present=["cio"], deferred=["A2"])
    items = [acts("edit_agenda", "advisor", meeting="M1", added=text) for text in ("The forms", "The room")]
    called_after = given(call(days=8), *items, after(days=9), left, call(days=8))
    called_before = given(call(days=8), *items, call(days=20), after(days=9), left)
    for government in (called_after, called_before):
        assert [item.text for item in the(government, "M2").items] == ["The room"]


def test_the_minutes_name_each_item_of_the_agenda_as_dealt_with_or_as_left() -> None:
    items = [acts("edit_agenda", "advisor", meeting="M1", added=text) for text in ("The forms", "The room")]
    left = acts("record_meeting", "advisor", meeting="M1", present=["cio"], deferred=["A2"])
    government = given(call(days=8), *items, after(days=9), left)
    view = View(Policy(id=""), government.directory, government.process, government.now, lambda *_: "")
    shown = words(minutes_card(view, the(government), [], None))
    said = ["Items of this meeting", "A1: The forms", "Left for the next meeting", "A2: The room"]
    assert sorted(map(shown.index, said)) == list(map(shown.index, said))


def test_an_item_s_number_is_never_given_again() -> None:
    government = given(call(days=8))
    for text in ("One", "Two"):
        government.do("edit_agenda", "advisor", meeting="M1", added=text)
    government.do("edit_agenda", "advisor", meeting="M1", taken_off=["A2"], added="Three")
    assert [(item.id, item.text) for item in the(government).items] == [("A1", "One"), ("A3", "Three")]


def test_the_agenda_is_drawn_from_what_is_open_under_its_heading() -> None:
    def headings(government: Government) -> list[tuple[str, str]]:
        lines = agenda_lines(
            government.policy, government.directory, government.process, government.now, government.now, None
        )
        return [(each.heading, each.line.actions[0] if each.line.actions else "") for each in lines]

    assert headings(given(*g.IN_NEED)) == [("decide", "recommend_pursuing")]
    overdue = given(*g.IN_NEED, after(days=60))
    assert ("decide", "recommend_pursuing") in headings(overdue)
    deviated = given(*g.IN_DRAFTING, acts(
        "record_deviation", "advisor", step="Step 1", exigency="Short of time", authority="The CIO",
        public_sentence="No group was asked.", before="yes",
    ))  # fmt: skip
    assert ("deviation", "") in headings(deviated)
    line = agenda_lines(
        deviated.policy, deviated.directory, deviated.process, deviated.now, deviated.now, deviated.today
    )[-1].line
    assert (line.office, line.what) == ("Steering Group", "Step 1, Tue, Dec 1, 2026: No group was asked.")


def test_what_may_be_decided_late_stays_on_the_agenda_and_a_review_comes_on_it_60_days_before() -> None:
    def asked(government: Government) -> list[str]:
        lines = agenda_lines(
            government.policy, government.directory, government.process, government.now, government.now, None
        )
        return [line.line.actions[0] for line in lines if line.heading in ("decide", "review")]

    variance = acts("request_variance", "dss", text="We need a year")
    government = given(*g.IN_FORCE, variance)
    assert asked(government) == ["decide_variance"]
    assert asked(government.later(days=60)) == ["decide_variance"]
    review = on_day("set_review_date", LEAD, field="next_review_on", days=61, reason="A new law")
    government = given(*g.IN_FORCE, review)
    assert asked(government) == []
    assert asked(government.later(days=1)) == ["complete_review"]


def test_the_minutes_have_the_decisions_of_the_meeting_s_day_and_of_no_other() -> None:
    government = given(*g.IN_NEED, after(days=2))
    day = government.today
    government.do("recommend_pursuing", "budget", lead=LEAD, need="low", risk="low", reasons="A new law")
    assert [decision.kind for decision in decisions_of(government.policy, day)] == ["recommends pursuing it"]
    assert decisions_of(government.policy, day + timedelta(days=1)) == ()


def test_decisions_apart_from_policies_are_numbered_by_year_and_dated_by_their_meeting() -> None:
    government = given(call(days=8), after(days=9))
    government.do("decide_apart", "advisor", kind="reform", text="Shorter forms", consensus="reached")
    government.do(
        "decide_apart", "advisor", kind="other", text="A new room", consensus="not reached",
        differs="The CDO: too far", meeting="M1",
    )  # fmt: skip
    assert [(each.number, each.on.isoformat()) for each in government.directory.meetings.decisions] == [
        ("2026-1", "2026-12-10"),
        ("2026-2", "2026-12-09"),
    ]


def test_where_public_meeting_rules_apply_papers_have_their_dates_and_closed_days_do_not_count_before_it() -> (
    None
):
    government = given(acts("answer_meeting_rules", "advisor", answer="yes"), call(days=13))
    meeting = the(government)
    said = {paper: due.isoformat() for paper, due in meeting.public_by}
    assert (meeting.starts_at.isoformat(), meeting.citation) == (
        "2026-12-14T15:00:00+00:00",
        "C.G.S. § 1-225",
    )
    assert said == {  # a Monday: of the 24 hours before it those of the weekend do not count
        "notice": "2026-12-11T15:00:00+00:00",
        "agenda": "2026-12-11T15:00:00+00:00",
        "votes": "2026-12-16T15:00:00+00:00",
        "minutes": "2026-12-21T15:00:00+00:00",
    }
    awaited = [
        each.about for each in obligations(government.directory.meetings) if each.action == "note_published"
    ]
    assert awaited == ["M1 notice", "M1 agenda"]
    by_clock(government)  # the meeting is near
    awaited = [
        each.about for each in obligations(government.directory.meetings) if each.action == "note_published"
    ]
    assert awaited == ["M1 notice", "M1 agenda", "M1 votes", "M1 minutes"]


def test_a_moved_meeting_wants_another_notice_and_a_no_of_counsel_ends_what_is_awaited() -> None:
    government = given(
        acts("answer_meeting_rules", "advisor", answer="yes"),
        call(days=8),
        acts("note_published", "advisor", paper="M1 notice", where="The website"),
    )
    assert "notice" not in dict(the(government).unpublished)
    government.do("move_meeting", "advisor", meeting="M1", on=government.day(9), at="10 am", place="Room 2")
    assert "notice" in dict(the(government).unpublished)
    government.do("answer_meeting_rules", "advisor", answer="no")
    assert the(government).unpublished == ()


def test_without_counsels_yes_nothing_has_to_be_public() -> None:
    assert the(given(call(days=8))).public_by == ()


def test_a_group_s_agenda_is_drawn_from_its_requests_its_draft_and_its_members_concerns() -> None:
    government = given(
        *g.WITH_DRAFT,
        on_day("ask_group", LEAD, field="due", days=5, kind="advise", text="Is it needed?"),
        acts("state_position", "professor", position="unresolved concern", text="It costs {much}"),
    )
    lines = group_agenda_lines(government.policy, government.directory, government.process)
    drawn = [(each.heading, government.process.say_kept(each.line.what)) for each in lines]
    assert [heading for heading, _ in drawn] == ["asked", "draft", "concern", "look in"]
    assert drawn[0][1].startswith("Is it needed?, until ")
    assert drawn[1][1].endswith("1 of 3 have said where they stand on it")
    assert drawn[2][1] == "It costs {much}"


def test_a_group_s_meetings_are_its_policy_s_and_counsels_answer_moves_positions_into_them() -> None:
    called = on_day("call_group_meeting", LEAD, field="on", days=8, at="10:00 AM", place="Room 1")
    government = given(*g.WITH_DRAFT, called, acts("answer_group_rules", LEAD, answer="yes"))
    assert [meeting.id for meeting in government.policy.meetings.called] == ["M1"]
    assert government.directory.meetings.called == ()
    why_not = government.refusal("state_position", "professor")
    assert why_not is not None
    assert why_not.startswith("This group is subject to public-meeting rules")
    awaited = {each.action for each in policy_obligations(government.policy)}
    assert {"send_group_agenda_by_clock", "record_group_meeting", "note_group_published"} <= awaited
    government.do("close_group", LEAD)
    awaited = {each.action for each in policy_obligations(government.policy)}
    assert not awaited & {"send_group_agenda_by_clock", "record_group_meeting", "note_group_published"}


def test_a_decision_is_of_the_meeting_that_began_today_unless_one_says_another() -> None:
    def usual(government: Government, about: str = "") -> str:
        who = Acting("advisor", Capacity("anyone", ""), government.today)
        asked = government.at(BY_NAME["decide_apart"], who, about)
        initial = asks_of(DecideApart)["meeting"].initial
        assert callable(initial)
        return str(initial(asked))

    government = given(call(days=8), call(days=20), after(days=8, hours=2))
    assert (usual(government), usual(government, "M1")) == ("M1", "M1")
    assert (usual(government.later(days=1)), usual(government, "M1")) == ("", "M1")

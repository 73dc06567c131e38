"""Feedback: the closing instant is the rule; who is asked, who speaks for an agency, what is late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from govbot.core.workflow import events as e
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, given, on_day
from tests.government import CUSTOMERS, DATA, SECURITY

nobody_else = acts("deactivate_person", "keeper", person="dss", reason="Left")


@pytest.mark.parametrize(("seconds", "late"), [(-1, False), (0, True), (1, True)])
@pytest.mark.parametrize("ticks", [False, True])
def test_late_is_by_the_closing_instant_whether_the_clock_has_ticked_or_not(
    seconds: int, late: bool, ticks: bool
) -> None:
    government = given(*g.IN_FEEDBACK)
    period = government.development.period
    assert period is not None
    assert period.closes_at is not None
    government.now = period.closes_at + timedelta(seconds=seconds)
    if ticks:
        government.tick()
    (feedback,) = government.do("give_feedback", "dss", kind="comment", text="Here")
    assert isinstance(feedback, e.FeedbackGiven)
    assert feedback.late == late


def test_what_was_received_in_time_and_entered_on_a_later_day_is_not_late() -> None:
    government = given(*g.IN_FEEDBACK).later(days=20)
    said_on = government.today - timedelta(days=10)
    answer = {
        "kind": "comment",
        "text": "By telephone",
        "entered_for": "dss",
        "evidence": "By telephone",
    }
    (in_time,) = government.do("give_feedback", LEAD, **answer, happened_on=said_on.isoformat())
    (too_late,) = government.do("give_feedback", LEAD, **answer)
    assert isinstance(in_time, e.FeedbackGiven)
    assert isinstance(too_late, e.FeedbackGiven)
    assert (in_time.late, too_late.late) == (False, True)


def test_a_period_goes_on_when_the_policy_was_sent_back_and_can_be_closed() -> None:
    opened = acts("open_feedback", LEAD, capacities=[DATA])
    government = given(*g.REVIEWED, opened, acts("send_back", "advisor", reasons="Shorter"))
    assert ("person:dss", "give_feedback") in government.awaited()
    government.do("close_feedback", LEAD)
    assert ("person:dss", "give_feedback") not in government.awaited()
    assert ("roster", "feedback_changed") in government.told


def test_who_sends_a_policy_back_may_close_its_open_period_and_everybody_asked_is_told() -> None:
    opened = acts("open_feedback", LEAD, capacities=[DATA])
    government = given(*g.REVIEWED, opened)
    before, closed = government.do("send_back", "advisor", reasons="Shorter", feedback_period="closes")
    assert (type(before), type(closed)) == (e.SentBack, e.FeedbackClosed)
    assert ("person:dss", "give_feedback") not in government.awaited()
    assert ("roster", "feedback_changed") in government.told
    government.do("open_feedback", LEAD, capacities=[DATA], passing_over="The Steering Group asks again")


def test_a_lead_who_belongs_to_the_group_reads_once_that_it_was_sent_back_and_why() -> None:
    government = given(*g.IN_REVIEW)
    government.do("send_back", "advisor", reasons="Shorter")
    assert [to for to, card in government.told if card == "sent_back"] == ["group"]


def test_extending_a_closed_period_opens_it_again() -> None:
    government = given(*g.AFTER_FEEDBACK)
    government.do("extend_feedback", LEAD, closes_on=government.day(40))
    assert ("person:dcp", "give_feedback") in government.awaited()
    assert ("roster", "feedback_changed") in government.told


def test_a_person_in_two_capacities_is_asked_once_and_answers_for_both() -> None:
    government = given(*g.IN_FEEDBACK)
    assert len(government.awaited("person:dcp_customers")) == 1
    (answer,) = government.do("no_comment", "dcp_customers")
    assert isinstance(answer, e.FeedbackGiven)
    assert answer.answering_for == (CUSTOMERS, SECURITY)


def test_once_a_draft_is_approved_no_answer_on_it_is_awaited_though_the_period_is_open() -> None:
    in_time = acts(
        "request_review",
        LEAD,
        presenters=[LEAD],
        passing_over="The statute leaves no time to wait for the closing.",
    )
    government = given(*g.IN_FEEDBACK, in_time, g.approved)
    assert government.stage == "release candidate"
    assert government.awaited("person:dss") == []
    assert government.awaited("clock") == [("clock", "close_by_clock")]


def test_who_is_not_the_right_person_is_no_longer_awaited_and_the_colleague_is_asked() -> None:
    government = given(*g.IN_FEEDBACK, acts("not_right_person", "dcp", suggested="dcp_deputy"))
    assert government.awaited("person:dcp") == []
    assert government.awaited("person:dcp_deputy") == [("person:dcp_deputy", "give_feedback")]
    happened = government.do("not_right_person", "dss", suggested="dss_customers")
    assert [type(event).__name__ for event in happened] == ["NotTheRightPerson"]


def test_an_outsider_on_the_roster_names_anybody_as_the_right_person() -> None:
    opened = acts("open_feedback", LEAD, people=["professor"])
    government = given(*g.REVIEWED, opened, acts("not_right_person", "professor", suggested="designee"))
    assert government.awaited("person:designee") == [("person:designee", "give_feedback")]


def test_when_somebody_left_the_successor_is_asked_and_answers_for_them() -> None:
    moved = acts("change_person", "keeper", person="dss_customers", agency="DSS", capacities=[DATA])
    government = given(*g.IN_FEEDBACK, nobody_else)
    assert government.people("person:dss") == ["dss_customers", "dss_security"], "else the agency's others"
    moved(government)
    assert government.people("person:dss") == ["dss_customers"]
    successor = given(
        *g.REVIEWED,
        on_day("open_feedback", LEAD, field="closes_on", days=9, people=["dss"], capacities=[DATA]),
        nobody_else,
        moved,
    )
    (answer,) = successor.do("no_comment", "dss_customers")
    assert isinstance(answer, e.FeedbackGiven)
    assert (answer.instead_of, answer.agency) == ("dss", "DSS")
    assert successor.awaited("person:dss") == []
    assert successor.tries("no_comment", "dss_customers") == (
        "You have answered already. To say more, add a comment."
    )


def test_the_agency_s_response_is_given_only_by_whom_the_agency_named() -> None:
    government = given(*g.IN_FEEDBACK, g.dss_voice)
    whose = "“This is our agency's response” belongs to: whom the agency named."
    assert government.tries("give_agency_response", "dss_customers", text="Us") == whose
    government.do("give_agency_response", "dss", text="Us")
    period = government.development.period
    assert period is not None
    assert [response.agency for response in period.agency_responses] == ["DSS"]
    assert period.agencies_answered == ("DSS",)
    only_dot = given(*g.REVIEWED, acts("open_feedback", LEAD, people=["dcp"]), g.dss_voice)
    assert only_dot.tries("give_agency_response", "dss", text="Us") == (
        "Your agency is not on the roster of this feedback period. Ask the policy lead to include it."
    )
    assert only_dot.tries("give_feedback", "dss", kind="comment", text="Us") != []


def test_a_voice_off_the_roster_speaks_for_an_agency_that_is_on_it() -> None:
    opened = acts("open_feedback", LEAD, people=["dss_customers"])
    government = given(*g.REVIEWED, opened, g.dss_voice)
    government.do("give_agency_response", "dss", text="Us")
    period = government.development.period
    assert period is not None
    assert period.answered == frozenset()


def test_a_voice_that_has_left_the_agency_speaks_for_it_no_more() -> None:
    left = acts("change_person", "keeper", person="dss", agency="DCP", capacities=[DATA])
    government = given(*g.IN_FORCE, g.dss_voice, left)
    assert government.people("agency:DSS") == ["dss_customers", "dss_security"]


def test_late_feedback_that_is_not_considered_wants_no_response() -> None:
    government = given(*g.IN_FEEDBACK, g.after(days=20), ticked_and_commented)
    assert ("lead:cio", "respond_to_comments") in government.awaited()
    government.do("consider_late", LEAD, comments=["C1"], considered="no")
    assert government.awaited("lead:cio") == []


def ticked_and_commented(government: Government) -> None:
    government.tick()
    g.commented(government)


def test_a_response_to_one_comment_is_offered_for_that_comment_and_told_to_its_author() -> None:
    government = given(*g.AFTER_FEEDBACK)
    government.do(
        "respond_to_comments", LEAD, about="C1", comments=["C1"], response="accepted", reasons="Yes"
    )
    assert ("person:dss", "comments_answered") in government.told
    assert government.awaited("lead:cio") == []


def test_a_comment_is_published_only_where_its_author_says_so() -> None:
    government = given(*g.IN_FEEDBACK)
    for publish in ("yes", "no", ""):
        government.do("give_feedback", "dss", kind="comment", text=f"“{publish}”", publish=publish)
    assert [comment.publish for comment in government.development.comments] == ["yes", "no", ""]
    assert [comment.is_public for comment in government.development.comments] == [True, False, False]
    government.do("correct_comment", "dss", comment="C1", kind="comment", text="Narrower.", publish="no")
    assert government.development.comments[-1].is_public is False


def test_what_is_taken_back_is_published_no_more() -> None:
    government = given(*g.IN_FEEDBACK)
    government.do("give_feedback", "dss", kind="comment", text="Too wide.", publish="yes")
    government.do("take_back", "dss", about="comment C1")
    assert government.development.comments[0].is_public is False

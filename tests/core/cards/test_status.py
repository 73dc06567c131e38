"""The paragraph that can be forwarded: right at every stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from govbot.core.cards.status import near, status_paragraph
from govbot.core.cards.status_card import status_card
from govbot.core.workflow.policy import Policy
from tests.core.cards import given
from tests.core.cards.given import Story, words
from tests.government import DATA

TITLE = "ITP-1 “Backup of state data”: "


def paragraph(story: Story) -> str:
    said = status_paragraph(story.view())
    assert said.startswith(f"ITP-1 “{story.policy.title}”: ")
    assert said.endswith(".")
    return said.removeprefix(TITLE)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (
            "raised",
            "a need, raised and not yet decided on, by Fri, Oct 16, 5:00 PM ET; next: Steering Group.",
        ),
        ("pursued", "in drafting; no draft yet; next: policy lead (CIO)."),
        ("grouped", "in drafting; no draft yet; next: the ad hoc group."),
        ("drafted", "in drafting; D1 is submitted; next: the ad hoc group."),
        (
            "in_review",
            "in staff review of D1; 0 of 6 reviews are complete; next: OPM Legal Counsel and 5 more.",
        ),
        ("reviewed", "in staff review of D1; 6 of 6 reviews are complete; next: policy lead (CIO)."),
        (
            "commented",
            "in agency feedback until Fri, Oct 23, 5:00 PM ET; 2 of 3 agencies have answered; "
            "next: Steering Group.",
        ),
        ("requested", "in the OPM Secretary's review of D1; next: OPM Secretary."),
        ("approved", "a release candidate; D1 is approved and not yet published; next: OPM's publisher."),
    ],
)
def test_the_paragraph_at_each_stage(step: str, expected: str) -> None:
    assert paragraph(getattr(given, step)()) == expected


def test_in_drafting_the_next_is_of_whom_something_is_awaited_and_nobody_else() -> None:
    story = given.drafted()
    for person in ("dss", "legal", "dcp"):
        story.do("state_position", person, position="support")
    assert paragraph(story) == (
        "in drafting; D1 is submitted; nothing is awaited now; policy lead (CIO) can take it further."
    )
    story.do(
        "report_back", "cio", kind="recommendation", recommends="this draft", text="x", consensus="reached"
    )
    assert paragraph(story).endswith("next: Steering Group.")


def test_a_feedback_period_that_goes_on_is_said_at_a_later_or_an_earlier_stage() -> None:
    story = given.commented().do("send_back", "advisor", reasons="Shorter")
    assert paragraph(story) == (
        "in drafting; D1 is submitted; the feedback period on D1 goes on until Fri, Oct 23, 5:00 PM ET; "
        "2 of 3 agencies have answered; next: policy lead (CIO)."
    )
    assert "2 of 3 agencies have answered" in words(status_card(story.view("cio")))


def test_once_a_period_is_closed_the_lead_is_next_while_a_comment_has_no_response() -> None:
    story = given.commented().do("close_feedback", "cio")
    assert paragraph(story).endswith("1 comment has no response yet; next: policy lead (CIO).")


def test_the_policys_own_example() -> None:
    """As PROCESS.md has it."""
    story = given.commented().do("set_timeline", "cio", secretarys_review="2027-01-15")
    assert paragraph(story) == (
        "in agency feedback until Fri, Oct 23, 5:00 PM ET; 2 of 3 agencies have answered; next: "
        "Steering Group; "
        "target for the OPM Secretary's review: Jan 15."
    )


def test_targets_that_have_passed_and_statutory_deadlines_are_said() -> None:
    story = given.commented().do(
        "set_timeline",
        "cio",
        secretarys_review="2026-10-05",
        release_candidate="2026-11-02",
        statutory="2028-07-01",
        citation="P.A. 26-1",
    )
    story.days(10)
    assert paragraph(story).endswith(
        "target for the OPM Secretary's review was Oct 5; target for the OPM Secretary's approval: Nov 2; "
        "statutory deadline: Jul 1, 2028 (P.A. 26-1)."
    )


def test_a_closed_period_tells_what_has_no_response() -> None:
    story = given.commented().do("close_feedback", "cio")
    assert (
        "closed on Thu, Oct 1, 10:00 AM ET; 2 of 3 agencies have answered; 1 comment has no response yet"
        in paragraph(story)
    )
    story.do("give_feedback", "doc", kind="comment", text="Late")
    assert "2 comments have no response yet" in paragraph(story)
    endless = given.reviewed().do("open_feedback", "cio", capacities=[DATA], closes_on="")
    assert "in agency feedback without a closing date; 0 of 3" in paragraph(endless)
    story = given.circulating()
    development = story.policy.development
    assert development
    story.policy = replace(story.policy, development=replace(development, periods=()))
    assert paragraph(story) == "in agency feedback; next: Steering Group."
    closed = replace(development.periods[0], closed=True, closes_at=None)
    story.policy = replace(story.policy, development=replace(development, periods=(closed,)))
    assert "in agency feedback, closed; 0 of 3" in paragraph(story)


def test_a_report_that_awaits_a_decision_is_the_steering_groups() -> None:
    story = given.drafted().do(
        "report_back", "cio", kind="recommendation", recommends="this draft", text="We agree."
    )
    assert paragraph(story).endswith("next: Steering Group.")
    story = given.grouped().do("ask_group", "cio", kind="draft", text="A draft, please")
    assert paragraph(story).endswith("next: the ad hoc group.")


def test_two_reviewers_are_both_named() -> None:
    story = given.drafted().do(
        "advance", "advisor", tracks=["legal", "data_plan"], due="2026-10-20", representative="cdo"
    )
    assert paragraph(story).endswith("next: OPM Legal Counsel and Chief Data Officer.")
    assert "Awaited" in words(status_card(story.view("cio")))


def test_versions_tell_how_many_agencies_have_answered_and_when_they_are_reviewed() -> None:
    story = given.adopted().do("acknowledge", "dss")
    assert paragraph(story).startswith(
        "version 1.0 is in force since Thu, Oct 1, 2026; acknowledgment: 1 of 3 agencies; "
    )
    assert paragraph(story).endswith("next review: Oct 1, 2027.")
    story.do("complete_review", "cio", recommends="rescind", reasons="Old")
    assert paragraph(story).endswith("its rescission is recommended; next: OPM Secretary.")
    story.do("rescind", "secretary")
    assert paragraph(story) == "version 1.0 is rescinded."


def test_an_announced_version_asks_nothing() -> None:
    story = given.adopted(mechanisms=("announcement",))
    assert paragraph(story) == "version 1.0 is in force since Thu, Oct 1, 2026; next review: Oct 1, 2027."
    story.policy = replace(story.policy, next_review_on=None)
    assert paragraph(story) == "version 1.0 is in force since Thu, Oct 1, 2026."


def test_a_later_version_is_told_beside_the_one_in_force() -> None:
    story = given.adopted(effective="2026-12-01")
    assert paragraph(story) == "version 1.0 is adopted and in force from Tue, Dec 1, 2026."
    story = given.adopted()
    story.do("complete_review", "cio", recommends="revise", reasons="Threats", lead="cio")
    assert (
        paragraph(story)
        == "in drafting; no draft yet; next: policy lead (CIO). Version 1.0 is in force meanwhile."
    )


def test_what_ended_without_a_policy_says_so() -> None:
    declined = given.raised().do("not_at_this_time", "advisor", reasons="No money")
    assert paragraph(declined) == "not pursued at this time."
    joined = given.raised()
    assert joined.policy.development
    joined.policy = replace(
        joined.policy, development=replace(joined.policy.development, stage="joined", joined_to="ITP-9")
    )
    assert paragraph(joined) == "joined to ITP-9."
    nothing = Story(policy=Policy(id="ITP-1", title="Backup of state data"))
    assert paragraph(nothing) == "nothing is recorded yet."
    story = given.pursued()
    story.policy = replace(story.policy, lead="")
    assert paragraph(story).endswith("next: Steering Group.")


def test_stages_without_their_papers_are_told_all_the_same() -> None:
    for step, said in (
        ("requested", "in the OPM Secretary's review; next"),
        ("approved", "a release candidate; the draft is approved"),
        ("in_review", "in staff review; 0 of 6"),
        ("raised", "a need, raised and not yet decided on; next"),
    ):
        story = getattr(given, step)()
        bare = replace(story.policy.development, request=None, approval=None, drafts=(), decision_due=None)
        story.policy = replace(story.policy, development=bare)
        assert paragraph(story).startswith(said)


def test_a_day_names_its_year_where_it_could_be_misread() -> None:
    assert near(date(2027, 1, 15), date(2026, 12, 1)) == "Jan 15"
    assert near(date(2028, 1, 15), date(2026, 12, 1)) == "Jan 15, 2028"
    story = given.circulating("2027-01-08")
    assert "until Fri, Jan 8, 2027, 5:00 PM ET" in paragraph(story)
    story.now = datetime(2027, 1, 4, tzinfo=UTC)
    assert "until Fri, Jan 8, 5:00 PM ET" in paragraph(story)


def test_consultations_are_told_to_those_alone_who_may_see_them() -> None:
    story = given.reviewed().do("consult", "cio", consultation="hr", question="Hours?", due="2026-10-20")
    assert "Human Resources: advice: HR consultation" in words(status_card(story.view("cio")))
    assert "HR consultation" not in words(status_card(story.view("dss")))


def test_what_is_awaited_is_counted_together_and_cut_where_it_is_long() -> None:
    said = words(status_card(given.circulating().view("dss")))
    assert "- agencies: feedback on D1, by Fri, Oct 23, 2026, 5:00 PM ET — 3 people outstanding" in said
    assert "- You: your feedback on D1, by Fri, Oct 23, 2026, 5:00 PM ET" in said
    assert "more." in words(status_card(given.in_review().view("cio")))
    late = words(status_card(given.circulating().days(3).view("cio")))
    assert "overdue" not in late
    assert "overdue" in words(status_card(given.requested().days(60).view("cio")))
    adopted = words(status_card(given.adopted().view("cio")))
    assert "agencies: acknowledgment, version 1.0" in adopted

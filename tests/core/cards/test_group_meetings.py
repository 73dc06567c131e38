"""The papers of an ad hoc group's meetings, and what is said where nothing is to be shown or to be public."""

from __future__ import annotations

import pytest

from govbot.core.cards.group_minutes import said_on
from govbot.core.grammar import Refusal
from govbot.core.membership.meeting_choices import the_meeting
from govbot.core.process.sections import PublicMeetings
from govbot.core.workflow.group_agenda import group_agenda_lines
from tests.core.cards import given
from tests.core.cards.given import Story, lines, words


def headings(story: Story) -> list[str]:
    return [each.heading for each in group_agenda_lines(story.policy, story.directory, story.process)]


def test_a_group_s_minutes_have_the_drafts_positions_and_reports_of_the_day_and_of_no_other() -> None:
    story = given.drafted()
    story.do("state_position", "dcp", position="support", text="Clear.")
    story.do("report_back", "cio", kind="interim", text="We are half way.")
    view = story.view("cio")
    said = "\n".join(line for item in said_on(view, view.today) for part in item for line in lines(part))
    for part in ("D1 was submitted by", "Position on D1", "We are half way."):
        assert part in said
    later = story.days(3).view("cio")
    assert list(said_on(later, later.today)) == []


def test_a_group_s_agenda_has_no_answered_request_and_nothing_where_no_group_is_at_work() -> None:
    story = given.drafted().do("ask_group", "cio", kind="advise", text="Is it needed?")
    assert "asked" in headings(story)
    (request,) = story.view("cio").development.requests
    story.do("answer_request", "cio", request=request.id, text="Yes.", complete=True)
    story.do("state_position", "dcp", position="support")
    for member in ("dss", "legal"):
        story.do("look_in", member)
    assert headings(story) == ["draft"]
    assert headings(given.pursued()) == []


def test_a_meeting_that_is_not_there_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refusal, match="not called any more"):
        the_meeting(given.grouped().at("cio"), "M9")


def test_where_the_process_gives_no_hours_nothing_has_to_be_public() -> None:
    story = given.grouped()
    story.process = story.process.model_copy(update={"public_meetings": PublicMeetings()})
    story.do("answer_group_rules", "cio", answer="yes")
    story.do("call_group_meeting", "cio", on="2026-12-18", at="10 am", place="Room 1")
    (meeting,) = story.policy.meetings.called
    assert meeting.public_by == ()


def test_a_plan_s_seat_reads_that_it_is_not_being_drafted_and_why() -> None:
    story = given.grouped()
    plan = story.process.plans[0]
    shown = words(story.card("plan_not_drafted", "cio", plan.key, reason="It waits for the budget"))
    assert f"{plan.name} is not being drafted after all" in shown
    assert "It waits for the budget" in shown
    assert "waits" not in words(story.card("plan_not_drafted", "cio", plan.key))

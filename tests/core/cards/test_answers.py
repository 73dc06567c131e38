"""What agencies and authors read of their answers: late, differing, recorded though the first answer was lost."""

from __future__ import annotations

from datetime import UTC, datetime

from govbot.core.cards.by_agency import agencies_card
from govbot.core.cards.confirmations import Receipt, done_card
from govbot.core.cards.kinds import draw
from govbot.core.cards.status import status_paragraph
from tests.core.cards import given
from tests.core.cards.given import Story, words


def late() -> Story:
    story = given.circulating().days(40).clock("close_by_clock")
    return story.do("give_feedback", "dss", kind="concern", text="A year is too short.")


def test_late_authors_are_told_so_on_the_receipt_and_on_the_card() -> None:
    story = late()
    told = "Your answer came after the closing. It is kept and marked late;"
    assert told in words(done_card(story.view("dss"), "give_feedback"))
    assert told in words(story.card("feedback_request", "dss", "P1"))
    story.do("consider_late", "cio", comments=["C1"], considered="no")
    assert "the policy lead does not consider it" in words(story.card("feedback_request", "dss", "P1"))
    in_time = given.commented()
    assert "after the closing" not in words(done_card(in_time.view("dss"), "give_feedback"))


def test_after_an_extension_the_card_no_longer_says_that_an_answer_was_late() -> None:
    story = late()
    story.do("extend_feedback", "cio", closes_on="2026-12-30")
    card = words(story.card("feedback_request", "dss", "P1"))
    assert "late" not in card.lower().replace("later", "")


def test_a_receipt_says_that_it_was_recorded_though_the_first_answer_was_lost() -> None:
    receipt = Receipt(again=True, recorded_at=datetime(2026, 10, 1, 14, 5, tzinfo=UTC))
    card = words(done_card(given.commented().view("dss"), "give_feedback", "", receipt))
    assert "It was recorded on Thu, Oct 1, 2026, 10:05 AM ET already, though that answer was lost" in card


def test_a_receipt_says_to_whom_it_went() -> None:
    story = given.drafted()
    told = tuple(notification.to for notification in story.told[-3:])
    card = words(
        done_card(story.view("cio"), "submit_draft", "", Receipt((*told, "role:lead", "channel:steering")))
    )
    assert "Told: " in card
    assert "the policy lead, the Steering Group's channel." in card
    feedback = words(done_card(given.commented().view("dss"), "give_feedback"))
    assert "The policy lead reads it among the answers" in feedback


def test_two_answers_of_an_agency_that_differ_are_shown_as_such() -> None:
    story = given.adopted()
    story.do("report_status", "dss", status="implemented")
    assert "Two answers that differ" not in words(agencies_card(story.view("cio")))
    story.do("report_status", "dss_customers", status="not started")
    card = words(agencies_card(story.view("cio")))
    assert "Two answers that differ, so neither counts (status)." in card
    assert "implemented, " in card
    assert "not started, " in card


def test_the_lead_is_told_that_two_each_name_the_other_and_nobody_is_asked() -> None:
    story = given.circulating()
    card = words(story.card("wrong_person", "cio", "P1", person="dss", suggested="dcp", declined="yes"))
    assert "So nobody is asked for their agency now: please find out who answers" in card
    plain = words(story.card("wrong_person", "cio", "P1", person="dss", suggested="dcp"))
    assert "DCP has been asked instead." in plain


def test_the_receipt_of_a_need_shows_each_source_with_its_citation() -> None:
    card = words(done_card(given.raised().view("dss"), "raise_need"))
    assert "III.d: Federal or state requirement, guidance or directive — NIST CSF" in card
    assert " — IT Strategic Plan" in card


def test_a_withdrawn_need_says_so_on_its_card_and_in_its_status() -> None:
    story = given.raised()
    story.do("withdraw_need", "dss", reason="Solved otherwise")
    view = story.view("cio")
    assert "Withdrawn by whoever raised it: Solved otherwise" in words(draw("need", view))
    assert "withdrawn by whoever raised it" in status_paragraph(view)
    assert "Recommend pursuing" not in words(draw("need", view))
    assert "whoever raised the need has withdrawn it" in view.over

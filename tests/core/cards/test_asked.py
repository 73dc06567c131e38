"""What people ask of a policy: by when, and of whom something is awaited; each as far as they may know."""

from __future__ import annotations

from govbot.core.cards.asked import due_card, waiting_card
from tests.core.cards import given
from tests.core.cards.given import words


def test_who_has_not_answered_is_told_to_those_with_a_part() -> None:
    story = given.circulating()
    assert "No answer yet from: " in words(waiting_card(story.view("cio")))
    assert waiting_card(story.view("doc")).headline.startswith("Where ITP-1")


def test_a_consultation_is_awaited_for_those_alone_who_may_see_it() -> None:
    story = given.in_review()
    story.do("consult", "cio", consultation="hr", question="Hours of work?", due="2026-10-20")
    seen = {who: "advice" in words(waiting_card(story.view(who))) for who in ("cio", "dss")}
    assert seen == {"cio": True, "dss": False}


def test_ones_own_date_comes_first() -> None:
    story = given.circulating()
    assert "your feedback on D1" in words(due_card(story.view("dcp")))
    assert "Feedback closes" in words(due_card(story.view("publisher")))

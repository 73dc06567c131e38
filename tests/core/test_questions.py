"""A representative's question on a draft: told to who guides it, answered to them or to all without the name."""

from __future__ import annotations

from tests.core import given as g
from tests.core.cards import given as cards
from tests.core.cards.given import words
from tests.core.given import LEAD, given


def test_a_question_goes_to_the_lead_and_its_answer_to_whoever_asked() -> None:
    government = given(*g.IN_FEEDBACK, g.question_asked)
    assert government.told[-1] == ("role:lead", "question_asked")
    assert "answer_question" in [action for _, action in government.awaited()]
    government.told.clear()
    government.do("answer_question", LEAD, question="N1", text="It does.", to="asker")
    assert government.told == [("person:dss", "question_answered")]
    assert (
        government.refusal("answer_question", LEAD) == "No question of a representative waits for an answer."
    )


def test_an_answer_to_everybody_stands_on_each_request_without_the_name() -> None:
    story = cards.circulating()
    story.do("ask_question", "dss", text="Does it bind boards?")
    assert "Does it bind boards?" not in words(story.card("feedback_request", "dcp", "P1"))
    story.do("answer_question", "cio", question="N1", text="It does.", to="all")
    for person in ("dcp", "dss"):
        assert "Does it bind boards? – It does." in words(story.card("feedback_request", person, "P1"))
    asked = words(story.card("question_asked", "cio", "N1"))
    assert "Asked by" in asked
    answered = words(story.card("question_answered", "dcp", "N1"))
    assert "It does." in answered
    assert "Asked by" not in answered

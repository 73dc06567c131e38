"""The questions of a feedback period: asked in numbered lines, answered one by one, and rolled up."""

from __future__ import annotations

import pytest

from govbot.core.cards.question_rows import NOBODY, answers_card, answers_table
from govbot.core.cards.response_table import response_table
from govbot.core.workflow.question_rows import (
    MOST_QUESTIONS,
    period_with_questions,
    question_rows,
    questions_in,
)
from tests.core import given as g
from tests.core.cards import given as cards
from tests.core.cards.given import words
from tests.core.given import LEAD, Government, given
from tests.government import DATA

ASKED = ("Can you do it?", "What would it cost?", "By when?")


def answers(government: Government) -> list[list[tuple[str, str]]]:
    """Who said what that counts, question by question."""
    development = government.policy.development
    assert development is not None
    assert development.period is not None
    rows = question_rows(development, development.period)
    return [[(answer.person, answer.text) for answer in row.answers] for row in rows]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (g.THREE_QUESTIONS, ASKED),
        ("2 years?\nor 3?", ("2 years?", "or 3?")),
        ("(1) Cost?\n(b) Time?", ("(1) Cost?", "(b) Time?")),
        ("- Cost?\n• Time?", ("Cost?", "Time?")),
        ("", ()),
    ],
)
def test_each_line_is_a_question_without_its_number(text: str, questions: tuple[str, ...]) -> None:
    assert questions_in(text) == questions


def test_several_questions_are_shown_before_they_are_asked_and_no_more_than_there_are_fields_for() -> None:
    government = given(*g.REVIEWED)
    too_many = "\n".join(f"Question {number}?" for number in range(MOST_QUESTIONS + 1))
    answered = government.tries("open_feedback", LEAD, capacities=[DATA], questions=too_many)
    assert set(answered) == {"questions"}


def test_what_was_asked_as_one_text_is_one_question() -> None:
    government = given(*g.IN_FEEDBACK)
    government.do("give_answers", "dss", answer_1="Yes.")
    assert answers(government) == [[("dss", "Yes.")]]


def test_an_answer_is_corrected_and_withdrawn_where_the_questions_are_answered() -> None:
    government = given(*g.REVIEWED, g.circulated_with_three)
    government.do("no_comment", "dss")
    government.do("give_answers", "dss", answer_1="Yes.", answer_3="In a year.", publish="yes")
    assert answers(government) == [[("dss", "Yes.")], [], [("dss", "In a year.")]]
    government.do("give_answers", "dss", answer_1="Yes.", answer_2="A post.", publish="yes")
    assert answers(government) == [[("dss", "Yes.")], [("dss", "A post.")], []]
    assert set(
        government.tries("give_answers", "dss", answer_1="Yes.", answer_2="A post.", publish="yes")
    ) == {"answer_1"}
    development = government.policy.development
    assert development is not None
    assert [comment.kind for comment in development.counted] == ["answer", "answer"]
    assert development.unanswered == development.to_resolve == ()
    assert "give_feedback" not in [action for party, action in government.awaited() if party == "person:dss"]
    government.do("take_back", "dss", word=f"comment {development.counted[0].id}")
    assert answers(government) == [[], [("dss", "A post.")], []]


def asked() -> cards.Story:
    """Three questions asked of two agencies and somebody from outside; one of the answers carries a mark."""
    story = cards.reviewed()
    story.do(
        "open_feedback",
        "cio",
        capacities=[DATA],
        people=["professor"],
        closes_on="2026-10-23",
        questions=g.THREE_QUESTIONS,
    )
    story.do("give_answers", "dss", answer_1="Yes.", answer_2="A post.", publish="yes")
    story.do("give_answers", "dcp", answer_1="No.", marks=["security"])
    return story.do("give_answers", "professor", answer_1="It can be done.")


def test_the_roll_up_counts_agencies_and_says_who_said_what() -> None:
    story = asked()
    read = words(answers_card(story.view("cio")))
    assert "2 of 3 agencies have answered, 1 from outside the agencies." in read
    assert "1 of 3 agencies have answered." in read
    assert "0 of 3 agencies have answered." in read
    assert "C1 · Department of Social Services' agency data officer" in read
    period = period_with_questions(story.view("cio").development)
    assert period is not None
    _, rows = answers_table(story.view("cio"), period)
    assert [(row[0], row[4]) for row in rows] == [
        ("1", "Yes."),
        ("1", rows[1][4]),
        ("1", "It can be done."),
        ("2", "A post."),
        ("3", NOBODY),
    ]
    assert "No." not in words(answers_card(story.view("dss")))
    assert "Answered the questions: 3 of 4" in words(story.card("feedback_progress", "cio", "P1"))


def test_without_questions_the_roll_up_says_where_they_are_written() -> None:
    assert "in the form that opens a feedback period" in words(answers_card(cards.reviewed().view("cio")))


def test_answers_stand_in_the_response_document_below_the_comments_and_want_no_response() -> None:
    story = asked().do("give_feedback", "dss", kind="comment", text="Fine.")
    table = response_table(story.view("cio"))
    assert [row[0] for row in table.rows] == ["C5", "C1", "C3", "C4", "C2"]
    assert table.rows[1][2:6] == ("Question 1: Can you do it?", "Yes.", "", "")
    assert table.note == "1 of 1 comments have no response yet."
    assert [row[0] for row in response_table(story.view("cio"), only="question 2").rows] == ["C2"]
    assert [row[0] for row in response_table(story.view("cio"), only="open").rows] == ["C5"]
    public = response_table(story.view("cio"), public=True)
    assert [row[3] for row in public.rows if row[3] != "withheld"] == ["Yes.", "A post."]
    assert public.note.startswith("3 of 5 comments are withheld")


def test_the_request_asks_the_questions_with_their_numbers_and_shows_ones_own_answers() -> None:
    story = asked()
    request = words(story.card("feedback_request", "dss", "P1"))
    assert "1. Can you do it?\n2. What would it cost?\n3. By when?" in request
    assert "C2 answer to question 2: A post." in request

"""Forms: what is asked and prefilled, and how anything that anybody may send is read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from govbot.core.cards.answers import NO_FIT, UNREADABLE, check, clean, read_answers
from govbot.core.cards.choice_matching import CHOOSE, by_label
from govbot.core.cards.forms import asks_of, capacity_field, draw_field, fields, is_document
from govbot.core.grammar import Ask, Capacity, Choice, FieldErrors, Refusal
from govbot.core.table import BY_NAME, TABLE, acting_in, open_capacities
from govbot.core.workflow.attachments import FIELDS
from tests.core.cards import given

GIVE = BY_NAME["give_feedback"]


def problems(name: str, person: str, story: given.Story, /, **answers: Any) -> dict[str, str]:
    at = story.at(person)
    try:
        read_answers(BY_NAME[name], answers, at)
    except FieldErrors as unanswered:
        return unanswered.problems
    return {}


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({}, {"kind": "Choose one, please."}),
        ({"kind": ""}, {"kind": "Choose one, please."}),
        ({"kind": "  "}, {"kind": "Choose one, please."}),
        ({"kind": "support"}, {"kind": CHOOSE}),
        ({"kind": ["comment"]}, {"kind": CHOOSE}),
        ({"kind": {"value": "comment"}}, {"kind": NO_FIT}),
        ({"kind": "comment", "text": 7}, {"text": NO_FIT}),
        ({"kind": "comment", "text": True}, {"text": NO_FIT}),
        ({"kind": "comment", "text": "x" * 3001},
         {"text": "This is 3,001 characters long; at most 3,000 fit. Shorten it, please."}),
        ({"kind": "comment", "text": ["a"]}, {"text": NO_FIT}),
        ({"kind": "comment", "section": "III. Nowhere"},
         {"section": CHOOSE}),
        ({"kind": "comment", "marks": ["attorney-client", "secret"]},
         {"marks": CHOOSE}),
        ({"kind": "comment", "marks": [["attorney-client"]]},
         {"marks": NO_FIT}),
        ({"kind": "comment", "marks": "attorney-client"}, {}),
        ({"kind": "comment", "marks": ["", "security", "security"]}, {}),
        ({"kind": "comment", "unknown": {"a": [1]}}, {}),
    ],
)  # fmt: skip
def test_a_bad_answer_is_a_sentence_at_its_field(answers: dict[str, Any], problem: dict[str, str]) -> None:
    assert problems("give_feedback", "dss", given.circulating(), **answers) == problem


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        ("2026-12-04", ""),
        ("", "Choose a day, please."),
        ("2026-02-30", "That is no day. Write it as in 2026-12-04."),
        ("12", "That is no day. Write it as in 2026-12-04."),
        ("20261204", "That is no day. Write it as in 2026-12-04."),
        (20261204, NO_FIT),
        (["2026-12-04"], "That is no day. Write it as in 2026-12-04."),
        ("9999-12-31", "Give a day between 1900 and 2199."),
        ("0001-01-01", "Give a day between 1900 and 2199."),
    ],
)
def test_a_day_is_a_day(day: Any, problem: str) -> None:
    errors = problems("extend_feedback", "cio", given.circulating(), closes_on=day)
    assert errors.get("closes_on", "") == problem


def test_other_kinds_of_questions_have_their_own_sentences() -> None:
    story = given.grouped()
    assert problems("add_member", "cio", story, person=None) == {"person": "Choose one, please."}
    assert problems("change_liaisons", "cio", story) == {"liaisons": "Choose one or more, please."}
    assert problems("close_development", "advisor", story) == {"reasons": "Please write something here."}
    assert problems("join_need", "advisor", story, other="x" * 200)["other"].startswith("That answer")
    assert problems("submit_draft", "cio", story, file="text")["file"] == "Attach the file, please."
    assert problems("submit_draft", "cio", story, text=given.document()) == {}
    assert problems("raise_need", "dss", story, title="two\nlines", text="x", sources=["a"]) == {
        "title": "Write this on one line."
    }
    adopted = given.approved()
    whole = {"title": "T", "version": "1.0", "originator": "OPM", "effective_on": "2026-10-01",
             "description": "First", "laws": "C.G.S."}  # fmt: skip
    assert problems("adopt", "publisher", adopted, variances=("yes",))["variances"].startswith("That answer")
    assert problems("adopt", "publisher", adopted, variances="perhaps", **whole) == {
        "variances": "Tick the box or leave it empty."
    }
    assert problems("adopt", "publisher", adopted).keys() == whole.keys(), "the header must be whole"
    many = ["a"] * 5
    assert problems("open_feedback", "cio", story, capacities=many)["capacities"] == CHOOSE


def test_a_needed_file_and_too_many_choices_are_said() -> None:
    at = given.raised().at("dss")
    needed = Ask("File", "file")
    assert check(needed, None, at, many=False) == "Attach the file, please."
    few = Ask("Which", "choices", choices=(Choice("a", "A"), Choice("b", "B")), most=1)
    assert check(few, ("a", "b"), at, many=True) == "Choose at most 1."
    assert check(Ask("Whom", "people", choices=()), ("x",), at, many=True) == CHOOSE


def test_words_typed_into_a_list_are_its_choice_by_label_or_are_answered_at_the_field() -> None:
    story = given.circulating()
    at = story.at("dss")
    section = "I. Purpose"
    read = read_answers(GIVE, {"kind": "comment", "section": section.upper(), "text": "x"}, at)
    assert read.model_dump()["section"] == section
    assert problems("give_feedback", "dss", story, kind="comment", section="nonsense", text="x") == {
        "section": CHOOSE
    }
    who = at.directory.named("dss")
    asked = {"members": [who.upper(), "dss"]}
    assert "members" not in problems("assemble_group", "cio", given.pursued(), **asked)
    asked = {"members": [who, "nobody such"]}
    assert problems("assemble_group", "cio", given.pursued(), **asked)["members"] == CHOOSE


def test_a_label_that_two_choices_share_names_neither() -> None:
    twice = (Choice("a", "Same"), Choice("b", "Same"), Choice("c", "Other"))
    assert by_label("same", twice) == "same"
    assert by_label(("other", "c", "b"), twice) == ("c", "b")
    assert by_label(7, twice) == 7


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Agencies\r\nlose\rdata \x00\x1b[31m ", "Agencies\nlose\ndata [31m"),
        ("e\u0301", "é"),
        ("\u200b \u200d", ""),
        ("safe\u202egpj.exe", "safegpj.exe"),
        ("👩‍💻", "👩‍💻"),
        (["a", "a", " b "], ("a", "b")),
        (None, None),
        (True, True),
        ({"a": 1}, UNREADABLE),
        (["a", {"b": 1}], UNREADABLE),
        (3.5, UNREADABLE),
    ],
)
def test_what_is_typed_is_cleaned_of_what_nobody_sees(typed: Any, read: Any) -> None:
    assert clean(typed) == read


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
STORIES = {"circulating": given.circulating(), "approved": given.approved(), "adopted": given.adopted()}


@drawn(st.sampled_from([action.name for action in TABLE]), st.sampled_from(sorted(STORIES)), st.data())
def test_no_answer_whatever_is_an_exception(name: str, step: str, data: st.DataObject) -> None:
    action, story = BY_NAME[name], STORIES[step]
    answers = {field: data.draw(anything) for field in asks_of(action.command)}
    at = story.at("cio")
    try:
        errors = _problems(action, answers, at)
    except Refusal:
        return  # it is not open here: that is said before any answer is read
    assert set(errors) <= set(answers)
    assert all(sentence.endswith(".") for sentence in errors.values())


def test_every_open_action_of_a_policy_draws_a_form_whose_prefilled_values_are_taken() -> None:
    for story in STORIES.values():
        for action in TABLE:
            if action.stream != "policy" or "clock" in action.by:
                continue
            for person in story.directory.people:
                at, held = replace(story.at(person), saved=()), story.held(person)
                for capacity in open_capacities(action, at, held)[:1]:
                    acting = acting_in(at, capacity)
                    form = fields(action, acting)
                    answers = {
                        form_field.name: form_field.initial
                        for form_field in form
                        if form_field.initial is not None
                    }
                    assert not set(answers) & set(_problems(action, answers, acting))
                    for form_field in form:
                        assert (
                            form_field.choices is None
                            or form_field.choices
                            or form_field.kind not in ("choice", "choices", "person", "people")
                        )


def _problems(action: Any, answers: dict[str, Any], at: Any) -> dict[str, str]:
    try:
        read_answers(action, answers, at)
    except FieldErrors as unanswered:
        return unanswered.problems
    return {}


def test_more_than_a_hundred_choices_are_looked_up() -> None:
    many = tuple(Choice(str(n), f"Choice {n}") for n in range(101))
    at = given.raised().at("dss")
    field = draw_field("x", Ask("X", "choices", choices=many, initial=lambda context: ("3", "gone")), at)
    assert field is not None
    assert (field.choices, field.initial, field.initial_labels) == (None, ("3",), ("Choice 3",))
    field = draw_field("x", Ask("X", "choice", choices=many[:3], initial="gone"), at)
    assert field is not None
    assert field.initial is None


def test_a_question_without_anything_to_choose_is_left_out_or_refused() -> None:
    at = given.raised().at("dss")
    assert draw_field("x", Ask("Marks", "choices", optional=True, choices=lambda context: []), at) is None
    with pytest.raises(Refusal, match="nothing to choose from yet for “Section”"):
        draw_field("x", Ask("Section", "choice", choices=lambda context: []), at)


def test_the_capacity_is_asked_with_the_first_prefilled() -> None:
    field = capacity_field(
        [Capacity("lead", "policy lead"), Capacity("steering", "CIO", "cio", "as designee")]
    )
    assert field.initial == "lead"
    assert field.choices == (Choice("lead", "policy lead"), Choice("steering:cio", "CIO, as designee"))


def test_documents_are_known_by_their_fields() -> None:
    command = BY_NAME["submit_draft"].command
    assert [name for name in asks_of(command) if is_document(command, name)] == [
        "file",
        "text",
        *FIELDS,
    ]
    assert "text" in asks_of(GIVE.command)

"""Every row of the table: who may take it, when, and every way in which it is refused."""

from __future__ import annotations

from contextlib import suppress

import pytest

from govbot.core.cards.forms import fields
from govbot.core.grammar import Acting, Action, Capacity, Refusal
from govbot.core.table import BY, BY_NAME, BY_WORD, TABLE, offered, plain_label
from tests.core import given as g
from tests.core.given import Government, Step, given
from tests.core.rows import CASES
from tests.core.rows.case import Answers

BY_PEOPLE = [action for action in TABLE if "clock" not in action.by]
WRONG = [(name, *one) for name, case in CASES.items() for one in case.wrong]
CLOSED = {name: case.closed for name, case in CASES.items() if case.closed}
# Who holds none of the capacities of a row: nobody may do everything.
NOBODY_IN_PARTICULAR = "auditor"


def filled(government: Government, answers: Answers, days: dict[str, int]) -> Answers:
    return answers | {name: government.day(count) for name, count in days.items()}


@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_whoever_may_takes_an_action_when_it_is_open(action: Action) -> None:
    case = CASES[action.name]
    government = given(*case.history)
    happened = government.do(action.name, case.by, **filled(government, case.answers, case.days))
    assert tuple(type(event).__name__ for event in happened) == case.happens


@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_whoever_may_not_is_told_whose_it_is(action: Action) -> None:
    case = CASES[action.name]
    person = "stranger" if "anyone" in action.by else NOBODY_IN_PARTICULAR
    government = given(*case.history)
    whose = ", ".join(government.process.say(BY[kind]) for kind in action.by)
    process = government.process
    refused = f"“{plain_label(action, process)}” belongs to: {whose}."
    assert government.tries(action.name, person, **case.answers) == refused


@pytest.mark.parametrize("name", CLOSED)
def test_an_action_that_is_not_open_says_why(name: str) -> None:
    history, why = CLOSED[name]
    case, government = CASES[name], given(*history)
    assert government.tries(name, case.by, **filled(government, case.answers, case.days)) == why


@pytest.mark.parametrize(("name", "answers", "days", "problem"), WRONG)
def test_a_wrong_answer_is_explained_at_its_field(
    name: str, answers: Answers, days: dict[str, int], problem: dict[str, str] | str
) -> None:
    case, government = CASES[name], given(*CASES[name].history)
    right = filled(government, case.answers, case.days)
    assert government.tries(name, case.by, **right | filled(government, answers, days)) == problem


@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_a_row_is_offered_exactly_when_it_is_not_refused(action: Action) -> None:
    case = CASES[action.name]
    government = given(*case.history)
    at = government.at(action, Acting(case.by, Capacity("anyone", ""), government.today))
    held = government.standing(case.by, at.subject)
    assert action in offered(at, held, action.stream)
    assert offered(at, (), action.stream) == []


def test_names_and_words_are_each_used_once() -> None:
    assert len(BY_NAME) == len(TABLE)
    words = [action.word for action in TABLE if action.word]
    assert len(BY_WORD) == len(words)
    assert {kind for action in TABLE for kind in action.by} == set(BY)


def test_the_clock_s_actions_belong_to_nobody() -> None:
    government = given(*g.FOR_LATER)
    for action in TABLE:
        if "clock" in action.by:
            with pytest.raises(Refusal):
                government.act(action.name, "operator", {})


def test_every_refusal_is_a_whole_sentence() -> None:
    for _, _, _, problem in WRONG:
        for sentence in problem.values() if isinstance(problem, dict) else [problem]:
            assert sentence[0].isupper() or sentence.startswith(g.PEOPLE)
            assert sentence.endswith(".")
    assert all(why.endswith(".") for _, why in CLOSED.values())


@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_what_a_form_prefills_is_among_its_choices(action: Action) -> None:
    case = CASES[action.name]
    government = given(*case.history)
    for about in ("", "C1", "Q1", "legal", "hr", "X1"):
        acting = Acting(case.by, Capacity("anyone", ""), government.today)
        for field_ in fields(action, government.at(action, acting, about)):
            known = {choice.value for choice in field_.choices or ()}
            filled_in = (field_.initial,) if isinstance(field_.initial, str) else field_.initial or ()
            assert not known or set(filled_in) <= known


@pytest.mark.parametrize(
    "history", [(), g.IN_NEED, g.IN_DRAFTING, g.BEFORE_SECRETARY, g.IN_FORCE, g.REVISION]
)
@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_a_form_opened_at_any_time_is_drawn_or_refused(action: Action, history: tuple[Step, ...]) -> None:
    """A clerk opens any form to enter it for somebody."""
    government = given(*history)
    if action.stream == "policy" and not history:
        return
    with suppress(Refusal):
        fields(action, government.at(action, Acting("advisor", Capacity("anyone", ""), government.today)))

"""Every row of the table: who may take it, when, and every way in which it is refused."""

from __future__ import annotations

import pytest

from govbot.core.cards.forms import asks_of, fields
from govbot.core.grammar import Acting, Action, Capacity, Refusal
from govbot.core.table import BY, BY_NAME, BY_WORD, TABLE, offered, plain_label
from tests.core import given as g
from tests.core.given import Government, given
from tests.core.rows import CASES, opening
from tests.core.rows.case import Answers

BY_PEOPLE = [action for action in TABLE if "clock" not in action.by]
WRONG = [(name, *attempt) for name, case in CASES.items() for attempt in case.wrong]
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
    assert government.tries(action.name, person, **case.answers) == refused, (
        f"Whoever may not take “{action.name}” reads only whose action it is. A requirement about somebody's own "
        "answer or comment counts as met for people who are not on the roster (docs/developing.md, Adding an "
        "action, the row)."
    )


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
            assert sentence[0].isupper()
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


OPENED = [
    (action, history)
    for history in opening.HISTORIES
    for action in BY_PEOPLE
    if action.stream != "policy" or history != "nothing"
]


@pytest.mark.parametrize(
    ("action", "history"), OPENED, ids=[f"{action.name}-{history}" for action, history in OPENED]
)
def test_a_form_opened_out_of_turn_asks_its_questions_or_says_what_comes_first(
    action: Action, history: str
) -> None:
    """Whoever enters for somebody else may open any form at any time."""
    government = given(*opening.HISTORIES[history])
    context = government.at(action, Acting("advisor", Capacity("anyone", ""), government.today))
    try:
        asked: list[str] | str = [field.name for field in fields(action, context)]
    except Refusal as refused:
        asked = str(refused)
    sentences = opening.REFUSED.get(action.name, {}).items()
    expected = [sentence for sentence, histories in sentences if history in histories]
    left_out = {
        name
        for names, histories in opening.LEFT_OUT.get(action.name, {}).items()
        for name in names
        if history in histories
    }
    questions = [name for name in asks_of(action.command) if name not in left_out]
    assert asked == (expected[0] if expected else questions)

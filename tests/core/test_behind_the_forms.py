"""Rules behind the forms: what a rule itself refuses, also where no form would offer it."""

from __future__ import annotations

import pytest

from govbot.core.grammar import Acting, Capacity, Refusal
from govbot.core.table import BY_NAME
from govbot.core.workflow.context import current_draft, current_group
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.reminding import AFTER, announced, reminded
from tests.core import given as g
from tests.core.given import LEAD, document, given


@pytest.mark.parametrize(
    ("name", "answers", "why"),
    [
        ("submit_draft", {"text": document()}, "Nothing is being developed"),
        ("state_position", {"position": "support"}, "Nothing is being developed"),
        ("no_comment", {}, "Nothing is being developed"),
        ("note_publication", {"address": "https://ct.gov"}, "No version of this policy is adopted yet"),
    ],
)
def test_a_rule_itself_refuses_what_has_no_ground(name: str, answers: dict[str, object], why: str) -> None:
    government = given()
    action = BY_NAME[name]
    at = government.at(action, Acting("budget", Capacity("anyone", ""), government.today))
    with pytest.raises(Refusal, match=why):
        list(action.rule(at, action.command.model_validate(answers)))


@pytest.mark.parametrize(
    ("history", "why"),
    [(g.WITH_DRAFT, "No feedback period has been opened yet"), (g.IN_FEEDBACK, "You are not on the roster")],
)
def test_who_was_not_asked_has_no_answer_to_give(history: tuple[g.Step, ...], why: str) -> None:
    government = given(*history)
    action = BY_NAME["no_comment"]
    at = government.at(action, Acting("budget", Capacity("anyone", ""), government.today))
    with pytest.raises(Refusal, match=why):
        list(action.rule(at, action.command()))


def test_there_is_a_draft_and_a_group_or_a_refusal_that_says_how_to_get_them() -> None:
    at = given(*g.IN_DRAFTING).at(
        BY_NAME["advance"], Acting("advisor", Capacity("advisor", ""), g.MORNING.date())
    )
    with pytest.raises(Refusal, match="Submit one first"):
        current_draft(at)
    with pytest.raises(Refusal, match="assemble one"):
        current_group(at)


def test_the_closing_is_recorded_once_however_often_the_clock_is_read() -> None:
    government = given(*g.AFTER_FEEDBACK)
    action = BY_NAME["close_by_clock"]
    at = government.at(action, Acting("clock", Capacity("clock", ""), government.today))
    assert list(action.rule(at, action.command())) == []
    action = BY_NAME["come_into_force"]
    early = given(*g.FOR_LATER)
    at = early.at(action, Acting("clock", Capacity("clock", ""), early.today))
    assert list(action.rule(at, action.command())) == []


def test_a_group_with_every_perspective_lacks_none() -> None:
    government = given(*g.IN_DRAFTING)
    action = BY_NAME["assemble_group"]
    assert action.preview is not None
    at = government.at(action, Acting(LEAD, Capacity("lead", ""), government.today))
    form = {"name": "AI", "liaisons": [LEAD], "members": ["designee"], "public_meeting": "no"}
    whole = action.command.model_validate(form | {"perspectives": government.process.groups.perspectives})
    assert len(list(action.preview(at, whole))) == 1
    assert len(list(action.preview(at, action.command.model_validate(form)))) == 3


def test_a_liaison_who_is_also_chosen_as_a_member_is_counted_once() -> None:
    government = given(*g.IN_DRAFTING)
    action = BY_NAME["assemble_group"]
    assert action.preview is not None
    at = government.at(action, Acting(LEAD, Capacity("lead", ""), government.today))
    form = {"name": "AI", "liaisons": [LEAD], "members": ["designee", LEAD], "public_meeting": "no"}
    first = next(iter(action.preview(at, action.command.model_validate(form))))
    assert first == "1 member and 1 liaison will have a room of their own."


def test_an_announcement_asks_nothing_of_agencies() -> None:
    government = given(*g.CANDIDATE)
    government.do("adopt", "publisher", **g.header(government, mechanisms=["announcement"]))
    assert government.awaited("agency:DSS") == []


def test_reviews_are_complete_when_each_one_is() -> None:
    assert given(*g.REVIEWED).development.reviews_complete
    assert not given(*g.IN_REVIEW).development.reviews_complete


def test_reminders_spare_the_secretary_and_tell_the_one_above_once_a_date_has_passed() -> None:
    request = obligations(given(*g.BEFORE_SECRETARY).policy)
    decision = next(obligation for obligation in request if obligation.party == "role:secretary")
    assert reminded(decision, "1", "shall") == ("role:contact",)
    assert reminded(decision, AFTER, "shall") == ("role:contact", "role:lead")
    assert reminded(decision, "week 1", "shall") == ("role:contact",)
    review = next(
        obligation
        for obligation in obligations(given(*g.IN_FORCE).policy)
        if obligation.action == "complete_review"
    )
    assert reminded(review, "60") == ("lead:cio",)
    assert reminded(review, AFTER, "shall") == ("lead:cio", "role:advisor")
    assert [notification.to for notification in announced(review, "60")] == ["channel:steering"]
    assert announced(decision, "1") == ()
    assert announced(review, "week 1") == (), "from then on it stands in the weekly list"

"""Needs and their order: like ones shown, supported by others, ranked with reasons, parked until a day."""

from __future__ import annotations

import random

from govbot.core.days import business_day_after, local_day
from govbot.core.decide import NeedsConfirmation, Recorded, decide
from govbot.core.table import BY_NAME
from govbot.core.workflow.likeness import RULE, alike
from govbot.core.workflow.obligations import obligations
from tests.core import given as g
from tests.core.given import Government, given

NEED = {"text": "Rules for generative tools in offices", "sources": ["a"]}


def raising(government: Government, **answers: object) -> NeedsConfirmation | Recorded:
    action = BY_NAME["raise_need"]
    return decide(government.asked(action, "professor", {**NEED, **answers}), action, {**NEED, **answers})


def test_like_needs_are_shown_with_the_rule_before_one_is_raised_and_it_may_be_kept_apart() -> None:
    government = given(*g.IN_NEED)  # “Generative AI”
    assert isinstance(raising(government, title="Encrypted backups"), Recorded)
    shown = raising(government, title="Generative tools")
    assert isinstance(shown, NeedsConfirmation)
    words = [part.text for part in shown.parts if hasattr(part, "text")]
    assert "ITP-1 “Generative AI” (need): generative" in words
    assert RULE in words
    assert any("/gov support ITP-1" in line for line in words)
    government.subject = "policy:ITP-2"
    government.do("raise_need", "professor", title="Generative tools", **NEED)
    assert government.development.similar == ("ITP-1",)


def test_likeness_is_of_longer_words_of_titles_or_of_what_is_needed() -> None:
    government = given(*g.IN_NEED)
    listed = government.listed
    cases = {
        ("Genrative AI", ""): ["generative"],  # a slip of the pen
        ("The policy on AI", ""): None,  # no longer word of its own
        ("Backups", ""): None,
    }
    for (title, text), expected in cases.items():
        drawn = alike(title, text, listed)
        assert [each.id for each in drawn] == (["ITP-1"] if expected else [])


def test_a_need_is_supported_once_by_each_person_and_not_by_whoever_raised_it() -> None:
    government = given(*g.IN_NEED)
    government.do("support_need", "professor", why="We too.")
    government.do("support_need", "professor", why="We too, urgently.")
    government.do("support_need", "legal", why="Cases pile up.")
    assert [each.why for each in government.development.supports] == ["We too, urgently.", "Cases pile up."]
    refused = government.tries("support_need", "dss", why="Mine")
    assert isinstance(refused, str)
    assert refused.startswith("You raised this need yourself")
    government.do("take_back", "professor", word="support need")
    assert [each.person for each in government.development.supports] == ["legal"]


def test_a_parked_need_awaits_no_decision_and_comes_back_on_the_day_by_itself() -> None:
    government = given(*g.IN_NEED)
    government.do("park_need", "budget", until=government.day(30), reasons="The legislature meets first.")
    assert [each.action for each in obligations(government.policy)] == ["bring_back"]
    assert government.told[-1] == ("raisers", "need_decided")
    government.later(days=29)
    government.tick()
    assert government.policy.stage == "need"
    assert [each.action for each in obligations(government.policy)] == ["bring_back"]
    government.later(days=2)
    government.tick()
    (awaited,) = obligations(government.policy)
    assert awaited.due is not None
    days = government.process.deadlines.decision_business_days
    expected = business_day_after(government.today, days, government.process)
    assert (awaited.action, local_day(awaited.due, government.process)) == ("recommend_pursuing", expected)


def test_a_parked_need_can_be_taken_up_before_its_day_and_decided_while_parked() -> None:
    government = given(*g.IN_NEED)
    government.do("park_need", "budget", until=government.day(30), reasons="Later.")
    government.do("take_up_again", "budget", reasons="A hearing is called.")
    assert government.development.parked_until is None
    government.do("park_need", "budget", until=government.day(30), reasons="Later.")
    government.do("not_at_this_time", "budget", reasons="Solved otherwise.")
    assert not obligations(government.policy)


def test_bills_are_followed_by_number_and_taken_off() -> None:
    government = given(*g.IN_NEED)
    government.do("track_bill", "budget", bill="SB 1103", stage="introduced")
    government.do("track_bill", "budget", bill="45 CFR 164", stage="proposed rule")
    government.do("track_bill", "budget", bill="sb 1103", stage="signed")
    bills = [(bill.number, bill.stage) for bill in government.development.bills]
    assert bills == [("45 CFR 164", "proposed rule"), ("sb 1103", "signed")]
    government.do("track_bill", "budget", bill="45 CFR 164", stage="")
    assert [bill.number for bill in government.development.bills] == ["sb 1103"]


def test_the_ranked_list_is_in_the_order_in_which_it_was_ordered() -> None:
    government = given(*g.IN_NEED)
    for number in range(2, 6):
        government.subject = f"policy:ITP-{number}"
        government.do("raise_need", "dss", title=f"Need {number}", **NEED)
    chance = random.Random(7)
    expected: list[str] = []
    for _ in range(60):
        need, place = f"ITP-{chance.randint(1, 5)}", chance.choice(["", "1", "2", "3", "9"])
        if need in expected:
            expected.remove(need)
        if place:
            expected[int(place) - 1 : int(place) - 1] = [need]
        government.do("rank_need", "budget", need=need, place=place, reason=f"{need} at {place}")
        ranked = government.directory.planning.priorities
        assert [each.policy for each in ranked] == expected
    government.do("recommend_pursuing", "budget", lead="cio", need="high", risk="low")
    refused = government.tries("rank_need", "budget", need="ITP-5", place="1", reason="x")
    assert isinstance(refused, dict)
    assert refused["need"].startswith("That is not a need that waits")

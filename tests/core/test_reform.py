"""The yearly report for the reform of the process: each figure counted by hand on a small history."""

from __future__ import annotations

from govbot.core.cards.reform_report import reform_report_card
from govbot.core.cards.vocabulary import Button
from govbot.core.workflow.reform import Times, year_of
from tests.core import given as g
from tests.core.cards import given as cards
from tests.core.given import LEAD, Government, acts, after, given

DEVIATION = {
    "exigency": "An attack",
    "authority": "The Secretary",
    "public_sentence": "Urgent.",
    "before": "no",
}


def history() -> Government:
    """Two deviations and a slip in 2026, another deviation in 2027; five agencies of six answered, none."""
    return given(
        *g.IN_DRAFTING,
        acts("record_deviation", "advisor", step="Step 3", **DEVIATION),
        acts("record_deviation", "advisor", step="Step 3", **DEVIATION),
        *g.SLIPPED[len(g.IN_DRAFTING) :],
        acts("explain_slip", LEAD, which="S1", reason="The vendor is late."),
        after(days=40),
        acts("record_deviation", "advisor", step="Step 2", **DEVIATION),
    )


def test_deviations_slips_and_reasons_are_counted_in_their_year() -> None:
    government = history()
    year = year_of([government.policy], 2026, government.process)
    assert year.by_step == (("Step 3", 2),)
    assert year.slips == (("staff review", 1),)
    assert [reason.text for _, _, reason in year.reasons] == ["The vendor is late."]
    assert year.times == (Times("need", 1, 0, 0, 0),), "recommended on the day on which it was raised"
    following = year_of([government.policy], 2027, government.process)
    assert (following.by_step, following.slips, following.reasons) == ((("Step 2", 1),), (), ())


def test_response_rates_are_of_the_periods_that_closed_in_the_year() -> None:
    government = given(*g.COMMENTED, acts("close_feedback", LEAD))
    (period,) = government.development.periods
    asked = {entry.agency for entry in period.roster if entry.agency}
    answered = {entry.agency for entry in period.roster if entry.agency and entry.key in period.answered}
    closed = period.closes_at
    assert closed is not None
    rates = year_of([government.policy], closed.year, government.process).rates
    assert [rate[1:] for rate in rates] == [(len(answered), len(asked))]
    assert year_of([government.policy], closed.year + 1, government.process).rates == ()


def test_the_report_says_what_became_of_each_deviation_and_proposes_a_reform() -> None:
    story = cards.raised().do("recommend_pursuing", "cio", lead="cio", need="high", risk="low")
    story.do("record_deviation", "advisor", step="Step 3", **DEVIATION)
    view = story.view("advisor")
    report = year_of([story.policy], story.now.year, story.process)
    button = Button("Propose a reform", "x")
    words = cards.words(reform_report_card(view, {"ITP-1": view}, report, button))
    assert "Outcome: the policy is at: drafting." in words
    assert "Step 3: 1 time" in words
    assert "[Propose a reform]" in words

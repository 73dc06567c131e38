"""Staff reviews with conditions, notes on passages, passed on, and another date; all of it stays readable."""

from __future__ import annotations

from govbot.core.cards.kinds import draw
from govbot.core.cards.opinions import opinions_card
from govbot.core.cards.review_list import reviews_words
from govbot.core.workflow.keys import key_text
from tests.core import given as g
from tests.core.cards import given as cards
from tests.core.given import LEAD, acts, given

CONDITIONS = acts("give_review", "legal", track="legal", outcome="with conditions", text="Cite the law.")


def test_a_review_with_conditions_is_open_until_a_draft_meets_them_and_the_reviewer_confirms() -> None:
    government = given(*g.IN_REVIEW, CONDITIONS)
    review = government.development.review("legal")
    assert review is not None
    assert not review.complete
    assert "confirm_conditions" not in {action for _, action in government.awaited()}
    assert "1 with conditions not met yet" in reviews_words(government.development)
    g.changed(government)
    (party,) = {party for party, action in government.awaited() if action == "confirm_conditions"}
    assert "legal" in government.people(party)
    assert (party, "review_asked") in government.told
    government.do("confirm_conditions", "legal", track="legal")
    confirmed = government.development.review("legal")
    assert confirmed is not None
    assert (confirmed.complete, confirmed.said) == (True, "with conditions, met by D2")
    assert "confirm_conditions" not in {action for _, action in government.awaited()}


def test_conditions_do_not_hold_up_a_period_that_passes_step_2_over() -> None:
    government = given(*g.IN_REVIEW, CONDITIONS)
    for track, person in g.REVIEWERS.items():
        if track != "legal":
            government.do("give_review", person, track=track, outcome="no concerns")
    answers = {"capacities": [], "people": ["professor"], "closes_on": government.day(14)}
    assert isinstance(government.tries("open_feedback", LEAD, **answers), (dict, str))
    opened = government.do("open_feedback", LEAD, **answers, passing_over="The law is being cited.")
    assert [type(event).__name__ for event in opened] == ["DeviationRecorded", "FeedbackOpened"]


def test_a_review_is_passed_on_within_the_office_alone() -> None:
    government = given(*g.IN_REVIEW, g.second_in_office("legal", "professor"))
    government.do("pass_review_on", "legal", track="legal", person="professor")
    assert government.awaited("named:professor") == [("named:professor", "give_review")]
    assert government.told[-1] == ("person:professor", "review_asked")


def test_the_lead_is_asked_for_another_date_and_gives_it_with_one_button() -> None:
    government = given(*g.IN_REVIEW)
    until = government.day(30)
    government.do("ask_review_date", "legal", track="legal", until=until, reason="Two are ill.")
    assert ("role:lead", "review_date_asked") in government.told
    review = government.development.review("legal")
    assert review is not None
    key = key_text(review.party, "give_review", "legal")
    government.do("give_until", LEAD, which=key, until=until)
    assert "time_given" in {card for _, card in government.told}


def test_every_review_and_note_that_was_given_can_be_read_afterwards() -> None:
    story, reviewer, track = cards.in_review(), "legal", "legal"
    story.do("note_passage", reviewer, track=track, text="Which law?", section="II. Scope")
    story.do("give_review", reviewer, track=track, outcome="with conditions", text="Cite it.")
    story.do("give_review", reviewer, track=track, outcome="no concerns")
    said = cards.words(opinions_card(story.view("cio")))
    assert "Which law?" in said
    assert "with conditions, not met yet: Cite it." in said
    assert "Which law?" in cards.words(draw("review_given", story.view("cio", track)))

"""The desk: what awaits a person, their policies, and what became of what they said."""

from __future__ import annotations

from govbot.core.cards.home import Awaited, home_card, home_rest, titled
from govbot.core.cards.vocabulary import Button, Buttons, Progress
from govbot.core.grammar import Obligation
from tests.core.cards import given
from tests.core.cards.given import labels, words

BUTTONS = tuple(
    Button(label, f"show {label}") for label in ("A need", "All policies", "Help", "My chat", "I am out")
)


def test_what_awaits_a_person_has_one_button_a_line() -> None:
    view = given.circulating().view("dss")
    owed = Obligation("person:dss", "give_feedback", "your feedback on D1", view.now)
    card = home_card(view, [Awaited("ITP-1", owed, BUTTONS[:2])], 0, BUTTONS)
    lines = [part for part in card.parts if isinstance(part, Buttons) and part.of_line]
    assert [button.label for button in lines[0].buttons] == ["A need"]
    assert labels(card)[-4:] == ["A need", "All policies", "Help", "More"]
    assert labels(home_rest(view, BUTTONS)) == ["My chat", "I am out"]


def test_ones_policies_are_bars_that_are_said_in_words_too() -> None:
    story = given.commented()
    card = home_card(story.view("dss"), [], 0, (), [story.view("dss")])
    bars = [part for part in card.parts if isinstance(part, Progress)]
    assert [(bar.done, bar.total) for bar in bars] == [(4, 7)]
    said = "ITP-1 “Backup of state data”: Step 3: agency feedback until Fri, Oct 23, 5:00 PM ET (4 of 7)"
    assert bars[0].words == said
    assert "ITP-1" in labels(card)
    in_force = given.adopted().view("dss")
    assert "In force (7 of 7)" in words(home_card(in_force, [], 0, (), [in_force]))
    closed = given.grouped().do("close_development", "advisor", reasons="No need").view("dss")
    assert "Your policies" not in words(home_card(closed, [], 0, (), [closed]))


def test_a_person_reads_what_they_said_and_what_became_of_it_and_nobody_elses() -> None:
    story = given.commented()
    own, others = story.view("dss"), story.view("cio")
    assert "- ITP-1, concern C1: A year is too short. → no response yet" in words(
        home_card(own, [], 0, (), [own])
    )
    assert "What you said" not in words(home_card(others, [], 0, (), [others]))
    story.do("respond_to_comments", "cio", comments=["C1"], response="accepted in part", reasons="Two years.")
    answered = story.view("dss")
    assert "→ accepted in part" in words(home_card(answered, [], 0, (), [answered]))


def test_what_concerns_no_policy_stands_on_the_desk_without_an_empty_title() -> None:
    assert titled("", "the minutes of the meeting M1") == "The minutes of the meeting M1"
    assert titled("ITP-1 “AI”", "a decision") == "ITP-1 “AI”: a decision"

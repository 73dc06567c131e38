"""What whoever decides sees: first the substance, by when, what changed, the concerns; then the decision."""

from __future__ import annotations

from typing import Any

import pytest

from govbot.core.cards.changes import changes_card
from govbot.core.cards.confirmations import told_words
from govbot.core.cards.review_list import reviews_card, reviews_words
from govbot.core.cards.view import MARKED
from govbot.core.decide import DecisionContext, NeedsConfirmation, decide
from govbot.core.grammar import Change
from govbot.core.table import BY_NAME
from tests.core.cards import given
from tests.core.cards.deciding import SUMMARY, decided_on
from tests.core.cards.given import NEWER, Story, buttons, document, labels, pressed, words


def seen(story: Story, person: str = "secretary") -> str:
    return words(story.card("secretary_request", person, "D2"))


@pytest.fixture(scope="module")
def asked() -> Story:
    return decided_on()


def test_the_card_tells_in_the_processs_order_what_whoever_decides_has_to_know(asked: Story) -> None:
    card = seen(asked)
    order = (
        "D2 was changed since the reviews (done on D1).",
        f"What it does: {SUMMARY}",
        "New in D2: The second copy is far away, as counsel advised.",
        "[Changes since D1]",
        "Decision awaited by: ",
        "Reviews: 6 of 6 reviews complete, 1 with advice",
        "Cost: no concerns: Some $40,000 a year.",
        "HR consultation: No hours of work are touched.",
        "[See each review]",
        "Unresolved concerns: 2",
        "DCP, on D1: A small agency has no second place.",
        "on D1: The date is too early for us. (no response yet)",
        "Approval of D2 does not publish it",
        "[Read the draft]",
        "[Approve draft D2]",
        "[Return]",
        "Agencies, on D1: 1 of ",
    )
    places = [card.find(words_) for words_ in order]
    assert -1 not in places, card
    assert sorted(places) == places
    assert "Presented by: CIO" in words(asked.rest("secretary_request", "secretary", "D2"))


def test_delegates_designees_and_the_office_contact_read_the_same_before_their_own_buttons(
    asked: Story,
) -> None:
    for person in ("delegate", "designee", "contact"):
        assert SUMMARY in seen(asked, person)
        assert "Unresolved concerns: 2" in seen(asked, person)
    parties = {notification.to for notification in asked.told if notification.card == "secretary_request"}
    assert parties == {"role:secretary", "role:delegates", "role:secretary_designee", "role:contact"}


def test_where_the_submitter_wrote_no_summary_the_card_says_so() -> None:
    assert "CIO wrote no summary of what the policy does with D2." in seen(decided_on(summary=""))


def test_a_later_drafts_form_begins_with_the_earlier_summary_for_those_who_may_read_it() -> None:
    from govbot.core.cards.forms import fields

    story = given.grouped().do("submit_draft", "cio", file=document(), summary=SUMMARY)
    story.do("ask_group", "cio", kind="draft", text="Please", due="2026-10-20")
    form = {field.name: field.initial for field in fields(BY_NAME["submit_draft"], story.at("dcp"))}
    assert form["summary"] == SUMMARY
    story.do("set_mark", "cio", item="draft D1", marks=["security"])
    form = {field.name: field.initial for field in fields(BY_NAME["submit_draft"], story.at("dcp"))}
    assert form["summary"] is None


def test_every_redline_is_one_press_away(asked: Story) -> None:
    story = decided_on().do("return_draft", "secretary", reasons="Shorter, please.")
    story.do("submit_draft", "cio", file=document(NEWER + "\nMore.\n"))
    story.do("request_review", "cio", presenters=["cio"])
    card = story.card("secretary_request", "secretary", "D3")
    offered = {button.label: button.value.split("|")[2] for button in buttons(card)}
    assert offered["Changes since D1"] == "D3 D1"
    assert offered["Changes since D2"] == "D3 D2"
    drawn = changes_card(asked.view("secretary"), "D2", "D1")
    assert drawn.headline == "D2 of ITP-1 “Backup of state data”: changes since D1"
    assert next(part for part in drawn.parts if isinstance(part, Change)).added == " and far away"


def test_a_revision_is_compared_with_the_version_in_force() -> None:
    story = given.adopted()
    story.do("complete_review", "cio", recommends="revise", reasons="Dated", lead="cio")
    story.do("submit_draft", "cio", file=document(NEWER))
    story.do(
        "advance",
        "advisor",
        tracks=["data_plan"],
        due="2027-10-20",
        representative="cdo",
        passing_over="Agreed.",
    )
    story.do("give_review", "cdo", "data_plan", track="data_plan", outcome="no concerns")
    story.do("request_review", "cio", presenters=["cio"], passing_over="Urgent.")
    card = story.card("secretary_request", "secretary", "D1")
    assert "Changes since version 1.0" in labels(card)
    assert "was changed since" not in words(card)


def test_the_line_of_the_reviews_opens_to_the_list_each_with_its_draft(asked: Story) -> None:
    assert reviews_words(asked.policy.development) == "6 of 6 reviews complete, 1 with advice"  # type: ignore[arg-type]
    assert pressed(asked.card("secretary_request", "secretary", "D2"), "See each review") == "show reviews"
    listed = words(reviews_card(asked.view("secretary")))
    assert listed.count(", on D1 (") == 6
    assert "Legal guidelines: with advice, on D1 (LEGAL, Thu, Oct 1, 2026)\nCite the statute." in listed


def test_a_marked_draft_says_nothing_to_a_designee_whom_the_mark_does_not_name() -> None:
    story = decided_on(marks=("bargaining",))
    card = seen(story, "secretary")
    assert SUMMARY not in card
    assert MARKED in card
    assert "Changes since" not in card


def test_the_question_before_a_decision_names_the_policy_and_the_draft(asked: Story) -> None:
    card = asked.card("secretary_request", "secretary", "D2")
    (approve,) = (button for button in buttons(card) if button.label.startswith("Approve draft"))
    assert approve.confirm == "Approve draft D2 of ITP-1 “Backup of state data”? This does not publish it."
    (withdraw,) = (
        button
        for button in buttons(decided_on().do("approve", "secretary").card("decided", "secretary"))
        if button.label == "Withdraw approval"
    )
    assert withdraw.confirm == "Withdraw the approval of draft D2 of ITP-1 “Backup of state data”?"


def test_returning_without_a_reason_is_asked_once_more_and_then_done(asked: Story) -> None:
    def returned(**answers: Any) -> object:
        context = DecisionContext(asked.at("secretary", "D2"), asked.held, policies=("ITP-1",))
        return decide(context, BY_NAME["return_draft"], answers)

    question = returned()
    assert isinstance(question, NeedsConfirmation)
    assert "Return draft D2 of ITP-1 “Backup of state data” without a reason?" in str(question.parts[0])
    assert not isinstance(returned(reasons="Shorter, please."), NeedsConfirmation)


def test_an_approval_with_a_change_is_shown_as_a_redline_to_all_who_are_told() -> None:
    story = decided_on()
    story.do("approve_with_change", "secretary", "", NEWER, old_words="far away", new_words="far apart")
    told = [news for news in story.told if news.card in ("decided", "candidate")]
    assert {news.to for news in told[-3:]} == {"role:lead", "channel:steering", "role:publisher"}
    for news in told[-3:]:
        person = {"role:lead": "cio", "channel:steering": "", "role:publisher": "publisher"}[news.to]
        card = story.card(news.card, person, news.about, **news.facts)
        (change,) = (part for part in card.parts if isinstance(part, Change))
        assert (change.removed, change.added) == ("away", "apart"), news.to
        assert change.before.endswith("Backups are kept safe and far ")
    assert story.policy.development
    assert story.policy.development.drafts[-1].summary == SUMMARY
    assert told_words(story.view("secretary"), ("role:delegates",))

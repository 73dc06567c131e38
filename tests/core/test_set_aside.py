"""What was entered for somebody, and is set aside, counts no more, and is asked anew."""

from __future__ import annotations

from typing import Any

from govbot.core.cards.by_agency import agencies_card
from govbot.core.cards.opinions import opinions_card
from govbot.core.cards.overview import policy_card
from govbot.core.cards.texts import comments_card
from govbot.core.workflow.obligations import obligations
from tests.core.cards import given
from tests.core.cards.given import Story, document, labels, words

LETTER = document("The commissioner's letter, signed by hand and scanned by the office in the morning.")


def by_telephone(story: Story, action: str, clerk: str, person: str, **answers: Any) -> Story:
    return story.do(action, clerk, **answers, entered_for=person, evidence="By telephone")


def asked(story: Story, action: str) -> set[str]:
    return {item.party for item in obligations(story.policy) if item.action == action}


def concern_set_aside() -> Story:
    story = given.circulating()
    by_telephone(story, "give_feedback", "cio", "dss", kind="concern", text="Too wide.")
    assert "person:dss" not in asked(story, "give_feedback")
    return story.do("contest_entry", "dss", act="A1", text="I said that it is narrow.")


def test_an_answer_that_was_set_aside_counts_nowhere_and_is_awaited_again() -> None:
    story = concern_set_aside()
    development, period = (
        story.policy.development,
        story.policy.development and story.policy.development.period,
    )
    assert development
    assert period
    assert development.counted == ()
    assert development.unanswered == ()
    assert "DSS" not in period.agencies_answered
    assert "person:dss" in asked(story, "give_feedback")


def test_whose_answer_was_set_aside_sees_the_buttons_to_answer_again() -> None:
    story = concern_set_aside()
    card = story.card("feedback_request", "dss", "P1")
    assert {"Comment", "No comment"} <= set(labels(card))
    assert "I'm not the right person" in labels(story.rest("feedback_request", "dss", "P1"))
    assert "Your answer is on record" not in words(card)
    assert "Set aside, as you asked; it does not count:" in words(card)
    story.do("no_comment", "dss")
    again = story.card("feedback_request", "dss", "P1")
    assert "Your answer is on record" in words(again)


def test_the_lead_reads_that_it_was_set_aside_and_it_is_in_no_count() -> None:
    story = concern_set_aside()
    card = story.card("feedback_progress", "cio", "P1")
    assert "Set aside, not counted: 1" in words(card)
    assert "Concern: " not in words(card)
    comments = comments_card(story.view("cio"))
    assert comments.headline.endswith(": 0 answers")
    assert "set aside: the person asked to correct it" in words(comments)


def test_a_second_answer_goes_on_counting_when_one_is_set_aside() -> None:
    story = given.circulating()
    story.do("give_feedback", "dss", kind="comment", text="My own word.")
    by_telephone(story, "give_feedback", "cio", "dss", kind="concern", text="Too wide.")
    story.do("contest_entry", "dss", act="A1", text="No.")
    period = story.policy.development and story.policy.development.period
    assert period
    assert "dss" in period.answered


def test_a_position_that_was_set_aside_is_asked_for_again_and_shown_as_set_aside() -> None:
    story = given.drafted()
    by_telephone(story, "state_position", "cio", "dss", position="support")
    assert "member:dss" not in asked(story, "state_position")
    story.do("contest_entry", "dss", act="A1", text="I did not say so.")
    assert "member:dss" in asked(story, "state_position")
    assert "State where I stand" in " ".join(labels(story.card("draft_submitted", "dss", "D1")))
    read = words(opinions_card(story.view("cio")))
    assert "Set aside: position on D1: support" in read


def test_a_report_of_an_agency_that_was_set_aside_is_asked_for_again_and_shown_as_set_aside() -> None:
    story = given.adopted()
    by_telephone(story, "acknowledge", "cio", "dss")
    assert "agency:DSS" not in asked(story, "acknowledge")
    story.do("contest_entry", "dss", act="A1", text="Not yet.")
    assert "agency:DSS" in asked(story, "acknowledge")
    read = words(agencies_card(story.view("cio")))
    assert "Set aside: acknowledgment of" in read


def test_a_variance_that_was_set_aside_is_no_longer_counted() -> None:
    story = given.adopted()
    by_telephone(story, "report_variance", "cio", "dss", text="We keep them for ten days.")
    assert "Policy variances" in words(policy_card(story.view("cio")))
    story.do("contest_entry", "dss", act="A1", text="Not so.")
    assert "Policy variances" not in words(policy_card(story.view("cio")))


# A letter ---------------------------------------------------------------------------------------------


def letter_filed() -> Story:
    return given.circulating().do(
        "file_agency_letter",
        "records",
        agency="DSS",
        signed_by="A. B., Commissioner",
        signed_on="2026-10-01",
        letter=LETTER,
    )


def test_a_letter_is_the_agencys_response_though_its_signer_is_nobody_of_the_directory() -> None:
    story = letter_filed()
    period = story.policy.development and story.policy.development.period
    assert period
    (response,) = period.agency_responses
    assert (response.person, response.signed_by) == ("", "A. B., Commissioner")
    assert response.text == "See the letter."
    assert "DSS" in period.agencies_answered
    assert "person:dss" in asked(story, "give_feedback"), "the letter is nobody's own answer"
    read = words(comments_card(story.view("cio")))
    assert "signed by A. B., Commissioner" in read
    assert "entered by RECORDS, from the file" in read


def test_those_of_the_agency_are_told_of_a_letter_and_can_have_it_corrected() -> None:
    story = letter_filed()
    assert ("person:dss", "entered_for_you") in {(told.to, told.card) for told in story.told}
    card = story.card("entered_for_you", "dss", "A1")
    assert "filed a letter as your agency's response" in words(card)
    assert {"That is right", "Please correct this", "Open the evidence"} <= set(labels(card))
    story.do("contest_entry", "dss", act="A1", text="It is a draft of ours.")
    assert "disputed, to be settled" in words(comments_card(story.view("cio")))
    story.do("settle_entry", "advisor", act="A1", outcome="set aside", text="It was not signed.")
    period = story.policy.development and story.policy.development.period
    assert period
    assert period.agency_responses == ()
    assert "DSS" not in period.agencies_answered
    assert "Set aside: the agency's response of" in words(comments_card(story.view("cio")))

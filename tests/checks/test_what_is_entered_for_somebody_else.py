"""Every act, entered for somebody by every office, with and without paper, dated before, on and after.

Who may enter what for whom, and with what, stands here once more, written by hand from docs/process.md (“Entered for
somebody else”): every action that is not named is each person's own word.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from govbot.core.decide import NeedsConfirmation, Recorded, decide
from govbot.core.entered import EnteredEvents
from govbot.core.grammar import Acting, Action, Capacity, FieldErrors, Refusal
from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import TABLE
from govbot.core.workflow import events as e
from tests.checks.test_every_office_tries_every_action import (
    DELEGATE,
    EVERYBODY,
    SEAT_DESIGNEE,
    everybody_is_there,
)
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, document, given
from tests.core.rows import CASES
from tests.government import REPRESENTATIVES

pytestmark = pytest.mark.check("S53")

PAPER = document("The letter, signed by hand and scanned by the office that received it in the morning.")
LIAISONS = {LEAD, "liaison"}
STAFF = {"legal", "regulatory", "planning", "contact", "publisher", "records", "keeper", "advisor"}

# On paper: the decisions, delegations and designees of whoever approves, by the office contact.
OF_THE_SECRETARY = {
    "approve", "approve_with_change", "return_draft", "withdraw_approval", "rescind", "keep_in_force",
    "file_delegation", "end_delegation",
}  # fmt: skip
# On paper: of a seat or a reviewing office, by a person of that office.
OF_AN_OFFICE = {"name_designee", "end_designee", "give_review"}
# On paper: letters of agencies, by staff who did not write the draft; e-mails of consulted offices, also by the lead.
LETTERS = {"give_agency_response", "attest"}
E_MAILS = {"give_advice"}
# By word of mouth: by the lead and the liaisons …
SAID = {
    "give_feedback", "give_answers", "no_comment", "not_applicable", "not_right_person", "state_position",
    "answer_request", "look_in",
}  # fmt: skip
# … and also by a person of the same agency.
OF_AN_AGENCY = {"acknowledge", "report_status", "report_variance", "request_variance"}

# A letter whose signer is nobody of the directory: whoever files it acts in their own name, for the agency.
FILED = {"file_agency_letter"}

PAPERS = OF_THE_SECRETARY | OF_AN_OFFICE | LETTERS | E_MAILS
WORDS = SAID | OF_AN_AGENCY

BY_PEOPLE = [action for action in TABLE if "clock" not in action.by]
DRAFT, VERSION, APPROVAL, NOTHING = "draft", "version", "approval", ""
# What each act is about: no act is of an earlier day than that.
ABOUT = {
    **dict.fromkeys(("approve", "approve_with_change", "return_draft", "give_review", "give_advice"), DRAFT),
    **dict.fromkeys(
        ("give_feedback", "give_answers", "no_comment", "not_applicable", "not_right_person"), DRAFT
    ),
    **dict.fromkeys(("state_position", "give_agency_response"), DRAFT),
    **dict.fromkeys(("rescind", "keep_in_force", "attest", *OF_AN_AGENCY), VERSION),
    "withdraw_approval": APPROVAL,
    "look_in": "group",
    "answer_request": "group",
}


def may_enter(name: str, person: str, government: Government) -> set[str]:
    """Whom the process allows to enter this act for this person."""
    liaisons = LIAISONS if government.policy.development else {LEAD}
    agency = government.directory.people[person].agency
    colleagues = {other for other, (code, _) in REPRESENTATIVES.items() if agency and code == agency}
    if name in OF_THE_SECRETARY:
        return {"contact"}
    if name in OF_AN_OFFICE:
        return {"contact"} if person == "secretary" else {SEAT_DESIGNEE} if person == "ciso" else set()
    if name in LETTERS | E_MAILS:
        return STAFF | ({LEAD} if name in E_MAILS else set())
    if name in SAID:
        return liaisons
    return liaisons | colleagues if name in OF_AN_AGENCY else set()


def exists_since(name: str, government: Government) -> date | None:
    development, version = government.policy.development, government.policy.version
    match ABOUT.get(name, NOTHING):
        case "draft":
            return development.draft.on if development and development.draft else None
        case "version":
            return version.adopted_on if version else None
        case "approval":
            return development.approval.on if development and development.approval else None
        case "group":
            return g.MORNING.date()
        case _:
            return None


def expected(
    action: Action,
    person: str,
    clerk: str,
    government: Government,
    day: date,
    *,
    has_paper: bool,
    says_how: bool,
) -> str:
    """ "refused", the field that lacks or is wrong, or "recorded"."""
    since = exists_since(action.name, government)
    if clerk != person:
        if clerk not in may_enter(action.name, person, government):
            return "refused"
        if action.name in PAPERS and not has_paper:
            return "evidence_file"
        if action.name in WORDS and not says_how:
            return "evidence"
    return "happened_on" if since and day < since else "recorded"


def outcome(
    action: Action, clerk: str, answers: dict[str, Any], government: Government
) -> tuple[str, Recorded | None]:
    context = government.asked(action, clerk, answers, "")
    try:
        result = decide(context, action, answers)
        if isinstance(result, NeedsConfirmation):
            result = decide(replace(context, confirmed=result.digest), action, answers)
        assert isinstance(result, Recorded)
        return "recorded", result
    except Refusal:
        return "refused", None
    except FieldErrors as problems:
        return next(iter(problems.problems)), None


@pytest.mark.parametrize("action", BY_PEOPLE, ids=lambda action: action.name)
def test_nobody_s_word_is_put_into_their_mouth_but_as_the_process_allows(action: Action) -> None:
    """Each office × (oneself, each other office) × (with, without paper and words) × (before, on, after)."""
    case = CASES[action.name]
    alone = action.name in ("end_designee", "submit_draft", "reviewed_for_secretary", "place_comment")
    government = given(*case.history) if alone else everybody_is_there(action.name)
    answers = case.answers | {name: government.day(days) for name, days in case.days.items()}
    person = case.by
    today = government.today
    since = exists_since(action.name, government) or today
    for clerk in EVERYBODY:
        if clerk not in government.directory.people:
            continue
        for day in (since - timedelta(days=1), since, today):
            for has_paper in (True, False):
                envelope: dict[str, Any] = {"entered_for": person, "happened_on": day.isoformat()}
                if has_paper:
                    envelope |= {"evidence_file": PAPER, "evidence": "As the letter says"}
                found, result = outcome(action, clerk, answers | envelope, government)
                known = expected(
                    action, person, clerk, government, day, has_paper=has_paper, says_how=has_paper
                )
                assert found == known, f"{action.name} of {person} by {clerk} on {day}, paper: {has_paper}"
                if result and clerk != person:
                    how = "on paper" if action.name in PAPERS else "by word of mouth"
                    assert {event.entered for events in result.events.values() for event in events} == {how}
                    assert (result.who.person, result.who.entered_by) == (person, clerk)
                elif result:
                    filed = "on paper" if action.name in FILED else ""
                    assert {event.entered for events in result.events.values() for event in events} == {filed}


def test_every_action_that_is_named_exists() -> None:
    names = {action.name for action in TABLE}
    assert names >= PAPERS | WORDS
    entered = {action.name: action.entering.how for action in TABLE if action.entering}
    assert entered == {**dict.fromkeys(PAPERS, "on paper"), **dict.fromkeys(WORDS, "by word of mouth")}


@pytest.mark.parametrize("size", [0, 1, 63])
def test_a_scrap_is_no_signed_document(size: int) -> None:
    government = given(*g.BEFORE_SECRETARY)
    scrap = document("x" * size)
    problem = government.tries("approve", "contact", entered_for="secretary", evidence_file=scrap)
    assert problem == {
        "evidence_file": f"This file has {size} bytes: it cannot be a signed document or an e-mail. Attach the scan or "
        "the message."
    }


# What the person hears of it -------------------------------------------------------------------------

by_telephone = acts(
    "give_feedback", LEAD, kind="concern", text="Too wide.", entered_for="dss", evidence="By telephone"
)
no_concerns_by_letter = acts(
    "give_review",
    "deputy officer",
    track="data_plan",
    outcome="no concerns",
    entered_for="cdo",
    evidence_file=PAPER,
)


def deputy_of_the_data_officer(government: Government) -> None:
    government.record(DIRECTORY, d.PersonListed(person="deputy officer"))
    government.record(DIRECTORY, d.DesigneeNamed(of="cdo", person="deputy officer"))


def test_the_person_is_told_and_a_meetings_entries_stand_in_one_message() -> None:
    in_the_meeting = {"entered_for": "dss", "evidence": "In the meeting of December 1"}
    government = given(*g.IN_FEEDBACK)
    government.told.clear()
    for text in ("Too wide.", "Too long.", "Too dear."):
        government.do("give_feedback", LEAD, kind="concern", text=text, **in_the_meeting)
    assert government.told.count(("person:dss", "entered_for_you")) == 1
    government.do(
        "give_feedback", LEAD, kind="comment", text="Fine.", entered_for="dss", evidence="By telephone"
    )
    assert government.told.count(("person:dss", "entered_for_you")) == 2


def test_an_entered_review_never_takes_the_place_of_the_reviewers_own() -> None:
    own = acts("give_review", "cdo", track="data_plan", outcome="changes needed", text="Cite the plan.")
    government = given(*g.IN_REVIEW, deputy_of_the_data_officer, own, no_concerns_by_letter)
    review = government.development.review("data_plan")
    assert review is not None
    assert (review.outcome, review.entered) == ("changes needed", "")
    (beside,) = government.policy.entered
    assert isinstance(beside.event, e.ReviewGiven)
    assert beside.event.outcome == "no concerns"


def test_a_letter_completes_a_review_and_the_reviewers_own_word_then_takes_its_place() -> None:
    government = given(*g.IN_REVIEW, deputy_of_the_data_officer, no_concerns_by_letter)
    review = government.development.review("data_plan")
    assert review is not None
    assert (review.outcome, review.entered, review.awaited) == ("no concerns", "A1", False)
    government.do("give_review", "cdo", track="data_plan", outcome="changes needed", text="No.")
    review = government.development.review("data_plan")
    assert review is not None
    assert (review.outcome, review.entered) == ("changes needed", "")


def test_ones_own_no_comment_stands_beside_an_entered_one() -> None:
    entered = acts("no_comment", LEAD, entered_for="dss", evidence="By telephone")
    government = given(*g.IN_FEEDBACK, entered)
    government.do("no_comment", "dss")
    assert [bool(comment.entered) for comment in government.development.comments] == [True, False]
    again = government.tries("no_comment", LEAD, entered_for="dss", evidence="By telephone")
    assert again == "You have answered already. To say more, add a comment."


# Please correct this ---------------------------------------------------------------------------------


@pytest.mark.check("S55")
def test_what_was_said_by_word_of_mouth_is_set_aside_at_once_and_everybody_told_is_told() -> None:
    government = given(*g.IN_FEEDBACK, by_telephone)
    period = government.development.period
    assert period is not None
    assert "dss" in period.answered
    government.told.clear()
    government.do("contest_entry", "dss", act="A1", text="I said that it is narrow.")
    period = government.development.period
    assert period is not None
    assert "dss" not in period.answered, "it is awaited of them again"
    assert ("person:dss", "give_feedback") in government.awaited()
    assert government.development.comments[0].set_aside
    assert not government.development.unanswered, "nobody responds to what was not said"
    assert set(government.told) == {
        (f"person:{LEAD}", "entry_contested"), ("role:lead", "entry_contested"), ("role:advisor", "entry_contested"),
    }  # fmt: skip
    assert ("role:advisor", "settle_entry") in government.awaited()
    assert government.stage == "agency feedback"
    government.do("give_feedback", "dss", kind="comment", text="It is narrow.")


@pytest.mark.check("S55")
def test_what_stands_on_paper_is_disputed_and_stops_no_stage_approval_or_version() -> None:
    approved = acts("approve", "contact", entered_for="secretary", evidence_file=PAPER)
    government = given(*g.BEFORE_SECRETARY, approved)
    government.told.clear()
    government.do("contest_entry", "secretary", act="A1", text="I signed another draft.")
    (act,) = government.policy.entered
    assert act.verdict == "disputed"
    assert government.stage == "release candidate"
    assert government.development.approval is not None
    assert {party for party, card in government.told if card == "entry_contested"} >= {
        "person:contact", "role:lead", "channel:steering", "role:publisher", "role:advisor",
    }  # fmt: skip
    g.adopted(government)
    assert government.stage == "in force"
    government.do("settle_entry", "advisor", act="A1", outcome="stands", text="The memo names D1.")
    assert government.policy.entered[0].verdict == "stands"
    assert government.stage == "in force"


@pytest.mark.check("S55")
def test_a_review_on_paper_that_is_set_aside_is_awaited_again() -> None:
    government = given(*g.IN_REVIEW, deputy_of_the_data_officer, no_concerns_by_letter)
    government.do("contest_entry", "cdo", act="A1", text="I need changes.")
    review = government.development.review("data_plan")
    assert review is not None
    assert review.complete, "it stands until it is settled"
    government.do("settle_entry", "advisor", act="A1", outcome="set aside", text="The letter is a draft.")
    review = government.development.review("data_plan")
    assert review is not None
    assert (review.awaited, review.outcome) == (True, "")
    assert ("seat:cdo", "give_review") in government.awaited()


@pytest.mark.check("S55")
def test_the_contact_settles_what_the_advisor_entered() -> None:
    led = acts("change_lead", "advisor", lead="advisor")
    entered = acts(
        "give_feedback",
        "advisor",
        kind="comment",
        text="Fine.",
        entered_for="dss",
        evidence="By telephone",
    )
    government = given(*g.IN_FEEDBACK, led, entered)
    government.do("contest_entry", "dss", act="A1", text="I said nothing.")
    assert ("role:secretary's contact", "settle_entry") in government.awaited()
    assert government.refusal("settle_entry", "advisor") == "No disputed entry waits for you to settle it."
    government.do("settle_entry", "contact", act="A1", outcome="set aside", text="Agreed.")
    assert not [action for _, action in government.awaited() if action == "settle_entry"]


@pytest.mark.check("S55")
def test_after_ten_business_days_the_words_stand_as_a_note_of_correction() -> None:
    government = given(*g.IN_FEEDBACK, by_telephone).later(days=20)
    government.do("contest_entry", "dss", act="A1", text="I said that it is narrow.")
    (act,) = government.policy.entered
    assert (act.verdict, act.text, act.settle_due) == ("", "I said that it is narrow.", None)
    assert not government.development.comments[0].set_aside


def test_that_is_right_is_recorded_and_asked_for_no_more() -> None:
    government = given(*g.IN_FEEDBACK, by_telephone)
    (event,) = government.do("confirm_entry", "dss")
    assert isinstance(event, EnteredEvents)
    assert government.policy.entered[0].verdict == "confirmed"
    assert (
        government.refusal("confirm_entry", "dss") == "Nothing that was entered for you waits for your word."
    )


# What must not be ------------------------------------------------------------------------------------


@pytest.mark.check("S54")
@pytest.mark.parametrize("clerk", [LEAD, "advisor", "publisher", "records", "budget", DELEGATE])
def test_nobody_but_the_office_contact_enters_the_approval(clerk: str) -> None:
    government = everybody_is_there("approve")
    refused = government.tries("approve", clerk, entered_for="secretary", evidence_file=PAPER)
    assert isinstance(refused, str)
    assert "only by the OPM Secretary's office" in refused


@pytest.mark.check("S54")
def test_neither_an_author_nor_who_presents_enters_the_approval() -> None:
    by_contact = (
        acts("add_member", LEAD, person="contact"),
        acts("ask_group", LEAD, kind="draft", text="Please"),
        acts("submit_draft", "contact", file=document("# By the contact\n")),
    )
    request = acts("request_review", LEAD, presenters=[LEAD])
    government = given(*g.AFTER_FEEDBACK, *by_contact, request)
    refused = government.tries("approve", "contact", entered_for="secretary", evidence_file=PAPER)
    assert str(refused).startswith("You wrote D2, or present it")


@pytest.mark.check("S54")
def test_a_clerk_enters_no_power_for_themselves() -> None:
    powers = {"person": "contact", "power": "approve", "valid_from": "2026-12-01", "citation": "memo"}
    problem = given().tries(
        "file_delegation", "contact", **powers, entered_for="secretary", evidence_file=PAPER
    )
    assert problem == {"person": "Nobody enters a power for themselves. Hand the letter to somebody else."}
    names = {"of": "secretary", "person": "contact"}
    problem = given().tries("name_designee", "contact", **names, entered_for="secretary", evidence_file=PAPER)
    assert problem == {"person": "Nobody enters a power for themselves. Hand the letter to somebody else."}


@pytest.mark.check("S54")
def test_a_draft_is_entered_for_nobody_and_an_old_one_counts_as_ones_own() -> None:
    government = given(*g.AFTER_FEEDBACK, g.delegated)
    refused = government.tries("submit_draft", "delegate", file=document("# X\n"), entered_for=LEAD)
    assert isinstance(refused, str)
    assert "own word" in refused
    by = Acting(LEAD, Capacity("lead", "policy lead"), government.today, entered_by="delegate")
    paper = document("# For a colleague\n").paper
    government.record(government.subject, e.DraftSubmitted(draft=2, paper=paper), by)
    government.texts[paper.text_sha256] = "# For a colleague\n"
    government.do("request_review", LEAD, presenters=[LEAD])
    assert (government.refusal("approve", "delegate") or "").startswith("You submitted D2 yourself")


@pytest.mark.check("S54")
def test_the_author_of_the_draft_enters_no_agency_s_letter_on_it() -> None:
    by_planning = (
        acts("add_member", LEAD, person="planning"),
        acts("ask_group", LEAD, kind="draft", text="Please"),
        acts("submit_draft", "planning", file=document("# By planning\n")),
    )
    government = given(*g.IN_FEEDBACK, *by_planning, g.dss_voice)
    letter = {"entered_for": "dss", "evidence_file": PAPER}
    refused = government.tries("give_agency_response", "planning", **letter)
    assert isinstance(refused, str)
    assert "staff who did not write the draft" in refused
    government.do("give_agency_response", "regulatory", **letter)

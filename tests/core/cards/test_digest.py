"""The day's message, and the cards of outreach."""

from __future__ import annotations

from datetime import timedelta

from govbot.core.cards.digest import Overdue, digest_card
from govbot.core.cards.home import Awaited
from govbot.core.cards.outreach import A_PAGE, Reach, outreach_card, undelivered_card
from govbot.core.grammar import Obligation
from tests.core.cards import given
from tests.core.cards.given import MORNING, labels, words

DUE = MORNING + timedelta(days=3)
FEEDBACK = Obligation("person:dss", "give_feedback", "your feedback on D1", DUE, "P1")


def awaited(owed: Obligation) -> Awaited:
    return Awaited("ITP-1 “Backup”", owed, ())


def test_the_days_message_says_how_much_and_the_first_date() -> None:
    view = given.circulating().view("dss")
    late = Obligation("person:dss", "give_review", "a review", MORNING - timedelta(days=1))
    card = digest_card(
        view, [awaited(late), awaited(FEEDBACK), awaited(Obligation("steering", "x", "y"))], 2, []
    )
    assert card.headline == "Awaiting your action: 5, the first by Wed, Sep 30, 2026, 10:00 AM ET"
    assert "your feedback on D1, by Sun, Oct 4, 2026, 10:00 AM ET" in words(card)
    assert "— overdue" in words(card)
    assert "y, no date" in words(card)
    assert "and 2 more" in words(card)
    assert (
        digest_card(view, [awaited(Obligation("steering", "x", "y"))], 0, []).headline
        == "Awaiting your action: 1"
    )


def test_it_holds_no_words_in_which_somebody_asked() -> None:
    request = Obligation("member:dss", "answer_request", "the group's answer: CANARY", DUE, "Q1")
    card = digest_card(given.drafted().view("dss"), [awaited(request)], 0, [Overdue("ITP-1", request)])
    assert "CANARY" not in card.headline + words(card)
    assert "the group's answer" in words(card)


def test_a_lead_reads_what_is_late_with_others() -> None:
    view = given.circulating().view("cio")
    card = digest_card(view, [], 0, [Overdue("ITP-1 “Backup”", FEEDBACK)])
    assert card.headline == "Overdue with others: 1"
    assert "The policy lead and the Senior Policy Advisor can remind" in words(card)
    settled = digest_card(view, [], 0, [])
    assert settled.headline == "Nothing is awaiting your action any more"
    assert "has been settled since" in words(settled)


def told(person: str, state: str = "sent", card: str = "feedback_request", why: str = "") -> Reach:
    return Reach(person, card, MORNING, state, MORNING if state == "sent" else None, why)


def test_outreach_is_proven_person_by_person() -> None:
    view = given.circulating().view("cio")
    rows = [
        told("dss"),
        told("dss", card="digest"),
        told("dcp", "parked", why="Too busy."),
        told("doc", "unknown"),
    ]
    card = outreach_card(view, rows, 0)
    assert (
        "asked for feedback, Thu, Oct 1, 2026, 10:00 AM ET | delivered on Thu, Oct 1, 2026, 10:00 AM ET"
        in words(card)
    )
    assert "| reminded, " in words(card)
    assert "given up after the last try: Too busy." in words(card)
    assert "not known whether delivered" in words(card)
    assert "Send them again" in labels(card)
    assert "Nobody has been written to" in words(outreach_card(view, [], 0))
    assert "told (x y)" in words(outreach_card(view, [told("dss", "waiting", "x_y")], 0))


def test_many_people_are_shown_a_page_at_a_time() -> None:
    view = given.circulating().view("cio")
    rows = [told(f"p{number}") for number in range(A_PAGE + 1)]
    assert labels(outreach_card(view, rows, 0)) == ["More"]
    assert labels(outreach_card(view, rows, 1)) == ["Earlier"]


def test_whoever_asked_reads_what_did_not_arrive_and_can_send_it_again() -> None:
    view = given.circulating().view("cio")
    card = undelivered_card(view, [told("dss", "failed", why="Blocked.")])
    assert card.headline == "Not delivered: 1 on ITP-1 “Backup of state data”"
    assert "Send them again" in labels(card)
    many = undelivered_card(view, [told(f"p{number}", "parked") for number in range(A_PAGE + 2)])
    assert "and 2 more" in words(many)
    assert undelivered_card(view, []).headline == "All is delivered on ITP-1 “Backup of state data”"

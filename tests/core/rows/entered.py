"""The rows of what people say of acts that were entered for them."""

from __future__ import annotations

from govbot.core.cards.choice_matching import CHOOSE
from tests.core import given as g
from tests.core.given import LEAD, acts, document
from tests.core.rows.case import Case, wrong

PAPER = document("The signed letter, as it was scanned by the office that received it in the morning.")
by_telephone = acts(
    "give_feedback", LEAD, kind="concern", text="Too wide.", entered_for="dss", evidence="By telephone"
)
named_by_letter = acts(
    "name_designee",
    "contact",
    of="secretary",
    person="designee",
    entered_for="secretary",
    evidence_file=PAPER,
)
contested = acts("contest_entry", "dss", act="A1", text="I said that it is narrow.")
contested_office = acts("contest_office_entry", "secretary", act="A1", text="I named nobody.")
NOTHING_TO_SAY = "Nothing that was entered for you waits for your word."
NOTHING_TO_CORRECT = "Nothing has been entered for you here that you could ask to correct."
NOTHING_TO_SETTLE = "No disputed entry waits for you to settle it."

CASES: dict[str, Case] = {
    "confirm_entry": Case(
        (*g.IN_FEEDBACK, by_telephone),
        "dss",
        {},
        ("EntriesConfirmed",),
        closed=(g.IN_FEEDBACK, NOTHING_TO_SAY),
    ),
    "contest_entry": Case(
        (*g.IN_FEEDBACK, by_telephone),
        "dss",
        {"act": "A1", "text": "I said that it is narrow."},
        ("EntryContested",),
        closed=(g.IN_FEEDBACK, NOTHING_TO_CORRECT),
    ),
    "settle_entry": Case(
        (*g.IN_FEEDBACK, by_telephone, contested),
        "advisor",
        {"act": "A1", "outcome": "set aside", "text": "Misheard."},
        ("EntrySettled",),
        closed=((*g.IN_FEEDBACK, by_telephone), NOTHING_TO_SETTLE),
        wrong=(wrong({"outcome": CHOOSE}, outcome="stands"),),
    ),
    "confirm_office_entry": Case(
        (named_by_letter,), "secretary", {}, ("EntriesConfirmed",), closed=((), NOTHING_TO_SAY)
    ),
    "contest_office_entry": Case(
        (named_by_letter,),
        "secretary",
        {"act": "A1", "text": "I named nobody."},
        ("EntryContested",),
        closed=((), NOTHING_TO_CORRECT),
    ),
    "settle_office_entry": Case(
        (named_by_letter, contested_office),
        "advisor",
        {"act": "A1", "outcome": "stands", "text": "The letter is signed."},
        ("EntrySettled",),
        closed=((named_by_letter,), NOTHING_TO_SETTLE),
    ),
}

"""The rows of adoption and publication."""

from __future__ import annotations

from tests.core import given as g
from tests.core.rows.case import FAR, SOMETHING, Case, wrong

NOT_FOR_LATER = "No version of this policy is adopted for a later date."

NO_CORRECTION = "No technical correction of this policy waits now."
a_slip = g.acts(
    "correct_technically", "publisher", old_words="Agencies", new_words="The agencies", reason="A word"
)
more_than_a_slip = g.acts(
    "correct_technically", "publisher", old_words="Agencies may", new_words="Agencies must", reason="A word"
)
CASES: dict[str, Case] = {
    "adopt": Case(
        g.CANDIDATE,
        "publisher",
        {"title": "AI", "version": "1.0", "originator": "OPM", "description": "Initial", "laws": "§ 4d-8a"},
        ("Adopted", "CameIntoForce"),
        days={"effective_on": -400},
        closed=(
            g.BEFORE_SECRETARY,
            "ITP-1 is at the stage “OPM Secretary's review” now; this can be done at “release candidate”.",
        ),
        wrong=(
            wrong({"laws": "The standard header needs the relevant laws or regulations."}, laws=""),
            wrong({"version": "Write the version as in “1.0”."}, version="1.²"),
            wrong({"effective_on": FAR}, effective_on="9999-12-31"),
        ),
    ),
    "withdraw_adoption": Case(
        g.FOR_LATER,
        "secretary",
        {"reasons": "Not yet"},
        ("AdoptionWithdrawn",),
        closed=(g.IN_FORCE, NOT_FOR_LATER),
    ),
    "move_effective_date": Case(
        g.FOR_LATER,
        "publisher",
        {"reason": "The training is later"},
        ("EffectiveDateMoved",),
        days={"effective_on": 60},
        closed=(g.IN_FORCE, NOT_FOR_LATER),
        wrong=(
            wrong({"effective_on": "That is its date as it is. Choose another one."}, {"effective_on": 30}),
            wrong(
                {"effective_on": "That day has passed. Choose today or a later day."}, {"effective_on": -1}
            ),
            wrong({"reason": SOMETHING}, reason=""),
        ),
    ),
    "note_publication": Case(
        g.IN_FORCE,
        "publisher",
        {"address": "https://portal.ct.gov/ai"},
        ("PublicationNoted",),
        closed=(g.CANDIDATE, "No version of this policy is adopted yet."),
        wrong=(wrong({"address": "Give the whole address, beginning with https://."}, address="ct.gov"),),
    ),
    "give_word_file": Case(
        g.REWORDED,
        "publisher",
        {"file": g.word(g.REWORDED_TEXT)},
        ("WordFileGiven",),
        closed=(
            g.IN_FORCE,
            "No Word file is missing: each text that is approved or published has the one that belongs to it.",
        ),
        wrong=(
            wrong(
                {
                    "file": "That is not a Word file. Give the approved Word file (.docx) with the change made in it."
                },
                file=g.document(g.REWORDED_TEXT),
            ),
            wrong(
                {
                    "file": "This file does not read as D2 was approved: 1 passage changed, 2 words out, 1 word in. "
                    "Make the same change in the approved Word file, and nothing else."
                },
                file=g.word(),
            ),
        ),
    ),
    "correct_technically": Case(
        g.IN_FORCE,
        "publisher",
        {"old_words": "Agencies", "new_words": "The agencies", "reason": "A typo"},
        ("CorrectionProposed",),
        closed=(g.FOR_LATER, "No version of this policy is in force now."),
        wrong=(
            wrong(
                {"old_words": "These words stand nowhere in the draft text; copy them from the draft."},
                old_words="no such words",
            ),
        ),
    ),
    "confirm_correction": Case(
        (*g.IN_FORCE, a_slip),
        "contact",
        {},
        ("TechnicallyCorrected",),
        closed=(g.IN_FORCE, NO_CORRECTION),
    ),
    "approve_correction": Case(
        (*g.IN_FORCE, more_than_a_slip),
        "secretary",
        {},
        ("TechnicallyCorrected",),
        closed=(g.IN_FORCE, NO_CORRECTION),
    ),
    "refuse_correction": Case(
        (*g.IN_FORCE, a_slip),
        "contact",
        {"reasons": "It reads well"},
        ("CorrectionRefused",),
        closed=(g.IN_FORCE, NO_CORRECTION),
    ),
}

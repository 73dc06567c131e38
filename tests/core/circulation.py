"""A whole circulation: 72 people of 24 agencies, 300 comments, 12 of them alike, and two letters.

What each of them did is planned here first, as plain facts, and then entered by the rules; tests count the facts
themselves, and compare what cards and pages say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from tests.core import given as g
from tests.core.given import LEAD, Government, document, given
from tests.government import CUSTOMERS, DATA, SECURITY

AGENCIES = tuple(f"A{number:02}" for number in range(24))
CAPACITIES = (CUSTOMERS, SECURITY, DATA)
SECTIONS = ("I. Purpose", "II. Scope", "")
KINDS = ("comment", "concern", "implementation issue")
ALIKE = "Training for this takes longer than the ninety days that the draft gives us."
COMMENTS, SAME, LETTERS = 300, 12, 2
SUBJECTS = (
    "cost", "wording", "retention", "vendors", "training", "audits", "backups", "exceptions", "roles", "timing",
    "reports", "records",
)  # fmt: skip
VERBS = (
    "covers",
    "leaves out",
    "doubles",
    "delays",
    "renames",
    "weakens",
    "repeats",
    "moves",
    "hides",
    "widens",
)


@dataclass(frozen=True)
class Said:
    """One answer as it was planned; `entered`: by the lead, by word of mouth."""

    person: str
    agency: str
    kind: str
    section: str = ""
    text: str = ""
    entered: bool = False


def people() -> dict[str, tuple[str, str]]:
    """Each person with agency and capacity."""
    return {
        f"{code.lower()}_{number}": (code, capacity)
        for code in AGENCIES
        for number, capacity in enumerate(CAPACITIES)
    }


def text_of(number: int) -> str:
    """A comment like no other: three subjects and a verb that no other number has together."""
    first, second = SUBJECTS[number % 12], SUBJECTS[(number // 12 + 5) % 12]
    third, verb = SUBJECTS[(number // 3 + 9) % 12], VERBS[number % 10]
    return f"In our office no. {number * 7919 % 9973} the {first} {verb} {third}, {second} {number * number}."


@cache
def plan() -> tuple[Said, ...]:
    """A third of the people say nothing, or that they have no comment; the others comment in turn."""
    everybody = list(people().items())
    short = [
        Said(person, agency, "no comment" if number % 18 == 1 else "not applicable")
        for number, (person, (agency, _)) in enumerate(everybody)
        if number % 9 == 1
    ]
    writing = [(person, agency) for number, (person, (agency, _)) in enumerate(everybody) if number % 9 > 1]
    comments = []
    for number in range(COMMENTS):
        person, agency = writing[number % len(writing)]
        text = ALIKE if number < SAME else text_of(number)
        kind, section = KINDS[number % 3], SECTIONS[number % len(SECTIONS)]
        comments.append(Said(person, agency, kind, section, text, entered=number % len(writing) == 20))
    return (*short, *comments)


LETTERS_OF = (AGENCIES[0], AGENCIES[8])


def circulated(questions: str = "") -> Government:
    """The government in which the draft is out, with these questions, and nobody has answered."""
    government = given(*g.REVIEWED)
    for code in AGENCIES:
        government.record(DIRECTORY, d.AgencyListed(code=code, name=f"Agency {code}"))
    for person, (agency, capacity) in people().items():
        government.record(DIRECTORY, d.PersonListed(person=person, agency=agency, capacities=(capacity,)))
    government.do(
        "open_feedback",
        LEAD,
        capacities=list(CAPACITIES),
        agencies=list(AGENCIES),
        closes_on=government.day(14),
        questions=questions,
    )
    return government


@cache
def answered() -> Government:
    """The same once everything of the plan was entered: nobody changes it further."""
    government = circulated()
    enter(government, plan())
    return government


def enter(government: Government, said_so_far: Sequence[Said]) -> None:
    """These answers are given, or entered by the lead; the letters are filed."""
    for said in said_so_far:
        answers = {"kind": said.kind, "section": said.section, "text": said.text}
        if said.entered:
            answers |= {"entered_for": said.person, "evidence": "By telephone"}
        government.do("give_feedback", LEAD if said.entered else said.person, **answers)
    for code in LETTERS_OF:
        government.do(
            "file_agency_letter",
            "records",
            agency=code,
            signed_by="Commissioner",
            signed_on=government.day(0),
            text="See our letter.",
            letter=document(
                f"The letter of {code}, signed by hand and scanned by the office in the morning."
            ),
        )

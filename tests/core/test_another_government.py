"""A government with its own names for everything: no card, form, help or refusal says a word of the shipped ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

import pytest

from govbot.core.cards.by_agency import agencies_card
from govbot.core.cards.confirmations import done_card
from govbot.core.cards.decisions import decisions_card
from govbot.core.cards.forms import fields
from govbot.core.cards.guide import help_card
from govbot.core.cards.home import Awaited, home_card
from govbot.core.cards.kinds import KINDS, draw
from govbot.core.cards.later import later_card
from govbot.core.cards.opinions import opinions_card
from govbot.core.cards.overview import more_card, policy_card
from govbot.core.cards.reform import reform_card
from govbot.core.cards.status_card import status_card
from govbot.core.cards.texts import comments_card
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card, Field
from govbot.core.decide import NeedsConfirmation, decide
from govbot.core.grammar import Acting, Capacity, FieldErrors, Refusal
from govbot.core.process import Process
from govbot.core.process_file import read_process
from govbot.core.table import BY_NAME, PAGES, TABLE, refusal
from govbot.core.workflow.obligations import obligations
from tests import government
from tests.core import given as g
from tests.core.cards.given import sign, words
from tests.core.given import Government, given
from tests.core.rows import CASES
from tests.government import CUSTOMERS, DATA, SECURITY

# The shipped names, and those of the other government; longer ones first.
RENAMED = {
    "Office of Policy and Management": "Bureau of Digital Affairs",
    "State of Connecticut": "Commonwealth of Arden",
    "OPM": "BDA",
    "Steering Group": "Technology Council",
    "Senior Policy Advisor": "Chief Counsellor",
    "Policy Library": "Rulebook",
    "Secretary": "Comptroller",
    "Labor Relations": "Union Affairs",
    "Human Resources": "Personnel",
    "Chief Data Officer": "Data Steward",
    "State Data Plan": "Data Charter",
    "IT Strategic Plan": "Digital Compass",
    "Step ": "Phase ",
    "policy lead": "steward",
    "an {group}": "a {group}",
    "ad hoc group": "working party",
    "Ad hoc group": "Working party",
    "Policy lead": "Steward",
    "liaison": "moderator",
    "an {agency}": "a {agency}",
    "agencies": "departments",
    "agency": "department",
    "Agencies": "Departments",
    "Agency": "Department",
}
SHIPPED = re.compile("|".join(re.escape(name) for name in RENAMED if "{" not in name) + "|Liaison")
# In these capacities people answer: words of the lists of people.
CAPACITIES = (CUSTOMERS, SECURITY, DATA)
READERS = ("", "auditor", "advisor", g.LEAD, "professor", "secretary", "contact", "publisher", "legal", "hr",
           "dss", "delegate")  # fmt: skip
ABOUT = ("", "D1", "P1", "R1", "Q1", "legal", "hr", "C1", "1.0", "1.0 acknowledgment", "X1", "V1")


def renamed(text: str) -> str:
    for name, other in RENAMED.items():
        text = re.sub(rf"(?<![{{_]){re.escape(name)}", other, text)
    return text


def file(name: str) -> str:
    """A file of the shipped process with other names in its values; keys stay."""
    lines = []
    text = files("govbot.runtime").joinpath(name).read_text("utf-8")
    for line in text.replace(" \\\n  ", " ").splitlines():
        key, equals, value = line.partition("=")
        stays = line.startswith(("[", "#", "capacities", "key", "seat", "asks")) or "readers" in key
        within = not equals and '"' not in line
        lines.append(
            line if stays else renamed(line) if within or not equals else key + equals + renamed(value)
        )
    return "\n".join(lines)


@cache
def another() -> Process:
    return read_process(file("process.toml"), file("texts.toml"))


@pytest.fixture(autouse=True)
def _offices(monkeypatch: pytest.MonkeyPatch) -> None:
    """The offices are called as the other process calls them."""
    offices = tuple((role, renamed(office), person) for role, office, person in government.OFFICES)
    monkeypatch.setattr(government, "OFFICES", offices)


def strings(value: Any) -> Iterator[str]:
    """Every text in a structure of answers."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(strings, value.values()))
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(map(strings, value))


@cache
def written() -> tuple[str, ...]:
    """Texts that people wrote: they stand as they are, whatever names they have."""
    answers = chain.from_iterable(strings(case.answers) for case in CASES.values())
    known = {*answers, *CAPACITIES, *g.TEXT.splitlines(), "Agencies ask.", "OPM"}
    return tuple(sorted((text for text in known if SHIPPED.search(text)), key=len, reverse=True))


def shipped_words(texts: Iterable[str]) -> list[str]:
    """The texts in which a shipped name stands, those aside that people wrote."""
    offending = []
    for text in dict.fromkeys(texts):
        if text.startswith("For people in other capacities: "):
            continue  # the words that one types are the same for every government
        said = re.sub(r"/gov [a-z-]+( POLICY)?", "…", text)
        for own in written():
            said = said.replace(own, "…")
        if SHIPPED.search(said):
            offending.append(said)
    return offending


def view_of(government: Government, person: str, about: str = "") -> View:
    held = government.standing(person) if person else ()
    return View(
        government.policy, government.directory, government.process, government.now, sign, person, held, about,
        pages=True,
    )  # fmt: skip


def cards(government: Government) -> Iterator[Card]:
    """Every card as several people see it at this moment."""
    for person in READERS:
        for about in ABOUT:
            for kind in KINDS:
                yield draw(kind, view_of(government, person, about))
        view = view_of(government, person)
        if not person:
            continue
        looks = (status_card, policy_card, more_card, later_card, comments_card, opinions_card, agencies_card)
        yield from (look(view) for look in looks)
        yield reform_card(view, [view])
        yield decisions_card(view, [view])
        yield help_card(view.process, view.held, (), pages=True)
        yield home_card(
            view, [Awaited(view.title, owed, ()) for owed in obligations(government.policy)], 0, (), [view]
        )
        yield from (done_card(view, action.name) for action in TABLE)


def asked(question: Field) -> Iterator[str]:
    yield question.label
    yield question.hint
    yield from (choice.label for choice in question.choices or ())


def said(government: Government, name: str) -> Iterator[str]:
    """All that whoever takes this action reads: its form, its preview, its refusals."""
    case, action = CASES[name], BY_NAME[name]
    answers = case.answers | {field: government.day(count) for field, count in case.days.items()}
    for person in (case.by, "auditor"):
        for capacity in government.standing(person) or (Capacity("anyone", ""),):
            context = government.at(
                action, Acting(person, capacity, government.today), answers.get("about", "")
            )
            try:
                yield from chain.from_iterable(asked(question) for question in fields(action, context))
            except Refusal as no:
                yield str(no)
        for other in TABLE:
            acting = Acting(person, Capacity("anyone", ""), government.today)
            held = government.standing(person, "directory" if other.stream == "directory" else "")
            yield refusal(other, government.at(other, acting), held) or ""
    for wrong in ({}, *({field: ""} for field in answers), *(problem[0] for problem in case.wrong)):
        yield from outcome(government, name, {**answers, **wrong} if wrong else {})
    yield from outcome(government, name, answers)


def outcome(government: Government, name: str, answers: dict[str, Any]) -> Iterator[str]:
    """What is refused, or shown before it is confirmed."""
    case, action = CASES[name], BY_NAME[name]
    try:
        result = decide(government.asked(action, case.by, answers), action, answers)
    except FieldErrors as problems:
        yield from problems.problems.values()
    except Refusal as no:
        yield str(no)
    else:
        if isinstance(result, NeedsConfirmation):
            yield from chain.from_iterable(strings(astuple(part)) for part in result.parts)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "clock" not in BY_NAME[name].by])
def test_no_form_preview_or_refusal_of_it_says_a_shipped_name(name: str) -> None:
    assert shipped_words(said(given(*CASES[name].history, process=another()), name)) == []


@pytest.mark.parametrize(
    "history",
    ["IN_NEED", "WITH_GROUP", "WITH_DRAFT", "IN_REVIEW", "REVIEWED", "COMMENTED", "BEFORE_SECRETARY", "CANDIDATE",
     "IN_FORCE", "FOR_LATER", "REVISION"],
)  # fmt: skip
def test_no_card_says_a_shipped_name(history: str) -> None:
    government = given(*getattr(g, history), process=another())
    assert shipped_words(line for card in cards(government) for line in words(card).splitlines()) == []


def test_no_page_or_sentence_of_the_policy_says_a_shipped_name() -> None:
    process = another()
    pages = [process.say(text) for page in PAGES for text in (page.label, page.title, page.hint)]
    quoted = [process.source(action.source).sentence for action in TABLE]
    places = [process.source(action.source).where for action in TABLE]
    assert shipped_words([*pages, *quoted, *places]) == []


def test_the_other_government_has_its_own_names() -> None:
    said_by_it = another().say(
        "{Agency} and {agencies} of the {steering_group}: {step_feedback}, {secretary_office}."
    )
    assert (
        said_by_it
        == "Department and departments of the Technology Council: Phase 3, BDA Comptroller's office."
    )
    assert shipped_words(["The Steering Group decides."]) != []

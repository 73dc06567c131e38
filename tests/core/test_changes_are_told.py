"""Whose account or mark changes is told of it: directory entries and marks."""

from __future__ import annotations

from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.workflow import events as e
from govbot.core.workflow.notifications import directory_notifications
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, given, on_day

ASKED = on_day("ask_group", LEAD, field="due", days=5, kind="draft", text="A draft, please")


def told_by(government: Government, event: d.DirectoryEvent) -> set[str]:
    entry = government.record(DIRECTORY, event)
    return {message.to for message in directory_notifications(government.directory, entry)}


def test_a_first_account_is_told_to_nobody_and_another_one_to_its_person() -> None:
    government = given()
    assert told_by(government, d.AccountLinked(person="budget", platform="slack")) == set()
    another = d.AccountLinked(person="budget", platform="teams", another=True)
    assert told_by(government, another) == {"person:budget"}


def test_an_account_that_is_unlinked_is_told_to_its_person_the_advisor_and_the_operator() -> None:
    event = d.AccountUnlinked(person="budget", platform="slack")
    assert told_by(given(), event) == {"person:budget", "role:advisor", "role:operator"}


def test_a_mark_is_told_to_the_lead_and_to_whoever_wrote_it_not_to_whoever_sets_it() -> None:
    government = given(*g.WITH_GROUP, ASKED, acts("submit_draft", "professor", file=g.document()))
    government.told.clear()
    acts("set_mark", LEAD, item="draft D1", marks=["security"], reason="Early")(government)
    assert government.told == [("person:professor", "mark_changed")]
    government.told.clear()
    government.record(government.subject, e.MarkLifted(item="draft D1", mark="security", reason="Settled"))
    assert government.told == [(f"person:{LEAD}", "mark_changed"), ("person:professor", "mark_changed")]

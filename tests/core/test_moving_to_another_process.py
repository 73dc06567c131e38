"""A policy under way keeps the process that it began with, until it is moved to another one by a decision."""

from __future__ import annotations

from datetime import timedelta

from govbot.core.grammar import Acting, Capacity
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.events import ProcessChanged
from govbot.core.process.moving import differences, under
from govbot.core.table import BY_NAME
from govbot.core.workflow.process_moves import MoveProcess, moved_in_advance, process_choices
from tests.core import given as g
from tests.core.given import LEAD, given
from tests.core.rows.process_moves import FORMER, changed, changed_process, decided, noted
from tests.government import PROCESS


def test_what_is_asked_next_follows_the_process_that_it_began_with() -> None:
    government = given(noted, *g.WITH_DRAFT)
    began = government.now
    changed_process(government)
    government.subject = "policy:ITP-2"
    government.do("raise_need", "dss", title="Later", text="Why", sources=["a"])
    later = government.development.decision_due
    assert later == began.replace(day=4, hour=22), "the new need goes by the new process: three business days"
    government.subject = "policy:ITP-1"
    government.do("report_back", LEAD, kind="recommendation", recommends="this draft", text="Ready")
    assert government.development.decision_due == began.replace(day=15, hour=22), "ten, as when it began"


def test_it_is_moved_by_a_decision_on_record_and_back_within_a_minute_without_one() -> None:
    government = given(noted, *g.WITH_DRAFT, changed_process, decided)
    new, old = government.directory.process_sha256, FORMER
    assert government.tries("move_process", "advisor", to=new, decided="") == {
        "decided": "Name the decision on which this rests. Only within a minute of a move it goes back without one."
    }
    assert government.tries("move_process", "advisor", to=new, decided="2026-9") == {
        "decided": "No such decision is on record. “/gov decisions” lists them; “/gov decided” records one."
    }
    government.do("move_process", "advisor", to=new, decided="2026-1")
    assert f"person:{LEAD}" in [to for to, card in government.told if card == "process_moved"]
    government.now += timedelta(seconds=59)
    government.do("move_process", "advisor", to=old, decided="")
    assert government.development.process == old
    government.do("move_process", "advisor", to=new, decided="2026-1")
    government.now += timedelta(seconds=61)
    assert isinstance(government.tries("move_process", "advisor", to=old, decided=""), dict)
    government.do("report_back", LEAD, kind="recommendation", recommends="this draft", text="Ready")
    assert government.development.decision_due == government.now.replace(
        day=4, hour=22, minute=0, second=0
    ), "moved, it goes by the new process"


def test_the_form_says_what_changes_for_the_policy() -> None:
    government = given(noted, *g.WITH_DRAFT, changed_process, decided)
    action = BY_NAME["move_process"]
    at = government.at(action, Acting("advisor", Capacity("advisor", ""), government.today))
    assert [choice.label for choice in process_choices(at)] == ["As it is now, since Tue, Dec 1, 2026"]
    said = list(moved_in_advance(at, MoveProcess(to=government.directory.process_sha256, decided="2026-1")))
    assert said[:-1] == [
        "Review “the IT Strategic Plan”: no longer there.",
        "Deadlines, decision business days: 3 (was 10).",
    ]


def test_a_process_is_read_again_as_it_was_written() -> None:
    other = changed(PROCESS)
    text = other.model_dump_json(exclude={"templates": {"__all__": {"text"}}})
    again = under(PROCESS, text)
    assert (again.tracks, again.deadlines, again.seats) == (
        other.tracks,
        other.deadlines,
        PROCESS.seats,
    )
    assert list(differences(again, other)) == []


def test_a_policy_of_before_goes_by_the_process_as_it_is_now() -> None:
    government = given(*g.WITH_DRAFT, noted, changed_process, decided)
    assert government.refusal("move_process", "advisor") is None, "it can be moved to the earlier one"
    government.do("report_back", LEAD, kind="recommendation", recommends="this draft", text="Ready")
    assert government.development.decision_due == government.now.replace(day=4, hour=22)


def test_two_processes_on_record_are_known_by_their_day_and_decision() -> None:
    government = given(noted, changed_process)
    assert [each.decided for each in government.directory.processes.values()] == ["", "2026-1"]
    government.record(DIRECTORY, ProcessChanged(sha256=FORMER, text="{}", version="1.0"))
    assert list(government.directory.processes)[-1] == FORMER

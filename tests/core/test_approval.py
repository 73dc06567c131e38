"""The OPM Secretary's approval: of the very draft, by whom it may be given, and what it warns of."""

from __future__ import annotations

import pytest

from govbot.core.grammar import Acting, Capacity
from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME
from tests.core import given as g
from tests.core.given import LEAD, acts, changed, document, given, on_day


def test_an_approval_names_the_very_draft_and_is_a_release_candidate() -> None:
    government = given(*g.CANDIDATE)
    approval, draft = government.development.approval, government.development.draft
    assert approval is not None
    assert draft is not None
    assert (approval.sha256, approval.draft, government.stage) == (draft.paper.sha256, 1, "release candidate")


def test_a_designee_approves_only_with_a_delegation_on_file() -> None:
    government = given(*g.BEFORE_SECRETARY, g.with_designee)
    label = "“Approve (this does not publish it)”"
    whose = f"{label} belongs to: the OPM Secretary, a designee with a delegation on file."
    assert government.tries("approve", "designee") == whose
    on_day(
        "file_delegation",
        "secretary",
        field="until",
        days=5,
        person="designee",
        power="approve",
        valid_from="2026-12-01",
        citation="memo",
        paper=document("signed " * 20),
    )(government)
    government.do("approve", "designee")
    approval = government.development.approval
    assert approval is not None
    assert approval.authority == "under the delegation on file (memo)"


def test_a_deputy_approves_in_the_absence_and_no_longer() -> None:
    absent = on_day(
        "file_delegation",
        "secretary",
        field="until",
        days=5,
        person="delegate",
        power="deputy",
        valid_from="2026-12-01",
        citation="leave",
        paper=document("signed " * 20),
    )
    assert given(*g.BEFORE_SECRETARY, absent).tries("approve", "delegate") != []
    government = given(*g.BEFORE_SECRETARY, absent).later(days=6)
    assert isinstance(government.tries("approve", "delegate"), str)


def test_a_delegation_of_another_power_approves_nothing() -> None:
    government = given(*g.BEFORE_SECRETARY)
    government.record(
        DIRECTORY,
        d.DelegationFiled(delegation="G1", person="designee", power="travel", valid_from=government.today),
    )
    assert isinstance(government.tries("approve", "designee"), str)


def test_authors_do_not_approve_their_own_work_and_this_binds_delegates_never_the_secretary() -> None:
    add = acts("add_member", LEAD, person="delegate")
    ask = acts("ask_group", LEAD, kind="draft", text="Please")
    by_deputy = acts("submit_draft", "delegate", file=document("# By the deputy\n"))
    asked = acts("request_review", LEAD, presenters=[LEAD])
    government = given(*g.AFTER_FEEDBACK, g.delegated, add, ask, by_deputy, asked)
    assert (government.refusal("approve", "delegate") or "").startswith("You submitted D2 yourself")
    assert str(government.tries("approve_with_change", "delegate")).startswith("You submitted D2 yourself")
    own = acts("add_member", LEAD, person="secretary")
    by_secretary = acts("submit_draft", "secretary", file=document("# By the Secretary\n"))
    given(*g.AFTER_FEEDBACK, own, ask, by_secretary, asked).do("approve", "secretary")


@pytest.mark.parametrize(("row", "history"), [("approve", g.BEFORE_SECRETARY), ("rescind", g.IN_FORCE)])
def test_what_is_entered_for_the_secretary_needs_the_signed_document(
    row: str, history: tuple[g.Step, ...]
) -> None:
    government = given(*history)
    problem = government.tries(row, "contact", entered_for="secretary")
    assert isinstance(problem, dict)
    assert list(problem) == ["evidence_file"]
    government.do(row, "contact", entered_for="secretary", evidence_file=document("signed " * 20))
    assert government.entries[-1].entered_by == "contact"


def test_the_secretary_s_wording_becomes_a_new_draft_and_is_what_is_approved() -> None:
    government = given(*g.BEFORE_SECRETARY)
    government.do("approve_with_change", "secretary", old_words="Agencies may", new_words="Agencies shall")
    development = government.development
    assert development.draft is not None
    assert development.approval is not None
    assert (development.draft.number, development.approval.sha256) == (2, development.draft.paper.sha256)
    assert ("channel:steering", "decided") in government.told


def test_a_request_warns_of_what_is_open_and_goes_on() -> None:
    changes = acts("give_review", "legal", track="legal", outcome="changes needed", text="Cite")
    government = given(
        *g.COMMENTED, acts("give_feedback", "dcp", kind="comment", text="x"), changes, changed, g.closed
    )
    action = BY_NAME["request_review"]
    assert action.preview is not None
    at = government.at(action, Acting(LEAD, Capacity("lead", ""), government.today))
    lines = [str(line) for line in action.preview(at, action.command.model_validate({"presenters": [LEAD]}))]
    assert lines[1:3] == [
        "2 comments have no response.",
        "The review of legal guidelines said: changes needed (on D1).",
    ]
    assert "The review of fiscal constraints was done on D1." in lines

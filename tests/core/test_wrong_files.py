"""A wrong file can be withdrawn: by its submitter while nobody has acted on it, else by the Senior Policy Advisor."""

from __future__ import annotations

from govbot.core.workflow.readers import draft_to_read
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, given
from tests.government import PEOPLE

WRONG = "The wrong policy"
withdrawn = acts("withdraw_file", LEAD, reason=WRONG)
TWO = (*g.WITH_DRAFT, g.changed)


def readers(government: Government, label: str) -> set[str]:
    return {
        person
        for person in PEOPLE
        if draft_to_read(government.policy, government.process, label, person, government.standing(person))
    }


def test_the_draft_before_is_current_again_and_the_number_is_not_used_twice() -> None:
    government = given(*TWO, withdrawn)
    assert government.development.draft is not None
    assert government.development.draft.label == "D1"
    assert [draft.number for draft in government.development.drafts] == [1, 2], "it is kept"
    assert ("group", "file_withdrawn") in government.told
    g.redrafted(government)
    assert government.development.draft.label == "D3"


def test_without_another_draft_there_is_none() -> None:
    government = given(*g.WITH_DRAFT, withdrawn)
    assert government.development.draft is None
    assert ("member:professor", "state_position") not in government.awaited()


def test_it_is_read_by_counsel_and_the_records_officer_alone() -> None:
    government = given(*TWO)
    assert {LEAD, "advisor", "professor"} <= readers(government, "D2")
    withdrawn(government)
    assert readers(government, "D2") == {"legal", "records"}
    assert {LEAD, "advisor", "professor"} <= readers(government, "D1")


def test_once_somebody_has_acted_on_it_the_advisor_alone_withdraws_it() -> None:
    for acted in (
        acts("state_position", "professor", position="support"),
        acts(
            "report_back",
            LEAD,
            kind="recommendation",
            recommends="this draft",
            text="Good",
            consensus="reached",
        ),
    ):
        government = given(*TWO, acted)
        refused = str(government.tries("withdraw_file", LEAD, reason=WRONG))
        assert refused.startswith(
            "Its submitter withdraws a file while nobody has acted on it. Ask the Senior"
        )
        government.do("withdraw_file", "advisor", reason=WRONG)
        assert government.development.draft is not None
        assert government.development.draft.label == "D1"


def test_nobody_withdraws_somebody_else_s_file() -> None:
    member = acts("submit_draft", "professor", file=g.document("# Mine\n"))
    asked = acts("ask_group", LEAD, kind="draft", text="Please draft")
    government = given(*g.WITH_GROUP, asked, member)
    assert str(government.tries("withdraw_file", LEAD, reason=WRONG)).startswith("Its submitter")
    assert str(government.tries("withdraw_file", "legal", reason=WRONG)).startswith("Its submitter")
    government.do("withdraw_file", "professor", reason=WRONG)


def test_a_draft_that_circulates_or_is_before_the_secretary_is_not_withdrawn() -> None:
    for history in (g.IN_FEEDBACK, g.BEFORE_SECRETARY):
        refused = str(given(*history).tries("withdraw_file", "advisor", reason=WRONG))
        assert refused.startswith("This draft circulates, or the OPM Secretary has been asked")


def test_a_version_is_not_withdrawn_with_its_draft() -> None:
    assert "stage" in str(given(*g.CANDIDATE).tries("withdraw_file", "advisor", reason=WRONG))

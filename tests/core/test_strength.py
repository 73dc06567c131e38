"""What each action is by the policy: its strength, and to whom it belongs."""

from __future__ import annotations

import pytest

from govbot.core.table import BY_NAME


@pytest.mark.parametrize(
    ("strength", "names"),
    [
        (
            "shall",
            "change_liaisons report_back advance send_back approve approve_with_change return_draft adopt "
            "complete_review",
        ),
        ("will", "state_position give_review open_feedback respond_to_comments request_review"),
        (
            "may",
            "raise_need recommend_pursuing not_at_this_time join_need assemble_group proceed_without_group "
            "ask_group submit_draft consult not_necessary give_feedback extend_feedback shorten_feedback "
            "close_feedback reviewed_for_secretary correct_technically",
        ),
    ],
)
def test_each_action_has_the_strength_of_its_sentence(strength: str, names: str) -> None:
    assert {name: BY_NAME[name].strength for name in names.split()} == dict.fromkeys(names.split(), strength)


# PROCESS.md, “The moves”: by whom. The Senior Policy Advisor directs, and may act where the lead may.
LEAD_ACTS = {"lead", "advisor"}
GUIDES = {"liaison", "lead", "advisor"}


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ({"anyone"}, "raise_need"),
        ({"steering"}, "recommend_pursuing not_at_this_time join_need"),
        ({"lead", "advisor", "steering"}, "assemble_group proceed_without_group"),
        (GUIDES, "add_member remove_member change_liaisons close_group ask_group respond_to_comments"),
        ({"lead", "liaison", "member", "reviewer", "staff", "advisor"}, "submit_draft"),
        ({"member"}, "state_position"),
        ({"liaison"}, "report_back"),
        ({"advisor"}, "advance send_back record_direction record_deviation record_decision"),
        ({"reviewer"}, "give_review"),
        (
            LEAD_ACTS,
            "consult not_necessary open_feedback extend_feedback shorten_feedback close_feedback "
            "request_review set_timeline",
        ),
        ({"representative"}, "give_feedback no_comment not_applicable not_right_person"),
        ({"voice"}, "give_agency_response"),
        ({"secretary", "delegate"}, "approve approve_with_change return_draft"),
        ({"secretary_designee"}, "reviewed_for_secretary"),
        ({"secretary"}, "withdraw_approval rescind"),
        ({"publisher"}, "adopt correct_technically"),
        ({"agency"}, "acknowledge attest report_status report_variance request_variance"),
        ({"lead", "steering"}, "complete_review"),
    ],
)
def test_each_action_belongs_to_whom_the_table_of_moves_names(by: set[str], names: str) -> None:
    assert {name: set(BY_NAME[name].by) for name in names.split()} == dict.fromkeys(names.split(), by)

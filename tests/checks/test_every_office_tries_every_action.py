"""Every office tries every action, in its own name: open to exactly those whom the policy names.

Whose each action is stands here once more, written by hand from docs/process.md: so a row of the table that is opened
to somebody else, or closed to somebody, fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from govbot.core.decide import decide
from govbot.core.grammar import Event, FieldErrors, Refusal
from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME, TABLE
from govbot.core.workflow import events as e
from tests.core import given as g
from tests.core.given import LEAD, Government, given
from tests.core.rows import CASES
from tests.government import PEOPLE

pytestmark = pytest.mark.check("S66")

# Who is there besides the people of `given`: each holds one standing, and nothing else.
SEAT_DESIGNEE, INCLUDED, LIAISON = "seat's designee", "included", "liaison"
DESIGNEE, DELEGATE, DEPUTY = "secretary's designee", "delegate", "secretary's deputy"
OTHERS = (SEAT_DESIGNEE, INCLUDED, LIAISON, DESIGNEE, DELEGATE, DEPUTY)
STRANGER = "stranger"  # not in the directory
EVERYBODY = (*PEOPLE, *OTHERS)

ADVISOR = {"advisor"}
STEERING = {"advisor", "cdo", "cio", "ciso", "budget"} | {
    SEAT_DESIGNEE,
    INCLUDED,
}
HOLDERS = {"advisor", "cdo", "cio", "ciso", "budget"}
LEADS = {LEAD} | ADVISOR
GUIDES = LEADS | {LIAISON}
MEMBERS = {"professor", "legal"}
STAFF = {"legal", "regulatory", "planning"}
REVIEWERS = {"legal", "regulatory", "budget", "planning", "cdo", "cio"}
CONSULTED = {"hr", "labor"}
REPRESENTATIVES = {"dss_customers", "dss", "dss_security", "dcp_customers", "dcp", "doc"}
AGENCIES = REPRESENTATIVES | {"dcp_deputy"}
SECRETARY = {"secretary"}
APPROVERS = SECRETARY | {DELEGATE, DEPUTY}
SECRETARYS_SIDE = APPROVERS | {DESIGNEE}
OFFICE_OF_THE_SECRETARY = SECRETARY | {"contact"}
PUBLISHER, KEEPERS = {"publisher"}, {"keeper", "operator"}
ALL = set(EVERYBODY)

MAY = {
    # A need
    "raise_need": ALL,
    "correct_need": ALL,
    "withdraw_need": ALL,
    "recommend_pursuing": STEERING,
    "not_at_this_time": STEERING,
    "join_need": STEERING,
    "take_up_again": STEERING,
    "support_need": ALL,
    "park_need": STEERING,
    "track_bill": STEERING | LEADS,
    "rank_need": STEERING,
    "set_plan": STEERING,  # of these the seats of plans alone: core/test_plans.py
    "confirm_standing": STEERING,
    "begin_plan": STEERING,
    "end_plan_draft": STEERING,
    "report_to_body": ADVISOR,
    "name_goals": STEERING | LEADS,
    "change_lead": ADVISOR,
    # Step 1: groups and drafts
    "assemble_group": STEERING,
    "proceed_without_group": STEERING,
    "add_member": GUIDES,
    "remove_member": GUIDES,
    "name_perspectives": GUIDES | MEMBERS,
    "leave_group": MEMBERS,
    "change_liaisons": GUIDES,
    "close_group": GUIDES,
    "link_room": GUIDES,
    "move_room": GUIDES | MEMBERS,
    "look_in": MEMBERS,
    "ask_group": GUIDES,
    "answer_request": MEMBERS | {LEAD, LIAISON},
    "submit_draft": GUIDES | MEMBERS | STAFF | REVIEWERS,
    "withdraw_file": GUIDES | MEMBERS | STAFF,  # reviews are not asked for yet
    "state_position": MEMBERS,
    "ask_final_positions": GUIDES,
    "report_back": {LEAD, LIAISON},  # the lead is a liaison of this group
    # Step 2: staff review
    "advance": ADVISOR,
    "send_back": ADVISOR,
    "close_development": ADVISOR,
    "give_review": REVIEWERS,
    "confirm_conditions": REVIEWERS,
    "note_passage": REVIEWERS,
    "pass_review_on": REVIEWERS | {"professor"},  # a second person of that office, at this step
    "ask_review_date": REVIEWERS,
    "name_reviewer": LEADS,
    "answer_review": LEADS,
    "consult": LEADS,
    "not_necessary": LEADS,
    "give_advice": CONSULTED,
    # Step 3: agency feedback
    "open_feedback": LEADS,
    "give_feedback": REPRESENTATIVES,
    "no_comment": REPRESENTATIVES,
    "correct_comment": REPRESENTATIVES,
    "send_marked_file": REPRESENTATIVES,
    "hand_in_marked": REPRESENTATIVES,
    "hand_in_comments": REPRESENTATIVES,
    "not_applicable": REPRESENTATIVES,
    "not_right_person": REPRESENTATIVES,
    "give_agency_response": {"dss"},
    "draft_agency_response": REPRESENTATIVES,
    "respond_to_agency": GUIDES,
    "file_agency_letter": ADVISOR | STAFF | PUBLISHER | {"contact", "records", "keeper"},
    "remind_unanswered": GUIDES,
    "extend_feedback": LEADS,
    "ask_extension": REPRESENTATIVES,
    "refuse_extension": LEADS,
    "give_answers": REPRESENTATIVES,
    "ask_question": REPRESENTATIVES,
    "answer_question": GUIDES,
    "add_to_roster": LEADS,
    "save_roster": LEADS,
    "rename_roster": STEERING | ADVISOR,
    "remove_roster": STEERING | ADVISOR,
    "shorten_feedback": LEADS,
    "close_feedback": LEADS,
    "respond_to_comments": GUIDES,
    "place_comment": GUIDES,
    "take_in_responses": GUIDES,
    "sort_comments": GUIDES,
    "join_comments": GUIDES,
    "split_comment": GUIDES,
    "undo_organising": GUIDES,
    # Members of the group only for the comments that were given to them: core/test_board.py.
    "draft_response": GUIDES | MEMBERS,
    "look_at_response": GUIDES | STEERING,
    "link_change": GUIDES,
    "judge_response": REPRESENTATIVES,
    "consider_late": LEADS,
    # Step 4: the OPM Secretary
    "request_review": LEADS,
    "approve": APPROVERS,
    "approve_with_change": APPROVERS,
    "return_draft": APPROVERS,
    "discuss": SECRETARYS_SIDE,
    "put_on_calendar": SECRETARYS_SIDE | OFFICE_OF_THE_SECRETARY,
    "reviewed_for_secretary": {DESIGNEE},
    "withdraw_approval": SECRETARY,
    # Step 5: adoption
    "adopt": PUBLISHER,
    "withdraw_adoption": SECRETARY,
    "move_effective_date": PUBLISHER,
    "note_publication": PUBLISHER,
    "give_word_file": PUBLISHER,
    "correct_technically": PUBLISHER,
    # Another person of the publisher's office than the one who proposed it: core/test_corrections.py.
    "confirm_correction": PUBLISHER | {"contact"},
    "approve_correction": APPROVERS,
    "refuse_correction": PUBLISHER | APPROVERS | {"contact"},
    # Step 6: implementation
    "acknowledge": AGENCIES,
    "attest": AGENCIES,
    "report_status": AGENCIES,
    "report_variance": AGENCIES,
    "request_variance": AGENCIES,
    "decide_variance": ADVISOR,
    # Step 7: regular reviews
    "complete_review": STEERING,
    "set_review_date": LEADS,
    "rescind": SECRETARY,
    "keep_in_force": SECRETARY,
    # At any step
    "set_timeline": LEADS,
    "move_process": ADVISOR,
    "explain_slip": ALL,
    "record_direction": ADVISOR,
    "record_decision": ADVISOR,
    "record_deviation": ADVISOR,
    "proceed_in_emergency": ADVISOR,
    "done_afterwards": LEADS,
    "try_again": LEADS | KEEPERS,
    "remind": LEADS,
    "give_until": LEADS,
    "pass_over": LEADS,
    "snooze": ALL,
    "undo": ALL,
    "take_back": ALL,
    "set_mark": GUIDES | REVIEWERS | {"records"},
    "lift_mark": {"ciso", SEAT_DESIGNEE} | SECRETARY,
    # The Steering Group's meetings
    "set_cadence": ADVISOR,
    "call_meeting": ADVISOR,
    "move_meeting": ADVISOR,
    "cancel_meeting": ADVISOR,
    "edit_agenda": ADVISOR,
    "send_agenda": ADVISOR,
    "record_meeting": ADVISOR,
    "confirm_minutes": ADVISOR,
    "decide_apart": ADVISOR,
    "answer_meeting_rules": ADVISOR,
    "note_published": ADVISOR,
    # An ad hoc group's meetings
    "call_group_meeting": GUIDES,
    "move_group_meeting": GUIDES,
    "cancel_group_meeting": GUIDES,
    "edit_group_agenda": GUIDES,
    "send_group_agenda": GUIDES,
    "record_group_meeting": GUIDES,
    "confirm_group_minutes": GUIDES,
    "answer_group_rules": GUIDES,
    "note_group_published": GUIDES,
    # The directory
    "choose_reach": ALL,
    "announce_absence": ALL,
    "end_absence": ALL,
    "accept_office": ALL,
    "name_designee": HOLDERS | SECRETARY,
    "end_designee": HOLDERS | SECRETARY,
    "include_others": ADVISOR,
    "let_other_leave": ADVISOR,
    "fill_seat": KEEPERS,
    "give_office": KEEPERS,
    "end_office": KEEPERS,
    "confirm_office_change": ADVISOR | {"contact", "records"},
    "file_delegation": SECRETARY,
    "end_delegation": SECRETARY,
    "retire_agency": KEEPERS,
    "say_voice": REPRESENTATIVES | {"dcp_deputy"},  # of an agency, on the roster or not
    "end_voice": KEEPERS,
    "name_voice": KEEPERS | {"dss"},  # whom the agency named
    "change_person": KEEPERS,
    "deactivate_person": KEEPERS,
    "reactivate_person": KEEPERS,
    # What was entered for somebody: anybody's own; a dispute is settled by whoever directs, or the contact
    "confirm_entry": ALL,
    "contest_entry": ALL,
    "settle_entry": ADVISOR | {"contact"},
    "confirm_office_entry": ALL,
    "contest_office_entry": ALL,
    "settle_office_entry": ADVISOR | {"contact"},
}


# Where an action is open at many steps: one at which there are a group, reviewers and representatives.
MARKED = (*g.COMMENTED, g.acts("set_mark", LEAD, item="draft D1", marks=["security"], reason="Early"))
HISTORIES = dict.fromkeys(
    (
        "name_perspectives", "leave_group",
        "add_member", "remove_member", "change_liaisons", "close_group", "link_room", "ask_group", "submit_draft",
        "state_position", "change_lead", "close_development", "consult", "close_feedback", "extend_feedback",
        "respond_to_comments", "place_comment", "remind_unanswered", "set_timeline", "record_direction",
        "record_decision", "record_deviation", "try_again", "set_mark", "lift_mark",
    ),
    MARKED,
)  # fmt: skip


def standings() -> Iterator[Event]:
    yield from (d.PersonListed(person=person) for person in OTHERS)
    yield d.DesigneeNamed(of="ciso", person=SEAT_DESIGNEE)
    yield d.OtherIncluded(person=INCLUDED)
    yield d.DesigneeNamed(of="secretary", person=DESIGNEE)
    for number, (person, power) in enumerate(((DELEGATE, "approve"), (DEPUTY, "deputy")), start=8):
        yield d.DelegationFiled(
            delegation=f"G{number}", person=person, power=power, valid_from=date(2026, 1, 5)
        )
    yield d.VoiceNamed(agency="DSS", person="dss")


def everybody_is_there(name: str) -> Government:
    """A government in which this action is open, and every standing that the step allows has somebody."""
    government = given(*HISTORIES.get(name, CASES[name].history))
    for event in standings():
        government.record(DIRECTORY, event)
    development = government.policy.development
    if development and development.group and not development.group.closed:
        liaisons = (*development.group.liaisons, LIAISON)
        government.record(government.subject, e.LiaisonsChanged(liaisons=liaisons))
    return government


def is_theirs(government: Government, name: str, person: str) -> bool:
    """Whether the action is this person's; whatever else they may be told, such as a mistake in a field."""
    case, action = CASES[name], BY_NAME[name]
    answers = case.answers | {field: government.day(days) for field, days in case.days.items()}
    try:
        decide(government.asked(action, person, answers, ""), action, answers)
    except FieldErrors:
        return True
    except Refusal as refusal:
        return "belongs to:" not in str(refusal)
    return True


def test_whose_each_action_is_has_been_written_down_for_every_action() -> None:
    assert {action.name for action in TABLE if "clock" not in action.by} == set(MAY), (
        "Write down in MAY, from docs/process.md, whose the action is"
    )


@pytest.mark.parametrize("name", MAY)
def test_an_action_is_open_to_exactly_the_offices_that_the_policy_names(name: str) -> None:
    government = everybody_is_there(name)
    tried = {*EVERYBODY, STRANGER}
    if not any(capacity.kind == "liaison" for capacity in government.standing(LIAISON)):
        tried -= {LIAISON}  # the step has no group
    assert {person for person in tried if is_theirs(government, name, person)} == MAY[name] & tried

"""The rules of PROCESS.md that no single row shows: strength, capacities, drafts, closing, approval, marks,
reviews."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from govbot.days import is_business_day
from govbot.grammar import Acting, Capacity, Elsewhere, Refused
from govbot.membership import events as d
from govbot.membership.directory import STREAM as DIRECTORY
from govbot.membership.directory import Directory
from govbot.membership.standing import standing as standing_in_directory
from govbot.process import Process
from govbot.table import BY_NAME, TABLE
from govbot.workflow import events as e
from govbot.workflow.at import draft, group
from govbot.workflow.owed import owed, parties_of, people_of
from govbot.workflow.policy import STAGES
from govbot.workflow.reminding import AFTER, announced, reminded
from govbot.workflow.standing import may_read, standing
from tests.core import given as g
from tests.core.given import LEAD, Government, acts, document, given, on_day

changed = acts("submit_draft", LEAD, file=document(g.TEXT + "\nMore.\n"))
nobody_else = acts("deactivate_person", "keeper", person="dss data", reason="Left")


# Strength -----------------------------------------------------------------------------------------------


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


# Forward past a *will* step, and back -------------------------------------------------------------------


def test_a_step_that_is_not_done_is_passed_over_in_one_line_recorded_as_a_deviation() -> None:
    government = given(*g.IN_REVIEW)
    problem = government.tries("open_feedback", LEAD, capacities=[g.DATA])
    assert problem == {
        "passing_over": "Step 2 (the staff review) is not complete. Say in one line why it is passed over; "
        "it is recorded as a deviation."
    }
    deviation, _ = government.do("open_feedback", LEAD, capacities=[g.DATA], passing_over="An attack")
    assert isinstance(deviation, e.DeviationRecorded)
    assert (deviation.step, deviation.exigency) == ("Step 2", "An attack")
    assert "attack" not in deviation.public_sentence


def test_a_deviation_recorded_beforehand_is_not_asked_for_again() -> None:
    deviation = acts(
        "record_deviation",
        "advisor",
        step="Step 2",
        exigency="Attack",
        authority="Secretary",
        public_sentence="Urgent.",
        before="yes",
    )
    government = given(*g.IN_REVIEW, deviation)
    (opened,) = government.do("open_feedback", LEAD, capacities=[g.DATA])
    assert isinstance(opened, e.FeedbackOpened)


def test_the_staff_review_is_complete_only_with_all_its_tracks() -> None:
    some = on_day("advance", "advisor", field="due", days=5, tracks=["data_plan"], representative=LEAD)
    given_one = acts("give_review", "data officer", track="data_plan", outcome="no concerns")
    government = given(*g.WITH_DRAFT, some, given_one)
    assert isinstance(government.tries("open_feedback", LEAD, capacities=[g.DATA]), dict)


def test_two_steps_are_passed_over_as_two_deviations() -> None:
    cdo = acts("give_review", "data officer", track="data_plan", outcome="changes needed", text="Align")
    government = given(*g.IN_REVIEW, cdo)
    happened = government.do("request_review", LEAD, presenters=[LEAD], passing_over="An attack")
    assert [type(event).__name__ for event in happened] == [
        "DeviationRecorded",
        "DeviationRecorded",
        "SecretaryReviewRequested",
    ]


def test_the_chief_data_officer_shall_review_before_the_secretary_is_asked() -> None:
    government = given(*g.WITH_DRAFT)
    refused = government.tries("request_review", LEAD, presenters=[LEAD], passing_over="An attack")
    assert refused == (
        "The Chief Data Officer shall review for consistency with the State Data Plan first. "
        "Ask for that review with “/gov advance”."
    )


def test_one_may_go_back_at_any_time_before_the_approval() -> None:
    for history in (g.IN_REVIEW, g.IN_FEEDBACK, g.BEFORE_SECRETARY):
        government = given(*history)
        government.do("send_back", "advisor", reasons="Shorter")
        assert government.stage == "drafting"
        assert ("lead:information officer", "submit_draft") in government.awaited()
    government = given(*g.BEFORE_SECRETARY)
    government.do("open_feedback", LEAD, capacities=[g.DATA])
    assert (government.stage, government.development.request) == ("agency feedback", None)


def test_only_the_secretary_takes_back_an_approval() -> None:
    government = given(*g.CANDIDATE)
    assert isinstance(government.tries("send_back", "advisor", reasons="No"), str)
    government.do("withdraw_approval", "secretary")
    assert (government.stage, government.development.approval) == ("drafting", None)
    assert ("lead:information officer", "submit_draft") in government.awaited()


def test_a_house_rule_asks_for_responses_first_where_it_is_switched_on() -> None:
    process = g.the_process()
    rules = process.house_rules.model_copy(update={"respond_before_secretary": True})
    strict: Process = process.model_copy(update={"house_rules": rules})
    refused = given(*g.AFTER_FEEDBACK, process=strict).tries("request_review", LEAD, presenters=[LEAD])
    assert isinstance(refused, str)
    assert refused.startswith("A house rule asks")
    assert given(*g.AFTER_FEEDBACK).tries("request_review", LEAD, presenters=[LEAD]) != refused


# Needs --------------------------------------------------------------------------------------------------


def test_several_needs_are_joined_and_all_who_raised_them_are_told() -> None:
    government = given(*g.IN_NEED, acts("raise_need", "professor", title="B", text="B", sources=["a"]))
    government.act("join_need", "budget", {"other": "ITP-1"}, "policy:ITP-2")
    assert government.policy.raisers == ("dss data", "professor")
    assert government.policies["policy:ITP-2"].stage == "joined"
    assert ("raisers", "need_received") in government.told
    assert government.tries("join_need", "budget", other="ITP-2") == {
        "other": "That need was joined to this one already. Choose another one."
    }


def test_needs_are_never_joined_in_a_circle() -> None:
    government = given(g.need, g.need, g.need)
    government.act("join_need", "budget", {"other": "ITP-2"}, "policy:ITP-1")
    government.act("join_need", "budget", {"other": "ITP-3"}, "policy:ITP-2")
    assert government.policies["policy:ITP-3"].joined == ("ITP-2", "ITP-1")


def test_a_development_can_end_without_a_policy_and_the_need_be_taken_up_again() -> None:
    government = given(*g.BEFORE_SECRETARY, acts("close_development", "advisor", reasons="No need"))
    assert (government.stage, government.awaited()) == ("closed", [])
    assert government.tries("approve", "secretary") != []
    government.do("take_up_again", "budget")
    assert (government.stage, government.awaited("steering")) == (
        "need",
        [("steering", "recommend_pursuing")],
    )


def test_closing_a_revision_leaves_the_version_in_force() -> None:
    government = given(*g.REVISION, acts("close_development", "advisor", reasons="No need"))
    assert (government.stage, government.policy.development) == ("in force", None)


# Groups and drafts --------------------------------------------------------------------------------------


def test_a_need_with_no_policy_needed_awaits_its_closing() -> None:
    report = acts("report_back", LEAD, kind="recommendation", recommends="no policy needed", text="None")
    interim = acts("report_back", LEAD, kind="interim", text="Still none", recommends="no policy needed")
    government = given(*g.WITH_GROUP, report, interim)
    assert government.awaited("role:advisor") == [("role:advisor", "close_development")]
    assert government.tries(
        "report_back", LEAD, kind="recommendation", recommends="this draft", text="x"
    ) == {"recommends": "There is no draft yet. Submit one first with “/gov draft”."}


def test_legal_exposure_is_protected_and_a_recommendation_awaits_the_steering_group() -> None:
    report = acts(
        "report_back",
        LEAD,
        kind="recommendation",
        recommends="this draft",
        text="Good",
        legal_exposure="Some",
    )
    government = given(*g.WITH_DRAFT, report)
    assert government.policy.marks["report R1"] == ("attorney-client",)
    assert government.awaited("role:advisor") == [("role:advisor", "advance")]


def test_members_submit_a_draft_only_when_they_were_asked() -> None:
    government = given(*g.WITH_GROUP)
    refused = "The group has not been asked for a draft. The liaison can ask with “/gov ask”."
    assert government.tries("submit_draft", "professor", file=document()) == refused
    government.do("ask_group", LEAD, kind="draft", text="Please")
    government.do("submit_draft", "professor", file=document())
    assert government.development.draft is not None


def test_the_liaison_says_when_the_group_s_answer_is_whole() -> None:
    government = given(*g.WITH_GROUP, acts("ask_group", LEAD, kind="advise", text="Needed?"))
    problem = {"complete": "The liaison says when the group's answer is whole. Leave this unticked."}
    assert government.tries("answer_request", "professor", request="Q1", text="Yes", complete=True) == problem
    government.do("answer_request", "professor", request="Q1", text="Yes", about="Q1")
    assert ("member:professor", "answer_request") in government.awaited()


def test_a_removed_member_is_not_awaited() -> None:
    government = given(*g.WITH_GROUP, acts("remove_member", LEAD, person="professor"))
    assert government.awaited("person:professor") == []


def test_the_same_file_is_no_new_draft() -> None:
    assert given(*g.WITH_DRAFT).tries("submit_draft", LEAD, file=document()) == {
        "file": "This is D1 again, to the byte. Choose the changed file."
    }


def test_a_new_draft_voids_the_request_and_leaves_reviews_and_comments() -> None:
    government = given(*g.BEFORE_SECRETARY)
    before = government.development
    government.do("submit_draft", LEAD, file=document("# I. Other\n"), ask_again=["legal"])
    after = government.development
    assert (after.request, after.comments) == (None, before.comments)
    assert [review.draft for review in after.reviews] == [1] * 6
    assert ("office:OPM Legal Counsel", "give_review") in government.awaited()
    assert ("office:OPM Regulatory Affairs", "give_review") not in government.awaited()
    assert ("person:professor", "state_position") in government.awaited()
    assert government.tries("approve", "secretary", bound="D1 x") != []


def test_a_new_draft_asks_positions_again_at_whatever_stage() -> None:
    stated = acts("state_position", "professor", position="support")
    government = given(*g.WITH_DRAFT, stated)
    assert ("person:professor", "state_position") not in government.awaited()
    advanced = given(*g.IN_REVIEW)
    assert ("person:counsel", "state_position") not in advanced.awaited()
    changed(advanced)
    assert ("person:counsel", "state_position") in advanced.awaited()
    advanced.do("state_position", "counsel", position="unresolved concern", text="Too wide")
    assert ("person:counsel", "state_position") not in advanced.awaited()


def test_a_button_drawn_for_an_earlier_draft_is_refused() -> None:
    government = given(*g.BEFORE_SECRETARY)
    old = f"D1 {government.development.drafts[0].paper.sha256}"
    changed(government)
    requested = acts("request_review", LEAD, presenters=[LEAD])
    requested(government)
    assert government.tries("approve", "secretary", bound=old) == "This card was drawn for D1."


def test_a_draft_answers_the_changes_that_a_reviewer_needed() -> None:
    needed = acts("give_review", "counsel", track="legal", outcome="changes needed", text="Cite")
    government = given(*g.IN_REVIEW, needed)
    assert ("lead:information officer", "answer_review") in government.awaited()
    government.do("answer_review", LEAD, track="legal", text="Cited", about="legal")
    assert ("office:OPM Legal Counsel", "give_review") in government.awaited()
    needed(government)
    changed(government)
    assert ("lead:information officer", "answer_review") not in government.awaited()


def test_advancing_again_keeps_what_was_reviewed() -> None:
    again = on_day("advance", "advisor", field="due", days=5, tracks=["legal"], representative=LEAD)
    government = given(*g.REVIEWED, again)
    legal = government.development.review("legal")
    assert legal is not None
    assert (legal.awaited, legal.outcome, len(government.development.reviews)) == (True, "no concerns", 6)


def test_nobody_gives_the_review_of_another_office_even_past_the_form() -> None:
    government = given(*g.IN_REVIEW)
    at = government.at(BY_NAME["give_review"], Acting("counsel", Capacity("reviewer", ""), government.today))
    command = BY_NAME["give_review"].command.model_validate({"track": "fiscal", "outcome": "no concerns"})
    with pytest.raises(Exception, match="another office's"):
        list(BY_NAME["give_review"].rule(at, command))


# Feedback: the closing instant is the rule --------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "late"), [(-1, False), (0, True), (1, True)])
@pytest.mark.parametrize("ticks", [False, True])
def test_late_is_by_the_closing_instant_whether_the_clock_has_ticked_or_not(
    seconds: int, late: bool, ticks: bool
) -> None:
    government = given(*g.IN_FEEDBACK)
    period = government.development.period
    assert period is not None
    assert period.closes_at is not None
    government.now = period.closes_at + timedelta(seconds=seconds)
    if ticks:
        government.tick()
    (feedback,) = government.do("give_feedback", "dss data", kind="comment", text="Here")
    assert isinstance(feedback, e.FeedbackGiven)
    assert feedback.late == late


def test_what_was_received_in_time_and_entered_on_a_later_day_is_not_late() -> None:
    government = given(*g.IN_FEEDBACK).later(days=20)
    said_on = government.today - timedelta(days=10)
    answer = {"kind": "comment", "text": "By telephone", "entered_for": "dss data"}
    (in_time,) = government.do("give_feedback", LEAD, **answer, happened_on=said_on)
    (too_late,) = government.do("give_feedback", LEAD, **answer)
    assert isinstance(in_time, e.FeedbackGiven)
    assert isinstance(too_late, e.FeedbackGiven)
    assert (in_time.late, too_late.late) == (False, True)


def test_a_period_goes_on_when_the_policy_was_sent_back_and_can_be_closed() -> None:
    opened = acts("open_feedback", LEAD, capacities=[g.DATA])
    government = given(*g.REVIEWED, opened, acts("send_back", "advisor", reasons="Shorter"))
    assert ("person:dss data", "give_feedback") in government.awaited()
    government.do("close_feedback", LEAD)
    assert ("person:dss data", "give_feedback") not in government.awaited()
    assert ("roster", "feedback_changed") in government.told


def test_who_sends_a_policy_back_may_close_its_open_period_and_everybody_asked_is_told() -> None:
    opened = acts("open_feedback", LEAD, capacities=[g.DATA])
    government = given(*g.REVIEWED, opened)
    before, closed = government.do("send_back", "advisor", reasons="Shorter", feedback_period="closes")
    assert (type(before), type(closed)) == (e.SentBack, e.FeedbackClosed)
    assert ("person:dss data", "give_feedback") not in government.awaited()
    assert ("roster", "feedback_changed") in government.told
    government.do("open_feedback", LEAD, capacities=[g.DATA], passing_over="The Steering Group asks again")


def test_a_lead_who_belongs_to_the_group_reads_once_that_it_was_sent_back_and_why() -> None:
    government = given(*g.IN_REVIEW)
    government.do("send_back", "advisor", reasons="Shorter")
    assert [to for to, card in government.told if card == "sent_back"] in (["role:lead", "group"], ["group"])


def test_extending_a_closed_period_opens_it_again() -> None:
    government = given(*g.AFTER_FEEDBACK)
    government.do("extend_feedback", LEAD, closes_on=government.day(40))
    assert ("person:dot data", "give_feedback") in government.awaited()
    assert ("roster", "feedback_changed") in government.told


def test_a_person_in_two_capacities_is_asked_once_and_answers_for_both() -> None:
    government = given(*g.IN_FEEDBACK)
    assert len(government.awaited("person:dot customers")) == 1
    (answer,) = government.do("no_comment", "dot customers")
    assert isinstance(answer, e.FeedbackGiven)
    assert answer.answering_for == (g.CUSTOMERS, g.SECURITY)


def test_once_a_draft_is_approved_no_answer_on_it_is_awaited_though_the_period_is_open() -> None:
    in_time = acts(
        "request_review",
        LEAD,
        presenters=[LEAD],
        passing_over="The statute leaves no time to wait for the closing.",
    )
    government = given(*g.IN_FEEDBACK, in_time, g.approved)
    assert government.stage == "release candidate"
    assert government.awaited("person:dss data") == []
    assert government.awaited("clock") == [("clock", "close_by_clock")]


def test_who_is_not_the_right_person_is_no_longer_awaited_and_the_colleague_is_asked() -> None:
    government = given(*g.IN_FEEDBACK, acts("not_right_person", "dot data", suggested="dot deputy"))
    assert government.awaited("person:dot data") == []
    assert government.awaited("person:dot deputy") == [("person:dot deputy", "give_feedback")]
    happened = government.do("not_right_person", "dss data", suggested="dss customers")
    assert [type(event).__name__ for event in happened] == ["NotTheRightPerson"]


def test_an_outsider_on_the_roster_names_anybody_as_the_right_person() -> None:
    opened = acts("open_feedback", LEAD, people=["professor"])
    government = given(*g.REVIEWED, opened, acts("not_right_person", "professor", suggested="aide"))
    assert government.awaited("person:aide") == [("person:aide", "give_feedback")]


def test_when_somebody_left_the_successor_is_asked_and_answers_for_them() -> None:
    moved = acts("change_person", "keeper", person="dss customers", agency="DSS", capacities=[g.DATA])
    government = given(*g.IN_FEEDBACK, nobody_else)
    assert government.people("person:dss data") == []
    moved(government)
    assert government.people("person:dss data") == ["dss customers"]
    successor = given(
        *g.REVIEWED,
        on_day("open_feedback", LEAD, field="closes_on", days=9, people=["dss data"], capacities=[g.DATA]),
        nobody_else,
        moved,
    )
    (answer,) = successor.do("no_comment", "dss customers")
    assert isinstance(answer, e.FeedbackGiven)
    assert (answer.instead_of, answer.agency) == ("dss data", "DSS")
    assert successor.awaited("person:dss data") == []
    assert successor.tries("no_comment", "dss customers") == (
        "You have answered already. To say more, add a comment."
    )


def test_the_agency_s_response_is_given_only_by_whom_the_agency_named() -> None:
    government = given(*g.IN_FEEDBACK, g.dss_voice)
    whose = "“This is our agency's response” belongs to: whom the agency named."
    assert government.tries("give_agency_response", "dss customers", text="Us") == whose
    government.do("give_agency_response", "dss data", text="Us")
    period = government.development.period
    assert period is not None
    assert [one.agency for one in period.agency_responses] == ["DSS"]
    assert period.agencies_answered == ("DSS",)
    only_dot = given(*g.REVIEWED, acts("open_feedback", LEAD, people=["dot data"]), g.dss_voice)
    assert only_dot.tries("give_agency_response", "dss data", text="Us") == (
        "Your agency is not on the roster of this feedback period. Ask the policy lead to include it."
    )
    assert only_dot.tries("give_feedback", "dss data", kind="comment", text="Us") != []


def test_a_voice_off_the_roster_speaks_for_an_agency_that_is_on_it() -> None:
    opened = acts("open_feedback", LEAD, people=["dss customers"])
    government = given(*g.REVIEWED, opened, g.dss_voice)
    government.do("give_agency_response", "dss data", text="Us")
    period = government.development.period
    assert period is not None
    assert period.answered == frozenset()


def test_a_voice_that_has_left_the_agency_speaks_for_it_no_more() -> None:
    left = acts("change_person", "keeper", person="dss data", agency="DOT", capacities=[g.DATA])
    government = given(*g.IN_FORCE, g.dss_voice, left)
    assert government.people("agency:DSS") == ["dss customers"]


def test_late_feedback_that_is_not_considered_wants_no_response() -> None:
    government = given(*g.IN_FEEDBACK, g.after(days=20), ticked_and_commented)
    assert ("lead:information officer", "respond_to_comments") in government.awaited()
    government.do("consider_late", LEAD, comments=["C1"], considered="no")
    assert government.awaited("lead:information officer") == []


def ticked_and_commented(government: Government) -> None:
    government.tick()
    g.commented(government)


def test_a_response_to_one_comment_is_offered_for_that_comment_and_told_to_its_author() -> None:
    government = given(*g.AFTER_FEEDBACK)
    government.do(
        "respond_to_comments", LEAD, about="C1", comments=["C1"], response="accepted", reasons="Yes"
    )
    assert ("person:dss data", "comments_answered") in government.told
    assert government.awaited("lead:information officer") == []


# Approval -----------------------------------------------------------------------------------------------


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
    assert government.tries("approve", "aide") == whose
    on_day(
        "file_delegation",
        "secretary",
        field="until",
        days=5,
        person="aide",
        power="approve",
        valid_from="2026-12-01",
        citation="memo",
    )(government)
    government.do("approve", "aide")
    approval = government.development.approval
    assert approval is not None
    assert approval.authority == "under the delegation on file (memo)"


def test_a_deputy_approves_in_the_absence_and_no_longer() -> None:
    absent = on_day(
        "file_delegation",
        "secretary",
        field="until",
        days=5,
        person="deputy",
        power="deputy",
        valid_from="2026-12-01",
        citation="leave",
    )
    assert given(*g.BEFORE_SECRETARY, absent).tries("approve", "deputy") != []
    government = given(*g.BEFORE_SECRETARY, absent).later(days=6)
    assert isinstance(government.tries("approve", "deputy"), str)


def test_a_delegation_of_another_power_approves_nothing() -> None:
    government = given(*g.BEFORE_SECRETARY)
    government.record(
        DIRECTORY,
        d.DelegationFiled(delegation="G1", person="aide", power="travel", valid_from=government.today),
    )
    assert isinstance(government.tries("approve", "aide"), str)


def test_authors_do_not_approve_their_own_work_and_this_binds_delegates_never_the_secretary() -> None:
    add = acts("add_member", LEAD, person="deputy")
    ask = acts("ask_group", LEAD, kind="draft", text="Please")
    by_deputy = acts("submit_draft", "deputy", file=document("# By the deputy\n"))
    asked = acts("request_review", LEAD, presenters=[LEAD])
    government = given(*g.AFTER_FEEDBACK, g.delegated, add, ask, by_deputy, asked)
    assert government.refusal("approve", "deputy").startswith("You submitted D2 yourself")
    assert str(government.tries("approve_with_change", "deputy")).startswith("You submitted D2 yourself")
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
    government.do(row, "contact", entered_for="secretary", evidence_file=document("signed"))
    assert government.entries[-1].entered_by == "contact"


def test_the_secretary_s_wording_becomes_a_new_draft_and_is_what_is_approved() -> None:
    government = given(*g.BEFORE_SECRETARY)
    government.do("approve_with_change", "secretary", old_words="Agencies may", new_words="Agencies shall")
    found = government.development
    assert found.draft is not None
    assert found.approval is not None
    assert (found.draft.number, found.approval.sha256) == (2, found.draft.paper.sha256)
    assert ("channel:steering", "decided") in government.told


def test_a_request_warns_of_what_is_open_and_goes_on() -> None:
    changes = acts("give_review", "counsel", track="legal", outcome="changes needed", text="Cite")
    government = given(
        *g.COMMENTED, acts("give_feedback", "dot data", kind="comment", text="x"), changes, changed, g.closed
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


# Versions -----------------------------------------------------------------------------------------------


def test_a_past_effective_date_is_fine_and_in_force_at_once() -> None:
    government = given(*g.CANDIDATE)
    government.do("adopt", "publisher", **g.header(government, effective_on="2026-07-25"))
    assert government.policy.version is not None
    assert government.stage == "in force"


def test_a_version_adopted_for_later_comes_into_force_on_its_day() -> None:
    government = given(*g.FOR_LATER)
    assert (government.stage, government.tick()) == ("adopted", [])
    government.later(days=31).tick()
    assert government.stage == "in force"
    assert ("agency:DSS", "agency_asked") in government.told


def test_a_revision_proceeds_while_the_version_stays_in_force() -> None:
    government = given(*g.REVISION)
    assert government.policy.version is not None
    assert (government.policy.version.number, government.stage) == ("1.0", "drafting")
    for step in (*g.IN_FEEDBACK[2:], acts("close_feedback", LEAD), g.requested, g.approved, g.adopted):
        step(government)
    assert [one.status for one in government.policy.versions] == ["superseded", "in force"]
    assert government.policy.version.number == "2.0"


def test_no_review_begins_while_a_version_waits_to_come_into_force() -> None:
    later = (*g.IN_FEEDBACK[2:], acts("close_feedback", LEAD), g.requested, g.approved, g.adopted_for_later)
    government = given(*g.REVISION, *later)
    assert [one.status for one in government.policy.versions] == ["in force", "adopted"]
    assert government.refusal("complete_review", LEAD) == "Version 2.0 is adopted and comes into force first."
    government.later(days=31).tick()
    assert [one.status for one in government.policy.versions] == ["superseded", "in force"]


def test_a_version_number_stands_once() -> None:
    later = (*g.IN_FEEDBACK[2:], acts("close_feedback", LEAD), g.requested, g.approved)
    government = given(*g.REVISION, *later)
    problem = government.tries("adopt", "publisher", **g.header(government, version="1.0"))
    assert problem == {"version": "Version 1.0 exists already. Give the next number."}


def test_a_technical_correction_makes_the_next_number_and_needs_no_development() -> None:
    government = given(*g.IN_FORCE)
    for words in ("The agencies", "All agencies"):
        old = "Agencies" if words == "The agencies" else "The agencies"
        government.do("correct_technically", "publisher", old_words=old, new_words=words, reason="A typo")
    assert [one.number for one in government.policy.versions] == ["1.0", "1.1", "1.2"]
    assert government.policy.version is not None
    assert government.policy.development is None
    assert ("role:contact", "corrected") in government.told


def test_a_correction_never_takes_a_number_that_is_taken() -> None:
    later = (*g.IN_FEEDBACK[2:], acts("close_feedback", LEAD), g.requested, g.approved)
    government = given(*g.REVISION, *later)
    government.do("adopt", "publisher", **g.header(government, version="1.1", effective_on=government.day(9)))
    government.do(
        "correct_technically", "publisher", old_words="Agencies", new_words="The agencies", reason="x"
    )
    assert [one.number for one in government.policy.versions] == ["1.0", "1.1", "1.2"]


def test_a_correction_is_never_made_in_the_text_of_a_revision_s_draft() -> None:
    government = given(*g.REVISION, acts("submit_draft", LEAD, file=document("# Another text\n")))
    government.do(
        "correct_technically", "publisher", old_words="Agencies", new_words="The agencies", reason="x"
    )
    action = BY_NAME["correct_technically"]
    at = government.at(action, Acting("publisher", Capacity("publisher", ""), government.today))
    wrong_text = type(at)(
        at.state, at.directory, at.process, at.now, at.who, at.subject, "", "# Another text\n"
    )
    command = action.command.model_validate({"old_words": "Another", "reason": "x"})
    with pytest.raises(Exception, match="not that of version"):
        list(action.rule(wrong_text, command))


def test_a_rescinded_policy_awaits_nothing() -> None:
    government = given(*g.IN_FORCE, acts("rescind", "secretary", reasons="Obsolete"))
    assert (government.stage, government.awaited()) == ("rescinded", [])


def test_a_version_adopted_for_later_can_be_rescinded_before_it_is_in_force() -> None:
    government = given(*g.FOR_LATER, acts("rescind", "secretary"))
    assert (government.stage, government.later(days=40).tick()) == ("rescinded", [])


def test_a_recommended_rescission_awaits_the_secretary_who_may_keep_it() -> None:
    recommended = acts("complete_review", "budget", recommends="rescind", reasons="Obsolete")
    government = given(*g.IN_FORCE, recommended)
    assert government.awaited("role:secretary") == [("role:secretary", "rescind")]
    assert (
        government.refusal("complete_review", LEAD)
        == "The OPM Secretary's decision on rescinding it is awaited."
    )
    government.do("keep_in_force", "secretary")
    assert government.awaited("lead:information officer") == [("lead:information officer", "complete_review")]


def test_only_a_policy_in_force_is_reviewed() -> None:
    assert (
        given(*g.FOR_LATER).refusal("complete_review", LEAD) == "No version of this policy is in force now."
    )


# Implementation -----------------------------------------------------------------------------------------


def test_what_an_agency_has_reported_is_awaited_no_more() -> None:
    government = given(*g.IN_FORCE)
    government.do("acknowledge", "dss data")
    government.do("attest", "dss data", text="So it is")
    government.do("report_status", "dss data", status="implemented")
    assert government.awaited("agency:DSS") == []
    assert government.tries("acknowledge", "dss customers") == (
        "Department of Social Services has acknowledged version 1.0 already."
    )


def test_a_variance_is_decided_once_and_the_agency_told() -> None:
    government = given(*g.IN_FORCE)
    government.do("request_variance", "dss data", text="A year")
    assert government.awaited("role:advisor") == [("role:advisor", "decide_variance")]
    government.do("decide_variance", "advisor", variance="X1", granted="no", reasons="No", about="X1")
    assert ("person:dss data", "variance") in government.told
    assert government.awaited("role:advisor") == []


# Throughout ---------------------------------------------------------------------------------------------


def test_a_timeline_keeps_what_was_set_before_even_once_it_has_passed() -> None:
    law = on_day(
        "set_timeline", LEAD, field="statutory", days=200, citation="P.A. 26-1", staff_review="2026-12-10"
    )
    government = given(*g.IN_DRAFTING, law).later(days=30)
    deadline = government.development.statutory
    government.do("set_timeline", LEAD, staff_review="2026-12-10", agency_feedback=government.day(9))
    assert government.development.statutory == deadline
    assert set(government.development.targets) == {"staff review", "agency feedback"}
    assert isinstance(government.tries("set_timeline", LEAD, staff_review="2026-12-11"), dict)


def test_a_statutory_deadline_is_planned_backward_as_long_as_there_is_time() -> None:
    government = given(*g.IN_DRAFTING)
    law = {"citation": "P.A. 26-1", "backward": True}
    problem = government.tries("set_timeline", LEAD, agency_feedback=government.day(9), **law)
    assert problem == {"statutory": "Give the statutory deadline to plan backward from."}
    own = government.day(150)
    government.do("set_timeline", LEAD, statutory=government.day(200), secretarys_review=own, **law)
    found = government.policy.development
    assert found is not None
    days = [found.targets[stage] for stage in STAGES[2:]]
    assert days[2].isoformat() == own, "what is given counts, and the rest is planned"
    assert days[0] < days[1] < days[3] < date.fromisoformat(government.day(200))
    assert all(is_business_day(days[at], government.process) for at in (0, 1, 3))
    late = government.tries("set_timeline", LEAD, statutory=government.day(20), **law)
    assert isinstance(late, dict)
    assert late["statutory"].startswith("Planned backward, “staff review” would have begun on")


def test_a_mark_is_set_and_lifted_and_its_readers_respected() -> None:
    government = given(*g.COMMENTED, acts("set_mark", LEAD, item="comment C1", marks=["security"]))

    def reads(person: str) -> bool:
        held = government.standing(person)
        return may_read(government.policy, government.process, "comment C1", person, held)

    assert (reads("dss data"), reads("dot data"), reads("counsel"), reads("secretary")) == (
        True,
        False,
        True,
        True,
    )
    government.do("lift_mark", "records", which="comment C1/security", reason="Counsel says so")
    assert reads("dot data")


def test_a_mark_that_the_process_no_longer_names_still_protects() -> None:
    government = given(*g.WITH_DRAFT, acts("set_mark", LEAD, item="draft D1", marks=["security"]))
    process = government.process.model_copy(update={"marks": ()})
    held = government.standing("dot data")
    assert not may_read(government.policy, process, "draft D1", "dot data", held)


def test_a_designee_of_the_secretary_reads_what_the_secretary_reads() -> None:
    government = given(
        *g.WITH_DRAFT, acts("set_mark", LEAD, item="draft D1", marks=["security"]), g.with_designee
    )
    held = government.standing("aide")
    assert may_read(government.policy, government.process, "draft D1", "aide", held)


def test_a_revision_s_first_draft_does_not_inherit_the_marks_of_the_last_one() -> None:
    marked = acts("set_mark", LEAD, item="draft D1", marks=["security"])
    deviation = acts(
        "record_deviation",
        "advisor",
        step="Step 1",
        exigency="x",
        authority="y",
        public_sentence="z",
        before="no",
        marks=["security"],
    )
    history = (*g.WITH_DRAFT, marked, deviation, *g.CANDIDATE[4:], g.adopted, g.revised)
    government = given(*history, acts("submit_draft", LEAD, file=document("# New\n")))
    assert government.policy.marks == {
        "draft D1 of development 1": ("security",),
        "deviation V1": ("security",),
    }
    closed_again = (acts("close_development", "advisor", reasons="x"), g.revised)
    for step in closed_again:
        step(government)
    assert "draft D1 of development 1" in government.policy.authors
    assert "draft D1 of development 2" in government.policy.authors


# The directory ------------------------------------------------------------------------------------------


def test_a_designee_stands_for_the_holder_until_the_last_day_and_names_the_authority() -> None:
    named = on_day("name_designee", "data officer", field="until", days=10, of="cdo", person="professor")
    government = given(*g.IN_REVIEW, named)
    government.do("give_review", "professor", track="data_plan", outcome="no concerns")
    assert government.entries[-1].authority == "as designee of the Chief Data Officer"
    government.later(days=11)
    assert government.directory.designee("cdo", government.today) is None
    assert isinstance(
        government.tries("give_review", "professor", track="data_plan", outcome="no concerns"), str
    )


def test_the_advisor_s_designee_directs() -> None:
    named = acts("name_designee", "advisor", of="advisor", person="professor")
    given(*g.WITH_DRAFT, named).do("record_decision", "professor", text="Yes", consensus="reached")


def test_one_person_in_two_seats_is_one_person_and_chooses_for_which_they_act() -> None:
    two = acts("fill_seat", "keeper", seat="cdo", person=LEAD)
    government = given(*g.IN_NEED, two)
    assert government.people("steering").count(LEAD) == 1
    government.do("not_at_this_time", LEAD, reasons="Later", acting_as="steering:cio")
    assert government.entries[-1].capacity == "Chief Information Officer"


def test_who_is_deactivated_holds_nothing() -> None:
    government = given(*g.IN_NEED, acts("deactivate_person", "keeper", person="budget"))
    assert government.standing("budget") == ()
    assert (
        standing(government.policy, government.directory, government.process, "stranger", government.today)
        == ()
    )
    assert parties_of("budget", government.directory, government.process, government.today) == []
    assert "budget" not in government.people("steering")
    government.do("reactivate_person", "keeper", person="budget")
    assert "budget" in government.people("steering")


def test_listing_somebody_again_does_not_bring_them_back() -> None:
    government = given(acts("deactivate_person", "keeper", person="dss data"))
    government.record(DIRECTORY, d.PersonListed(person="dss data", agency="DSS", capacities=(g.SECURITY,)))
    assert not government.directory.is_active("dss data")


def test_a_person_without_an_agency_cannot_speak_for_one() -> None:
    government = given(*g.IN_FORCE)
    at = government.at(BY_NAME["acknowledge"], Acting("professor", Capacity("agency", ""), government.today))
    with pytest.raises(Exception, match="not listed with an agency"):
        list(BY_NAME["acknowledge"].rule(at, BY_NAME["acknowledge"].command()))


def test_delegations_on_file_never_share_a_name() -> None:
    twice = (g.delegated, g.delegated, acts("end_delegation", "secretary", delegation="G1-deputy-2026-12-01"))
    government = given(*twice, g.delegated)
    assert [one.id for one in government.directory.delegations] == [
        "G2-deputy-2026-12-01",
        "G3-deputy-2026-12-01",
    ]


def test_seats_without_a_holder_are_vacant_and_an_unknown_party_is_nobody() -> None:
    government = given()
    empty = Directory(people=government.directory.people)
    assert standing_in_directory(empty, government.process, "budget", government.today)[-1].kind == "anyone"
    assert people_of("seat:cio", None, empty, "advisor", government.today) == []
    for party in (
        "channel:steering",
        "room",
        "group",
        "roster",
        "raisers",
        "role:lead",
        "role:secretary_designee",
    ):
        assert people_of(party, None, empty, "advisor", government.today) == []


def test_every_party_of_news_means_somebody() -> None:
    government = given(*g.COMMENTED, g.delegated, g.with_designee)
    for party in (
        "raisers",
        "group",
        "roster",
        "role:lead",
        "role:contact",
        "role:delegates",
        "role:keeper",
        "role:secretary_designee",
        "role:secretary",
        "role:publisher",
        "role:advisor",
    ):
        assert government.people(party), party


def test_a_join_is_recorded_on_both_streams() -> None:
    government = given(g.need, g.need)
    at = government.at(BY_NAME["join_need"], Acting("budget", Capacity("steering", ""), government.today))
    _, received = list(
        BY_NAME["join_need"].rule(at, BY_NAME["join_need"].command.model_validate({"other": "ITP-2"}))
    )
    assert isinstance(received, Elsewhere)
    assert received.stream == "policy:ITP-2"


def test_nothing_is_owed_that_no_row_knows() -> None:
    for history in (
        g.WITH_DRAFT,
        g.IN_REVIEW,
        g.COMMENTED,
        g.BEFORE_SECRETARY,
        g.CANDIDATE,
        g.IN_FORCE,
        g.FOR_LATER,
    ):
        for one in owed(given(*history).policy):
            assert one.action in {action.name for action in TABLE}


# Behind the forms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "answers", "why"),
    [
        ("submit_draft", {"text": document()}, "Nothing is being developed"),
        ("state_position", {"position": "support"}, "Nothing is being developed"),
        ("no_comment", {}, "Nothing is being developed"),
        ("note_publication", {"address": "https://ct.gov"}, "No version of this policy is adopted yet"),
    ],
)
def test_a_rule_itself_refuses_what_has_no_ground(name: str, answers: dict[str, object], why: str) -> None:
    government = given()
    action = BY_NAME[name]
    at = government.at(action, Acting("budget", Capacity("anyone", ""), government.today))
    with pytest.raises(Refused, match=why):
        list(action.rule(at, action.command.model_validate(answers)))


@pytest.mark.parametrize(
    ("history", "why"),
    [(g.WITH_DRAFT, "No feedback period has been opened yet"), (g.IN_FEEDBACK, "You are not on the roster")],
)
def test_who_was_not_asked_has_no_answer_to_give(history: tuple[g.Step, ...], why: str) -> None:
    government = given(*history)
    action = BY_NAME["no_comment"]
    at = government.at(action, Acting("budget", Capacity("anyone", ""), government.today))
    with pytest.raises(Refused, match=why):
        list(action.rule(at, action.command()))


def test_there_is_a_draft_and_a_group_or_a_refusal_that_says_how_to_get_them() -> None:
    at = given(*g.IN_DRAFTING).at(
        BY_NAME["advance"], Acting("advisor", Capacity("advisor", ""), g.MORNING.date())
    )
    with pytest.raises(Refused, match="Submit one first"):
        draft(at)
    with pytest.raises(Refused, match="assemble one"):
        group(at)


def test_the_closing_is_recorded_once_however_often_the_clock_is_read() -> None:
    government = given(*g.AFTER_FEEDBACK)
    action = BY_NAME["close_by_clock"]
    at = government.at(action, Acting("clock", Capacity("clock", ""), government.today))
    assert list(action.rule(at, action.command())) == []
    action = BY_NAME["come_into_force"]
    early = given(*g.FOR_LATER)
    at = early.at(action, Acting("clock", Capacity("clock", ""), early.today))
    assert list(action.rule(at, action.command())) == []


def test_a_group_with_every_perspective_lacks_none() -> None:
    government = given(*g.IN_DRAFTING)
    action = BY_NAME["assemble_group"]
    assert action.preview is not None
    at = government.at(action, Acting(LEAD, Capacity("lead", ""), government.today))
    form = {"name": "AI", "liaisons": [LEAD], "members": ["aide"], "public_meeting": "no"}
    whole = action.command.model_validate(form | {"perspectives": government.process.groups.perspectives})
    assert len(list(action.preview(at, whole))) == 1
    assert len(list(action.preview(at, action.command.model_validate(form)))) == 3


def test_a_liaison_who_is_also_chosen_as_a_member_is_counted_once() -> None:
    government = given(*g.IN_DRAFTING)
    action = BY_NAME["assemble_group"]
    assert action.preview is not None
    at = government.at(action, Acting(LEAD, Capacity("lead", ""), government.today))
    form = {"name": "AI", "liaisons": [LEAD], "members": ["aide", LEAD], "public_meeting": "no"}
    first = next(iter(action.preview(at, action.command.model_validate(form))))
    assert first == "1 member and 1 liaison will have a room of their own."


def test_an_announcement_asks_nothing_of_agencies() -> None:
    government = given(*g.CANDIDATE)
    government.do("adopt", "publisher", **g.header(government, mechanisms=["announcement"]))
    assert government.awaited("agency:DSS") == []


def test_reviews_are_complete_when_each_one_is() -> None:
    assert given(*g.REVIEWED).development.reviews_complete
    assert not given(*g.IN_REVIEW).development.reviews_complete


def test_reminders_spare_the_secretary_and_tell_the_lead_once_a_date_has_passed() -> None:
    request = owed(given(*g.BEFORE_SECRETARY).policy)
    decision = next(one for one in request if one.party == "role:secretary")
    assert reminded(decision, "1") == "role:contact"
    assert reminded(decision, AFTER) == "role:lead"
    review = next(one for one in owed(given(*g.IN_FORCE).policy) if one.action == "complete_review")
    assert reminded(review, "3") == "lead:information officer"
    assert [one.to for one in announced(review)] == ["channel:steering"]
    assert announced(decision) == ()

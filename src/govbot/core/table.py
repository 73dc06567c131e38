"""The table: every action, by whom, when it is open, what it is called, and the policy's sentence it rests
on.

`offered` draws the buttons, fills the menus and refuses stale clicks: a button and its permission cannot
disagree. `word` is what one types after `/gov`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from govbot.core.grammar import Action, Capacity, Page, RuleContext
from govbot.core.membership import actions as d
from govbot.core.membership import reaching
from govbot.core.workflow import readers
from govbot.core.workflow import sources as s
from govbot.core.workflow.choices import comments_in_full
from govbot.core.workflow.context import (
    all_of,
    always,
    before_approval,
    developing,
    has_draft,
    has_group,
    has_period,
    has_version,
    has_version_in_force,
    in_need,
    in_stage,
    under_way,
)
from govbot.core.workflow.snoozing import Snooze, snooze, something_to_snooze
from govbot.core.workflow.steps import (
    adoption,
    anytime,
    circulation,
    drafting,
    feedback,
    groups,
    implementation,
    needs,
    responses,
    secretary,
    staff_review,
    upkeep,
)
from govbot.core.workflow.trying_again import TryAgain, try_again

# Capacities that a policy itself gives, for as long as it has a group or circulates: without one, who else would
# be refused reads first why there is none.
MADE_BY_THE_POLICY = frozenset({"representative", "voice", "member"})
ANYONE = ("anyone",)
STEERING = ("steering",)
ADVISOR = ("advisor",)
LEAD = ("lead", "advisor")
GUIDES = ("liaison", "lead", "advisor")
GUIDING_GROUP = ("lead", "advisor", "steering")
SECRETARY = ("secretary",)
APPROVERS = ("secretary", "delegate")
KEEPER = ("keeper", "operator")

in_drafting = in_stage("drafting")
approved = in_stage("release candidate")

# fmt: off
TABLE: tuple[Action, ...] = (
    # Part III: needs
    Action("raise_need", needs.RaiseNeed, needs.raise_need, ANYONE, always, "Raise a need", "may", s.RAISE,
           "need", "The need is raised; the Steering Group decides on it.", stream="new"),
    Action("recommend_pursuing", needs.RecommendPursuing, needs.recommend_pursuing, STEERING, in_need,
           "Recommend pursuing", "may", s.RAISE, "pursue", "Recorded. The policy lead is asked to begin.",
           "primary"),
    Action("not_at_this_time", needs.NotAtThisTime, needs.not_at_this_time, STEERING, in_need,
           "Not at this time", "may", s.RAISE, "decline", "Recorded. Whoever raised it is told."),
    Action("join_need", needs.JoinNeed, needs.join_need, STEERING, in_need,
           "Join to another", "may", s.RAISE, "join", "The needs are joined; all who raised them are told."),
    Action("take_up_again", needs.TakeUpAgain, needs.take_up_again, STEERING, needs.is_put_aside,
           "Take it up again", "may", s.RAISE, "reopen", "The need is open again."),
    Action("change_lead", needs.ChangeLead, needs.change_lead, ADVISOR, all_of(always, needs.has_lead),
           "Change the policy lead", "may", s.STEERING, "lead", "The policy has a new lead."),
    # Step 1: groups and drafting
    Action("assemble_group", groups.AssembleGroup, groups.assemble_group, GUIDING_GROUP,
           all_of(under_way, groups.no_group_yet), "Assemble an ad hoc group", "may", s.ASSEMBLE, "group",
           "The group is assembled; its room opens and its members are told.", "primary",
           preview=groups.group_in_advance),
    Action("proceed_without_group", groups.ProceedWithoutGroup, groups.proceed_without_group, GUIDING_GROUP,
           all_of(in_drafting, groups.not_decided_yet), "Proceed without a group", "may", s.GROUPS,
           "without-group", "Recorded. Work goes on without a group."),
    Action("add_member", groups.AddMember, groups.add_member, GUIDES, has_group, "Add a member", "may",
           s.LIAISONS, "add", "They are added and told."),
    Action("remove_member", groups.RemoveMember, groups.remove_member, GUIDES, has_group, "Remove a member",
           "may", s.LIAISONS, "remove", "They no longer belong to the group."),
    Action("change_liaisons", groups.ChangeLiaisons, groups.change_liaisons, GUIDES, has_group,
           "Change the liaison", "shall", s.LIAISONS, "liaison", "The liaison is changed."),
    Action("close_group", groups.CloseGroup, groups.close_group, GUIDES, has_group, "Close the group", "may",
           s.GROUPS, "close-group", "The group is closed; what it did stays on record."),
    Action("link_room", groups.LinkRoom, groups.link_room, GUIDES, has_group, "Link this room", "may",
           s.LIAISONS, "link", "It is the group's room from now on; everybody in it reads what is posted there.",
           where_typed=True,
           confirm="Everybody in it can read what govbot posts there. Link it?"),
    Action("look_in", groups.LookIn, groups.look_in, ("member",), all_of(has_group, groups.has_not_looked_in),
           "I have looked in", "may", s.ASSEMBLE, "", "Thank you."),
    Action("ask_group", groups.AskGroup, groups.ask_group, GUIDES, has_group, "Ask the group to …", "may",
           s.REQUESTED, "ask", "The group is asked."),
    Action("answer_request", groups.AnswerRequest, groups.answer_request, ("member", "liaison", "lead"),
           all_of(has_group, groups.has_requests), "Answer for the group", "will", s.REQUESTED,
           "answer-request", "Your answer is with the liaison.", "primary"),
    Action("submit_draft", drafting.SubmitDraft, drafting.submit_draft,
           ("lead", "liaison", "member", "reviewer", "staff", "advisor"),
           all_of(before_approval, drafting.may_submit), "Submit a draft", "may", s.REQUESTED, "draft",
           "The draft is on record."),
    Action("state_position", drafting.StatePosition, drafting.state_position, ("member",),
           all_of(before_approval, has_group, has_draft, drafting.collects_positions), "State where I stand",
           "will", s.CONSENSUS, "position", "Recorded.", "primary"),
    Action("ask_final_positions", drafting.AskFinalPositions, drafting.ask_final_positions, GUIDES,
           all_of(before_approval, has_group, has_draft, drafting.collects_positions),
           "Ask for final positions", "may", s.CONSENSUS, "final-positions", "Every member is asked."),
    Action("report_back", drafting.ReportBack, drafting.report_back, ("liaison",), under_way,
           "Report back", "shall", s.LIAISONS, "report", "The report is with the Steering Group."),
    # Step 2: staff review
    Action("advance", staff_review.Advance, staff_review.advance, ADVISOR,
           all_of(before_approval, has_draft), "Advance to staff review",
           "shall", s.ADVANCE, "advance", "The reviewers are asked.", "primary"),
    Action("send_back", staff_review.SendBack, staff_review.send_back, ADVISOR,
           all_of(before_approval, staff_review.something_to_send_back), "Send back", "shall", s.ADVANCE,
           "send-back", "It is in drafting again; the lead is told."),
    Action("close_development", needs.CloseDevelopment, needs.close_development, ADVISOR, before_approval,
           "Close: no policy needed", "may", s.STEERING, "close", "The development is closed.", "danger",
           confirm="Close this development without a policy?"),
    Action("give_review", staff_review.GiveReview, staff_review.give_review, ("reviewer",),
           all_of(under_way, staff_review.reviews_asked), "Give my review", "will", s.REVIEW, "review",
           "Your review is on record.", "primary"),
    Action("answer_review", staff_review.AnswerReview, staff_review.answer_review, LEAD,
           all_of(under_way, staff_review.has_to_answer), "Answer the reviewer", "will", s.REVIEW,
           "answer-review", "The reviewer is asked again."),
    Action("consult", staff_review.Consult, staff_review.consult, LEAD,
           all_of(under_way, staff_review.consults), "Consult HR or Labor Relations", "may", s.CONSULT,
           "consult", "The office is asked for its advice."),
    Action("not_necessary", staff_review.NotNecessary, staff_review.not_necessary, LEAD,
           all_of(under_way, staff_review.has_undecided), "Consultation not necessary", "may", s.CONSULT,
           "not-necessary", "OPM's judgment is recorded."),
    Action("give_advice", staff_review.GiveAdvice, staff_review.give_advice, ("consulted",),
           all_of(under_way, staff_review.is_consulted), "Give our advice", "may", s.CONSULT, "advice",
           "Your office's advice is on record.", "primary"),
    # Step 3: agency feedback
    Action("open_feedback", circulation.OpenFeedback, circulation.open_feedback, LEAD,
           all_of(before_approval, has_draft, circulation.no_period_open), "Open a feedback period", "will",
           s.CIRCULATE, "feedback", "The feedback period is open.", "primary",
           preview=circulation.feedback_in_advance, reads_closings=True),
    Action("give_feedback", feedback.GiveFeedback, feedback.give_feedback, ("representative",),
           all_of(under_way, has_period), "Comment", "may", s.CIRCULATE, "comment",
           "Thank you: it is recorded.", "primary"),
    Action("no_comment", feedback.NoComment, feedback.no_comment, ("representative",),
           all_of(under_way, has_period, feedback.not_answered_yet), "No comment", "may", s.CIRCULATE, "",
           "Thank you: “no comment” is recorded."),
    Action("not_applicable", feedback.NotApplicable, feedback.not_applicable, ("representative",),
           all_of(under_way, has_period, feedback.not_answered_yet), "Not applicable to my agency", "may",
           s.CIRCULATE, "", "Thank you: “not applicable” is recorded."),
    Action("not_right_person", feedback.NotRightPerson, feedback.not_right_person, ("representative",),
           all_of(under_way, has_period, feedback.not_answered_yet), "I'm not the right person", "may",
           s.CIRCULATE, "not-me", "Thank you: the policy lead is told."),
    Action("give_agency_response", feedback.GiveAgencyResponse, feedback.give_agency_response, ("voice",),
           all_of(under_way, has_period), "This is our agency's response", "may", s.CIRCULATE,
           "agency-response", "Your agency's response is recorded."),
    Action("extend_feedback", circulation.ExtendFeedback, circulation.extend_feedback, LEAD,
           all_of(under_way, has_period), "Extend", "may", s.TIME_LIMITED, "extend",
           "The period is extended; everybody asked is told."),
    Action("shorten_feedback", circulation.ShortenFeedback, circulation.shorten_feedback, LEAD,
           all_of(under_way, circulation.period_is_open), "Shorten", "may", s.TIME_LIMITED, "shorten",
           "The period closes earlier; everybody asked is told."),
    Action("close_feedback", circulation.CloseFeedback, circulation.close_feedback, LEAD,
           all_of(under_way, circulation.period_is_open), "Close now", "may", s.TIME_LIMITED, "close-feedback",
           "The feedback period is closed.", confirm="Close the feedback period now?"),
    Action("close_by_clock", circulation.CloseByClock, circulation.close_by_clock, ("clock",), has_period,
           "Close on time", "may", s.TIME_LIMITED),
    Action("respond_to_comments", responses.RespondToComments, responses.respond_to_comments, GUIDES,
           all_of(developing, responses.has_comments), "Respond to comments", "will", s.ACCOUNTABILITY,
           "respond", "The authors are told.", "primary", reading=comments_in_full),
    Action("consider_late", responses.ConsiderLate, responses.consider_late, LEAD,
           all_of(developing, responses.has_late), "Late feedback: consider it or not", "may", s.TIME_LIMITED,
           "late", "Recorded."),
    # Step 4: the OPM Secretary's review, adoption
    Action("request_review", secretary.RequestReview, secretary.request_review, LEAD,
           all_of(in_stage("drafting", "staff review", "agency feedback"), has_draft),
           "Request the OPM Secretary's review", "will", s.SECRETARY, "secretary",
           "The OPM Secretary's office is asked.", "primary", preview=secretary.request_in_advance),
    Action("approve", secretary.Approve, secretary.approve, APPROVERS,
           all_of(secretary.is_pending, secretary.not_their_own),
           "Approve {draft} (this does not publish it)", "shall", s.CANDIDATE, "approve",
           "Approved. It is a release candidate; OPM's publisher adopts and publishes it.", "primary",
           bound=secretary.bound_draft, confirm="Approve {draft}? This does not publish it."),
    Action("approve_with_change", secretary.ApproveWithChange, secretary.approve_with_change, APPROVERS,
           all_of(secretary.is_pending, secretary.not_their_own), "Approve with a change", "shall",
           s.CANDIDATE, "approve-with-change", "Approved with your wording. It is a release candidate.",
           bound=secretary.bound_draft, reads_text="draft", preview=secretary.change_in_advance),
    Action("return_draft", secretary.ReturnDraft, secretary.return_draft, APPROVERS, secretary.is_pending,
           "Return", "shall", s.SECRETARY, "return", "Returned; the policy lead is told.",
           bound=secretary.bound_draft),
    Action("discuss", secretary.Discuss, secretary.discuss, (*APPROVERS, "secretary_designee"),
           secretary.is_pending, "Discuss with me", "may", s.SECRETARY, "discuss", "The policy lead is told.",
           bound=secretary.bound_draft),
    Action("put_on_calendar", secretary.PutOnCalendar, secretary.put_on_calendar,
           (*APPROVERS, "secretary_designee", "contact"), secretary.is_pending, "Put on the calendar", "may",
           s.SECRETARY, "calendar", "The presenters are told.", bound=secretary.bound_draft),
    Action("reviewed_for_secretary", secretary.ReviewedForSecretary, secretary.reviewed_for_secretary,
           ("secretary_designee",), secretary.is_pending, "Reviewed for the OPM Secretary", "may",
           s.SECRETARY, "reviewed", "Recorded; the OPM Secretary decides.", bound=secretary.bound_draft),
    Action("withdraw_approval", secretary.WithdrawApproval, secretary.withdraw_approval, SECRETARY, approved,
           "Withdraw approval", "may", s.CANDIDATE, "withdraw", "Withdrawn; it is in drafting again.",
           "danger", confirm="Withdraw the approval?"),
    Action("adopt", adoption.Adopt, adoption.adopt, ("publisher",), approved, "Adopt and publish", "shall",
           s.ADOPT, "adopt", "Adopted, and published in the Policy Library.", "primary",
           preview=adoption.adoption_in_advance),
    Action("come_into_force", adoption.ComeIntoForce, adoption.come_into_force, ("clock",), has_version,
           "Come into force", "shall", s.ADOPT),
    Action("note_publication", adoption.NotePublication, adoption.note_publication, ("publisher",),
           has_version, "Note the address on OPM's website", "shall", s.ADOPT, "published", "Noted."),
    Action("correct_technically", adoption.CorrectTechnically, adoption.correct_technically, ("publisher",),
           has_version_in_force, "Technical correction", "may", s.LIBRARY, "correct",
           "Corrected; the OPM Secretary's office is told.", reads_text="version",
           preview=adoption.correction_in_advance),
    # Step 6: implementation
    Action("acknowledge", implementation.Acknowledge, implementation.acknowledge, ("agency",), has_version,
           "Acknowledge for my agency", "may", s.METHODS, "acknowledge", "Acknowledged.", "primary"),
    Action("attest", implementation.Attest, implementation.attest, ("agency",), has_version,
           "Attest for my agency", "may", s.METHODS, "attest", "Your attestation is on record.", "primary"),
    Action("report_status", implementation.ReportStatus, implementation.report_status, ("agency",),
           has_version, "Report our status", "may", s.METHODS, "report-status",
           "Your agency's status is on record.", "primary"),
    Action("report_variance", implementation.ReportVariance, implementation.report_variance, ("agency",),
           has_version, "Report a policy variance", "may", s.IMPLEMENT, "variance",
           "The variance is on record."),
    Action("request_variance", implementation.RequestVariance, implementation.request_variance, ("agency",),
           all_of(has_version, implementation.provides_for_variances), "Request a policy variance", "may",
           s.IMPLEMENT, "request-variance", "The Steering Group decides on it."),
    Action("decide_variance", implementation.DecideVariance, implementation.decide_variance, ADVISOR,
           implementation.has_requested, "Decide on a requested variance", "may", s.IMPLEMENT,
           "decide-variance", "The agency is told.", "primary"),
    # Step 7: reviews
    Action("complete_review", upkeep.CompleteReview, upkeep.complete_review, ("lead", "steering"),
           upkeep.review_is_open, "Complete the regular review", "shall", s.REVIEWS, "complete-review",
           "Recorded.", "primary"),
    Action("set_review_date", upkeep.SetReviewDate, upkeep.set_review_date, LEAD, has_version_in_force,
           "Change the next review date", "may", s.REVIEWS, "review-date", "The next review is moved."),
    Action("rescind", upkeep.Rescind, upkeep.rescind, SECRETARY, has_version, "Rescind the policy", "may",
           s.REVIEWS, "rescind", "The policy is rescinded.", "danger", confirm="Rescind this policy?"),
    Action("keep_in_force", upkeep.KeepInForce, upkeep.keep_in_force, SECRETARY,
           upkeep.rescission_recommended, "Keep it in force", "may", s.REVIEWS, "keep", "It stays in force."),
    # Throughout
    Action("set_timeline", anytime.SetTimeline, anytime.set_timeline, LEAD, developing, "Set the timeline",
           "may", s.STEERING, "timeline", "The timeline is set."),
    Action("record_direction", anytime.RecordDirection, anytime.record_direction, ADVISOR, always,
           "Record a direction of the OPM Secretary", "may", s.DIRECTS, "direction", "Recorded."),
    Action("record_decision", anytime.RecordDecision, anytime.record_decision, ADVISOR, always,
           "Record a decision of the Steering Group", "may", s.STEERING, "decision", "Recorded."),
    Action("record_deviation", anytime.RecordDeviation, anytime.record_deviation, ADVISOR, always,
           "Record a deviation", "may", s.DEVIATION, "deviation", "The deviation is recorded."),
    Action("try_again", TryAgain, try_again, ("lead", "advisor", "keeper", "operator"), always,
           "Send again what did not arrive", "may", s.ACCOUNTABILITY, "try-again",
           "What did not arrive is on its way again."),
    Action("snooze", Snooze, snooze, ANYONE, something_to_snooze, "Remind me later", "may", s.TIME_LIMITED,
           "snooze", "You are reminded again on that day."),
    Action("set_mark", anytime.SetMark, anytime.set_mark,
           ("lead", "liaison", "advisor", "reviewer", "records"), anytime.has_items, "Set a mark", "may",
           s.ACCOUNTABILITY, "mark", "The mark is set."),
    Action("lift_mark", anytime.LiftMark, anytime.lift_mark, ("advisor", "records"), anytime.has_marked,
           "Lift a mark", "may", s.ACCOUNTABILITY, "lift-mark", "The mark is lifted."),
    # The directory
    Action("choose_reach", reaching.ChooseReach, reaching.choose_reach, ANYONE, d.open_always,
           "Where I am reached", "may", s.CIRCULATE, "reach", "From now on you are written to there.",
           stream="directory"),
    Action("name_designee", d.NameDesignee, d.name_designee, ("holder", "secretary"), d.open_always,
           "Name my designee", "may", s.DESIGNEES, "designee", "Your designee is named.", stream="directory"),
    Action("end_designee", d.EndDesignee, d.end_designee, ("holder", "secretary"), d.has_designee,
           "End my designee's standing", "may", s.DESIGNEES, "end-designee", "Ended.", stream="directory"),
    Action("include_others", d.IncludeOthers, d.include_others, ADVISOR, d.open_always,
           "Include others in the Steering Group", "may", s.DESIGNEES, "include", "They belong to it now.",
           stream="directory"),
    Action("let_other_leave", d.LetOtherLeave, d.let_other_leave, ADVISOR, d.has_others,
           "End somebody's inclusion", "may", s.DESIGNEES, "end-inclusion", "Ended.", stream="directory"),
    Action("fill_seat", d.FillSeat, d.fill_seat, KEEPER, d.open_always, "Record who holds a seat", "may",
           s.DESIGNEES, "seat", "The seat is filled.", stream="directory"),
    Action("file_delegation", d.FileDelegation, d.file_delegation, ("secretary", "contact"), d.open_always,
           "File a delegation", "may", s.SECRETARY, "delegation", "The delegation is on file.",
           stream="directory", doubts=d.delegation_over),
    Action("end_delegation", d.EndDelegation, d.end_delegation, ("secretary", "contact"), d.has_delegations,
           "End a delegation", "may", s.SECRETARY, "end-delegation", "The delegation has ended.",
           stream="directory"),
    Action("name_voice", d.NameVoice, d.name_voice, KEEPER, d.open_always, "Name who speaks for an agency",
           "may", s.CIRCULATE, "voice", "Recorded.", stream="directory"),
    Action("change_person", d.ChangePerson, d.change_person, KEEPER, d.open_always,
           "Change somebody's agency or capacities", "may", s.CIRCULATE, "person", "Recorded.",
           stream="directory"),
    Action("deactivate_person", d.DeactivatePerson, d.deactivate_person, KEEPER, d.open_always,
           "Somebody left", "may", s.CIRCULATE, "left", "They may not act any more.", stream="directory"),
    Action("reactivate_person", d.ReactivatePerson, d.reactivate_person, KEEPER, d.has_deactivated,
           "Somebody is back", "may", s.CIRCULATE, "back", "They may act again.", stream="directory"),
)
# The pages behind links from chat: a row is all that a further page needs here.
PAGES: tuple[Page, ...] = (
    Page("read", "Read it on a page", "Read a draft", "page", "Read the draft on a page of your browser",
         open=readers.readable),
    Page("upload", "Upload a draft on a page", "Upload a draft", "upload",
         "Upload a draft on a page of your browser", action="submit_draft"),
    # The form that a chat cannot hand in itself: the link names it.
    Page("form", "Fill it in on a page", "Hand in a form", "", ""),
)
# fmt: on

BY_NAME = {action.name: action for action in TABLE}
BY_WORD = {action.word: action for action in TABLE if action.word}
PAGE_BY_NAME = {page.name: page for page in PAGES}


def capacities_for(action: Action, held: Iterable[Capacity]) -> tuple[Capacity, ...]:
    """In which of the capacities held this action may be taken, in the row's order; authority as it is."""
    listed = tuple(held)
    found = [capacity for kind in action.by for capacity in listed if capacity.kind == kind]
    unique: dict[tuple[str, str], Capacity] = {}
    for capacity in found:
        unique.setdefault((capacity.label, capacity.authority), capacity)
    return tuple(unique.values())


def offered(context: RuleContext[Any], held: Iterable[Capacity], stream: str = "policy") -> list[Action]:
    """The actions that somebody with these capacities can take now, in the order of the process."""
    listed = tuple(held)
    return [
        action
        for action in TABLE
        if action.stream == stream and capacities_for(action, listed) and not refusal(action, context, listed)
    ]


def refusal(action: Action, context: RuleContext[Any], held: Iterable[Capacity]) -> str:
    """Why this action cannot be taken now, as a sentence; empty where it can. Any fitting capacity will
    do."""
    fitting = capacities_for(action, held)
    if not fitting:
        belongs = f"“{plain_label(action)}” belongs to: {', '.join(BY[kind] for kind in action.by)}."
        why_not = action.open(context) if MADE_BY_THE_POLICY & set(action.by) else ""
        return f"{why_not} {belongs}" if why_not else belongs
    reasons = [action.open(acting_in(context, capacity)) for capacity in fitting]
    return "" if "" in reasons else reasons[0]


def page_refusal(page: Page, context: RuleContext[Any], held: Iterable[Capacity]) -> str:
    """Why this page is not open to somebody with these capacities, as a sentence; empty where it is."""
    listed = tuple(held)
    if page.action:
        return refusal(BY_NAME[page.action], context, listed)
    return page.open(context, listed) if page.open else ""


def open_capacities(
    action: Action, context: RuleContext[Any], held: Iterable[Capacity]
) -> tuple[Capacity, ...]:
    """The capacities in which the action is open now."""
    return tuple(one for one in capacities_for(action, held) if not action.open(acting_in(context, one)))


def acting_in(context: RuleContext[Any], capacity: Capacity) -> RuleContext[Any]:
    """The same moment, acting in this capacity."""
    return replace(context, who=replace(context.who, capacity=capacity))


def plain_label(action: Action) -> str:
    """The label without what it is bound to."""
    return action.label.replace(" {draft}", "")


BY = {
    "anyone": "anyone in the directory",
    "steering": "members of the Steering Group",
    "advisor": "the Senior Policy Advisor",
    "holder": "the holders of seats",
    "lead": "the policy lead",
    "liaison": "the ad hoc group liaison",
    "member": "the ad hoc group's members",
    "reviewer": "the staff reviewers",
    "staff": "OPM staff",
    "consulted": "the offices consulted",
    "representative": "the representatives on the roster",
    "voice": "whom the agency named",
    "agency": "agency representatives",
    "secretary": "the OPM Secretary",
    "delegate": "a designee with a delegation on file",
    "secretary_designee": "the Secretary's designee",
    "contact": "the OPM Secretary's office",
    "publisher": "OPM's publisher",
    "keeper": "the roster keeper",
    "records": "the public records officer",
    "operator": "the operator",
    "clock": "the clock",
}

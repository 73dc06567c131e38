"""The golden log: a history with every event, as an installation has it on its disk.

For a new event, add a step that records it at the end of `ADDED`, then run

    PYTHONPATH=. .venv/bin/python tests/golden/write_log.py

It appends the lines of the new entries to log-v1.jsonl and writes the digest of the state anew.
Lines that were there are never changed, so a step goes nowhere but at the end: the history before it is old.
Its first lines were written with other people, in two agencies: the log holds every kind of entry, not these names.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from govbot.core.grammar import DocumentRef, Entry, Event
from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.membership.directory import Directory
from govbot.core.membership.evolve import evolve as evolve_directory
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve import evolve
from govbot.core.workflow.policy import blank
from tests.core import given as g
from tests.core.given import LEAD, Government, Step, acts, after, document, given, on_day
from tests.core.rows import process_moves

LOG = Path(__file__).with_name("log-v1.jsonl")
DIGEST = Path(__file__).with_name("log-v1.sha256")


def another_policy(government: Government) -> None:
    """What follows is about a policy of its own, which has the next number."""
    government.subject = f"policy:ITP-{len(government.policies) + 1}"


def corrected_at_once(government: Government) -> None:
    """A technical correction as it was recorded before a second person confirmed it."""
    version = government.policy.version
    assert version
    text = government.texts[version.paper.text_sha256].replace("binds", "covers")
    corrected = document(text, f"{government.policy.id}-1.1.md")
    paper = corrected.paper.model_copy(
        update={"sections": version.paper.sections, "header": version.paper.header}
    )
    government.texts[paper.text_sha256] = text
    government.record(
        government.subject,
        e.TechnicallyCorrected(
            version="1.1",
            corrects="1.0",
            old_words="binds",
            new_words="covers",
            reason="A word",
            paper=paper,
            corrected_on=government.today,
        ),
    )


def identities(government: Government) -> None:
    """Entries on people and accounts by salted digests."""
    for event in (
        d.IdentityRecorded(person="budget", digest="1" * 64, accounts=("2" * 64,), taken_over=True),
        d.AccountLinked(person="budget", platform="teams", digest="3" * 64),
        d.AccountUnlinked(person="budget", platform="teams", digest="3" * 64),
    ):
        government.record(DIRECTORY, event)


def agency_part_ended(government: Government) -> None:
    government.record(government.subject, e.AgencyPartEnded(agency="DCP"))


# More time, a reminder, and what is no longer needed.
SETTLED: tuple[Step, ...] = (
    another_policy,
    *g.IN_REVIEW,
    acts("remind", LEAD, which="seat:cdo/give_review/data_plan"),
    on_day("give_until", LEAD, field="until", days=30, which="seat:cdo/give_review/data_plan", reason="Ill"),
    acts("pass_over", LEAD, which="office:OPM Legal Counsel/give_review/legal", reason="Only a date changes"),
    another_policy,
    *g.COMMENTED,
)


# An emergency; an adoption for a later day that is moved and withdrawn.
EXIGENCIES: tuple[Step, ...] = (
    another_policy,
    *g.WITH_DRAFT,
    g.emergency,
    acts("done_afterwards", LEAD, item="E1.1", text="All reviewed"),
    another_policy,
    *g.FOR_LATER,
    on_day("move_effective_date", "publisher", field="effective_on", days=60, reason="The training is later"),
    acts("withdraw_adoption", "secretary", reasons="Not yet"),
    another_policy,
    *g.COMMENTED,
)


# A wrong file is withdrawn.
WRONG_FILE: tuple[Step, ...] = (
    another_policy,
    *g.WITH_DRAFT,
    g.changed,
    acts("withdraw_file", LEAD, reason="Another policy's"),
    another_policy,
    *g.COMMENTED,
)


# What came after the first history. The last policy is in force, as version 1.2; DCP is off the list:
# begin with `another_policy` and a history of tests/core/given.py where you need another stage.
by_telephone = acts(
    "give_feedback", LEAD, kind="concern", text="Too wide.", entered_for="dss", evidence="By telephone"
)
# An act that is entered for somebody, disputed and settled; another one is confirmed.
ENTERED: tuple[Step, ...] = (
    by_telephone,
    acts("contest_entry", "dss", act="A1", text="I said that it is narrow."),
    acts("settle_entry", "advisor", act="A1", outcome="set aside", text="Misheard."),
    by_telephone,
    acts("confirm_entry", "dss"),
)
# Offices that decide change hands: asked for and confirmed, refused, and on a letter.
HANDED_OVER: tuple[Step, ...] = (
    acts("fill_seat", "keeper", seat="advisor", person="professor"),
    acts("confirm_office_change", "contact", change="O1", outcome="refuse", reason="Not him"),
    acts("give_office", "keeper", office="office:publisher/OPM Publications", person="designee"),
    acts("confirm_office_change", "contact", change="O2", outcome="confirm"),
    acts(
        "fill_seat", "keeper", seat="advisor", person="advisor", held="acting", paper=document("signed " * 20)
    ),
)
# Somebody is out, and back.
ABSENT: tuple[Step, ...] = (
    on_day("announce_absence", "publisher", field="until", days=10, alternate="records"),
    acts("end_absence", "publisher"),
)
# A holder accepts an office, and another says that they cannot.
ACCEPTED: tuple[Step, ...] = (
    acts("accept_office", "cio", places=["seat:cio"], answer="accept"),
    acts(
        "accept_office",
        "publisher",
        places=["office:publisher/OPM Publications"],
        answer="cannot",
        reason="Ill",
    ),
)
# Who brings which perspective is said, and a member leaves.
LEFT_GROUP: tuple[Step, ...] = (
    another_policy,
    *g.WITH_GROUP,
    acts("name_perspectives", LEAD, person="professor", perspectives=["privacy"]),
    acts("leave_group", "professor", reason="On leave"),
)
# A group's room is moved.
MOVED_ROOM: tuple[Step, ...] = (
    another_policy,
    *g.WITH_GROUP,
    acts("link_room", LEAD, about="teams 19:first@thread.v2"),
    acts("link_room", LEAD, about="teams 19:second@thread.v2"),
    acts("move_room", "professor"),
)
# It ends in agencies' feedback, with an answer that was corrected, and then taken back.
TAKEN_BACK: tuple[Step, ...] = (
    another_policy,
    *g.COMMENTED,
    acts("correct_comment", "dss", comment="C1", kind="concern", text="Narrower."),
    acts("take_back", "dss", about="comment C2"),
)
# A need is put aside, withdrawn by whoever raised it after it was corrected.
WITHDRAWN: tuple[Step, ...] = (
    another_policy,
    *g.IN_NEED,
    acts("correct_need", "dss", title="AI tools", text="Why now", sources=["d"], citations="d: a law"),
    acts("withdraw_need", "dss", reason="Solved otherwise"),
)
# Technical corrections: refused, confirmed as a slip, and decided where a number is touched, in the header.
CORRECTED: tuple[Step, ...] = (
    another_policy,
    *g.IN_FORCE,
    acts("correct_technically", "publisher", old_words="Agencies", new_words="The agencies", reason="A word"),
    acts("refuse_correction", "contact", reasons="It reads well"),
    acts("correct_technically", "publisher", old_words="Agencies", new_words="All agencies", reason="A word"),
    acts("confirm_correction", "contact"),
    acts(
        "correct_technically",
        "publisher",
        part="laws",
        old_words="4d-8a",
        new_words="4d-9",
        reason="Renumbered",
    ),
    acts("approve_correction", "secretary"),
)
# The publisher gives the Word file of a text that was reworded.
IN_WORD: tuple[Step, ...] = (
    another_policy,
    *g.REWORDED,
    acts("give_word_file", "publisher", file=g.word(g.REWORDED_TEXT)),
)
# Comments on a paragraph: one has lost its place and is placed again. It ends in feedback on D1, D2 being there.
PLACED: tuple[Step, ...] = (
    another_policy,
    *g.LOST,
    acts("place_comment", LEAD, comment="C1", section="Other", paragraph="1"),
)
# A draft came with an appendix and a cover memo, in drafting.
ATTACHED: tuple[Step, ...] = (
    another_policy,
    *g.IN_DRAFTING,
    acts(
        "submit_draft",
        LEAD,
        file=document(),
        appendix=document("Rates.\n", "rates.md"),
        cover_memo=document("Please read it.\n", "memo.md"),
    ),
)
# A marked-up file is sent, and what it says is handed in.
MARKED_UP: tuple[Step, ...] = (
    another_policy,
    *g.IN_FEEDBACK,
    g.sent_marked,
    acts("hand_in_marked", "dss", items=["1", "2"]),
)
# The Steering Group's meetings: called, moved, prepared, held, confirmed; one is cancelled.
MET: tuple[Step, ...] = (
    acts("set_cadence", "advisor", cadence="The second Tuesday of each month", decided="Memo of November 3"),
    on_day("call_meeting", "advisor", field="on", days=8, at="10:00 AM", place="Room 1"),
    on_day("move_meeting", "advisor", field="on", days=9, meeting="M1", at="2 pm", place="Room 2"),
    acts("edit_agenda", "advisor", meeting="M1", added="The forms"),
    acts("send_agenda", "advisor", about="M1"),
    on_day("call_meeting", "advisor", field="on", days=20, at="10:00 AM", place="Room 1"),
    acts("cancel_meeting", "advisor", meeting="M2", reason="Nothing is open"),
    after(days=10),
    acts("record_meeting", "advisor", meeting="M1", present=["cio", "cdo"], deferred=["A1"]),
    acts("decide_apart", "advisor", kind="reform", text="Shorter forms.", consensus="reached", meeting="M1"),
    acts("confirm_minutes", "advisor", meeting="M1"),
)
# Public-meeting rules apply, to the group that directs and to an ad hoc group, whose meeting is held too.
PUBLIC: tuple[Step, ...] = (
    acts("answer_meeting_rules", "advisor", answer="yes", source="E-mail of counsel"),
    on_day("call_meeting", "advisor", field="on", days=8, at="10:00 AM", place="Room 1"),
    acts("note_published", "advisor", paper="M3 notice", where="The office's website"),
    another_policy,
    *g.WITH_GROUP,
    acts("answer_group_rules", LEAD, answer="yes"),
    on_day("call_group_meeting", LEAD, field="on", days=8, at="10:00 AM", place="Room 2"),
    acts("edit_group_agenda", LEAD, meeting="M1", added="The draft"),
    acts("send_group_agenda", LEAD, about="M1"),
    acts("note_group_published", LEAD, paper="M1 notice", where="The office's website"),
    after(days=9),
    acts("record_group_meeting", LEAD, meeting="M1", present=["professor"], deferred=["A1"]),
    acts("confirm_group_minutes", LEAD, meeting="M1"),
    on_day("call_group_meeting", LEAD, field="on", days=8, at="10:00 AM", place="Room 2"),
    on_day("move_group_meeting", LEAD, field="on", days=9, meeting="M2", at="2 pm", place="Room 1"),
    acts("cancel_group_meeting", LEAD, meeting="M2", reason="Nothing is open"),
)
# A target's day passes: the lead says why, and sets another one.
LATE: tuple[Step, ...] = (
    another_policy,
    *g.SLIPPED,
    acts("explain_slip", LEAD, which="S1", reason="The vendor's answer is missing."),
    on_day("set_timeline", LEAD, field="staff_review", days=20, template="standard", reason="Waiting."),
)
# A need with a bill is supported, ranked and parked, and comes back by itself.
PARKED: tuple[Step, ...] = (
    another_policy,
    acts(
        "raise_need",
        "dss",
        title="Generative tools",
        text="Rules",
        sources=["d"],
        bill="SB 1103",
        bill_stage="introduced",
    ),
    acts("support_need", "professor", why="We use them too."),
    acts("track_bill", "budget", bill="SB 1103", stage="in committee"),
    lambda government: government.do(
        "rank_need", "budget", need=government.subject.removeprefix("policy:"), place="1", reason="First."
    ),
    on_day("park_need", "budget", field="until", days=20, reasons="The legislature meets first."),
    after(days=22),
    g.ticked,
)
# Plans have editions with goals; a new edition asks which policies stand; a body is reported to.
PLANS: tuple[Step, ...] = (
    another_policy,
    *g.IN_FORCE,
    acts("set_plan", "cdo", plan="data_plan", edition="2026", goals="1.1: Data is shared"),
    acts("name_goals", LEAD, goals=["data_plan/2026/1.1"]),
    acts("set_plan", "cdo", plan="data_plan", edition="2028", goals="1: Data is open"),
    lambda government: government.do(
        "confirm_standing",
        "cdo",
        which=f"data_plan {government.subject.removeprefix('policy:')}",
        outcome="to be revised",
        words="It names the old plan.",
    ),
    acts("begin_plan", "cio", plan="it_plan"),
    on_day(
        "report_to_body",
        "advisor",
        field="convened_on",
        days=0,
        body="executive",
        text="Backups",
        outcome="Noted",
    ),
)

# A reviewer asks for time, passes the review on, notes a passage, and gives it with conditions, which a draft meets.
WITH_CONDITIONS: tuple[Step, ...] = (
    another_policy,
    *g.IN_REVIEW,
    on_day("ask_review_date", "legal", field="until", days=30, track="legal", reason="Two of us are ill."),
    acts("note_passage", "legal", track="legal", text="Which law?", section="II. Scope"),
    acts("give_review", "legal", track="legal", outcome="with conditions", text="Cite the law."),
    g.changed,
    acts("confirm_conditions", "legal", track="legal", text="It is cited."),
)

# An agency's response is drafted by one, given by whom the agency named, and answered.
RESPONDED: tuple[Step, ...] = (
    another_policy,
    *g.IN_FEEDBACK,
    g.dss_voice,
    acts("draft_agency_response", "dss_customers", stance="support", text="Gladly."),
    g.dss_responded,
    acts("respond_to_agency", LEAD, agency="DSS", response="accepted in part", reasons="We narrowed it."),
)


# On the comment board: joined, undone, split, sorted; a response drafted, given back, sent, judged, and its change.
ON_THE_BOARD: tuple[Step, ...] = (
    another_policy,
    *g.COMMENTED,
    g.also_commented,
    acts("join_comments", LEAD, comments=["C1", "C2"]),
    acts("undo_organising", LEAD, act="B1"),
    acts("split_comment", LEAD, comment="C2", parts="Too\n\nwide!"),
    acts("sort_comments", LEAD, comments=["C1"], theme="Scope", drafter="professor"),
    g.drafted_answer,
    acts("look_at_response", "advisor", draft="R1", verdict="return", note="Say where."),
    acts("draft_response", LEAD, comments=["C1"], response="accepted", reasons="Narrowed in II."),
    acts("look_at_response", "advisor", draft="R2", verdict="send"),
    acts("judge_response", "dss", judgment="remains", comments=["C1"], text="It still binds us."),
    g.redrafted,
    acts("link_change", LEAD, comments=["C1"], section="II. Scope"),
)

# A representative asks a question, which is answered to everybody.
QUESTIONS: tuple[Step, ...] = (
    another_policy,
    *g.IN_FEEDBACK,
    g.question_asked,
    acts("answer_question", LEAD, question="N1", text="It does.", to="all"),
)
# Three questions are asked in particular; one representative answers two of them, and changes one answer.
IN_PARTICULAR: tuple[Step, ...] = (
    another_policy,
    *g.REVIEWED,
    g.circulated_with_three,
    acts("give_answers", "dss", answer_1="Yes.", answer_3="In a year.", publish="yes"),
    acts("give_answers", "dss", answer_1="Yes.", answer_3="In two years.", publish="yes"),
)
# A roster is saved, renamed, used again, and deleted.
ROSTERS: tuple[Step, ...] = (
    another_policy,
    *g.IN_FEEDBACK,
    g.roster_saved,
    acts("rename_roster", "ciso", roster="R1", name="Everybody"),
    another_policy,
    *g.REVIEWED,
    acts("open_feedback", LEAD, about="R1", saved="R1", without=["dcp"], capacities=[]),
    acts("remove_roster", "ciso", roster="R1"),
)
# A comment comes with a file.
WITH_A_FILE: tuple[Step, ...] = (
    another_policy,
    *g.IN_FEEDBACK,
    acts("give_feedback", "dss", kind="comment", text="See the figures.", file=g.document("Figures.")),
)
# One of an agency's own people says whom it named, with the letter; the roster keeper undoes it.
VOICES: tuple[Step, ...] = (
    acts("name_voice", "keeper", agency="DSS", person="dss"),
    acts("end_voice", "keeper", agency="DSS", so="no longer", reason="She has moved."),
    acts(
        "say_voice",
        "dss",
        agency="DSS",
        person="dss",
        named_by="The Commissioner",
        letter=document("The letter, signed by hand and scanned by the office in the morning."),
    ),
    acts("end_voice", "keeper", agency="DSS", so="never", reason="The Commissioner named nobody."),
)
# Two representatives ask for more time: one is refused, for the other the period is extended; somebody is added.
MORE_TIME: tuple[Step, ...] = (
    another_policy,
    *g.IN_FEEDBACK,
    g.extension_asked,
    acts("refuse_extension", LEAD, people=["dss"], reason="The law gives a date."),
    on_day("ask_extension", "dcp", field="until", days=40, reason="A holiday."),
    on_day("extend_feedback", LEAD, field="closes_on", days=40),
    acts("add_to_roster", LEAD, people=["professor"]),
)


def moved(government: Government) -> None:
    """It goes by the former process, by the decision that was recorded last."""
    number = government.directory.meetings.decisions[-1].number
    government.do("move_process", "advisor", to=process_moves.FORMER, decided=number)


MOVED = (g.need, process_moves.noted, process_moves.changed_process, process_moves.decided, moved)
ADDED: tuple[Step, ...] = (
    another_policy,
    *g.COMMENTED,
    identities,
    another_policy,
    *g.IN_REVIEW,
    acts("deactivate_person", "keeper", person="legal"),
    acts("name_reviewer", LEAD, track="legal", person="professor"),
    acts("reactivate_person", "keeper", person="legal"),
    acts("give_review", "professor", track="legal", outcome="no concerns"),
    *(
        acts("give_review", person, track=track, outcome="no concerns")
        for track, person in g.REVIEWERS.items()
        if track != "legal"
    ),
    g.circulated,
    g.commented,
    agency_part_ended,
    *SETTLED,
    *EXIGENCIES,
    *ENTERED,
    *WRONG_FILE,
    *ABSENT,
    *HANDED_OVER,
    *MOVED_ROOM,
    *TAKEN_BACK,
    *CORRECTED,
    *IN_WORD,
    *WITHDRAWN,
    *ATTACHED,
    *MARKED_UP,
    *MET,
    *PLACED,
    *LATE,
    *ACCEPTED,
    *PARKED,
    *WITH_CONDITIONS,
    *ON_THE_BOARD,
    *RESPONDED,
    *PLANS,
    *MORE_TIME,
    *LEFT_GROUP,
    *QUESTIONS,
    *IN_PARTICULAR,
    *ROSTERS,
    *WITH_A_FILE,
    *PUBLIC,
    *VOICES,
    acts("begin_plan", "cio", plan="it_plan"),
    acts("end_plan_draft", "cio", plan="it_plan", reason="It waits for the budget"),
    another_policy,
    *MOVED,
)


def full_history() -> Government:
    """Everything that the golden log holds: the first history, then what was added."""
    government = first_history()
    for step in ADDED:
        step(government)
    return government


def first_history() -> Government:
    """One policy from a need to its rescission, with everything that can happen on the way. Closed: add to ADDED."""
    government = given(
        g.need,
        g.need,
        g.need,
        acts("not_at_this_time", "budget", reasons="Later"),
        acts("take_up_again", "budget", reasons="A new law"),
        lambda context: context.act(
            "join_need", "budget", {"other": "ITP-1", "reasons": "Alike"}, "policy:ITP-2"
        ),
        lambda context: context.act(
            "recommend_pursuing", "budget", {"lead": LEAD, "need": "low", "risk": "low"}, "policy:ITP-3"
        ),
        lambda context: context.act("proceed_without_group", LEAD, {}, "policy:ITP-3"),
        lambda context: context.act("close_development", "advisor", {"reasons": "No need"}, "policy:ITP-3"),
        g.pursued,
        acts("change_lead", "advisor", lead="budget"),
        acts("change_lead", "advisor", lead=LEAD),
        acts("set_timeline", LEAD, staff_review="2026-12-20", statutory="2027-06-30", citation="P.A. 26-1"),
        g.group,
        acts("add_member", LEAD, person="designee", perspectives=["privacy"]),
        acts("remove_member", LEAD, person="designee"),
        acts("change_liaisons", LEAD, liaisons=[LEAD, "budget"]),
        acts("look_in", "professor"),
        acts("ask_group", LEAD, kind="draft", text="A draft, please"),
        acts("answer_request", LEAD, request="Q1", text="Here it is", complete=True),
        g.drafted,
        acts("set_mark", LEAD, item="draft D1", marks=["preliminary", "security"], reason="Early"),
        acts("lift_mark", "ciso", which="draft D1/security", reason="Counsel"),
        acts("state_position", "professor", position="unresolved concern", text="Too wide"),
        on_day("ask_final_positions", LEAD, field="due", days=5),
        acts(
            "report_back",
            LEAD,
            kind="recommendation",
            recommends="this draft",
            text="Good",
            legal_exposure="Some",
        ),
        g.advanced,
        acts("send_back", "advisor", reasons="Shorter"),
        g.redrafted,
        g.advanced,
        acts("give_review", "legal", track="legal", outcome="changes needed", text="Cite"),
        acts("answer_review", LEAD, track="legal", text="Cited"),
        on_day("consult", LEAD, field="due", days=5, consultation="hr", question="Fine?"),
        acts("give_advice", "hr", consultation="hr", text="Fine", marks=["bargaining"]),
        acts("not_necessary", LEAD, consultation="labor", reasons="None"),
        g.reviewed,
        g.circulated,
        g.commented,
        acts("not_right_person", "dcp", suggested="dcp_deputy", text="Ask him"),
        g.dss_voice,
        acts("give_agency_response", "dss", text="We agree"),
        on_day("extend_feedback", LEAD, field="closes_on", days=30, reason="Holidays"),
        g.after(days=40),
        g.ticked,
        acts("give_feedback", "dss_customers", kind="comment", text="Late"),
        acts("consider_late", LEAD, comments=["C2"], considered="yes"),
        g.responded,
        g.delegated,
        g.with_designee,
        acts("record_direction", "advisor", text="Go on"),
        acts("try_again", LEAD, which="undelivered"),
        on_day("snooze", LEAD, field="until", days=1),
        acts("record_decision", "advisor", text="Go on", consensus="not reached", differs="The CISO"),
        acts(
            "record_deviation",
            "advisor",
            step="Step 1",
            exigency="An attack",
            authority="The Secretary",
            public_sentence="It was urgent.",
            before="no",
            marks=["security"],
        ),
        g.requested,
        acts("reviewed_for_secretary", "designee", text="Sound"),
        acts("discuss", "secretary", text="II?"),
        on_day("put_on_calendar", "contact", field="meeting_on", days=2),
        acts("return_draft", "secretary", reasons="Clearer"),
        g.requested,
        g.approved,
        acts("withdraw_approval", "secretary", reasons="Wait"),
        g.requested,
        acts(
            "approve_with_change",
            "contact",
            old_words="Agencies may",
            new_words="Agencies shall",
            entered_for="secretary",
            evidence_file=document("signed " * 20),
        ),
        acts("close_group", LEAD, reason="Done"),
        g.adopted,
        acts("note_publication", "publisher", address="https://portal.ct.gov/ai"),
        corrected_at_once,
        acts("acknowledge", "dss"),
        acts("attest", "dss", text="So it is"),
        acts("report_status", "dss", status="under way", text="Half"),
        acts("report_variance", "dss", text="We vary"),
        acts("request_variance", "dcp", text="A year"),
        acts("decide_variance", "advisor", variance="X2", granted="yes", reasons="Yes"),
        on_day("set_review_date", LEAD, field="next_review_on", days=60, reason="A new law"),
        acts("complete_review", "budget", recommends="rescind", reasons="Obsolete"),
        acts("keep_in_force", "secretary", reasons="Not yet"),
        g.revised,
        acts("submit_draft", LEAD, file=document("# I. New\n")),
        acts("close_development", "advisor", reasons="Not now"),
        acts("rescind", "secretary", reasons="Obsolete"),
        acts("end_designee", "secretary", of="secretary"),
        acts("end_delegation", "secretary", delegation="G1-delegate-2026-12-01"),
        acts("include_others", "advisor", person="professor", reason="Knows it"),
        acts("let_other_leave", "advisor", person="professor"),
        acts("deactivate_person", "keeper", person="dcp", reason="Left"),
        acts("reactivate_person", "keeper", person="dcp"),
        but=("DOC",),
    )
    for event in (
        d.AccountLinked(person="budget", platform="slack", tenant="T1", user="U1"),
        d.ProcessChanged(sha256="0" * 64, version="1.0", authorised_by="OPM"),
        d.OfficeEnded(role="auditor", office="Auditor", person="auditor"),
        d.AgencyClosed(code="DCP"),
        d.ReachChosen(person="budget", chat="teams"),
    ):
        government.record(DIRECTORY, event)
    government.record("policy:ITP-1", e.RoomLinked(platform="teams", conversation="19:group@thread.v2"))
    return government


def line_of(entry: Entry) -> str:
    """An entry as one line of JSON; its event's class is its type."""
    columns = {
        field.name: getattr(entry, field.name) for field in dataclasses.fields(entry) if field.name != "event"
    }
    if entry.evidence_paper:
        columns["evidence_paper"] = entry.evidence_paper.model_dump(mode="json")
    data = entry.event.model_dump(mode="json")
    return json.dumps(columns | {"data": data}, ensure_ascii=False, sort_keys=True, default=str)


def digest_of(states: Mapping[str, Any]) -> str:
    """The digest of the states; a later version's new field changes nothing while it is at its default."""
    text = json.dumps(
        {name: _plain(state) for name, state in states.items()}, sort_keys=True, ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_defaults=True)
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if _is_told(value, field)
        }
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _is_told(value: Any, field: dataclasses.Field[Any]) -> bool:
    """Whether a field is at another value than its default."""
    default = field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default
    return bool(getattr(value, field.name) != default)


def kinds_of(lines: list[str]) -> Counter[tuple[str, str]]:
    """How many entries of each type each stream has."""
    entries = [json.loads(line) for line in lines]
    return Counter((columns["stream"], columns["type"]) for columns in entries)


def _lists(lines: list[str]) -> int:
    """How many entries there are before the first policy."""
    return next(at for at, line in enumerate(lines) if json.loads(line)["stream"] != DIRECTORY)


def states_of(lines: Iterable[str]) -> dict[str, Any]:
    """What these entries fold to: old ones as they were written, whatever the rules would add to them today."""
    states: dict[str, Any] = {DIRECTORY: Directory()}
    for entry in map(loaded, lines):
        if entry.stream == DIRECTORY:
            states[DIRECTORY] = evolve_directory(states[DIRECTORY], entry)
        else:
            states[entry.stream] = evolve(states.get(entry.stream, blank(entry.stream)), entry)
    return states


CLASSES: dict[str, type[Event]] = {
    kind.__name__: kind for kind in (*get_args(e.PolicyEvents), *get_args(d.DirectoryEvents))
}


def loaded(line: str) -> Entry:
    """The entry of a line."""
    columns = json.loads(line)
    event = CLASSES[columns["type"]].model_validate(columns.pop("data"))
    happened_on = date.fromisoformat(columns.pop("happened_on"))
    recorded_at = datetime.fromisoformat(columns.pop("recorded_at"))
    paper = columns.pop("evidence_paper", None)
    evidence_paper = DocumentRef.model_validate(paper) if paper else None
    return Entry(
        **columns,
        happened_on=happened_on,
        recorded_at=recorded_at,
        event=event,
        evidence_paper=evidence_paper,
    )


def write() -> str:
    """Append the new entries to the log and write the digest; raises SystemExit where old ones would change."""
    history = full_history()
    written = LOG.read_text("utf-8").splitlines()
    lines = [line_of(entry) for entry in history.entries]
    # The government's first lists are of other people, and not as many, as when the log began.
    taken_over = _lists(lines) - _lists(written)
    if kinds_of(written[_lists(written) :]) != kinds_of(lines[_lists(lines) : len(written) + taken_over]):
        raise SystemExit(
            "The history no longer begins as the golden log does. Put new steps at the end of ADDED only."
        )
    added = lines[len(written) + taken_over :]
    LOG.write_text("".join(line + "\n" for line in (*written, *added)), "utf-8")
    DIGEST.write_text(digest_of(states_of((*written, *added))) + "\n", "utf-8")
    return f"{len(added)} entries were added to {LOG.name}; the {len(written)} that were there stay."


if __name__ == "__main__":
    print(write())

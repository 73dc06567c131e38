"""How the stages hang together, found out by trying: every action of the table, at each point of a walk.

Nothing here says where an action leads; the rules and `evolve` do, on made-up people and a made-up policy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from govbot.core.days import local_day
from govbot.core.decide import record_command
from govbot.core.grammar import (
    Acting,
    Action,
    Capacity,
    Command,
    Entered,
    FieldErrors,
    Refusal,
    RuleContext,
)
from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.table import BY_NAME, TABLE, acting_in, capacities_for, open_capacities
from govbot.core.workflow.evolve import evolve
from govbot.core.workflow.policy import Policy, blank
from govbot.core.workflow.saved_comments import SavedComment
from govbot.core.workflow.standing import standing
from govbot.docgen.made_up import BEGINNING, TEXT, Answers, commands, document, entry_of, people

NOTHING = ""  # before a need is raised
CLOCK = Capacity("clock", "the clock")
Somebody = tuple[RuleContext[Any], tuple[Capacity, ...]]  # the moment as this person, and their capacities

# The walk: a point's name, the point that it goes on from, the steps to it. "*" gives all tracks' reviews; `entered`
# says that the policy lead enters it for whoever acts; `about`, `rooms`, `saved` and `now` are the rule's context.
EVERY_TRACK = ("give_review", {"track": "*", "outcome": "no concerns"})
OTHER_WORDS = document("# Other\n\nWholly new words stand here now.\n", ("Other",))
BEFORE, DAY_BEFORE = (
    BEGINNING - timedelta(days=30),
    "2026-11-30",
)  # a meeting that has begun was called before
A_LAW = {"part": "laws", "old_words": "matters"}
WALK: tuple[tuple[str, str, tuple[tuple[str, Answers], ...]], ...] = (
    ("a need", "", (("raise_need", {}),)),
    ("a need put aside", "a need", (("not_at_this_time", {}),)),
    ("pursued", "a need", (("recommend_pursuing", {}),)),
    ("a target not met", "pursued", (("set_timeline", {}), ("say_slip", {"about": "staff review"}))),
    ("a group", "pursued", (("assemble_group", {}), ("ask_group", {"kind": "draft"}))),
    ("a room to be moved", "a group", (("link_room", {"about": "chat new", "rooms": {"chat": "old"}}),)),
    ("a meeting of the group", "a group", (
        ("answer_group_rules", {"answer": "yes"}), ("call_group_meeting", {"now": BEFORE, "on": DAY_BEFORE}),
    )),
    ("minutes of the group", "a meeting of the group", (("record_group_meeting", {}),)),
    ("a draft", "a group", (("submit_draft", {"marks": ("preliminary",)}),)),
    ("a report", "a draft", (("report_back", {"recommends": "this draft"}),)),
    ("in an emergency", "a draft", (("proceed_in_emergency", {}),)),
    ("advanced", "a report", (("advance", {}), ("consult", {}))),
    ("reviewed with conditions", "advanced", (
        ("give_review", {"track": "data_plan", "outcome": "with conditions"}),
        ("submit_draft", {"file": OTHER_WORDS}),
    )),
    ("reviewed", "advanced", (EVERY_TRACK,)),
    ("circulating", "reviewed", (("open_feedback", {}), ("give_feedback", {"kind": "comment"}))),
    ("questions answered", "circulating", (("give_answers", {"answer_1": "In a year."}),)),
    ("a marked-up file", "circulating", (("send_marked_file", {}),)),
    ("a question asked", "circulating", (("ask_question", {"text": "Does it bind boards?"}),)),
    ("more time asked for", "circulating", (("ask_extension", {"until": "2027-06-01"}),)),
    ("a response as one, circulating", "circulating", (("give_agency_response", {"text": "We support it."}),)),
    ("comments saved on the page", "circulating", (
        ("hand_in_comments", {"saved": (SavedComment("S1", text="Too wide."),)}),
    )),
    ("a response drafted", "circulating", (("sort_comments", {"theme": "Cost"}), ("draft_response", {}))),
    ("a response given", "circulating", (("respond_to_comments", {}),)),
    ("a comment without its place", "circulating", (("submit_draft", {"file": OTHER_WORDS}),)),
    ("circulated", "circulating", (("close_feedback", {}),)),
    ("requested", "circulated", (("request_review", {}),)),
    ("returned", "requested", (("return_draft", {}),)),
    ("approved", "requested", (("approve", {}),)),
    ("approved with a change", "requested", (("approve_with_change", {}),)),
    # Not everything is done where a policy goes on: changes needed, a period still open, late feedback.
    ("changes needed", "advanced", (
        EVERY_TRACK, ("give_review", {"track": "data_plan", "outcome": "changes needed"}),
    )),
    ("changes needed, circulating", "changes needed", (("open_feedback", {"passing_over": "Urgent."}),)),
    ("changes needed, requested", "changes needed, circulating", (
        ("request_review", {"passing_over": "Urgent."}),
    )),
    ("changes needed, approved", "changes needed, requested", (("approve", {}),)),
    # What somebody enters for somebody else, and what the person says of it.
    ("entered", "circulating", (("give_feedback", {"kind": "comment", "entered": "by word of mouth"}),)),
    ("disputed", "entered", (("contest_entry", {}),)),
    ("late feedback", "circulated", (("give_feedback", {"kind": "comment"}),)),
    ("late feedback, requested", "late feedback", (("request_review", {}),)),
    ("late feedback, approved", "late feedback, requested", (("approve", {}),)),
    # Versions
    ("adopted for later", "approved", (("adopt", {"effective_on": "2027-06-01", "variances": True}),)),
    ("a variance asked for", "adopted for later", (("request_variance", {}),)),
    ("in force", "approved", (("adopt", {"effective_on": "2026-12-01", "variances": True}),)),
    ("in force, a variance asked for", "in force", (("request_variance", {}),)),
    ("a slip to confirm", "in force", (("correct_technically", {**A_LAW, "new_words": "counts"}),)),
    ("a correction to decide", "in force", (("correct_technically", {**A_LAW, "new_words": "shall"}),)),
    ("rescission recommended", "in force", (("complete_review", {"recommends": "rescind"}),)),
    ("a revision", "in force", (("complete_review", {"recommends": "revise"}),)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """An action that changes where a policy stands: from which stage ("" for none) to which."""

    action: str
    before: str
    after: str


@dataclass
class WalkResult:
    """The result of the walk: the moves, the stages in which each action was open, and why it else was not."""

    moves: list[Move] = field(default_factory=list)
    stages: dict[str, list[str]] = field(default_factory=dict)
    reasons: dict[str, list[str]] = field(default_factory=dict)


def walk(process: Process) -> WalkResult:
    """Go the walk, and try every action at each of its points."""
    directory = people(process)
    result = WalkResult()
    points: dict[str, Policy] = {"": blank("policy:ITP-1")}
    _try_all(points[""], directory, process, result)
    for name, before, steps in WALK:
        policy = points[before]
        for action, answers in steps:
            policy = _step(policy, directory, process, BY_NAME[action], answers)
        points[name] = policy
        _try_all(policy, directory, process, result)
    _try_all(points["advanced"], without_a_reviewer(directory, process), process, result)
    return result


def without_a_reviewer(directory: Directory, process: Process) -> Directory:
    """The directory once everybody of the first office that reviews has left."""
    office = next(track.office for track in process.tracks if track.office)
    return replace(directory, offices=tuple(held for held in directory.offices if held.name != office))


def stage_of(policy: Policy) -> str:
    return policy.stage if policy.raisers else NOTHING


def _try_all(policy: Policy, directory: Directory, process: Process, result: WalkResult) -> None:
    before = stage_of(policy)
    everybody = _everybody(policy, directory, process)
    for action in TABLE:
        if action.stream == "directory" or (action.stream == "new") != (before == NOTHING):
            continue
        at = next(_open_to(action, everybody), None)
        if at is None:
            noted = result.reasons.setdefault(action.name, [])
            noted += [why for why in dict.fromkeys(_why_not(action, everybody)) if why not in noted]
            continue
        stages = result.stages.setdefault(action.name, [])
        if before and before not in stages:
            stages.append(before)
        for command in commands(action, at):
            after = _after(action, at, command)
            move = Move(action.name, before, stage_of(after) if after else before)
            if after and move.after != before and move not in result.moves:
                result.moves.append(move)


def _step(policy: Policy, directory: Directory, process: Process, action: Action, given: Answers) -> Policy:
    """The policy after this action, by the first person who may take it; a fault where nobody may."""
    if given.get("track") == "*":
        for track in process.tracks:
            policy = _step(policy, directory, process, action, {**given, "track": track.key})
        return policy
    entered: Entered = given.get("entered", "")
    around = {name: given[name] for name in ("about", "rooms", "saved", "now") if name in given}
    answers = {name: answer for name, answer in given.items() if name not in ("entered", *around)}
    for at in _open_to(action, _everybody(policy, directory, process)):
        at = replace(at, **around)
        at = _entered_by_lead(at, policy) if entered else at
        for command in commands(action, at, answers):
            if (after := _after(action, at, command, entered)) is not None:
                return after
    raise ValueError(f"Nobody can take “{action.name}” at {stage_of(policy)}: the walk needs another step.")


def _everybody(policy: Policy, directory: Directory, process: Process) -> list[Somebody]:
    """The clock and each person, at this moment, with their capacities."""
    everybody = []
    for person in ("clock", *directory.people):
        at = _at(policy, directory, process, person)
        held = standing(policy, directory, process, person, _today(at))
        everybody.append((at, (CLOCK,) if person == "clock" else held))
    return everybody


def _open_to(action: Action, everybody: Sequence[Somebody]) -> Iterator[RuleContext[Any]]:
    """The moment, as everybody to whom the action is open, in each fitting capacity."""
    for at, held in everybody:
        for capacity in open_capacities(action, at, held):
            yield acting_in(at, capacity)


def _why_not(action: Action, everybody: Sequence[Somebody]) -> Iterator[str]:
    """Why the action is not open to those whose it is, where that is not the stage alone."""
    for at, held in everybody[1:]:
        for capacity in capacities_for(action, held):
            why = action.open.missing(acting_in(at, capacity))
            if why and " is now at: " not in why:
                yield why


def _at(policy: Policy, directory: Directory, process: Process, person: str) -> RuleContext[Any]:
    """The clock looks a year later: what is due is due then."""
    now = BEGINNING + timedelta(days=365 if person == "clock" else 0)
    who = Acting(person, Capacity("anyone", ""), local_day(now, process))
    return RuleContext(policy, directory, process, now, who, "policy:ITP-1", "", TEXT)


def _today(context: RuleContext[Any]) -> date:
    return local_day(context.now, context.process)


def _entered_by_lead(context: RuleContext[Any], policy: Policy) -> RuleContext[Any]:
    return replace(context, who=replace(context.who, entered_by=policy.lead, evidence="By telephone"))


def _after(
    action: Action, context: RuleContext[Any], command: Command, entered: Entered = ""
) -> Policy | None:
    """The policy afterwards; None where the rule refuses these answers."""
    try:
        result = record_command(context, action, command)
    except (Refusal, FieldErrors):
        return None
    policy: Policy = context.state
    for event in result.events.get("policy:ITP-1", ()):
        event = event.model_copy(update={"entered": entered}) if entered else event
        policy = evolve(policy, entry_of("policy:ITP-1", event, context.who, context.now))
    return policy

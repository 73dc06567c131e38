"""What holds after every step of every history, whoever did what: checked against PROCESS.md, not against
the code."""

from __future__ import annotations

from govbot.core.grammar import Event, Obligation
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve import evolve
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.parties import desk_of
from govbot.core.workflow.passing_on import answerable
from govbot.core.workflow.policy import Policy, blank
from govbot.core.workflow.standing import may_read, standing
from govbot.core.workflow.steps.circulation import answers_awaited
from tests.core.given import Government
from tests.government import PEOPLE

BEFORE_APPROVAL = ("drafting", "staff review", "agency feedback", "secretary's review")
WITHOUT_DEVELOPMENT = ("adopted", "in force", "superseded", "rescinded")

# PROCESS.md, “The moves”: from which stages an action leads to which; all others stay.
MOVES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "recommend_pursuing": (("need",), ("drafting",)),
    "not_at_this_time": (("need",), ("closed",)),
    "join_need": (("need",), ("joined",)),
    "take_up_again": (("closed",), ("need",)),
    "advance": (BEFORE_APPROVAL, ("staff review",)),
    "send_back": (BEFORE_APPROVAL, ("drafting",)),
    "close_development": (BEFORE_APPROVAL, ("closed", *WITHOUT_DEVELOPMENT)),
    "open_feedback": (BEFORE_APPROVAL, ("agency feedback",)),
    "request_review": (BEFORE_APPROVAL[:3], ("secretary's review",)),
    "approve": (("secretary's review",), ("release candidate",)),
    "approve_with_change": (("secretary's review",), ("release candidate",)),
    "return_draft": (("secretary's review",), ("drafting",)),
    "withdraw_approval": (("release candidate",), ("drafting",)),
    "adopt": (("release candidate",), ("adopted", "in force")),
    "withdraw_adoption": (("adopted", "in force"), ("release candidate",)),
    "move_effective_date": (("adopted", "in force"), ("adopted", "in force")),
    "come_into_force": (("adopted",), ("in force",)),
    "rescind": (("in force", "adopted"), ("rescinded",)),
}
# Those that may also stay where they are, or move only sometimes.
SOMETIMES: dict[str, tuple[tuple[str, str], ...]] = {
    "submit_draft": (("secretary's review", "drafting"),),  # a new draft voids the request
    "complete_review": (("in force", "drafting"),),  # revise: a new development
    "correct_technically": (("adopted", "in force"),),
}


def check_move(action: str, before: str, after: str) -> None:
    """The stage moved only as the table of moves says."""
    if action in MOVES:
        sources, targets = MOVES[action]
        developing = action in ("rescind", "come_into_force") and before == after
        assert developing or (before in sources and after in targets), (action, before, after)
    else:
        assert before == after or (before, after) in SOMETIMES.get(action, ()), (action, before, after)


def check(government: Government) -> None:
    """All that must hold of every policy now."""
    for stream, policy in government.policies.items():
        check_versions(policy)
        check_drafts(policy)
        check_awaited(government, stream, policy)
        check_stages(policy)
        check_marks(government, policy)


def check_versions(policy: Policy) -> None:
    statuses = [version.status for version in policy.versions]
    assert statuses.count("in force") <= 1, "at most one version is in force"
    assert statuses.count("adopted") <= 1, "at most one version is adopted for later"
    numbers = [version.number for version in policy.versions]
    assert len(set(numbers)) == len(numbers), "no version number stands twice"


def check_drafts(policy: Policy) -> None:
    """Drafts are numbered D1, D2 …; an approval or request names the hash of the draft that it is for."""
    for development in (*policy.past, *([policy.development] if policy.development else [])):
        assert [draft.number for draft in development.drafts] == list(range(1, len(development.drafts) + 1))
        papers = {draft.number: draft.paper for draft in development.drafts}
        if development.approval:
            paper = papers[development.approval.draft]
            assert (development.approval.sha256, development.approval.text_sha256) == (
                paper.sha256,
                paper.text_sha256,
            )
            assert development.draft is not None
            assert development.approval.draft == development.draft.number, (
                "what is approved is the current draft"
            )
        if development.request:
            assert development.stage == "secretary's review"
            assert development.draft is not None
            assert development.request.draft == development.draft.number, "a new draft voids a request"
            assert development.request.sha256 == papers[development.request.draft].sha256
        assert (development.stage in ("release candidate", "adopted")) == (development.approval is not None)
        assert development.stage != "secretary's review" or development.request is not None
    for version in policy.versions:
        if version.approval and not version.correction:
            assert version.paper.sha256 == version.approval.sha256, "what is published is what was approved"


def check_awaited(government: Government, stream: str, policy: Policy) -> None:
    """Every party is understood, can do what is awaited of it, and finds it in the own list."""
    awaited = obligations(policy)
    answers_awaited.cache_clear()
    assert awaited == obligations(policy), "what is kept from before is what would be made anew"
    seen = set()
    desks = [desk_of(person, government.directory, government.process, government.today) for person in PEOPLE]
    for obligation in awaited:
        assert obligation.key not in seen, f"asked twice: {obligation}"
        seen.add(obligation.key)
        if obligation.party == "clock":
            assert obligation.due is not None
            continue
        answers = answerable(
            obligation.party, policy, government.directory, government.process.director.key, government.today
        )
        people = answers.people
        assert all(map(government.directory.is_active, people)), (
            f"{obligation} is on the desk of somebody who left"
        )
        assert people or nobody_at_all(government), f"nobody is found for {obligation}"
        assert len(set(people)) == len(people), "each person once"
        assert not nobody_there(government, obligation) or answers.passed_on or not people, (
            f"{obligation} has not passed on"
        )
        for person in people:
            why = government.refusal(obligation.action, person, obligation.about, stream)
            waits_for_a_mark = obligation.action == "adopt" and "nothing marked is printed" in (why or "")
            # The minutes stand on the list from the day on which the meeting is called.
            waits_for_its_meeting = obligation.action == "record_group_meeting" and "has begun" in (why or "")
            waits = waits_for_a_mark or waits_for_its_meeting
            assert why is None or answers.passed_on or waits, f"{obligation} of {person}: {why}"
        for desk in desks:
            assert desk.answers(policy, obligation.party) == (desk.person in people), (
                f"{obligation}: the list of {desk.person}"
            )


def nobody_in_the_seat(government: Government, seat: str) -> bool:
    """Whether neither the holder nor a designee is there."""
    directory = government.directory
    named = directory.designees.get(seat)
    standing_in = named is not None and (named.until is None or government.today <= named.until)
    designee = named.person if named and standing_in else ""
    return not directory.is_active(directory.seats[seat]) and not directory.is_active(designee)


def check_stages(policy: Policy) -> None:
    """Nothing is awaited after its stage, of a retired agency, or once nobody wants it any more."""
    development = policy.development
    stage = development.stage if development else ""
    stages = {
        "recommend_pursuing": ("need",),
        "assemble_group": ("drafting",),
        "look_in": ("drafting",),
        "state_position": BEFORE_APPROVAL,
        "advance": BEFORE_APPROVAL,
        "close_development": BEFORE_APPROVAL,
        "give_review": BEFORE_APPROVAL,
        "answer_review": BEFORE_APPROVAL,
        "give_advice": BEFORE_APPROVAL,
        "give_feedback": BEFORE_APPROVAL,
        "respond_to_comments": BEFORE_APPROVAL,
        "approve": ("secretary's review",),
        "adopt": ("release candidate",),
        "complete_review": ("",),
    }
    for obligation in obligations(policy):
        assert stage in stages.get(obligation.action, (stage,)), f"{obligation} at {stage}"
        kind, _, of = obligation.party.partition(":")
        assert not (kind == "agency" and of in policy.retired), f"{obligation} of a retired agency"
        if development and obligation.action == "answer_request":
            request = next(each for each in development.requests if each.id == obligation.about)
            assert not request.complete, f"{obligation} is answered"
            assert request.stage in ("", stage), f"{obligation} is of another stage"
        if development and obligation.action == "give_feedback":
            assert development.period is not None
            assert not development.period.closed, f"{obligation} after the closing"


def nobody_at_all(government: Government) -> bool:
    """Whether all have left who could say what comes next."""
    directory = government.directory
    last = {"secretary's contact", "approver", "roster keeper", "operator"}
    offices = {office.person for office in directory.offices if office.role in last}
    return not any(map(directory.is_active, {*offices, *directory.steering(government.today)}))


def nobody_there(government: Government, obligation: Obligation) -> bool:
    """Whether everybody who could be meant has left."""
    directory = government.directory
    kind, _, of = obligation.party.partition(":")
    match kind:
        case "person" | "lead" | "member" | "named":
            return not directory.is_active(of)
        case "seat":
            return nobody_in_the_seat(government, of)
        case "role" if of == "advisor":
            return nobody_in_the_seat(government, "advisor")
        case "role":
            role = {"secretary": "approver", "publisher": "publisher"}[of]
            return not any(
                directory.is_active(each.person) for each in directory.offices if each.role == role
            )
        case "office":
            return not any(directory.is_active(each.person) for each in directory.offices if each.name == of)
        case "agency":
            return not any(each.active and each.agency == of for each in directory.people.values())
        case "steering":
            return not any(directory.is_active(person) for person in directory.seats.values())
        case _:
            return False


def check_marks(government: Government, policy: Policy) -> None:
    """What carries a mark is read by its author, by the mark's readers and by the office that lifts it alone."""
    for item, marks in policy.marks.items():
        for person in PEOPLE:
            held = standing(policy, government.directory, government.process, person, government.today)
            kinds = {capacity.kind for capacity in held} | (
                {"author"} if policy.authors.get(item) == person else set()
            )
            kinds |= {"secretary"} if kinds & {"delegate", "secretary_designee"} else set()
            lifts = {capacity.of for capacity in held if capacity.kind == "lifter"}
            readers = {key: set(mark.readers) for key in marks if (mark := government.process.mark(key))}
            allowed = all(key in lifts or kinds & names for key, names in readers.items())
            assert may_read(policy, government.process, item, person, held) == allowed, (item, person)


class Closings:
    """When feedback periods close, told from the events alone: the instant is the rule, not the clock's
    tick."""

    def __init__(self) -> None:
        self._closes: dict[tuple[str, int], object] = {}

    def check(self, government: Government, stream: str, event: Event) -> None:
        now = government.now
        match event:
            case e.FeedbackOpened() | e.FeedbackClosingChanged():
                self._closes[stream, event.period] = event.closes_at
            case e.FeedbackClosed(by_clock=False):
                self._closes[stream, event.period] = now
            case e.FeedbackGiven() | e.AgencyResponseNamed():
                closes = self._closes[stream, event.period]
                entry = next(entry for entry in reversed(government.entries) if entry.event is event)
                vouched = entry.entered_by is not None and entry.happened_on < government.today
                if not vouched:
                    assert event.late == (closes is not None and now >= closes), (event, closes, now)  # type: ignore[operator]
            case _:
                pass


def check_replay(government: Government) -> None:
    """The entries, folded again from the first, give the same state."""
    for stream, policy in government.policies.items():
        again = blank(stream)
        for entry in government.entries:
            if entry.stream == stream:
                again = evolve(again, entry)
        assert again == policy

"""The steering group's weekly list: what is late, unassigned, undecided or at rest on a policy, and vacancies. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from govbot.core.days import due_in, local_day, said_day
from govbot.core.grammar import Obligation
from govbot.core.membership.directory import Directory
from govbot.core.membership.standing import ROLES
from govbot.core.process import Process
from govbot.core.workflow.keys import key_of
from govbot.core.workflow.obligations import obligations
from govbot.core.workflow.offices import office_of
from govbot.core.workflow.passing_on import answerable
from govbot.core.workflow.policy import STAGES, Development, Policy

AT_REST = 10  # business days without anything recorded
SLIPPED = ("set_timeline", "explain_slip")
SETTLING = ("remind", "give_until", "pass_over")
# What shall or will be done, and the decision on a need: by the actions that are awaited.
LISTED_WHEN_LATE = frozenset(
    {
        "recommend_pursuing", "advance", "close_development", "state_position", "answer_request", "give_review",
        "answer_review", "confirm_conditions", "respond_to_comments", "approve", "adopt", "rescind",
        "complete_review", "done_afterwards", "note_group_published",
    }
)  # fmt: skip
# Offices without which a policy cannot go its way, by their role.
NEEDED = ("approver", "secretary's contact", "publisher", "roster keeper", "records officer")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: whose it is, what is the matter, the actions that help and what they are about.

    `what` is a template (`Process.say_kept`). `many` counts the same thing awaited of several people of an office.
    `said` are people's own words on it.
    """

    office: str
    what: str
    actions: tuple[str, ...] = ()
    about: str = ""
    many: int = 1
    said: str = ""


def lines_of(
    policy: Policy, directory: Directory, process: Process, now: datetime, changed_at: datetime
) -> list[Line]:
    """The lines of one policy. `changed_at` is when something was last recorded on it."""
    today = local_day(now, process)
    lines = [*_to_assign(policy, directory, process, today), *_overdue(policy, directory, process, now)]
    development = policy.development
    if development is None or development.stage not in STAGES:
        return lines
    lines += _undecided(development, process, now)
    lines += _slipped(development, process, today)
    at_rest = development.stage != "need" and due_in(changed_at, AT_REST, process) < now
    if at_rest and not lines:
        since = said_day(local_day(changed_at, process))
        lead = office_of(process, directory, "role:lead")
        lines.append(Line(lead, f"nothing has been recorded since {since}", ("set_timeline",)))
    return lines


def _overdue(policy: Policy, directory: Directory, process: Process, now: datetime) -> Iterator[Line]:
    """What shall or will be done and is late: one line for an office, however many of its people it awaits."""
    late: dict[tuple[str, str], list[Obligation]] = {}
    for obligation in obligations(policy):
        is_late = obligation.due is not None and obligation.due <= now and obligation.party != "clock"
        if is_late and obligation.strength in ("shall", "will"):
            office = office_of(process, directory, obligation.party)
            late.setdefault((office, _plainly(obligation)), []).append(obligation)
    for (office, what), awaited in late.items():
        first = awaited[0]
        assert first.due is not None
        since = said_day(local_day(min(each.due for each in awaited if each.due), process))
        actions = SETTLING if first.strength == "will" else SETTLING[:2]
        yield Line(office, f"{what}, due since {since}", actions, key_of(first), len(awaited))


def _plainly(obligation: Obligation) -> str:
    """What is awaited as anybody reads it, without the words of a request, which may carry a mark."""
    what = obligation.what
    for your in ("your {agency}'s ", "your office's ", "your "):
        what = what.removeprefix(your)
    return what.partition(":")[0] if obligation.action == "answer_request" else what


def _undecided(development: Development, process: Process, now: datetime) -> Iterator[Line]:
    due = development.decision_due
    if development.stage == "need" and due and due <= now:
        since = said_day(local_day(due, process))
        decides = ("recommend_pursuing", "not_at_this_time", "join_need")
        yield Line(process.say("{steering_group}"), f"a decision on the need, due since {since}", decides)


def _slipped(development: Development, process: Process, today: date) -> Iterator[Line]:
    """Targets whose day has passed, of stages that are not reached; and a statutory deadline."""
    for stage, day in development.open_targets.items():
        if day < today:
            target = f"the target for “{process.stage(stage)}”, {said_day(day)}, has passed"
            yield Line(process.say("{lead}"), target, SLIPPED, said=_why(development, stage, day))
    if development.statutory and development.statutory < today:
        deadline = f"the statutory deadline, {said_day(development.statutory)}, has passed"
        said = _why(development, "statutory", development.statutory)
        yield Line(process.say("{lead}"), deadline, SLIPPED, said=said)


def _why(development: Development, stage: str, day: date) -> str:
    """The reasons given for a target that was not met, in people's own words."""
    slip = next((each for each in development.slips if (each.stage, each.target) == (stage, day)), None)
    return "; ".join(reason.text for reason in slip.reasons) if slip else ""


def _to_assign(policy: Policy, directory: Directory, process: Process, today: date) -> Iterator[Line]:
    """Whoever has to be named: a lead, a liaison, a reviewer."""
    development = policy.development
    carried = policy.version or (development and development.stage in STAGES[1:])
    if carried and not directory.is_active(policy.lead):
        yield Line(process.say("{advisor}"), "a {lead} has to be named", ("change_lead",))
    if development is None or development.stage not in STAGES:
        return
    group = development.group
    if group and not group.closed and not any(map(directory.is_active, group.liaisons)):
        yield Line(process.say("{lead}"), "a {liaison} has to be named", ("change_liaisons",))
    director = process.director.key
    for review in development.reviews:
        is_open = any(
            each.action == "give_review" and each.about == review.asked.track for each in obligations(policy)
        )
        if is_open and answerable(review.party, policy, directory, director, today).passed_on:
            what = f"a reviewer for {review.asked.name} has to be named"
            yield Line(process.say("{lead}"), what, ("name_reviewer",), review.asked.track)


def vacancies(directory: Directory, process: Process, today: date) -> list[str]:
    """The seats and offices that nobody holds today, by name."""
    seats = [seat.name for seat in process.seats if not directory.seat_people(seat.key, today)]
    held = {office.name for office in directory.offices if directory.is_active(office.person)}
    asked = [track.office for track in process.tracks if track.office]
    asked += [consultation.office for consultation in process.consultations]
    known = [office.name for office in directory.offices if office.role in ROLES]
    offices = [name for name in dict.fromkeys((*asked, *known)) if name not in held]
    roles = [role for role in NEEDED if not directory.holders(role)]
    known_roles = {office.role for office in directory.offices if office.name in offices}
    return [*seats, *offices, *(role for role in roles if role not in known_roles)]

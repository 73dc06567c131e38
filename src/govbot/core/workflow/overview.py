"""The overview of all policies: where each stands, since when, what comes next, and of which office it is awaited.

Pure: it reads the list of policies and the open obligations, never a policy's history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from govbot.core.days import local_day
from govbot.core.grammar import Capacity, RuleContext
from govbot.core.membership.directory import Directory
from govbot.core.process import Process
from govbot.core.workflow.course import Course
from govbot.core.workflow.offices import office_of
from govbot.core.workflow.policy import STAGES

# What the clock brings about and nobody waits for.
UNSAID = ("say_slip", "send_group_agenda_by_clock")
ENDED = frozenset({"closed", "joined", "rescinded", "superseded"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A policy as the list of policies has it, with its course."""

    id: str
    title: str
    stage: str
    lead: str
    updated: datetime
    course: Course


@dataclass(frozen=True, slots=True)
class Open:
    """Something that is awaited on a policy: of which party, what (a template), and by when. `many` counts people."""

    party: str
    action: str
    what: str
    due: datetime | None
    many: int = 1
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A policy on the overview.

    `late` is the day since which something that is required, a target or a statutory deadline is past its date.
    `following` is the next date and what it is of; `asked_by` the first date by which something was asked for that
    nobody is required to do. `offices` are those of which something is awaited, with how
    many of their people; `agencies` the codes of those whose feedback is awaited. `because` are the reasons given
    for targets that were not met, in people's own words.
    """

    listed: Listed
    late: date | None
    reasons: tuple[str, ...]
    following: tuple[date, str] | None
    offices: tuple[tuple[str, int], ...]
    agencies: frozenset[str] = frozenset()
    because: tuple[str, ...] = ()
    asked_by: tuple[date, str] | None = None


READERS = frozenset(
    {"steering", "secretary", "secretary_designee", "contact", "records", "auditor", "advisor"}
)
NOT_YOURS = "{what} is the {steering_group}'s. “/gov” shows what is awaiting you."


def why_not_shown(what: str) -> Callable[[RuleContext[Any], tuple[Capacity, ...]], str | None]:
    """Why this is not shown to somebody with these capacities, as a sentence; None where it is."""

    def refusal(context: RuleContext[Any], held: tuple[Capacity, ...]) -> str | None:
        is_reader = bool({capacity.kind for capacity in held} & READERS)
        return None if is_reader else context.say(NOT_YOURS, what=what)

    return refusal


@dataclass(frozen=True, slots=True)
class _Lists:
    """What all rows share: the directory, the moment, and what was looked up for an earlier row."""

    directory: Directory
    process: Process
    now: datetime
    today: date
    offices: dict[str, str] = field(default_factory=dict)
    days: dict[datetime, date] = field(default_factory=dict)

    def office(self, party: str) -> str:
        """The office of a party, as people read it."""
        if party not in self.offices:
            self.offices[party] = office_of(self.process, self.directory, party)
        return self.offices[party]

    def day(self, instant: datetime) -> date:
        """The government's day at an instant."""
        if instant not in self.days:
            self.days[instant] = local_day(instant, self.process)
        return self.days[instant]


def overview(
    listed: Iterable[Listed],
    awaited: Mapping[str, Sequence[Open]],
    directory: Directory,
    process: Process,
    now: datetime,
) -> list[Row]:
    """A row for each policy that is not over, or of which something is still awaited.

    What is past its date stands first, then what has the next date.
    `awaited` is by policy.
    """
    lists = _Lists(directory, process, now, local_day(now, process))
    rows = [
        _row(policy, awaited.get(policy.id, ()), lists)
        for policy in listed
        if policy.stage not in ENDED or any(each.is_required for each in awaited.get(policy.id, ()))
    ]
    return sorted(rows, key=_attention)


def _attention(row: Row) -> tuple[int, date, int]:
    number = row.listed.id.rpartition("-")[2]
    order = int(number) if number.isdecimal() else 0
    if row.late:
        return (0, row.late, order)
    return (1, row.following[0], order) if row.following else (2, date.max, order)


def _row(policy: Listed, awaited: Sequence[Open], lists: _Lists) -> Row:
    late = [*_late(policy, awaited, lists)]
    people: Counter[str] = Counter()
    agencies: set[str] = set()
    for each in awaited:
        if each.party == "clock":
            continue
        people[lists.office(each.party)] += each.many
        if each.action == "give_feedback":
            agencies |= _agency(each.party, lists.directory)
    return Row(
        listed=policy,
        late=min((day for day, _ in late), default=None),
        reasons=tuple(reason for _, reason in sorted(late)),
        following=min(_ahead(policy, awaited, lists), default=None),
        offices=tuple(people.most_common()),
        agencies=frozenset(agencies),
        because=policy.course.why_late(policy.stage, lists.today),
        asked_by=min(_asked_for(awaited, lists), default=None),
    )


def _agency(party: str, directory: Directory) -> set[str]:
    kind, _, of = party.partition(":")
    if kind == "agency":
        return {of}
    person, _, further = of.partition("@")
    agency = further or (directory.people[person].agency if person in directory.people else "")
    return {agency} if agency else set()


def _late(policy: Listed, awaited: Sequence[Open], lists: _Lists) -> Iterable[tuple[date, str]]:
    """What is past its date, each with the day and a template of what it is."""
    course, today = policy.course, lists.today
    for each in awaited:
        if each.is_required and each.due and each.due <= lists.now and each.party != "clock":
            yield lists.day(each.due), each.what.partition(":")[0]
    for stage, day in course.slipped(policy.stage, today):
        yield day, f"the target for “{lists.process.stage(stage)}”"
    if course.missed_statute(policy.stage, today) and course.statutory:
        yield course.statutory, "the statutory deadline"


def _asked_for(awaited: Sequence[Open], lists: _Lists) -> Iterable[tuple[date, str]]:
    """What was asked for by a date that has passed, and is not required, each with a template of what it is."""
    for each in awaited:
        if each.due and each.due <= lists.now and not each.is_required and each.party != "clock":
            yield lists.day(each.due), each.what.partition(":")[0]


def _ahead(policy: Listed, awaited: Sequence[Open], lists: _Lists) -> Iterable[tuple[date, str]]:
    """The dates to come, each with a template of what it is of."""
    course, today = policy.course, lists.today
    for each in awaited:
        if each.due and each.due > lists.now and each.action != "say_slip":
            yield lists.day(each.due), each.what.partition(":")[0]
    if policy.stage in STAGES:
        for stage, target in course.open_targets(policy.stage).items():
            if target >= today:
                yield target, f"target for “{lists.process.stage(stage)}”"
        if course.statutory and course.statutory >= today:
            yield course.statutory, "statutory deadline"
    elif course.review_on and course.review_on >= today:
        yield course.review_on, "regular review"


def matches(row: Row, typed: str, directory: Directory, process: Process) -> bool:
    """Whether a row has the typed words in its number, title, lead, step, goal, offices or awaited agencies."""
    lead = directory.name(row.listed.lead) if row.listed.lead else ""
    agencies = [word for code in row.agencies for word in (code, directory.agency_name(code))]
    goals = goals_in_words(row.listed.course.goals, directory, process)
    parts = (
        row.listed.id, row.listed.title, lead, process.stage(row.listed.stage), row.listed.stage,
        row.listed.course.goal, *goals, *(office for office, _ in row.offices), *agencies,
    )  # fmt: skip
    everything = " ".join(parts).casefold()
    return all(word in everything for word in typed.casefold().split())


def goals_in_words(keys: Iterable[str], directory: Directory, process: Process) -> list[str]:
    """Goals of plans as people read them: the plan, its edition, the number and the goal."""
    names = {plan.key: plan.name for plan in process.plans}
    known = (directory.planning.goal(key) for key in keys)
    return [
        f"{names.get(edition.plan, edition.plan)} {edition.name}, {goal.number}: {goal.text}"
        for edition, goal in filter(None, known)
    ]

"""How far a policy has come, in short: what lists and pictures of many policies read instead of each history. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import TypeAdapter

from govbot.core.workflow.longer_words import longer_words
from govbot.core.workflow.policy import STAGES, Development, Policy

MOST_WORDS = 40  # of a need that the list keeps


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a policy's development, or of the last one.

    `stages` are the stages that it came to, each with the day; `ended` is the day of the adoption, if it was
    adopted. `targets` are the days aimed at, by stage. `review_on` is the next regular review of the version in
    force. `asked` and `answered` count the agencies of the latest feedback period. `reasons` are those given for
    targets that are still not met, each with its stage. `words` are the longer words of what is needed;
    `parked_until` is the day until which a need is parked. `goals` are the plans' goals that the
    policy serves; `in_force`: it has a version in force or adopted. `met` are the targets of stages that it came to,
    also where it went back since.
    """

    stages: tuple[tuple[str, date], ...] = ()
    targets: Mapping[str, date] = field(default_factory=dict)
    statutory: date | None = None
    goal: str = ""
    ended: date | None = None
    review_on: date | None = None
    asked: int = 0
    answered: int = 0
    reasons: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    parked_until: date | None = None
    goals: tuple[str, ...] = ()
    in_force: bool = False
    met: Mapping[str, date] = field(default_factory=dict)

    def open_targets(self, stage: str) -> dict[str, date]:
        """The targets of the stages that are still ahead of this one, by stage."""
        ahead = STAGES[STAGES.index(stage) + 1 :] if stage in STAGES else ()
        return {at: day for at, day in self.targets.items() if at in ahead and self.met.get(at) != day}

    @property
    def since(self) -> date | None:
        """Since when the policy is at its stage."""
        return self.ended or (self.stages[-1][1] if self.stages else None)

    def slipped(self, stage: str, today: date) -> tuple[tuple[str, date], ...]:
        """The targets whose day has passed, of stages that are not reached from this one."""
        if self.ended:
            return ()
        return tuple((name, day) for name, day in self.open_targets(stage).items() if day < today)

    def why_late(self, stage: str, today: date) -> tuple[str, ...]:
        """The reasons given for what is past its date now, in people's own words."""
        late = [name for name, _ in self.slipped(stage, today)]
        late += ["statutory"] if self.missed_statute(stage, today) else []
        return tuple(dict.fromkeys(text for name, text in self.reasons if name in late))

    def missed_statute(self, stage: str, today: date) -> bool:
        """Whether the statutory deadline has passed while the policy is still being developed."""
        is_open = not self.ended and stage in STAGES
        return is_open and self.statutory is not None and self.statutory < today


def course_of(policy: Policy) -> Course:
    """The course of the development in progress, else of the last one."""
    development = policy.development or (policy.past[-1] if policy.past else None)
    version = policy.version or policy.adopted
    ended = version.adopted_on if version and policy.development is None else None
    if development is None:
        return Course(
            ended=ended, review_on=policy.next_review_on, goals=policy.goals, in_force=version is not None
        )
    asked, answered = _agencies(development)
    return Course(
        stages=development.stages,
        targets=dict(development.targets),
        met=dict(development.met),
        statutory=development.statutory,
        goal=development.plan_goal,
        ended=ended,
        review_on=policy.next_review_on if policy.version else None,
        asked=asked,
        answered=answered,
        reasons=tuple(_reasons(development)),
        words=longer_words(development.text)[:MOST_WORDS],
        goals=policy.goals,
        in_force=version is not None,
        parked_until=development.parked_until if development.stage == "need" else None,
    )


def _reasons(development: Development) -> Iterator[tuple[str, str]]:
    """Why the targets on record passed: not those of days that were replaced since."""
    for slip in development.slips:
        current = development.statutory if slip.stage == "statutory" else development.targets.get(slip.stage)
        for reason in slip.reasons if slip.target == current else ():
            yield slip.stage, reason.text


def _agencies(development: Development) -> tuple[int, int]:
    """How many agencies the latest feedback period asks, and how many have answered."""
    period = development.period
    return (len(period.agencies), len(period.agencies_answered)) if period else (0, 0)


_JSON = TypeAdapter(Course)


def course_text(course: Course) -> str:
    """A course as the list of policies keeps it: JSON."""
    return _JSON.dump_json(course).decode()


def course_from(text: str) -> Course:
    """The course that was kept; an empty one where none was."""
    return _JSON.validate_json(text) if text else Course()

"""Whoever does whatever, whenever: no invalid transition, and what comes after the closing instant is
late."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from govbot.core.decide import decide_due
from govbot.core.grammar import Acting, Capacity, FieldErrors, Refusal
from govbot.core.membership import events as d
from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_NAME, TABLE, offered
from govbot.core.workflow.obligations import obligations
from tests.core import given as g
from tests.core.answering import answers
from tests.core.invariants import Closings, check, check_move, check_replay
from tests.government import AGENCIES, OFFICES, PEOPLE, SEATS

pytestmark = pytest.mark.check("R23")

THOROUGH = bool(os.environ.get("GOVBOT_THOROUGH"))
STARTS = {
    name: getattr(g, name)
    for name in (
        "IN_NEED",
        "WITH_GROUP",
        "WITH_DRAFT",
        "IN_REVIEW",
        "REVIEWED",
        "IN_FEEDBACK",
        "COMMENTED",
        "BEFORE_SECRETARY",
        "CANDIDATE",
        "IN_FORCE",
        "FOR_LATER",
        "REVISION",
    )
}
ROWS = [action.name for action in TABLE if "clock" not in action.by]
SEEDS = st.integers(0, 2**32)
WHO = st.sampled_from((*PEOPLE, "stranger", "clock"))
STEPS = {
    "minute": timedelta(minutes=1),
    "day": timedelta(days=1),
    "week": timedelta(days=8),
    "quarter": timedelta(days=91),
}


def refused(why: str) -> None:
    assert why.strip().endswith((".", "?")), f"a refusal is a whole sentence: {why}"


class Process(RuleBasedStateMachine):
    """Two policies, everybody in the directory, one who is not, and a clock that ticks when it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.government = g.given()
        self.closings = Closings()
        self.steps = self.begun = 0

    @initialize(seed=SEEDS)
    def begin(self, seed: int) -> None:
        self.begun = seed
        start = self._random(0).choice(sorted(STARTS))
        self.government = g.given(*STARTS[start], g.delegated, g.with_designee, g.dss_voice, g.need)
        for entry in self.government.entries:
            self.government.now = entry.recorded_at
            self.closings.check(self.government, entry.stream, entry.event)

    @rule(who=WHO, seed=SEEDS)
    def somebody_does_what_is_offered(self, who: str, seed: int) -> None:
        rnd = self._random(seed)
        subject = self._subject(rnd)
        who = rnd.choice((who, g.LEAD, "advisor", "secretary", "delegate"))
        enough = len(self.government.policies) > 3
        rows = [name for name in ROWS if not self.government.refusal(name, who, subject=subject)]
        rows = [name for name in rows if not (enough and name == "raise_need")]
        if rows:
            self._act(rnd.choice(rows), who, rnd, subject, good=0.97)

    @rule(seed=SEEDS)
    def somebody_does_what_is_awaited(self, seed: int) -> None:
        rnd = self._random(seed)
        candidates = [
            (subject, obligation, person)
            for subject, policy in self.government.policies.items()
            for obligation in obligations(policy)
            for person in self.government.people(obligation.party)
            if obligation.party != "clock"
        ]
        if candidates:
            subject, obligation, person = rnd.choice(candidates)
            self._act(obligation.action, person, rnd, subject, obligation.about)

    @rule(who=WHO, row=st.sampled_from(ROWS), seed=SEEDS)
    def anybody_tries_anything(self, who: str, row: str, seed: int) -> None:
        rnd = self._random(seed)
        subject = self._subject(rnd)
        self._act(row, who, rnd, subject, rnd.choice(("", "C1", "D1", "X1", "legal")), good=0.6)

    @rule(clerk=WHO, whose=WHO, row=st.sampled_from(ROWS), seed=SEEDS)
    def somebody_enters_it_for_another(self, clerk: str, whose: str, row: str, seed: int) -> None:
        rnd = self._random(seed)
        day = self.government.today - timedelta(days=rnd.choice((0, 0, 1, 30)))
        signed = rnd.choice((None, g.document("signed")))
        envelope = {"entered_for": whose, "happened_on": day, "evidence_file": signed}
        self._act(row, clerk, rnd, self._subject(rnd), whose=whose, envelope=envelope)

    @rule(who=st.sampled_from(PEOPLE), comes_back=st.booleans())
    def somebody_leaves_or_comes_back(self, who: str, comes_back: bool) -> None:
        """Whoever it is: the lead, a liaison, a reviewer, the last of an agency, the Secretary."""
        event = d.PersonReactivated(person=who) if comes_back else d.PersonDeactivated(person=who)
        self.government.record(DIRECTORY, event)

    @rule(office=st.sampled_from(OFFICES), who=st.sampled_from(PEOPLE))
    def an_office_has_somebody_else(self, office: tuple[str, str, str], who: str) -> None:
        role, name, _ = office
        held = [each for each in self.government.directory.offices if each.name == name]
        for each in held:
            self.government.record(DIRECTORY, d.OfficeEnded(role=role, office=name, person=each.person))
        self.government.record(DIRECTORY, d.OfficeGiven(role=role, office=name, person=who))

    @rule(seat=st.sampled_from(sorted(SEATS)), who=st.sampled_from(PEOPLE))
    def a_seat_has_somebody_else(self, seat: str, who: str) -> None:
        self.government.record(DIRECTORY, d.SeatTaken(seat=seat, person=who))

    @rule(agency=st.sampled_from(sorted(AGENCIES)))
    def an_agency_is_taken_off_the_list(self, agency: str) -> None:
        self.government.record(DIRECTORY, d.AgencyClosed(code=agency))
        action = BY_NAME["end_agency_part"]
        who = Acting("clock", Capacity("clock", "the clock"), self.government.today)
        for subject in list(self.government.policies):
            ended = decide_due(self.government.at(action, who, agency, subject), action)
            self.government.keep(ended)
            assert agency in self.government.policies[subject].retired

    @rule(step=st.sampled_from(sorted(STEPS)))
    def time_passes(self, step: str) -> None:
        self.government.now += STEPS[step]

    @rule(seed=SEEDS, offset=st.sampled_from((-1, 0, 1)))
    def the_next_due_instant_comes(self, seed: int, offset: int) -> None:
        ahead = [
            obligation.due
            for policy in self.government.policies.values()
            for obligation in obligations(policy)
            if obligation.due and obligation.due > self.government.now + timedelta(seconds=2)
        ]
        if ahead:
            self.government.now = min(ahead) + timedelta(seconds=offset)

    @rule()
    def the_clock_ticks(self) -> None:
        before = {subject: policy.stage for subject, policy in self.government.policies.items()}
        for event in self.government.tick():
            assert type(event).__name__ in (
                "FeedbackClosed",
                "CameIntoForce",
                "TargetPassed",
                "NeedBroughtBack",
            )
        for subject, policy in self.government.policies.items():
            check_move("come_into_force", before[subject], policy.stage) if before[
                subject
            ] == "adopted" else None
        assert not self.government.tick(), "what time brings about is recorded once"

    @rule(seed=SEEDS, ticks=st.booleans())
    def somebody_answers_about_the_closing_instant(self, seed: int, ticks: bool) -> None:
        rnd = self._random(seed)
        extended = {"closes_on": self.government.day(rnd.choice((1, 30, 90)))}
        self._act("extend_feedback", g.LEAD, rnd, g.Government.subject, envelope=extended)
        for subject, policy in self.government.policies.items():
            period = policy.development.period if policy.development else None
            closes_at = period.closes_at if period else None
            if period and closes_at and closes_at > self.government.now + timedelta(seconds=2):
                for offset in (-1, 0, 1):
                    self.government.now = closes_at + timedelta(seconds=offset)
                    if ticks:
                        self.government.tick()
                    self._act("give_feedback", rnd.choice(period.roster).person, rnd, subject)
                return

    @rule(seed=SEEDS)
    def the_lead_asks_the_secretary_and_submits_another_draft(self, seed: int) -> None:
        rnd = self._random(seed)
        for row in ("request_review", "submit_draft"):
            self._act(row, g.LEAD, rnd, self._subject(rnd))

    def _subject(self, rnd: Random) -> str:
        """Mostly the policy that has a history."""
        return g.Government.subject if rnd.random() < 0.8 else rnd.choice(list(self.government.policies))

    def _random(self, seed: int) -> Random:
        """Also the small seeds that Hypothesis likes best give something new at each step."""
        return Random(f"{self.begun} {self.steps} {seed}")

    def _act(
        self,
        row: str,
        who: str,
        rnd: Random,
        subject: str,
        about: str = "",
        good: float = 1.0,
        whose: str = "",
        envelope: Mapping[str, Any] | None = None,
    ) -> None:
        government = self.government
        before = {stream: policy.stage for stream, policy in government.policies.items()}
        entries = len(government.entries)
        try:
            filled = answers(government, BY_NAME[row], whose or who, rnd, subject, about, good)
            happened = government.act(row, who, filled | dict(envelope or {}), subject)
        except (Refusal, FieldErrors) as no:
            refused(str(no))
            assert len(government.entries) == entries, "who is refused leaves nothing in the record"
            return
        acting = whose or who
        assert government.directory.people.get(acting) is not None, "a stranger does nothing"
        for stream, event in happened:
            self.closings.check(government, stream, event)
        for stream, stage in before.items():
            moved = government.policies[stream].stage
            if stream == subject and BY_NAME[row].stream == "policy":
                check_move(row, stage, moved)
            else:
                assert stage == moved

    @invariant()
    def what_always_holds(self) -> None:
        check(self.government)

    @invariant()
    def nobody_is_offered_what_is_refused(self) -> None:
        self.steps += 1
        if self.steps % 10 == 0:
            at = self.government.at(
                BY_NAME["approve"], Acting("auditor", Capacity("anyone", ""), self.government.today)
            )
            assert offered(at, ()) == []

    def teardown(self) -> None:
        check_replay(self.government)


TestProcess = Process.TestCase
TestProcess.settings = settings(
    max_examples=300 if THOROUGH else 30,
    stateful_step_count=60,
    derandomize=not THOROUGH,
    deadline=None,
    phases=(Phase.generate, Phase.shrink) if THOROUGH else (Phase.generate,),
)

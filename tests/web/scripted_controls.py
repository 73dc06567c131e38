"""A rehearsal without a record: eighty-eight made-up people, four policies, a clock."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from govbot_web import Channel, Deadline, Happened, Line, Persona, Standing, Tip, Verdict

SEATS = (
    "OPM Senior Policy Advisor for Information Technology", "Chief Data Officer", "Chief Information Officer",
    "Chief Information Security Officer", "OPM Budget and Financial Management Division Designee",
)  # fmt: skip
OFFICES = (
    "OPM Secretary", "Office of the OPM Secretary", "OPM Legal Counsel", "OPM Regulatory Affairs",
    "OPM Policy Planning", "Human Resources", "Office of Labor Relations", "OPM Publications",
    "Roster Keeper", "Public Records Officer", "Auditor",
)  # fmt: skip
AGENCIES = (
    "OPM", "DAS", "DSS", "DOC", "DOT", "DPH", "DRS", "DEEP", "DECD", "DCF", "DDS", "DMV", "DOB", "DOH", "DOI",
    "DOL", "DVA", "DESPP", "DMHAS", "DCP", "DOAG", "OEC", "SDE", "ADS",
)  # fmt: skip
CAPACITIES = ("customer success manager", "security liaison", "agency data officer")


def _people() -> tuple[Persona, ...]:
    seats = [(name, "OPM", "Steering Group") for name in SEATS]
    offices = [(name, "OPM", "OPM Secretary" if "Secretary" in name else "OPM staff") for name in OFFICES]
    agencies = [(f"{code} {capacity}", code, "Agencies") for code in AGENCIES for capacity in CAPACITIES]
    return tuple(
        Persona(f"p{number}", name, f"{name.lower().replace(' ', '.')}@example", agency, group)
        for number, (name, agency, group) in enumerate(seats + offices + agencies, start=1)
    )


PEOPLE = _people()
START = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
STAGES = (
    "need", "Step 1: drafting", "Step 2: staff review", "Step 3: agency feedback",
    "Step 4: Secretary's review", "release candidate", "in force",
)  # fmt: skip


class ScriptedBackstage:
    """Everything in memory."""

    def __init__(self) -> None:
        self._now = START
        self.whole = True
        self.extra: list[Persona] = []

    @property
    def zone(self) -> tzinfo:
        """Connecticut's."""
        return ZoneInfo("America/New_York")

    def say(self, template: str) -> str:
        """Names an agency alone."""
        return template.format(agency="agency", an_agency="an agency")

    def now(self) -> datetime:
        """Stands still until moved."""
        return self._now

    async def move_clock(self, to: datetime) -> Sequence[Happened]:
        """Forward only."""
        if to < self._now:
            raise ValueError("backward")
        self._now = to
        return [Happened(to, "ITP-2: the feedback period closed")]

    async def next_deadline(self) -> Deadline | None:
        """Two weeks ahead, once."""
        due = START + timedelta(days=14)
        return Deadline(due, "ITP-2: agencies' feedback on D4") if due > self._now else None

    async def people(self) -> Sequence[Persona]:
        """The made-up people."""
        return [*PEOPLE, *self.extra]

    async def waiting(self) -> Mapping[str, int]:
        """Some have something to do."""
        return {"p1": 3, "p2": 1, "p6": 2, "p20": 1}

    def channels(self) -> Sequence[Channel]:
        """One for the seats, one for all."""
        seats = frozenset(person.id for person in PEOPLE if person.group == "Steering Group")
        return (
            Channel(
                "channel:steering", "Steering Group", "Everything that is open, and what is awaited.", seats
            ),
            Channel("channel:announcements", "Announcements", "What was adopted and published."),
        )

    def stages(self) -> Sequence[str]:
        """The process's."""
        return STAGES

    async def policies(self) -> Sequence[Standing]:
        """Four of them."""
        return (
            Standing("ITP-1", "Data Classification", "Secretary's review of D4, asked Nov 18", 4),
            Standing("ITP-2", "Acceptable Use of Artificial Intelligence", "agency feedback until Dec 11", 3),
            Standing("ITP-3", "Multi-Factor Authentication", "agency feedback, no closing date", 3),
            Standing("ITP-0", "IT Policy Governance Process", "version 1.0, in force since Jul 25, 2025", 6),
        )

    async def entries(self, stream: str = "", after: int = 0, limit: int = 100) -> Sequence[Line]:
        """Eight of each policy."""
        said = ("Need raised", "Recommended for pursuit", "Ad hoc group assembled", "Draft D1 submitted")
        lines = [
            Line(
                policy.id, seq, START - timedelta(days=9 - seq, hours=seq), SEATS[seq % 5],
                said[seq % 4], hashlib.sha256(f"{policy.id}{seq}".encode()).hexdigest(),
            )
            for policy in await self.policies()
            for seq in range(1, 9)
            if stream in ("", policy.id) and seq > after
        ]  # fmt: skip
        return sorted(lines, key=lambda line: line.at, reverse=not stream)[:limit]

    async def verify(self) -> Verdict:
        """As the script says."""
        if self.whole:
            return Verdict(True, "The record is whole: all 32 entries fit together, up to the last seal.")
        return Verdict(False, "The record is damaged: entry 3 of ITP-2 does not fit the one before it.")

    async def library(self, policy: str) -> str:
        """One page, and one that would lead elsewhere."""
        return {"ITP-0": "/library/itp-0", "ITP-1": "https://example.invalid/"}.get(policy, "")

    async def guide(self) -> Sequence[Tip]:
        """Four steps."""
        return (
            Tip("Raise a need", "A draft for later:", "p18", "/gov need", "/sample/policy.docx"),
            Tip("Recommend pursuing it", "The Steering Group names who carries it.", "p1", "/gov home"),
            Tip(
                "Answer for an agency",
                "Each representative gets a card in their own chat.",
                "p20",
                "/gov feedback",
            ),
            Tip("Approve the draft", "One button, bound to one exact draft.", "p6", "/gov decide"),
        )

    def idle(self) -> str:
        """Says what to do."""
        return "Nothing is awaiting you. To raise a need, type /gov need."

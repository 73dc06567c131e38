"""The context of a scripted scenario: the app, its clock, the participants and the policy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from govbot.adapter_api.answers import Upload
from govbot.core.days import local_day
from govbot.demo.controls import RehearsalControls
from govbot.demo.tour.participants import Participant, Participants
from govbot.runtime.app import App


@dataclass
class Scenario:
    """The context that the steps share. `by_role` collects participants as the steps introduce them."""

    app: App
    controls: RehearsalControls
    participants: Participants
    draft: Upload
    title: str
    policy: str = "ITP-1"
    by_role: dict[str, Participant] = field(default_factory=dict)

    async def settle(self) -> None:
        """Deliver everything that is due."""
        await self.app.settle()

    def today(self) -> str:
        """The government's local day, as in "2026-12-04"."""
        return local_day(self.app.clock.now(), self.app.process).isoformat()

    async def move_to(self, instant: datetime, why: str) -> None:
        """Move the clock forward to this UTC instant; the transcript says why."""
        await self.controls.jump_clock(instant)
        self.participants.transcript.line("The clock", f"moves forward: {why}")

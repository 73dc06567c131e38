"""Which platforms refuse govbot itself, and why: noted once, and forgotten when something is taken again."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from govbot.record.chain import canonical
from govbot.record.notes import Notes

NOTE = "platforms that refuse"


class PlatformRefusals:
    """The refusals of platforms, within one transaction."""

    def __init__(self, conn: Connection) -> None:
        self._notes = Notes(conn)

    def all(self) -> dict[str, str]:
        """The sentences that say why, by platform; empty where all is well."""
        kept = self._notes.get(NOTE)
        return dict(json.loads(kept)) if kept else {}

    def note(self, platform: str, why: str) -> bool:
        """Note that a platform refuses govbot; whether that is news."""
        refused = self.all()
        if refused.get(platform) == why:
            return False
        self._notes.set(NOTE, canonical(refused | {platform: why}))
        return True

    def clear(self, platform: str) -> None:
        """The platform takes messages again."""
        refused = self.all()
        if refused.pop(platform, None) is not None:
            self._notes.set(NOTE, canonical(refused))

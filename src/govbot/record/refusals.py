"""Which platforms refuse govbot itself, and why, and which permissions it lacks; forgotten when all is well again."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from sqlalchemy import Connection

from govbot.record.chain import canonical
from govbot.record.notes import Notes

NOTE = "platforms that refuse"
LACKING = "permissions that are missing"
LACKING_FOR = timedelta(days=1)  # since a permission was missing last: nobody says when it is granted
NOTED_AGAIN = timedelta(hours=1)


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

    def lacking(self, now: datetime) -> list[str]:
        """The sentences that name the permissions that were missing within the last day, in alphabetical order."""
        return sorted(why for why, at in self._lacked().items() if now - at <= LACKING_FOR)

    def note_lacking(self, why: str, now: datetime) -> bool:
        """Note that a permission is missing; whether that is news. Written once an hour, however often it happens."""
        lacked = {each: at for each, at in self._lacked().items() if now - at <= LACKING_FOR}
        if why in lacked and now - lacked[why] < NOTED_AGAIN:
            return False
        is_news = why not in lacked
        times = {each: at.isoformat() for each, at in (lacked | {why: now}).items()}
        self._notes.set(LACKING, canonical(times))
        return is_news

    def _lacked(self) -> dict[str, datetime]:
        kept = self._notes.get(LACKING)
        return {why: datetime.fromisoformat(at) for why, at in json.loads(kept).items()} if kept else {}

"""The events of priorities and plans, on the directory's stream."""

from __future__ import annotations

from govbot.core.membership.base import DirectoryEvent


class NeedRanked(DirectoryEvent):
    """A need got its place on the ranked list, 1 being the first; 0 takes it off."""

    policy: str
    place: int
    reason: str


PlanEvents = NeedRanked

"""What all events of the directory have in common."""

from __future__ import annotations

from typing import ClassVar

from govbot.core.grammar import Event


class DirectoryEvent(Event):
    """An event of the directory's stream."""

    stream_kind: ClassVar[str] = "directory"

"""The courier's tasks that are under way, each with its queue and the conversations that its message occupies."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Work = Coroutine[Any, Any, None]


class TasksUnderWay:
    """Tasks by name: a platform for a message, else the kind of work."""

    def __init__(self) -> None:
        self.tasks: dict[asyncio.Task[None], str] = {}
        self._places: dict[asyncio.Task[None], set[str]] = {}

    def start(self, name: str, work: Callable[[], Work]) -> bool:
        """Start this, unless something of the same name is under way; whether it was started."""
        if name in self.tasks.values():
            return False
        self.add(name, work())
        return True

    def add(self, name: str, work: Work, places: set[str] | None = None) -> None:
        """Start this beside others of the same name. `places`: conversations and users that take nothing else."""
        task = asyncio.create_task(work)
        self.tasks[task] = name
        if places:
            self._places[task] = places

    def count(self, name: str) -> int:
        return list(self.tasks.values()).count(name)

    def places(self) -> set[str]:
        """The conversations and users for whom a message is under way."""
        return set().union(*self._places.values())

    def collect(self) -> None:
        """Forget the tasks that have ended; raises the first error among them."""
        ended = [task for task in self.tasks if task.done()]
        for task in ended:
            del self.tasks[task]
            self._places.pop(task, None)
        for task in ended:
            task.result()

"""Faults that a test injects between the bot and Slack."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["drop after", "drop before", "ratelimited", "error", "delay", "status", "redirect"]


@dataclass
class Fault:
    """A fault of the next `times` calls of a method ("" is any; "response_url" and "files" are methods here).

    "drop after" takes the call and closes the connection; "drop before" closes it at once;
    "ratelimited" answers 429 with `seconds`; "error" answers `name`; "delay" waits `seconds` first;
    "status" answers HTTP `status`; "redirect" sends the caller to the address in `name`.
    """

    kind: Kind
    method: str = ""
    times: int = 1
    seconds: float = 30.0
    name: str = "internal_error"
    status: int = 503


@dataclass
class Faults:
    """Injected faults that no call has met yet."""

    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Inject a fault into the next calls."""
        self.waiting.append(fault)

    def next(self, method: str) -> Fault | None:
        """The fault of this call, if there is one."""
        for fault in self.waiting:
            if fault.method in ("", method):
                fault.times -= 1
                if fault.times < 1:
                    self.waiting.remove(fault)
                return fault
        return None

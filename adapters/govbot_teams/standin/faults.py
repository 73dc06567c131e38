"""Faults that a test injects between the bot and Teams."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["drop after", "drop before", "status", "status after", "delay", "redirect"]


@dataclass
class Fault:
    """A fault of the next `times` calls ("" is any; post, create, update, member, token, keys, graph, file).

    "drop after" takes the call and closes the connection; "drop before" closes it at once; "status" answers
    HTTP `status` with the error `code`, and `seconds` as Retry-After; "status after" takes the call before;
    "delay" waits `seconds` first; "redirect" sends the caller to the address in `code`.
    """

    kind: Kind
    call: str = ""
    times: int = 1
    status: int = 502
    code: str = ""
    seconds: float = 0.0


@dataclass
class Faults:
    """Injected faults that no call has met yet."""

    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Inject a fault into the next calls."""
        self.waiting.append(fault)

    def next(self, call: str) -> Fault | None:
        """The fault of this call, if there is one."""
        for fault in self.waiting:
            if fault.call in ("", call):
                fault.times -= 1
                if fault.times < 1:
                    self.waiting.remove(fault)
                return fault
        return None

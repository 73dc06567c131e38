"""What a measure is, how it is printed, and rounds in which all that is compared meets the same moments."""

from __future__ import annotations

import json
import statistics
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Measure:
    """A value beside its floor. The aim is for their ratio, or with `of` "value" for the value itself."""

    measure: str
    value: float
    unit: str
    floor: float
    most: float = 0.0
    least: float = 0.0
    of: Literal["ratio", "value"] = "ratio"

    @property
    def ratio(self) -> float:
        return self.value / self.floor if self.floor else 0.0

    @property
    def aim(self) -> str:
        unit = f" {self.unit}" if self.of == "value" else ""
        return f">= {self.least}{unit}" if self.least else f"<= {self.most}{unit}"

    @property
    def holds(self) -> bool:
        reached = self.value if self.of == "value" else self.ratio
        return reached >= self.least if self.least else reached <= self.most

    def line(self) -> str:
        """One JSON object, as `make bench` prints it."""
        return json.dumps(
            {
                "measure": self.measure,
                "value": round(self.value, 3),
                "unit": self.unit,
                "floor": round(self.floor, 3),
                "ratio": round(self.ratio, 3),
                "aim": self.aim,
                "holds": self.holds,
            }
        )


async def in_turn(
    kinds: Mapping[str, Callable[[], Awaitable[Sequence[float]]]], rounds: int
) -> dict[str, list[float]]:
    """What each kind takes, a round of each in turn, so that a noisy moment meets all of them alike."""
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind, once in kinds.items():
            taken[kind].extend(await once())
    return taken


def p50(values: Sequence[float]) -> float:
    return statistics.median(values)


def p99(values: Sequence[float]) -> float:
    return sorted(values)[max(0, -(-len(values) * 99 // 100) - 1)]

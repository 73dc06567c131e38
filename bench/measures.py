"""A measure: a value, its reference, their unit and the aim for their ratio. Percentiles; rounds that take turns."""

from __future__ import annotations

import json
import statistics
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Round = Callable[[], Awaitable[Sequence[float]]]  # one round of measuring; the values that it gave


@dataclass(frozen=True, slots=True)
class Measure:
    """A value beside a reference in the same unit.

    The aim is an upper bound (`most`) or a lower bound (`least`) of value / reference, or with `of="value"` of the
    value itself. A measure without a bound is only reported.
    """

    name: str
    value: float
    unit: str
    beside: str  # the reference in words: "floor: …", "peer: …", "idle"
    reference: float
    most: float | None = None
    least: float | None = None
    of: Literal["ratio", "value"] = "ratio"

    @property
    def ratio(self) -> float:
        return self.value / self.reference if self.reference else 0.0

    @property
    def aim(self) -> str:
        """The bound as it is printed; "" where there is none."""
        unit = f" {self.unit}" if self.of == "value" else ""
        if self.most is not None:
            return f"<= {self.most}{unit}"
        return f">= {self.least}{unit}" if self.least is not None else ""

    @property
    def holds(self) -> bool:
        compared = self.value if self.of == "value" else self.ratio
        return (self.most is None or compared <= self.most) and (self.least is None or compared >= self.least)

    def line(self) -> str:
        """One JSON object."""
        return json.dumps(
            {
                "measure": self.name,
                "beside": self.beside,
                "value": round(self.value, 3),
                "reference": round(self.reference, 3),
                "unit": self.unit,
                "ratio": round(self.ratio, 3),
                "aim": self.aim,
                "holds": self.holds,
            }
        )


async def in_turn(kinds: Mapping[str, Round], rounds: int) -> dict[str, list[float]]:
    """The values of each kind. The kinds take turns, so that a noisy moment of the machine meets all of them."""
    values: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind, one_round in kinds.items():
            values[kind].extend(await one_round())
    return values


def p50(values: Sequence[float]) -> float:
    return statistics.median(values)


def p99(values: Sequence[float]) -> float:
    return sorted(values)[max(0, -(-len(values) * 99 // 100) - 1)]

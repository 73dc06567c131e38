"""What a measure is, and how it is printed."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A value beside its floor. `most` is the highest ratio that is aimed at."""

    measure: str
    value: float
    unit: str
    floor: float
    most: float

    @property
    def ratio(self) -> float:
        return self.value / self.floor

    def line(self) -> str:
        """One JSON object, as `make bench` prints it."""
        return json.dumps(
            {
                "measure": self.measure,
                "value": round(self.value, 3),
                "unit": self.unit,
                "floor": round(self.floor, 3),
                "ratio": round(self.ratio, 3),
                "aim": f"<= {self.most}",
                "holds": self.ratio <= self.most,
            }
        )


def p50(values: Sequence[float]) -> float:
    return statistics.median(values)


def p99(values: Sequence[float]) -> float:
    return sorted(values)[max(0, -(-len(values) * 99 // 100) - 1)]

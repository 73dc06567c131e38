"""Random actions under random faults on both chats: no effect is lost, none is doubled.

`GOVBOT_SEED=7 make test ARGS="-k simulation"` runs one of them again.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.simulation.simulation import simulate

THOROUGH = bool(os.environ.get("GOVBOT_THOROUGH"))
ONE = os.environ.get("GOVBOT_SEED")
FAULTS = 250 if THOROUGH or ONE else 100  # that strike in one simulation
SEEDS = [int(ONE)] if ONE else range(40 if THOROUGH else 2)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # tasks of processes that died
async def test_in_a_simulation_nothing_is_lost_and_nothing_happens_twice(seed: int, tmp_path: Path) -> None:
    outcome = await simulate(seed, FAULTS, tmp_path)
    assert outcome.counts.total() >= FAULTS
    assert outcome.done > FAULTS / 4, "what people do goes through, whatever goes wrong"
    again = f'GOVBOT_SEED={seed} make test ARGS="-k simulation"'
    assert outcome.wrong == [], f"run it again with: {again}"

"""Python itself, as it suits a program that answers many people at once."""

from __future__ import annotations

import gc
import sys

# Seconds after which threads take turns, instead of 5 ms: the writer lets others go first at each statement, and
# must not wait so long for its next turn.
TURN = 0.0002
YOUNG = 10_000  # objects made before the youngest are looked through for garbage, instead of 700


def freeze_startup_objects() -> None:
    """Once, when all is loaded: what is there now stays, and is not looked through for garbage again and again."""
    sys.setswitchinterval(TURN)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)

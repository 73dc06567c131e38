"""Tunes the interpreter for a server: garbage collection and thread switching."""

from __future__ import annotations

import gc
import sys

# Seconds after which threads take turns, instead of 5 ms: the record's writer thread lets others go first at each
# statement, and must not wait so long for its next turn.
SWITCH_INTERVAL = 0.0002
YOUNG_OBJECTS = 10_000  # new objects before the youngest generation is collected, instead of 700


def freeze_startup_objects() -> None:
    """Freeze startup objects and raise the GC threshold; switch threads more often. Once, when all is loaded."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)

"""One government's process: its seats, tracks, capacities, marks, holidays, cadences, and its words.

Each section of `process.toml` is a model; `Process` holds them all.
"""

from govbot.core.process.government import given_names
from govbot.core.process.process import Process
from govbot.core.process.sections import Corrections, Level, Mark, Plan, StepDays, Template

__all__ = ["Corrections", "Level", "Mark", "Plan", "Process", "StepDays", "Template", "given_names"]

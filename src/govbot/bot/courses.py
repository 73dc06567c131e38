"""Reads the courses of all policies from the list of policies."""

from __future__ import annotations

from govbot.core.workflow.course import course_from
from govbot.core.workflow.overview import Listed
from govbot.record import Tx


def courses(tx: Tx) -> list[Listed]:
    """Every policy with its course, those that are over too."""
    return [
        Listed(row.id, row.title, row.stage, row.lead, row.updated, course_from(row.course))
        for row in tx.policies.everything()
    ]

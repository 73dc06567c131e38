"""The table: every action, by whom, when it is open, its label, and the policy's sentence that it rests on.

A new step costs an event, a case in `evolve`, a command with its rule, and a row in the file of its step here.
`offered` draws the buttons, fills the menus and refuses stale clicks, so a button and its permission cannot
disagree. Other folders import from here, never from a module inside.
"""

from __future__ import annotations

from govbot.core.table.capacities import BY
from govbot.core.table.helping import SETTLING, helping
from govbot.core.table.pages import PAGE_BY_NAME, PAGES
from govbot.core.table.queries import (
    LONGEST_LABEL,
    LONGEST_TITLE,
    acting_in,
    button_label,
    capacities_for,
    offered,
    open_capacities,
    page_refusal,
    plain_label,
    refusal,
    window_title,
)
from govbot.core.table.rows import BY_NAME, BY_WORD, TABLE

__all__ = [
    "BY",
    "BY_NAME",
    "BY_WORD",
    "LONGEST_LABEL",
    "LONGEST_TITLE",
    "PAGES",
    "PAGE_BY_NAME",
    "SETTLING",
    "TABLE",
    "acting_in",
    "button_label",
    "capacities_for",
    "helping",
    "offered",
    "open_capacities",
    "page_refusal",
    "plain_label",
    "refusal",
    "window_title",
]

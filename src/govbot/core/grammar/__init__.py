"""The types that actions, rules and cards share: commands, events, forms, requirements, rows of the table.

Pure: no clock, no randomness, no I/O, no chat. Other folders import from here, never from a module inside.
"""

from __future__ import annotations

from govbot.core.grammar.consequences import Notification, Obligation
from govbot.core.grammar.context import Acting, Capacity, RuleContext, State
from govbot.core.grammar.forms import Ask, Change, Choice, Kind
from govbot.core.grammar.record import (
    WORD,
    AttachedFile,
    Command,
    Document,
    DocumentRef,
    Entered,
    Entry,
    Event,
    EventOn,
    FieldErrors,
    MarginComment,
    Refusal,
    StoreDocument,
)
from govbot.core.grammar.requirements import AllOf, Needs, Requirement, all_of, always
from govbot.core.grammar.rows import Action, Entering, Page, Rule, Source, Strength

__all__ = [
    "WORD",
    "Acting",
    "Action",
    "AllOf",
    "Ask",
    "AttachedFile",
    "Capacity",
    "Change",
    "Choice",
    "Command",
    "Document",
    "DocumentRef",
    "Entered",
    "Entering",
    "Entry",
    "Event",
    "EventOn",
    "FieldErrors",
    "Kind",
    "MarginComment",
    "Needs",
    "Notification",
    "Obligation",
    "Page",
    "Refusal",
    "Requirement",
    "Rule",
    "RuleContext",
    "Source",
    "State",
    "StoreDocument",
    "Strength",
    "all_of",
    "always",
]

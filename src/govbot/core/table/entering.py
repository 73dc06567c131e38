"""How acts may be entered for somebody else, as rows of the table name it; a row without one is own word only."""

from __future__ import annotations

from govbot.core.grammar import Entering

SECRETARYS = Entering("on paper", ("secretary's office",))
OFFICES = Entering("on paper", ("same office", "secretary's office"))
LETTER = Entering("on paper", ("staff",))
CONSULTED = Entering("on paper", ("staff", "lead", "same office"))
WORD = Entering("by word of mouth", ("lead", "liaison"))
WORD_OF_AGENCY = Entering("by word of mouth", ("lead", "liaison", "colleague"))

"""Where an agency stands on a draft, as its response says: the choices, and the words for each."""

from __future__ import annotations

from govbot.core.grammar import Ask, Choice
from govbot.core.workflow.events.feedback import Stance

__all__ = ["SEE_LETTER", "STANCE", "STANCE_OF_LETTER", "Stance", "words_of"]

STANCES = (
    Choice("support", "Support"),
    Choice("support with changes", "Support with changes"),
    Choice("does not support", "Does not support"),
    Choice("no position", "No position"),
    Choice("see letter", "See the letter"),
)
SEE_LETTER = "See the letter."
IN_WORDS = {
    "support": "We support it.",
    "support with changes": "We support it with changes.",
    "does not support": "We do not support it.",
    "no position": "We take no position.",
}


def words_of(text: str, stance: str) -> str:
    """The text of a response; where nothing was written, the stance in a sentence."""
    return text or IN_WORDS.get(stance, SEE_LETTER)


STANCE = Ask("Where does your {agency} stand?", "choice", optional=True, choices=STANCES)
STANCE_OF_LETTER = Ask("Where it stands, as written", "choice", optional=True, choices=STANCES, folded=True)

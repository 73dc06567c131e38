"""How a decision of a group says whether there was consensus."""

from __future__ import annotations

from govbot.core.grammar import Choice, FieldErrors

CONSENSUS = (Choice("reached", "Consensus was reached"), Choice("not reached", "Members differ"))
DIFFERS = "Say who differs and why, so that the record is fair to them."


def check_differs(consensus: str, differs: str, sentence: str = DIFFERS) -> None:
    """Raise FieldErrors where there was no consensus and nobody is said to differ."""
    if consensus == "not reached" and not differs:
        raise FieldErrors({"differs": sentence})

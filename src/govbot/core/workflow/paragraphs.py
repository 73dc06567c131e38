"""The question for a paragraph of a section, in forms that ask for a place in a draft."""

from __future__ import annotations

from govbot.core.grammar import Ask, FieldErrors
from govbot.core.workflow.choices import section_choices

NO_NUMBER = "Give the paragraph's number, counted within the section, as in 3."
PARAGRAPH = Ask(
    "Which paragraph of it",
    "line",
    "Its number, counted within the section, if one is meant",
    optional=True,
    most=3,
    when=lambda context: bool(section_choices(context)),
    folded=True,
)


def paragraph_in(written: str) -> int:
    """The number of a paragraph that somebody typed; 0 for none. Raises FieldErrors."""
    if not written:
        return 0
    if not written.isdecimal() or not int(written):
        raise FieldErrors({"paragraph": NO_NUMBER})
    return int(written)

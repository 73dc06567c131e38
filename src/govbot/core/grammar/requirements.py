"""Requirements of an action: each says of itself what must be there, and what is missing when it is not.

A row of the table reads `open=all_of(before_approval, has_draft)`.
`requirement.missing(context)` is None where the requirement is met, else the sentence that says what is missing
and what to do about it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from govbot.core.grammar.context import RuleContext


@dataclass(frozen=True, slots=True)
class Needs:
    """One requirement: `what` names it ("a draft"), `met` tests it, `otherwise` is said where it is not met.

    `otherwise` is the template of a whole sentence (`Process.say`), or a function that makes the sentence
    (a stage, a date).
    """

    what: str
    met: Callable[[RuleContext[Any]], bool]
    otherwise: str | Callable[[RuleContext[Any]], str]

    def missing(self, context: RuleContext[Any]) -> str | None:
        """The sentence that says what is missing; None where the requirement is met."""
        if self.met(context):
            return None
        return context.say(self.otherwise) if isinstance(self.otherwise, str) else self.otherwise(context)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Several requirements, all of which must be met; the first that is not says why."""

    parts: tuple[Needs, ...]

    @property
    def what(self) -> str:
        return " and ".join(part.what for part in self.parts)

    def missing(self, context: RuleContext[Any]) -> str | None:
        """The sentence of the first part that is not met; None where all are."""
        sentences = (part.missing(context) for part in self.parts)
        return next((sentence for sentence in sentences if sentence is not None), None)


Requirement = Needs | AllOf


def all_of(*requirements: Requirement) -> AllOf:
    """All of these, in this order."""
    parts: list[Needs] = []
    for requirement in requirements:
        parts += requirement.parts if isinstance(requirement, AllOf) else (requirement,)
    return AllOf(tuple(parts))


always = AllOf(())

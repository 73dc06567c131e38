"""Form fields: each field of a command is annotated with an `Ask`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from govbot.core.grammar.context import RuleContext

Kind = Literal["line", "text", "choice", "choices", "people", "person", "policy", "date", "flag", "file"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list: the value that is kept, and what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Ask:
    """The form field of one field of a command, with its limits.

    `choices` and `initial` are pure functions of a `RuleContext`. `most` is the most characters of a text, or
    the most choices of a list. `when` leaves the field out of the form where it returns false. `as_is` keeps a
    file as it came (a signed memo); otherwise its text is read out of it. `takes_pdf`: a PDF is
    kept as it came, any other file is read. `needed` replaces the usual sentence
    for a field that is empty and may not be. `folded` is seldom answered, and
    need not be seen at once. `label`, `hint`, `needed` and the labels of choices that stand in
    the declaration are templates (`Process.say`); choices that a function makes are said as they are, and so is a
    label that `label_of` makes of what the record holds.
    """

    label: str
    kind: Kind = "line"
    hint: str = ""
    optional: bool = False
    choices: Callable[[RuleContext[Any]], Iterable[Choice]] | tuple[Choice, ...] = ()
    initial: Callable[[RuleContext[Any]], Any] | str | None = None
    most: int = 0
    when: Callable[[RuleContext[Any]], bool] | None = None
    as_is: bool = False
    takes_pdf: bool = False
    needed: str = ""
    folded: bool = False
    label_of: Callable[[RuleContext[Any]], str] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A passage of a redline: the words as they were and as they would be, with a little around them."""

    before: str
    removed: str
    added: str
    after: str

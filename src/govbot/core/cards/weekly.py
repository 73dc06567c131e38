"""The lines of what is late or waits to be assigned on a policy, with the buttons that settle each; vacancies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Part, Text
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.weekly import Line

MOST_VACANT = 5


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A line with the policy that it is about, as whoever looks sees it."""

    view: View
    line: Line


def settling(each: PolicyLine) -> tuple[str, list[Button]]:
    """What is the matter, whose it is, and the buttons that settle it."""
    view, line = each.view, each.line
    many = f" — {line.many} people" if line.many > 1 else ""
    drawn = [
        button
        for name in line.actions
        for row in view.buttons(name, about=line.about)
        for button in row.buttons
    ]
    said = f". Reason given: {excerpt(line.said, 300)}" if line.said else ""
    return f"{line.office}: {view.process.say_kept(line.what)}{many}{said}", drawn


def vacancies_shown(general: View, vacant: Sequence[str]) -> Iterator[Part]:
    """The seats and offices that nobody holds; of many, how many more."""
    for name in vacant[:MOST_VACANT]:
        yield Text(f"{name}: vacant", "warning")
    if len(vacant) > MOST_VACANT:
        yield Text(f"{len(vacant) - MOST_VACANT} more are vacant: “/gov who”.")
    if vacant:
        yield from general.buttons("fill_seat")


def vacancy(view: View) -> Iterator[Part]:
    """A seat or an office that nobody holds any more."""
    yield Text(f"{view.about} has nobody now. Until somebody holds it, the next in line answers for it.")
    yield from view.buttons("fill_seat")

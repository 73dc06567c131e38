"""The weekly list of the steering group: what is late or waits to be assigned, policy by policy, with its buttons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.cards.paging import Item, page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Facts, Part, Text
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.weekly import Line

MOST_LINES = 8
NOTHING = "Nothing is late, nothing waits to be decided or assigned, and no office is vacant."


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A line of the list with the policy that it is about, as whoever looks sees it."""

    view: View
    line: Line


def weekly_card(general: View, lines: Sequence[PolicyLine], vacant: Sequence[str], page: int = 0) -> Card:
    """The list; offices are counted, and nobody is named."""
    items: list[Item] = [tuple(_line(each)) for each in lines]
    items += [tuple(_vacancy(general, name)) for name in vacant]
    headline = general.say("The {steering_group}'s weekly list: {count}", count=_count(items))
    around = Buttons((general.show("overview", "Overview of all policies"), *general.page("overview")))
    if not items:
        return Card(headline, (Text(NOTHING), around), general.subject)
    counted = Counter(each.line.office for each in lines)
    by_office = Facts(tuple((office, str(count)) for office, count in counted.most_common()))
    shown = page_of(general, "weekly", items, page, MOST_LINES)
    first = (by_office,) if counted and not page else ()
    return Card(headline, (*first, *shown, around), general.subject)


def _count(items: Sequence[Item]) -> str:
    return f"{len(items)} to settle" if items else "nothing to settle"


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


def _line(each: PolicyLine) -> Iterator[Part]:
    words, drawn = settling(each)
    yield Text(f"{each.view.title} · {words}", "warning")
    yield Buttons((*drawn, each.view.show("status", "Where it stands")))


def _vacancy(general: View, name: str) -> Iterator[Part]:
    yield Text(f"{name}: vacant", "warning")
    yield from general.buttons("fill_seat")


def vacancy(view: View) -> Iterator[Part]:
    """A seat or an office that nobody holds any more."""
    yield Text(f"{view.about} has nobody now. Until somebody holds it, the next in line answers for it.")
    yield from view.buttons("fill_seat")

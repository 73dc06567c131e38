"""The rule of every card: at most six facts and four buttons, one of them primary; the rest stands behind *More*.

The buttons of a list's lines are not counted: each line has its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from govbot.core.cards.vocabulary import Button, Buttons, Facts, Link, Part, Text

MOST_FACTS = 6
MOST_BUTTONS = 4
NO_MORE = Text("There is nothing more here now.")


def shortened(parts: Iterable[Part], more: Button, *, has_more: bool = False) -> tuple[Part, ...]:
    """The parts as they stand on the card: its first facts and buttons, and `more` where any are left out.

    `has_more`: something stands behind `more` in any case.
    """
    given = tuple(parts)
    if _has_room(given) and not has_more:
        return tuple(_stressed_once(given))
    buttons = [button for part in given for button in _buttons(part)]
    shown = tuple(_as_far_as(given, MOST_FACTS, _kept(buttons, MOST_BUTTONS - 1)))
    return tuple(_stressed_once(_with_more(shown, more)))


def rest(parts: Iterable[Part], *, has_more: bool = False) -> tuple[Part, ...]:
    """What `shortened` leaves out: facts, then buttons."""
    given = tuple(parts)
    if _has_room(given) and not has_more:
        return (NO_MORE,)
    buttons = [button for part in given for button in _buttons(part)]
    rows = [row for part in given if isinstance(part, Facts) for row in part.rows]
    kept = _kept(buttons, MOST_BUTTONS - 1)
    left = [button for button in buttons if button not in kept]
    pressed = tuple(replace(button, style="") for button in left if isinstance(button, Button))
    links = tuple(replace(link, style="") for link in left if isinstance(link, Link))
    facts = (Facts(tuple(rows[MOST_FACTS:])),) if len(rows) > MOST_FACTS else ()
    return (*facts, *((Buttons(pressed),) if pressed else ()), *links)


def _has_room(parts: tuple[Part, ...]) -> bool:
    """Whether all of it stands on the card."""
    facts = sum(len(part.rows) for part in parts if isinstance(part, Facts))
    return facts <= MOST_FACTS and sum(len(_buttons(part)) for part in parts) <= MOST_BUTTONS


def _buttons(part: Part) -> tuple[Button | Link, ...]:
    if isinstance(part, Buttons) and not part.of_line:
        return part.buttons
    return (part,) if isinstance(part, Link) else ()


def _kept(buttons: list[Button | Link], room: int) -> list[Button | Link]:
    """The first buttons; a primary one that comes later takes the last place."""
    kept = buttons[:room]
    primary = [button for button in buttons if isinstance(button, Button) and button.style == "primary"]
    return kept if not primary or primary[0] in kept else [*kept[:-1], primary[0]]


def _as_far_as(parts: tuple[Part, ...], room: int, kept: list[Button | Link]) -> Iterator[Part]:
    for part in parts:
        match part:
            case Facts(rows=rows):
                if rows[:room]:
                    yield Facts(rows[:room])
                room = max(room - len(rows), 0)
            case Buttons(buttons=buttons, of_line=False):
                if some := tuple(button for button in buttons if button in kept):
                    yield Buttons(some)
            case Link():
                if part in kept:
                    yield part
            case _:
                yield part


def _with_more(parts: tuple[Part, ...], more: Button) -> Iterator[Part]:
    """The parts with `more` in the last row of buttons."""
    rows = [at for at, part in enumerate(parts) if isinstance(part, Buttons) and not part.of_line]
    last = rows[-1] if rows else -1
    for at, part in enumerate(parts):
        yield Buttons((*part.buttons, more)) if at == last and isinstance(part, Buttons) else part
    if not rows:
        yield Buttons((more,))


def _stressed_once(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with one primary button: the first; rows of buttons that touch are one row."""
    row: tuple[Button, ...] = ()
    listed = list(parts)
    has_primary = any(
        isinstance(button, Button) and button.style == "primary"
        for part in listed
        for button in _buttons(part)
    )
    is_stressed = False
    for part in listed:
        if isinstance(part, Buttons) and not part.of_line:
            for button in part.buttons:
                plain = button.style == "primary" and is_stressed
                is_stressed = is_stressed or button.style == "primary"
                row += (replace(button, style="") if plain else button,)
            continue
        if row:
            yield Buttons(row)
            row = ()
        if isinstance(part, Link) and (has_primary or is_stressed):
            part = replace(part, style="")
        is_stressed = is_stressed or isinstance(part, Link)
        yield part
    if row:
        yield Buttons(row)

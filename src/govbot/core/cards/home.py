"""A person's desk: what awaits them, their policies as a timeline, what they said and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from govbot.core.cards.short import rest, shortened
from govbot.core.cards.status import near_instant, stage_words
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Divider, Items, Part, Progress, Text
from govbot.core.days import said
from govbot.core.grammar import Obligation
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.policy import STAGES, Comment

MOST_AWAITED = 12
LATER = timedelta(days=60)  # what is due after that is shown apart, and is not counted as awaiting an action
MOST_POLICIES = 5
MOST_SAID = 5
FIND = "To find words in titles, in texts that you may read and in your own comments, type “/gov find” and the words."
NOTHING = "Nothing is awaiting you now. When something is, you get a message, and it stands here."


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something awaited of the person, with the policy's title and the buttons that lead to it.

    The last one shows where the policy stands; the desk draws it only where there is no other.
    """

    title: str
    owed: Obligation
    buttons: tuple[Button, ...]


def home_card(
    view: View, awaited: Sequence[Awaited], more: int, buttons: Sequence[Button], mine: Sequence[View] = ()
) -> Card:
    """What awaits this person (the first of it, and how much more), their policies, and what they can do.

    `mine` are the policies in which they have a part, those changed last first.
    """
    parts = shortened(_home(view, awaited, more, buttons, mine), view.more("home"))
    now = [item for item in awaited if not is_later(item.owed, view.now)]
    return Card(_headline(len(now) + more), parts)


def home_rest(view: View, buttons: Sequence[Button]) -> Card:
    """What else can be done from the desk."""
    return Card("More that you can do", rest((Buttons(tuple(buttons)),)))


def _headline(count: int) -> str:
    return f"Awaiting your action: {count or 'nothing'}"


def _home(
    view: View, awaited: Sequence[Awaited], more: int, buttons: Sequence[Button], mine: Sequence[View]
) -> Iterator[Part]:
    yield Text(f"You are {view.directory.named(view.viewer)}.", "small")
    now = [item for item in awaited if not is_later(item.owed, view.now)]
    if not now:
        yield Text(NOTHING)
    for item in now:
        late = " — overdue" if item.owed.due and item.owed.due < view.now else ""
        due = f"by {said(item.owed.due, view.process)}{late}" if item.owed.due else "no date"
        yield Text(f"{titled(item.title, view.awaited_thing(item.owed))}, {due}", "warning" if late else "")
        yield Buttons(item.buttons[:-1] or item.buttons, of_line=True)
    if more:
        yield Text(f"… and {more} more, later. They stand here once these are done.", "small")
    yield from _later(view, awaited)
    yield from _policies(mine)
    yield from _what_was_said(mine)
    yield Divider()
    yield Text(FIND, "small")
    yield Buttons(tuple(buttons))


def is_later(owed: Obligation, now: datetime) -> bool:
    """Whether this is due so much later that nothing has to be done about it now."""
    return owed.due is not None and owed.due > now + LATER


def _later(view: View, awaited: Sequence[Awaited]) -> Iterator[Part]:
    """What is due much later, apart: each with its date and the way to its policy, none of it stressed."""
    later = [item for item in awaited if is_later(item.owed, view.now)]
    if later:
        yield Text("Later; nothing has to be done about it now", "strong")
    for item in later:
        yield Text(
            f"{titled(item.title, view.awaited_thing(item.owed))}, by {view.when(item.owed.due)}", "small"
        )
        yield Buttons(tuple(replace(button, style="") for button in item.buttons), of_line=True)


def titled(title: str, thing: str) -> str:
    """What is awaited, after the policy that it is about; alone, where it is about none."""
    return f"{title}: {thing}" if title else f"{thing[:1].upper()}{thing[1:]}"


# Their policies --------------------------------------------------------------------------------------


def _policies(mine: Sequence[View]) -> Iterator[Part]:
    """Each policy as a bar of its steps, which the words beside it say too."""
    shown = [view for view in mine if view.policy.stage not in ("closed", "joined")][:MOST_POLICIES]
    if not shown:
        return
    yield Divider()
    yield Text("Your policies", "strong")
    for view in shown:
        yield _course(view)
    opens = (view.show("policy", view.policy.id) for view in shown)
    yield Buttons(tuple(opens), of_line=True)


def _course(view: View) -> Progress:
    total, stage = len(STAGES) + 1, view.policy.stage
    done = STAGES.index(stage) + 1 if stage in STAGES else total
    period = view.development.period
    is_open = stage == "agency feedback" and period and period.closes_at and not period.is_closed(view.now)
    until = (
        f" until {near_instant(view, period.closes_at)}" if is_open and period and period.closes_at else ""
    )
    title = f"{view.policy.id} “{excerpt(view.policy.title, 60)}”"
    return Progress(done, total, f"{title}: {stage_words(view.process, stage)}{until} ({done} of {total})")


# What they said --------------------------------------------------------------------------------------


def _what_was_said(mine: Sequence[View]) -> Iterator[Part]:
    """The person's own comments, the latest first, each with its response."""
    spoken = [(comment, view) for view in mine for comment in view.development.counted if comment.text]
    own = [(comment, view) for comment, view in spoken if comment.person == view.viewer]
    own.sort(key=lambda each: each[0].at, reverse=True)
    if own:
        yield Divider()
        yield Text("What you said, and what became of it", "strong")
        yield Items(tuple(_said(comment, view) for comment, view in own[:MOST_SAID]))


def _said(comment: Comment, view: View) -> str:
    text = view.readable(f"comment {comment.id}", excerpt(comment.text, 80))
    return f"{view.policy.id}, {comment.kind} {comment.id}: {text} → {comment.response or 'no response yet'}"

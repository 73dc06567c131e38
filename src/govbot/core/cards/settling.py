"""Cards about one thing that is awaited: somebody is reminded of it, or has more time for it."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Part, Text
from govbot.core.grammar import Obligation
from govbot.core.workflow.keys import key_of
from govbot.core.workflow.obligations import obligations

SETTLED = "This has been settled since; nothing is asked of you here any more."


def reminder(view: View) -> Iterator[Part]:
    """What is awaited of the reader, with the button to do it."""
    yield from _awaited(view, "You are asked to remember this.")


def awaits_you(view: View) -> Iterator[Part]:
    """What has come to be awaited of the reader, with an office or as somebody's alternate."""
    yield from _awaited(view, "This is awaited of you now.")


def time_given(view: View) -> Iterator[Part]:
    """The new date, and why."""
    yield from _awaited(view, "There is more time for this.")
    if view.facts.get("reason"):
        yield Text(view.facts["reason"], "quote")


def _awaited(view: View, sentence: str) -> Iterator[Part]:
    awaited = [obligation for obligation in obligations(view.policy) if key_of(obligation) == view.about]
    if not awaited:
        yield Text(SETTLED)
        return
    obligation = awaited[0]
    yield Text(sentence)
    late = " — overdue" if obligation.due and obligation.due < view.now else ""
    yield Text(f"{_without_words(view, obligation)}, by {view.when(obligation.due)}{late}", "strong")
    yield from view.helping(obligation)
    yield Buttons((view.show("status", "Where it stands"),))


def _without_words(view: View, obligation: Obligation) -> str:
    """What is awaited, without the words in which somebody asked for it: those may carry a mark."""
    what = view.awaited_thing(obligation)
    return what.partition(":")[0] if obligation.action == "answer_request" else what

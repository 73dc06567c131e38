"""Cards of an emergency: the steps passed over, on whose authority, and what is done afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Facts, Items, Part, Text
from govbot.core.workflow.policy import Afterwards

NEVER = "The {secretary} still approves, and {publisher} adopts and publishes."
STANDING = {True: "done", False: "awaited of the {lead}"}


def emergency(view: View) -> Iterator[Part]:
    """What was passed over at once; drawn from the state, since it may be marked."""
    passed_over = [deviation for deviation in view.policy.deviations if deviation.emergency == view.about]
    if not passed_over:
        return
    first = passed_over[0]
    item = f"deviation {first.id}"
    rows = [("Steps passed over", ", ".join(view.process.step(deviation.step) for deviation in passed_over))]
    rows += [("Marked", marks)] if (marks := view.marks(item)) else []
    yield Facts((*rows, ("On whose authority", view.readable(item, first.authority))))
    yield Facts((("The exigency (internal)", view.readable(item, first.exigency)),))
    yield Text(view.readable(item, first.public_sentence), "quote")
    yield Text(view.say(NEVER), "small")
    things = [thing for thing in view.policy.afterwards if thing.item.startswith(f"{view.about}.")]
    if things:
        yield Text("To be done afterwards", "strong")
        lines = (_afterwards(view, item, thing) for thing in things)
        yield Items(tuple(lines))
    yield from view.buttons("done_afterwards")


def _afterwards(view: View, item: str, thing: Afterwards) -> str:
    standing = view.say(STANDING[thing.done])
    return f"{view.readable(item, thing.text)}, by {view.when(thing.due)} — {standing}"


def done_afterwards(view: View) -> Iterator[Part]:
    """One thing that was to be done afterwards, and how it was done."""
    thing = next((thing for thing in view.policy.afterwards if thing.item == view.about), None)
    if thing is None:
        return
    emergency_id = thing.item.partition(".")[0]
    deviation = next(each for each in view.policy.deviations if each.emergency == emergency_id)
    item = f"deviation {deviation.id}"
    yield Text(view.readable(item, thing.text), "strong")
    if thing.how:
        yield Text(view.readable(item, thing.how), "quote")

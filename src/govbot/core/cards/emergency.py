"""Cards of an emergency: the steps passed over, on whose authority, and what is done afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Facts, Items, Part, Text
from govbot.core.workflow.policy import FollowUp

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
    follow_ups = [
        follow_up for follow_up in view.policy.afterwards if follow_up.item.startswith(f"{view.about}.")
    ]
    if follow_ups:
        yield Text("To be done afterwards", "strong")
        lines = (_afterwards(view, item, follow_up) for follow_up in follow_ups)
        yield Items(tuple(lines))
    yield from view.buttons("done_afterwards")


def _afterwards(view: View, item: str, follow_up: FollowUp) -> str:
    standing = view.say(STANDING[follow_up.done])
    return f"{view.readable(item, follow_up.text)}, by {view.when(follow_up.due)} — {standing}"


def done_afterwards(view: View) -> Iterator[Part]:
    """One thing that was to be done afterwards, and how it was done."""
    follow_up = next(
        (follow_up for follow_up in view.policy.afterwards if follow_up.item == view.about), None
    )
    if follow_up is None:
        return
    emergency_id = follow_up.item.partition(".")[0]
    deviation = next(each for each in view.policy.deviations if each.emergency == emergency_id)
    item = f"deviation {deviation.id}"
    yield Text(view.readable(item, follow_up.text), "strong")
    if follow_up.how:
        yield Text(view.readable(item, follow_up.how), "quote")

"""Every deviation from the process, policy by policy: material for its reform."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.paging import page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Card, Facts, Part, Text
from govbot.core.workflow.policy import Deviation

MOST_DEVIATIONS = 8


def reform_card(general: View, views: Sequence[View], page: int = 0) -> Card:
    """The deviations of these policies, as the viewer may read each."""
    items = tuple(
        tuple(_deviation(view, deviation)) for view in views for deviation in view.policy.deviations
    )
    nothing = Text("No deviation from the process is on record.")
    parts = page_of(general, "deviations", items, page, MOST_DEVIATIONS) or (nothing,)
    count = f"{len(items)} deviation{'' if len(items) == 1 else 's'} from the process"
    return Card(count, parts, general.subject)


def _deviation(view: View, deviation: Deviation) -> Iterator[Part]:
    item = f"deviation {deviation.id}"
    when = "before the fact" if deviation.before_the_fact else "after the fact"
    yield Text(
        f"{view.title} · {view.process.step(deviation.step)} · {view.day(deviation.on)}, {when}", "strong"
    )
    yield Text(view.readable(item, deviation.public_sentence), "quote")
    yield Facts(
        (
            ("On whose authority", view.readable(item, deviation.authority)),
            ("The exigency (internal)", view.readable(item, deviation.exigency)),
            ("The policy now", view.process.stage(view.policy.stage)),
        )
    )

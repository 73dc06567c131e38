"""`process.toml` changes under way, and an upgrade builds the views again; history reads the same."""

from __future__ import annotations

from typing import Any

import pytest

from govbot.bot.recording import list_policy
from govbot.core.workflow.obligations import obligations
from govbot.record import Tx
from tests.bot.town import Town, town_at, town_in
from tests.core.cards.given import words
from tests.government import PROCESS
from tests.places import Place

pytestmark = pytest.mark.check("R26")

CHANGED = PROCESS.model_copy(
    update={
        "tracks": PROCESS.tracks[:2],
        "consultations": (),
        "marks": (),
        "mechanisms": PROCESS.mechanisms[:1],
        "deadlines": PROCESS.deadlines.model_copy(
            update={"secretary_business_days": 99, "decision_business_days": 99}
        ),
        "circulation": PROCESS.circulation.model_copy(update={"capacities": ("somebody else",)}),
    }
)


async def reading(town: Town) -> dict[str, Any]:
    """What the record and everything read from it says."""

    def read(tx: Tx) -> dict[str, Any]:
        policy = tx.state("policy:ITP-1")[0]
        return {
            "policy": policy,
            "owed": obligations(policy),
            "rows": tx.obligations.on("policy:ITP-1"),
            "list": [
                (listed.id, listed.title, listed.stage, listed.lead, listed.version)
                for listed in tx.policies.matching()
            ],
            "entries": tx.entries("policy:ITP-1"),
        }

    view = await town.app.record.read(read)
    return {**view, "sent": await town.rows("select id, card, state from outbox order by id")}


async def test_history_reads_the_same_and_nothing_is_sent_again(place: Place) -> None:
    async with town_at("circulate", place) as town:
        before = await reading(town)
        card = words(next(message for message in town.dss.inbox if "feedback" in message.headline))
        chat, clock = town.chat, town.clock
    heard = len(chat.messages)
    async with town_in(place, CHANGED, clock, chat) as again:
        await again.settle()
        assert await reading(again) == before
        assert len(chat.messages) == heard
        assert words(next(message for message in again.dss.inbox if "feedback" in message.headline)) == card
        changes = [row[0] for row in await again.rows("select type from entries where stream = 'directory'")]
        assert changes.count("ProcessChanged") == 2, "the change itself is on record"
        await again.dss.press("No comment", *again.dss.inbox)
        assert (await again.entries())[-1] == "FeedbackGiven", "policies under way go on"


async def test_views_built_again_are_the_same_and_tell_nobody(place: Place) -> None:
    async with town_at("request", place) as town:
        before, heard = await reading(town), len(town.chat.messages)

        def project(tx: Tx, stream: str, state: Any) -> None:
            list_policy(tx, stream, state)

        assert await town.app.record.rebuild_views(project, 999)
        await town.settle()
        assert await reading(town) == before
        assert len(town.chat.messages) == heard


async def test_a_policy_under_way_keeps_its_process_until_a_decision_moves_it(place: Place) -> None:
    async with town_at("pursue", place) as town:
        chat, clock = town.chat, town.clock
    async with town_in(place, CHANGED, clock, chat) as again:
        assert await tracks_of(again) == [
            "legal",
            "regulatory",
            "fiscal",
            "objectives",
            "data_plan",
            "it_plan",
        ]
        await again.advisor.does("decided", kind="reform", text="Two reviews are enough", consensus="reached")
        await again.advisor.command("move-process ITP-1")
        await again.advisor.fill(decided="2026-1")
        assert "Review “fiscal constraints”: no longer there." in str(again.advisor.last)
        await again.advisor.fill()
        assert await tracks_of(again) == ["legal", "regulatory"]
        await again.settle()
        assert "goes by another process" in again.cio.inbox[-1].headline


async def tracks_of(town: Town) -> list[str]:
    """The reviews that the rules of ITP-1 know."""

    def read(tx: Tx) -> list[str]:
        context = town.app.bot.context(tx)
        return [track.key for track in context.rule_context("policy:ITP-1").process.tracks]

    return await town.app.record.read(read)

"""The context of a request: what a transaction knows is found once, and is what stands on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from govbot.bot import request_context
from govbot.bot.recording import record
from govbot.core.cards.vocabulary import ShowCard
from govbot.core.grammar import Acting, Capacity
from govbot.core.membership.directory import STREAM
from govbot.core.membership.events import AgencyListed
from govbot.core.workflow.standing import standing
from govbot.record import Tx
from govbot.runtime.app import App
from govbot.runtime.settings import DEFAULT_PROCESS, process_at
from tests.bot.town import town_at
from tests.places import Place


class WentWrong(Exception):
    """Something that goes wrong after the work was done."""


class Finds:
    """Counts what is really found in each transaction, while the real functions do it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.states: Counter[tuple[int, str, int]] = Counter()  # by transaction, stream and its last entry
        self.directories: Counter[int] = Counter()
        self.standings: Counter[tuple[str, Any]] = Counter()
        self._transactions: list[Tx] = []  # kept, so that no two have one id
        state, directory = Tx.state, request_context._named_directory

        def counted_state(tx: Tx, stream: str) -> tuple[Any, int]:
            self._transactions.append(tx)
            folded, seq = state(tx, stream)
            self.states[id(tx), stream, seq] += 1
            return folded, seq

        def counted_directory(tx: Tx) -> Any:
            self.directories[id(tx)] += 1
            return directory(tx)

        patch.setattr(Tx, "state", counted_state)
        patch.setattr(request_context, "_named_directory", counted_directory)
        patch.setattr(request_context, "standing_in_policy", self._counted(standing))

    def _counted(self, find: Callable[..., Any]) -> Callable[..., Any]:
        def counted_standing(policy: Any, directory: Any, process: Any, person: str, today: Any) -> Any:
            self.standings[person, id(policy)] += 1
            return find(policy, directory, process, person, today)

        return counted_standing


async def test_a_no_comment_click_finds_the_directory_each_state_and_each_standing_once(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town_at("circulate", place) as town:
        value, person = town.dss.value("No comment"), await town.person_id("dss")
        with monkeypatch.context() as patch:
            finds = Finds(patch)
            await town.dss.presses(value)
        assert isinstance(town.dss.last, ShowCard)
        assert (await town.entries())[-1] == "FeedbackGiven"
        # Of the policy there are two states, before the act and after it.
        (transaction,) = finds.directories
        assert finds.directories == {transaction: 1}
        streams = [stream for tx, stream, _ in finds.states if tx == transaction]
        assert sorted(streams) == [STREAM, "policy:ITP-1", "policy:ITP-1"]
        assert set(finds.states.values()) == {1}
        assert [(whose, count) for (whose, _), count in finds.standings.items()] == [(person, 1)] * 2


async def test_a_transaction_that_was_rolled_back_leaves_no_directory_behind(place: Place) -> None:
    app = App(place.url, process_at(DEFAULT_PROCESS), b"s" * 32)
    await app.open()

    def lists(tx: Tx, code: str) -> dict[str, str]:
        context = app.bot.context(tx)
        assert code not in context.directory.agencies
        who = Acting("operator", Capacity("operator", "operator"), context.today)
        record(context, STREAM, who, [AgencyListed(code=code, name=f"Agency {code}")])
        return dict(context.directory.agencies)

    def lists_and_fails(tx: Tx) -> None:
        assert lists(tx, "ONE") == {"ONE": "Agency ONE"}
        raise WentWrong

    try:
        with pytest.raises(WentWrong):
            await app.record.write(lists_and_fails)
        assert await app.record.write(lambda tx: lists(tx, "TWO")) == {"TWO": "Agency TWO"}
        kept = await app.record.read(lambda tx: dict(app.bot.context(tx).directory.agencies))
        assert kept == {"TWO": "Agency TWO"}
    finally:
        await app.close()

"""The moment of a transaction: the directory is that of what is recorded, whatever was tried before."""

from __future__ import annotations

import pytest

from govbot.bot.recording import record
from govbot.core.grammar import Acting, Capacity
from govbot.core.membership.directory import STREAM
from govbot.core.membership.events import AgencyListed
from govbot.record import Tx
from govbot.runtime.app import App
from govbot.runtime.settings import DEFAULT_PROCESS, process_at
from tests.places import Place


class Stumbled(Exception):
    """Something that goes wrong after the work was done."""


async def test_a_transaction_that_was_rolled_back_leaves_no_directory_behind(place: Place) -> None:
    app = App(place.url, process_at(DEFAULT_PROCESS), b"s" * 32)
    await app.open()

    def lists(tx: Tx, code: str) -> dict[str, str]:
        context = app.bot.context(tx)
        assert code not in context.directory.agencies
        who = Acting("operator", Capacity("operator", "operator"), context.today)
        record(context, STREAM, who, [AgencyListed(code=code, name=f"Agency {code}")])
        return dict(context.directory.agencies)

    def lists_and_stumbles(tx: Tx) -> None:
        assert lists(tx, "ONE") == {"ONE": "Agency ONE"}
        raise Stumbled

    try:
        with pytest.raises(Stumbled):
            await app.record.write(lists_and_stumbles)
        assert await app.record.write(lambda tx: lists(tx, "TWO")) == {"TWO": "Agency TWO"}
        kept = await app.record.read(lambda tx: dict(app.bot.context(tx).directory.agencies))
        assert kept == {"TWO": "Agency TWO"}
    finally:
        await app.close()

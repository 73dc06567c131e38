"""Two approvers at the same moment, 100 races; one transition, both attempts kept."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from datetime import timedelta

import pytest

from govbot.bot.tokens import SignedToken
from govbot.core.cards.vocabulary import ShowCard, ShowRefusal
from tests.bot.town import Town, town_at
from tests.places import Place

pytestmark = pytest.mark.check("S28")

RACES = 100 if os.environ.get("GOVBOT_THOROUGH") else 25


async def both(town: Town, value: str) -> None:
    """The Secretary and a delegate press at once, and a third press comes again with another nonce."""
    await asyncio.gather(town.secretary.presses(value), town.ciso.presses(value))


async def refusals(town: Town) -> int:
    """How many attempts were refused: those that are kept, and those that followed too fast to be kept."""
    attempts = await town.app.record.read(lambda tx: tx.attempts.last(10_000))
    return sum(1 + attempt.more for attempt in attempts)


async def test_one_of_two_approvers_approves_and_the_other_is_told(place: Place) -> None:
    async with town_at("request", place) as town:
        await town.secretary.does(
            "delegation", person=await town.person_id("ciso"), power="approve", citation="memo of May 4"
        )
        await town.contact.does("confirm-office", outcome="confirm")
        bound = town.bot.installation.signer.read(town.secretary.value("Approve draft D1")).bound
        won = {"secretary": 0, "ciso": 0}
        for race in range(RACES):
            before = await refusals(town)
            button = SignedToken("approve", "policy:ITP-1", "D1", bound, "secretary_request")
            await both(town, town.bot.installation.signer.sign(replace(button, nonce=f"race {race}")))
            replies = {"secretary": town.secretary.last, "ciso": town.ciso.last}
            winners = [user for user, reply in replies.items() if isinstance(reply, ShowCard)]
            losers = [user for user, reply in replies.items() if isinstance(reply, ShowRefusal)]
            assert (len(winners), len(losers)) == (1, 1)
            won[winners[0]] += 1
            lost = replies[losers[0]]
            assert isinstance(lost, ShowRefusal)
            assert lost.sentence == "D1 has been approved already; it is a release candidate."
            assert lost.card is not None
            assert (await town.entries()).count("Approved") == race + 1, (
                "one transition: in the record stands the winner"
            )
            kept = (await town.attempts())[0]
            assert (kept.person, kept.action) == (await town.person_id(losers[0]), "approve")
            assert await refusals(town) == before + 1
            await town.secretary.does("withdraw ITP-1")
            town.clock.at += timedelta(minutes=2)
            await town.cio.does("secretary ITP-1")
        assert sum(won.values()) == RACES

"""A first start makes nobody the administrator: there is none, and no secret by which one becomes it.

Whoever may run `govbot roster` on the machine says who holds which office; in chat nobody can, however early.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from govbot.core.membership.directory import STREAM as DIRECTORY
from govbot.core.table import BY_WORD
from govbot.runtime.app import App
from tests.bot.chat_in_memory import Chat, StoppedClock
from tests.bot.town import Town
from tests.government import PROCESS, SECRET
from tests.places import Place

pytestmark = pytest.mark.check("S46")

FIRST = ("first", "second")


async def test_of_two_people_who_race_at_a_first_start_neither_may_do_anything(place: Place) -> None:
    clock, chat = StoppedClock(), Chat()
    app = App(place.url, PROCESS, SECRET, clock, timedelta())
    chat.people = {user: f"{user}@ct.example" for user in FIRST}
    app.bot.meet(chat)
    await app.open()
    try:
        town = Town(app, chat, clock)
        for word in (*BY_WORD, "", "help", "list"):
            await asyncio.gather(*(town.person(user).command(word) for user in FIRST))
            for user in FIRST:
                assert "is not in the directory" in town.person(user).no
        assert await town.rows("SELECT id FROM people") == []
        assert await town.rows("SELECT actor FROM entries WHERE actor NOT IN ('operator', 'system')") == []
        directory = await app.record.read(lambda tx: tx.state(DIRECTORY)[0])
        assert (directory.people, directory.seats, directory.offices) == ({}, {}, ())
    finally:
        await app.close()

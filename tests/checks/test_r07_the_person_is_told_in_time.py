"""R07, for the person: while somebody else holds the database, a click is answered in time, and with a sentence."""

from __future__ import annotations

import time

from govbot.cards.vocabulary import Open, Show, Sorry
from govbot.chat import Account
from govbot.house import House
from govbot.operator.importing import take_in
from govbot.operator.rosters import read_agencies, read_offices, read_roster
from govbot.sample import sample
from govbot.settings import DEFAULT_PROCESS, process_at
from tests.places import Place

IN_TIME = 3.0  # seconds: what Slack allows


async def test_r07_the_person_is_told_in_time_and_nothing_is_recorded(place: Place) -> None:
    house = House(place.url, process_at(DEFAULT_PROCESS), b"s" * 32)
    await house.open()
    try:
        agencies = read_agencies(sample("agencies.csv"))
        lists = (agencies, read_roster(sample("roster.csv"), agencies), read_offices(sample("offices.csv")))
        await house.record.write(lambda tx: take_in(tx, house.bot.moments, *lists))
        person = house.record.read_now(lambda tx: tx.people()[0])
        house.record.write_now(lambda tx: tx.link("web", "playground", person.id, person.id))
        account = Account("web", "playground", person.id)
        opened = await house.bot.command(account, "need")
        assert isinstance(opened, Open)
        answers = {"title": "A need", "text": "It is needed.", "sources": ["a"]}

        with place.locked():
            begun = time.monotonic()
            told = await house.bot.submit(account, opened.form.token, answers)
            took = time.monotonic() - begun

        assert isinstance(told, Sorry)
        assert "Nothing was recorded" in told.sentence
        assert took < IN_TIME
        assert house.record.read_now(lambda tx: tx.streams("policy")) == []
        again = await house.bot.submit(account, opened.form.token, answers)
        assert isinstance(again, Show)
        assert house.record.read_now(lambda tx: tx.streams("policy")) == ["policy:ITP-1"]
    finally:
        await house.close()

"""While somebody else holds the database, a click is answered in time, and with a sentence."""

from __future__ import annotations

import time

import pytest

from govbot.adapter_api.chat import Account
from govbot.core.cards.vocabulary import OpenForm, ShowCard, ShowRefusal
from govbot.demo.sample import sample
from govbot.operations.importing import take_in
from govbot.operations.rosters import read_agencies, read_offices, read_roster
from govbot.runtime.app import App
from govbot.runtime.settings import DEFAULT_PROCESS, process_at
from tests.places import Place

pytestmark = pytest.mark.check("R07")

IN_TIME = 3.0  # seconds: what Slack allows


async def test_the_person_is_told_in_time_and_nothing_is_recorded(place: Place) -> None:
    app = App(place.url, process_at(DEFAULT_PROCESS), b"s" * 32)
    await app.open()
    try:
        agencies = read_agencies(sample("agencies.csv"))
        lists = (agencies, read_roster(sample("roster.csv"), agencies), read_offices(sample("offices.csv")))
        await app.record.write(lambda tx: take_in(app.bot.context(tx), *lists))
        person = app.record.read_now(lambda tx: tx.people.everybody()[0])
        app.record.write_now(lambda tx: tx.accounts.link("web", "playground", person.id, person.id))
        account = Account("web", "playground", person.id)
        opened = await app.bot.command(account, "need")
        assert isinstance(opened, OpenForm)
        answers = {"title": "A need", "text": "It is needed.", "sources": ["a"]}

        with place.locked():
            begun = time.monotonic()
            told = await app.bot.submit(account, opened.form.token, answers)
            took = time.monotonic() - begun

        assert isinstance(told, ShowRefusal)
        assert "Nothing was recorded" in told.sentence
        assert took < IN_TIME
        assert app.record.read_now(lambda tx: tx.streams("policy")) == []
        again = await app.bot.submit(account, opened.form.token, answers)
        assert isinstance(again, ShowCard)
        assert app.record.read_now(lambda tx: tx.streams("policy")) == ["policy:ITP-1"]
    finally:
        await app.close()

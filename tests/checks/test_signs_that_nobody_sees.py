"""Signs that turn text or drive a terminal stand in no name, and are obeyed by no terminal and no log."""

from __future__ import annotations

import logging

import pytest
from typer.testing import CliRunner

from govbot.bot.recording import record
from govbot.cli import offline
from govbot.cli.main import app as command_line
from govbot.core.cards.answers import clean
from govbot.core.grammar import Acting, Capacity
from govbot.core.plain_text import printable
from govbot.operations.rosters import read_agencies, read_offices, read_roster
from govbot.record import Verified
from govbot.runtime import logs
from tests.bot.chat_in_memory import START
from tests.bot.town import town_at
from tests.core.cards.given import words
from tests.places import Place

pytestmark = pytest.mark.check("S39")

HARMFUL = ["\x1b[2J", "\x1b]0;owned\x07", "\x9b31m", "\u202e", "\u2066", "\x00", "\x7f"]
SIGNS = "\x1b\x07\x9b\u202e\u2066\x00\x7f"


@pytest.mark.parametrize("harmful", HARMFUL)
def test_what_people_write_loses_them(harmful: str) -> None:
    assert set(clean(f"Ada{harmful} Lovelace")) & set(SIGNS) == set()


@pytest.mark.parametrize("harmful", [sign for sign in HARMFUL if sign != "\x00"])
def test_names_in_the_lists_lose_them(harmful: str) -> None:
    (agency,) = read_agencies(f"agency,name\nDSS,Social{harmful} Services\n".encode())
    (person,) = read_roster(f"email,name,agency,capacity\na@x.example,Ada{harmful} L,DSS,CIO\n".encode())
    (office,) = read_offices(f"office,email,role\nOPM{harmful} Secretary,a@x.example,secretary\n".encode())
    assert set(agency.name + person.name + office.office) & set(SIGNS) == set()


@pytest.mark.parametrize("harmful", HARMFUL)
def test_a_terminal_shows_them_and_obeys_none(harmful: str) -> None:
    shown = printable(f"Ada{harmful}\n\tLovelace")
    assert set(shown) & set(SIGNS) == set()
    assert shown.endswith("\n\tLovelace")


async def test_a_title_that_was_recorded_with_them_is_drawn_without_them(place: Place) -> None:
    async with town_at("raise_need", place) as town:
        entries = await town.app.record.read(lambda tx: tx.entries("policy:ITP-1"))
        event = entries[0].event.model_copy(update={"title": f"Backup{SIGNS} of data"})
        context = town.app.bot.context
        who = Acting(await town.person_id("dss"), Capacity("anyone", "anyone"), START.date())
        await town.app.record.write(lambda tx: record(context(tx), "policy:ITP-2", who, [event]))
        await town.settle()
        await town.advisor.command("status ITP-2")
        await town.dss.command("list")
        for card in (town.advisor.card, town.dss.card, *town.chat.cards("C-steering")):
            assert set(words(card)) & set(SIGNS) == set()
        assert "Backup of data" in words(town.dss.card)
        kept = await town.app.record.read(lambda tx: tx.entries("policy:ITP-2"))
        assert kept[0].event == event, "the record itself stays as it is"


def test_what_verify_says_of_a_tampered_record_drives_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    async def tampered(database: str) -> Verified:
        return Verified(1, 1, bad=("policy:\x1b[2J", 1, "is \u202eforged."))

    monkeypatch.setattr(offline, "verify", tampered)
    ran = CliRunner().invoke(command_line, ["verify", "--database", "sqlite:///x.db"])
    assert (ran.exit_code, set(ran.output) & set(SIGNS)) == (1, set())
    assert r"policy:\x1b[2J: is \u202eforged." in ran.output


def test_an_ordinary_name_of_any_script_is_printed_as_it_is() -> None:
    assert printable("Zoë Ångström, 山田, עדה 👩\u200d💻") == "Zoë Ångström, 山田, עדה 👩\u200d💻"


def test_a_line_of_a_library_in_the_log_drives_no_terminal() -> None:
    record = logging.LogRecord("aiohttp", logging.ERROR, "", 0, "from %s", ("\x1b[2J\u202e",), None)
    assert logs.Plain("%(message)s").format(record) == r"from \x1b[2J\u202e"


def test_a_line_of_the_log_drives_no_terminal() -> None:
    line = logs.with_printable_values(
        None, "warning", {"event": "not delivered", "to": "Ada\x1b[2J", "posting": 7}
    )
    assert line == {"event": "not delivered", "to": r"Ada\x1b[2J", "posting": 7}

"""A roster is saved from a policy, and kept on the directory; cards list it, and open forms with it."""

from __future__ import annotations

from tests.bot.town import town_at
from tests.core.cards.given import words
from tests.places import Place


async def test_a_roster_is_saved_listed_used_in_a_form_renamed_and_deleted(place: Place) -> None:
    async with town_at("circulate", place) as town:
        await town.cio.does("save-roster ITP-1", name="All of them")
        await town.cio.command("rosters ITP-1")
        assert "All of them" in words(town.cio.card)
        await town.cio.press("Add to the roster")
        saved = next(field for field in town.cio.form.fields if field.name == "saved")
        assert saved.initial == "R1"
        await town.cio.command("rosters")
        await town.cio.press("Rename")
        await town.cio.fill(name="Everybody")
        await town.cio.does("delete-roster")
        await town.cio.command("rosters")
        assert "No roster is saved yet." in words(town.cio.card)
        await town.dss.command("rosters")
        assert "Saved rosters are shown to" in town.dss.no

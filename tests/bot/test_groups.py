"""The ad hoc group in chat: who brings what, what is missing, and a member who cannot take part."""

from __future__ import annotations

from pathlib import Path

from tests.bot.town import town_at
from tests.core.cards.given import words


async def test_the_group_shows_who_brings_what_and_what_is_missing_and_a_member_can_leave(
    tmp_path: Path,
) -> None:
    async with town_at("pursue", tmp_path) as town:
        members = await town.ids("dss", "dcp")
        await town.cio.does("group ITP-1", name="AI", liaisons=await town.ids("cio"), members=members)
        await town.cio.does(
            "perspectives ITP-1", person=await town.person_id("dss"), perspectives=["privacy"]
        )
        await town.cio.command("group ITP-1")
        shown = words(town.cio.card)
        assert "privacy" in shown
        assert "Not represented" in shown
        await town.dss.does("leave-group ITP-1", reason="On leave")
        await town.settle()
        (told,) = [card for card in town.cio.inbox if "A member leaves" in card.headline]
        assert "On leave" in words(told)
        await town.cio.command("members ITP-1")
        assert "privacy" in words(town.cio.card).partition("Not represented")[2]
        await town.dss.command("members ITP-1")
        assert town.dss.no.startswith("The ad hoc group is shown to its members")

"""A shared link shows public facts alone, and whoever writes a message finds the policies that they may know of."""

from __future__ import annotations

from pathlib import Path

from govbot.bot.pages.links import LinkSettings
from tests.bot.town import town_at
from tests.core.cards.given import words

BASE = "https://gov.example"
LINKING = LinkSettings(BASE)


async def test_a_link_to_the_library_shows_the_public_facts_and_no_other_link_shows_anything(
    tmp_path: Path,
) -> None:
    async with town_at("request", tmp_path, linking=LINKING) as town:
        await town.secretary.press("Approve draft D1")
        await town.publisher.does("adopt ITP-1", version="1.0", laws="C.G.S. § 4-66")
        card = await town.bot.preview(f"{BASE}/library/ITP-1/v1.0/index.html?x=1")
        assert card is not None
        shown = words(card)
        assert "Version: 1.0, in force" in shown
        assert f"[Open it in the Policy Library]({BASE}/library/ITP-1/index.html)" in shown
        for other in (
            f"{BASE}/library/ITP-9/index.html",
            f"{BASE}/library/",
            f"{BASE}/p/abc/open/secret",
            "https://gov.example.evil/library/ITP-1/index.html",
            "",
        ):
            assert await town.bot.preview(other) is None, other


async def test_a_policy_that_is_not_adopted_has_no_public_facts_and_is_found_by_those_who_are_linked(
    tmp_path: Path,
) -> None:
    async with town_at("circulate", tmp_path, linking=LINKING) as town:
        assert await town.bot.preview(f"{BASE}/library/ITP-1/index.html") is None
        await town.dss.command("")
        (found,) = await town.bot.suggest(town.dss.account, "backup", 5)
        assert found.title == "ITP-1 “Backup of state data”"
        assert found.words == "Step 3: agency feedback; you may read D1"
        shown = words(found.card)
        assert "in agency feedback until" in shown
        assert "[" not in shown, "others read it: it carries nobody's button"
        assert await town.bot.suggest(town.chat.account("stranger"), "", 5) == []
        (other,) = await town.bot.suggest(town.cio.account, "ITP-1", 5)
        assert other.card == found.card, "it is drawn for nobody in particular"


async def test_whoever_is_not_linked_or_no_longer_active_finds_public_facts_alone(tmp_path: Path) -> None:
    async with town_at("request", tmp_path, linking=LINKING) as town:
        await town.secretary.press("Approve draft D1")
        await town.publisher.does("adopt ITP-1", version="1.0", laws="C.G.S. § 4-66")
        await town.dcp.does("need", title="Cloud services", text="Prices rise.", sources=["a"])
        (found,) = await town.bot.suggest(town.chat.account("stranger"), "", 5)
        assert "Version: 1.0, in force" in words(found.card)
        assert len(await town.bot.suggest(town.dcp.account, "", 5)) == 2
        await town.keeper.does("left", person=await town.person_id("dcp"))
        assert len(await town.bot.suggest(town.dcp.account, "", 5)) == 1

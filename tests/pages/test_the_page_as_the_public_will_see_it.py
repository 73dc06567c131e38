"""Before a policy is adopted, the publisher sees its page as the public will: with the header as it was filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from govbot.core.cards.vocabulary import Link, OpenForm
from tests.bot.town import Town
from tests.pages.given import link_on, place_at

HEADER: dict[str, Any] = {
    "title": "Backup of State Data", "version": "1.0", "originator": "OPM", "effective_on": "2026-10-01",
    "description": "Initial Policy", "laws": "C.G.S. § 4d-8a",
}  # fmt: skip


async def approved(town: Town) -> None:
    await town.cio.does("close-feedback ITP-1")
    await town.cio.does("secretary ITP-1")
    await town.settle()
    await town.person("secretary").does("approve ITP-1")
    await town.settle()


async def test_the_confirmation_of_the_adoption_leads_to_the_page_and_the_card_afterwards_to_the_published_one(
    tmp_path: Path,
) -> None:
    async with place_at("circulate", tmp_path) as place:
        town = place.town
        await approved(town)
        publisher = town.person("publisher")
        await publisher.command("adopt ITP-1")
        assert isinstance(publisher.last, OpenForm)
        await publisher.fill(**HEADER)
        assert isinstance(publisher.last, OpenForm), "nothing is recorded before it is confirmed"
        (link,) = (part for part in publisher.last.form.intro if isinstance(part, Link))
        assert link.label == "See the page as the public will see it"
        page = await place.browser().open(link.url)
        assert page.status == 200
        for words in (
            "Preview.",
            "Nothing of this is published yet.",
            "Backup of State Data",
            "C.G.S. § 4d-8a",
        ):
            assert words in page.words
        assert "OPM Secretary" in page.words, "the public reads who approved it"
        assert "Adopted" not in await town.entries()
        await publisher.fill(**HEADER)
        assert "Adopted" in await town.entries()
        assert link_on(publisher.card) == f"{place.base}/library/ITP-1/index.html"
        await publisher.command("status ITP-1")
        assert link_on(publisher.card) == f"{place.base}/library/ITP-1/index.html"
        again = await place.browser().open(link.url)
        assert "Preview." not in again.words, "the link was one person's, and for one browser"


async def test_nobody_but_the_publisher_opens_the_page_and_an_incomplete_header_is_named(
    tmp_path: Path,
) -> None:
    async with place_at("circulate", tmp_path) as place:
        await approved(place.town)
        publisher = place.town.person("publisher")
        await publisher.command("show ITP-1")
        await publisher.press("See the page as the public will see it")
        page = await place.browser().open(link_on(publisher.card))
        assert "The page cannot be drawn yet: The standard header needs the relevant laws" in page.words
        await place.town.dcp.command("show ITP-1")
        assert "as the public will see it" not in place.town.dcp.reads()

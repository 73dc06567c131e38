"""The overview's page in a real browser: it is open to everybody, and its filter shows what one types."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.pages.given import link_on, place_at
from tests.web.browsing import accessibility_faults


async def test_the_overview_is_open_to_everybody_and_filters_as_one_types(
    one_browser: Browser, tmp_path: Path
) -> None:
    async with place_at("circulate", tmp_path) as place:
        town = place.town
        for title in ("Cloud records", "Passwords", "Open data"):
            await town.dss.does("need", title=title, text="Prices rise.", sources=["a"])
        target, deadline = "2026-11-20", "2027-01-15"
        await town.cio.does(
            "timeline ITP-1", secretarys_review=target, statutory=deadline, citation="P.A. 26-1"
        )
        await town.days(60)
        await town.cio.command("overview")
        await town.cio.press("Overview on a page")
        page = await one_browser.new_page()
        await page.goto(link_on(town.cio.card))
        await page.get_by_role("button", name="Open as").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Overview of all policies")
        rows = page.locator("#overview tbody tr")
        await expect(rows).to_have_count(4)
        await expect(rows.first).to_contain_text("late")
        for colours in ("light", "dark"):
            await page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
            assert await accessibility_faults(page) == []
            await page.screenshot(path=str(tmp_path / f"overview-{colours}.png"), full_page=True)
        await page.get_by_label("Show only").fill("passwords")
        await expect(page.locator("#overview tbody tr:visible")).to_have_count(1)
        await expect(page.get_by_role("status")).to_have_text("1 of 4")
        await page.set_viewport_size({"width": 390, "height": 844})
        await page.screenshot(path=str(tmp_path / "overview-phone.png"), full_page=True)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            "only tables scroll sideways"
        )
        await page.close()

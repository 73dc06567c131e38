"""The memo for signature, in a real browser: it is printed on one sheet, with room to tick and to sign."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import Browser, expect

from tests.pages.given import place_at
from tests.web.browsing import accessibility_faults

LONG = "It says who keeps copies of what, for how long, and who proves each quarter that they can be read again. "


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


async def test_the_memo_is_printed_on_one_sheet_however_much_was_written(
    one_browser: Browser, tmp_path: Path
) -> None:
    async with place_at("circulate", tmp_path) as place:
        town = place.town
        await town.draft("# I. Purpose\n\nBackups are kept safe.\n", note=LONG * 12)
        await town.cio.does("close-feedback ITP-1")
        await town.cio.does("secretary ITP-1", materials=LONG * 8)
        page = await one_browser.new_page()
        await page.goto(await place.link(town.contact, "Print for signature", "more ITP-1"))
        await page.get_by_role("button", name="Open as").click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text("ITP-1")
        assert await accessibility_faults(page) == []
        await page.screenshot(path=str(tmp_path / "memo.png"), full_page=True)
        await page.emulate_media(media="print")
        await page.set_viewport_size({"width": 720, "height": 1000})
        await page.screenshot(path=str(tmp_path / "printed.png"), full_page=True)
        for paper in ("Letter", "A4"):
            assert sheets(await page.pdf(format=paper, path=str(tmp_path / f"memo-{paper}.pdf"))) == 1
        await expect(page.get_by_text("Print this page with your browser")).to_be_hidden()
        for words in ("Signature", "Date", "Approve draft D2 as it is", "Return it", "/gov letter ITP-1"):
            await expect(page.get_by_text(words).first).to_be_visible()
        await page.close()

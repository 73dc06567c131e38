"""Takes the README's picture again: a fresh rehearsal, seen by the policy lead in the middle of the process.

Run it in the checkout: `.venv/bin/python docs/pictures/retake.py`. It needs Debian's chromium.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
from pathlib import Path

from aiohttp import ClientSession
from playwright.async_api import async_playwright

from govbot_web.client import Playground

PORT = 8097
BASE = f"http://127.0.0.1:{PORT}"
CHROMIUM = "/usr/bin/chromium"
ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
WIDE, HIGH = 1280, 800
SEEN_BY, ABOUT = "the.secretary@opm.example", "ITP-3"
PICTURE = Path(__file__).with_name("playground.png")


async def main() -> None:
    """Open a playground of its own, look at it, close it."""
    with tempfile.TemporaryDirectory() as folder:
        options = ("--port", str(PORT), "--folder", f"{folder}/rehearsal", "--fresh")
        command = (sys.executable, "-m", "govbot", "demo", *options)
        playground = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        try:
            assert playground.stdout is not None
            while b"is open at" not in (line := await playground.stdout.readline()):
                if not line:
                    raise SystemExit("The playground did not open.")
            async with ClientSession() as session:
                person = await Playground(session, BASE).find(SEEN_BY)
                await person.command(f"status {ABOUT}")
            await take(person.person)
        finally:
            playground.send_signal(signal.SIGINT)
            await playground.wait()


async def take(person: str) -> None:
    """The page as this person sees it, with the panel that shows where the policies stand."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        page = await browser.new_page(viewport={"width": WIDE, "height": HIGH}, color_scheme="light")
        await page.add_init_script("localStorage.setItem('govbot-guide-seen', 'yes')")
        await page.goto(f"{BASE}/#as={person}")
        await page.locator("#messages li").first.wait_for()
        await page.get_by_role("tab", name="The process").click()
        await page.wait_for_timeout(1500)
        await page.screenshot(path=PICTURE)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())

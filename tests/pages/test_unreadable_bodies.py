"""A body that is no form of ours is refused in a sentence, with a status of the client's fault."""

from __future__ import annotations

import pytest

from govbot.core.cards import pages as say
from tests.pages.given import OWN_FORM, Place

START = b'--b\r\nContent-Disposition: form-data; name="proof"\r\n'
BODIES = {
    "no UTF-8": START + b"\r\n\xff\xfe\x80\r\n--b--\r\n",
    "a line that is too long": b"--b\r\nX-Long: " + b"a" * 100_000 + b"\r\n\r\nx\r\n--b--\r\n",
    "no boundary": b"x" * 20_000,
}


@pytest.mark.check("S40")
@pytest.mark.parametrize("kind", BODIES)
async def test_it_is_refused_in_a_sentence(drafted: Place, kind: str) -> None:
    browser = drafted.browser()
    landed = await browser.get(await drafted.link(drafted.town.cio))
    headers = {**OWN_FORM, "Content-Type": "multipart/form-data; boundary=b"}
    action = drafted.base + landed.forms[0]["action"]
    async with browser.session.post(action, data=BODIES[kind], headers=headers) as answer:
        assert (answer.status, say.UNREADABLE in await answer.text()) == (400, True)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

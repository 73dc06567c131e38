"""A signed link is opened by someone else, later, or changed.

It is refused, and a new one is offered, which goes to the chat of whom it was made for and to nobody else.
"""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from pathlib import Path

import pytest

from govbot.core.cards import pages as say
from tests.pages.given import link_on, place_at

pytestmark = pytest.mark.check("S51")


def with_changed(link: str, place: int, value: str) -> str:
    """The link with one of the facts in it changed, under its old seal."""
    start, _, token = link.rpartition("/")
    body, _, mac = token.partition(".")
    facts = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    facts[place] = value
    changed = base64.urlsafe_b64encode(json.dumps(facts, separators=(",", ":")).encode()).rstrip(b"=")
    return f"{start}/{changed.decode()}.{mac}"


def stored_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir()]


async def test_a_link_opens_once_and_in_one_browser(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        link = await place.link(place.town.cio)
        mine, theirs = place.browser(), place.browser()
        assert (await mine.open(link)).status == 200
        landed = await theirs.get(link)
        assert "has been opened before" in landed.words
        assert "Open as" not in landed.words
        page = "/".join(link.split("/")[3:5])
        refused = await theirs.get(f"/{page}/")
        assert (refused.status, say.OPENED_ELSEWHERE in refused.words) == (410, True)
        assert "Backup" not in refused.text
        assert (await mine.get(f"/{page}/")).status == 200


async def test_another_browser_cannot_redeem_what_was_redeemed(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        link = await place.link(place.town.cio)
        mine, theirs = place.browser(), place.browser()
        both = [await mine.get(link), await theirs.get(link)]
        assert (await mine.press(both[0])).status == 200
        refused = await theirs.press(both[1])
        assert (refused.status, say.OPENED_ELSEWHERE in refused.words) == (410, True)
        assert "Send me a new link" in refused.words


async def test_a_cookie_of_one_page_opens_no_other(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        first, second = await place.link(place.town.cio), await place.link(place.town.cdo)
        mine, theirs = place.browser(), place.browser()
        await mine.open(first)
        await theirs.open(second)
        stolen = next(iter(mine.session.cookie_jar)).value
        page = "/".join(second.split("/")[3:5])
        refused = await place.browser().get(f"/{page}/", Cookie=f"govbot_page={stolen}")
        assert refused.status == 410


async def test_a_late_link_is_refused_and_a_new_one_goes_to_its_person_alone(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        town, browser = place.town, place.browser()
        link = await place.link(town.cio)
        town.clock.at += timedelta(minutes=15)
        before = len(town.chat.messages)
        late = await browser.get(link)
        assert (late.status, "was not opened in time" in late.words) == (410, True)
        sent = await browser.press(late)
        assert say.ON_ITS_WAY in sent.words
        assert link not in sent.text
        new = list(town.chat.messages.values())[before:]
        assert [conversation for conversation, _ in new] == ["D-cio"]
        assert (await place.browser().open(link_on(new[0][1]))).status == 200
        assert say.SENT_ALREADY in (await browser.press(late)).words


CHANGES = [(1, "upload"), (2, "somebody else"), (3, "policy:ITP-2"), (5, "2099-01-01T00:00:00+00:00")]


@pytest.mark.parametrize(("fact", "value"), CHANGES)
async def test_a_changed_link_opens_nothing(tmp_path: Path, fact: int, value: str) -> None:
    async with place_at("reviewed", tmp_path) as place:
        link = await place.link(place.town.cio)
        changed = with_changed(link, fact, value)
        refused = await place.browser().get(changed)
        assert (refused.status, say.CHANGED in refused.words) == (403, True)
        assert (await place.browser().open(with_changed(link, 1, "read"))).status == 200


@pytest.mark.parametrize("token", ["x", "a.b", "é.é", "....", "%00", "W10.W10", "A" * 5000])
async def test_what_is_no_token_is_refused_in_a_sentence(tmp_path: Path, token: str) -> None:
    async with place_at("reviewed", tmp_path) as place:
        refused = await place.browser().get(f"/pages/abcdef/open/{token}")
        assert (refused.status, say.CHANGED in refused.words) == (403, True)


async def test_a_link_stands_under_its_own_address_only(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        token = (await place.link(place.town.cio)).rpartition("/")[2]
        refused = await place.browser().get(f"/pages/another-id/open/{token}")
        assert (refused.status, say.CHANGED in refused.words) == (403, True)


async def test_a_page_closes_after_its_time(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        browser = place.browser()
        link = await place.link(place.town.cio)
        await browser.open(link)
        page = "/".join(link.split("/")[3:5])
        place.town.clock.at += timedelta(hours=8)
        over = await browser.get(f"/{page}/")
        assert (over.status, "open for 8 hours" in over.words) == (410, True)


async def test_whose_standing_ended_after_the_link_was_sent_is_refused(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        town, browser = place.town, place.browser()
        unopened, opened = await place.link(town.legal), await place.link(town.legal)
        await browser.open(opened)
        await town.keeper.does("left", person=await town.person_id("legal"), reason="Retired")
        page = "/".join(opened.split("/")[3:5])
        for seen in (await browser.get(f"/{page}/"), await place.browser().get(unopened)):
            assert (seen.status, say.NOBODY in seen.words) == (403, True)
            assert "Backup" not in seen.text


async def test_a_mark_set_after_the_link_was_sent_closes_the_page(tmp_path: Path) -> None:
    async with place_at("circulate", tmp_path) as place:
        town, browser = place.town, place.browser()
        link = await place.link(town.dss)
        await browser.open(link)
        page = "/".join(link.split("/")[3:5])
        assert (await browser.get(f"/{page}/")).status == 200
        await town.cio.does("mark ITP-1", item="draft D1", marks=["attorney-client"], reason="Advice")
        for path in (f"/{page}/", f"/{page}/original"):
            refused = await browser.get(path)
            assert refused.status == 403
            assert "state data" not in refused.text.casefold()


async def test_a_disconnected_account_opens_nothing(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        link = await place.link(place.town.cio)
        await place.town.bot.gone(place.town.cio.account)
        refused = await place.browser().get(link)
        assert (refused.status, say.NOBODY in refused.words) == (403, True)


async def test_a_new_link_ends_what_the_old_one_opened(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        thief, owner = place.browser(), place.browser()
        link = await place.link(place.town.cio)
        await thief.open(link)
        await owner.press(await owner.get(link))
        page = "/".join(link.split("/")[3:5])
        ended = await thief.get(f"/{page}/")
        assert (ended.status, say.ENDED in ended.words) == (410, True)


async def test_refusals_are_kept_among_the_attempts(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        link = await place.link(place.town.cio)
        place.town.clock.at += timedelta(hours=1)
        await place.browser().get(link)
        await place.browser().get(with_changed(link, 2, "x"))
        kept = await place.town.attempts()
        assert [(attempt.action, attempt.subject) for attempt in kept] == [("page read", "policy:ITP-1")]
        assert kept[0].person == await place.town.person_id("cio")


async def test_no_token_and_no_cookie_stand_in_the_database_or_a_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    async with place_at("reviewed", tmp_path) as place:
        browser = place.browser()
        link = await place.link(place.town.cio)
        await browser.open(link)
        await place.browser().get(link)
        secrets = [link.rpartition("/")[2], next(iter(browser.session.cookie_jar)).value]
    out = "".join(capfd.readouterr()) + caplog.text
    stored = b"".join(stored_in(tmp_path))
    assert [secret for secret in secrets if secret in out or secret.encode() in stored] == []


async def test_looking_uses_nothing_up(tmp_path: Path) -> None:
    """A preview, a virus scanner and a second look GET the link, and the person's own press still opens it."""
    async with place_at("reviewed", tmp_path) as place:
        link = await place.link(place.town.cio)
        for _ in range(5):
            preview = await place.browser().get(link)
            assert "Backup" not in preview.text
        assert (await place.browser().open(link)).status == 200

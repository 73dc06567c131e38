"""Commenting on a page: written passage by passage, saved beside the record, handed in together, in chat too."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.core.cards.given import words
from tests.pages.given import Browser, Place, Seen, link_on, place_at
from tests.pages.test_reading import address

WRITING, SAVED, HANDING = 0, 1, 2  # the forms of the page


async def opened(place: Place) -> tuple[Browser, Seen, str]:
    await place.town.dss.command("comment-page ITP-1")
    link = link_on(place.town.dss.card)
    browser = place.browser()
    return browser, await browser.open(link), address(link)


async def write(browser: Browser, page: Seen, **fields: str) -> Seen:
    named = {f"answer:{name}": value for name, value in fields.items()}
    return await browser.press(page, WRITING, {"answer:do": "save", **named})


async def test_comments_are_written_saved_and_handed_in_together(circulated: Place) -> None:
    town = circulated.town
    browser, page, at = await opened(circulated)
    assert "Nothing is saved yet." in page.words
    before = len(await town.entries())
    page = await write(browser, page, section="I. Purpose", paragraph="1", text="<b>Why</b>?", publish="yes")
    assert (page.status, page.text.count("&lt;b&gt;Why&lt;/b&gt;?")) == (200, 1)
    page = await write(
        browser, page, passage="Every agency", new_words="Each agency", kind="concern", publish="no"
    )
    page = await browser.get(at)  # it survives loading the page again, and nothing of it is on record
    assert "Saved, not handed in: 2" in page.words
    assert len(await town.entries()) == before
    await town.dss.command("saved ITP-1")
    assert "Instead of “Every agency”: “Each agency”" in words(town.dss.card)

    page = await browser.press(
        page, HANDING, {"answer:items": page.text.split('name="answer:items" value="')[2].split('"')[0]}
    )
    assert "your comments are recorded" in page.words
    assert (await town.entries())[before:] == ["FeedbackGiven"]
    await town.dss.command("hand-in-saved ITP-1")
    await town.dss.fill()
    policy, _ = await town.app.record.read(lambda tx: tx.state("policy:ITP-1"))
    comments = policy.development.comments
    facts = [(c.kind, c.section, c.paragraph, c.text, c.old_words, c.new_words, c.publish) for c in comments]
    proposal = "Instead of “Every agency”: “Each agency”"
    assert facts == [
        ("concern", "II. Scope", 1, proposal, "Every agency", "Each agency", "no"),
        ("comment", "I. Purpose", 1, "<b>Why</b>?", "", "", "yes"),
    ]
    await town.dss.command("saved ITP-1")
    assert town.dss.card.headline == "No saved comments"


async def test_a_double_click_hands_in_once(circulated: Place) -> None:
    browser, page, _ = await opened(circulated)
    page = await write(browser, page, text="Once.")
    id = page.text.split('name="answer:items" value="')[1].split('"')[0]
    both = await asyncio.gather(*(browser.press(page, HANDING, {"answer:items": id}) for _ in range(2)))
    assert [answer.status for answer in both] == [200, 200]
    assert (await circulated.town.entries()).count("FeedbackGiven") == 1


async def test_what_is_wrong_is_said_at_its_field_and_what_was_written_stays(circulated: Place) -> None:
    browser, page, _ = await opened(circulated)
    again = await write(browser, page, new_words="can use", paragraph="two", section="IX")
    assert again.status == 422
    for sentence in (
        "Choose the words of the draft that yours are to replace",
        "Give the paragraph's number",
        "This draft has no such section",
    ):
        assert sentence in again.words
    assert ">can use</textarea>" in again.text
    assert "Saved, not handed in: 0" in again.words


async def test_a_list_is_offered_split_and_never_split_unseen(circulated: Place) -> None:
    browser, page, _ = await opened(circulated)
    page = await write(browser, page, section="II. Scope", text="Please:\n1. Narrow it.\n2. Name the owner.")
    assert "This reads as a list of 2 points" in page.words
    assert "Saved, not handed in: 1" in page.words
    id = page.text.split('value="split ')[1].split('"')[0]
    page = await browser.press(page, SAVED, {"answer:do": f"split {id}"})
    assert "Saved, not handed in: 2" in page.words
    assert "Please: Name the owner." in page.words
    id = page.text.split('value="delete ')[1].split('"')[0]
    page = await browser.press(page, SAVED, {"answer:do": f"delete {id}"})
    assert "Saved, not handed in: 1" in page.words
    id = page.text.split("?edit=")[1].split("#")[0]
    page = await browser.get(f"{page_address(page)}?edit={id}")
    page = await write(browser, page, section="II. Scope", text="Name an owner.")
    assert "Saved, not handed in: 1" in page.words
    assert "Please: Name the owner." not in page.words


def page_address(page: Seen) -> str:
    return str(page.forms[HANDING]["action"])


async def test_nobody_reads_or_hands_in_what_somebody_else_saved(circulated: Place) -> None:
    town = circulated.town
    browser, page, at = await opened(circulated)
    await write(browser, page, text="Ours alone.")
    await town.dcp.command("saved ITP-1")
    assert "Ours alone." not in words(town.dcp.card)
    await town.dcp.command("hand-in-saved ITP-1")
    assert "You have saved no comment" in town.dcp.no
    stranger = circulated.browser()
    assert (await stranger.get(at)).status == 410
    unproven = await browser.post(f"{at}comments", {"answer:text": "x"})
    assert unproven.status == 403
    await town.keeper.command("comment-page ITP-1")
    assert "belongs to: the representatives on the roster" in town.keeper.no


async def test_there_is_no_page_for_comments_before_a_draft_circulates(tmp_path: Path) -> None:
    async with place_at("reviewed", tmp_path) as place:
        await place.town.dss.command("comment-page ITP-1")
        assert "No feedback period has been opened yet." in place.town.dss.no

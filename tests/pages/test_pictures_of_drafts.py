"""The pictures of a Word file are shown in its text, drawn anew: on the draft's page, in redlines, in the Library."""

from __future__ import annotations

import io

from PIL import Image

from govbot.adapter_api.answers import Upload
from govbot.core.grammar import WORD
from govbot.documents import read_upload
from govbot.documents.clean.shown import picture_of
from govbot.documents.pictures import without_pictures
from tests.core.cards.given import words
from tests.documents.pieces import drawing, jpeg, pictured, png
from tests.pages.given import Place
from tests.pages.test_redlines import address

PLAN = drawing().replace("A plan", "Network plan")
SHOWN = "picture:"


def plan(data: bytes, ending: str = "png") -> bytes:
    return pictured(PLAN, data, ending)


def id_in(file: bytes) -> str:
    return read_upload("a.docx", "", file).text.partition(SHOWN)[2][:16]


async def test_a_picture_is_shown_on_the_drafts_page_and_in_its_redline_and_named_in_chat(
    drafted: Place,
) -> None:
    town, browser = drafted.town, drafted.browser()
    first, second = plan(png()), plan(png("other", (60, 30)))
    for file in (first, second):
        await town.cio.does("draft ITP-1", {"file": Upload("policy.docx", WORD, file)})
    link = await drafted.link(town.cio)
    page = await browser.open(link)
    at = address(link)
    assert f'<img src="picture/{id_in(second)}" alt="Network plan"' in page.text
    async with browser.session.get(f"{browser.base}{at}picture/{id_in(second)}") as answer:
        assert (answer.status, answer.content_type) == (200, "image/png")
        data = await answer.read()
    assert (Image.open(io.BytesIO(data)).size, b"CANARY" in data) == ((60, 30), False)
    redline = await browser.get(f"{at}changes/D2/to/D3/")
    for tag, file in (("del", first), ("ins", second)):
        shown = f'<{tag}><img src="../../../../picture/{id_in(file)}" alt="Network plan"'
        assert shown in redline.text
    assert (await browser.get(f"{at}picture/{'0' * 16}")).status == 403
    card = words((await town.cio.command("show ITP-1")).card)
    assert "Pictures: 1 picture: “Network plan”" in card
    assert "[picture: Network plan]" in words((await town.cio.command("read ITP-1")).card)


def test_another_picture_is_another_text_and_a_copy_of_the_file_shows_it_at_its_place() -> None:
    from govbot.documents.clean import clean_copy_of

    file = plan(jpeg(), "jpeg")
    text = read_upload("a.docx", "", file).text
    assert id_in(plan(png())) != id_in(plan(png("other", (60, 30))))
    copy = clean_copy_of(file, text).data
    media, data = picture_of(copy, text, id_in(file))
    assert (media, data[:2], picture_of(file, text, "0" * 16)) == ("image/jpeg", b"\xff\xd8", ("", b""))


def test_a_text_that_an_earlier_version_read_without_its_pictures_still_has_a_clean_copy() -> None:
    from govbot.documents.clean import clean_copy_of

    file = plan(png())
    earlier = without_pictures(read_upload("a.docx", "", file).text)
    assert earlier == "Agencies shall report.\n\nSeen.\n"
    assert clean_copy_of(file, earlier).text_sha256


def test_a_files_name_is_no_alternative_text_and_what_cannot_be_shown_is_told() -> None:
    for alt in ("C:\\Users\\jane\\plan.png", "plan.png"):
        assert (
            "![](picture:"
            in read_upload("a.docx", "", pictured(drawing().replace("A plan", alt), png())).text
        )
    guessed = drawing().replace("A plan", "A map, Description automatically generated")
    assert "![A map](picture:" in read_upload("a.docx", "", pictured(guessed, png())).text
    drawn = read_upload("a.docx", "", pictured(PLAN, b"\x01\x00\x00\x00", "emf")).paper.header
    assert ("pictures" in drawn, "1 picture" in drawn["held"]) == (False, True)

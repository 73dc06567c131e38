"""A file of evidence is opened on a page by those who may, byte for byte; a letter received is filed in chat."""

from __future__ import annotations

from pathlib import Path

from govbot.core.cards.vocabulary import ShowCard
from tests.bot.test_on_behalf import MEMO
from tests.bot.town import Town, town_at
from tests.core.cards.given import labels, words
from tests.pages.given import link_on, place_at
from tests.pages.test_reading import address


async def filed(town: Town) -> None:
    """The contact files the Secretary's signed approval."""
    card = (await town.contact.command("letter ITP-1")).card
    assert "The person is told at once, and can have it corrected." in words(card)
    assert "Approve" in labels(card)
    await town.contact.press("Approve")
    await town.contact.submits(town.contact.form.token, {"evidence": "Signed memo"}, {"evidence_file": MEMO})
    assert isinstance(town.contact.last, ShowCard)


async def test_the_scan_of_the_signed_memo_is_filed_and_opened_byte_for_byte(tmp_path: Path) -> None:
    async with place_at("request", tmp_path) as place:
        town = place.town
        await filed(town)
        await town.cio.command("ITP-1")
        await town.cio.press("More")
        await town.cio.press("Evidence on file")
        await town.cio.press("Open the evidence")
        assert "memo.pdf (application/pdf" in words(town.cio.card)
        link = link_on(town.cio.card)
        browser = place.browser()
        page = await browser.open(link)
        assert page.status == 200
        assert "memo.pdf" in page.words
        assert "entered by" in page.words
        file = await browser.get(address(link) + "original")
        assert file.text.encode() == MEMO.data
        assert file.headers["Content-Disposition"].startswith("attachment;")


async def test_the_evidence_is_refused_to_who_may_not_open_it(tmp_path: Path) -> None:
    async with place_at("request", tmp_path) as place:
        town = place.town
        await filed(town)
        await town.cio.command("evidence ITP-1")
        value = town.cio.value("Open the evidence")
        await town.dss.presses(value)
        assert "This file is shown to the person whose act it is" in town.dss.no
        assert (await town.dss.command("evidence ITP-1")).no.startswith(
            "There is no file of evidence to this."
        )


async def test_where_there_are_no_pages_the_chat_says_what_the_file_is(tmp_path: Path) -> None:
    async with town_at("request", tmp_path) as town:
        await filed(town)
        await town.cio.command("evidence ITP-1")
        await town.cio.press("Open the evidence")
        assert "memo.pdf (application/pdf" in words(town.cio.card)
        assert "This govbot has no pages for the browser" in words(town.cio.card)


async def test_an_agencys_letter_is_filed_by_staff_though_nobody_was_named_to_speak_for_it(
    tmp_path: Path,
) -> None:
    async with town_at("circulate", tmp_path) as town:
        card = (await town.legal.command("letter")).card
        assert "ITP-1 “Backup of state data”" in words(card)
        await town.legal.press("File an agency's letter")
        answers = {"agency": "DSS", "signed_by": "A. B., Commissioner", "signed_on": "2026-10-01"}
        token = town.legal.form.token
        await town.legal.submits(token, answers, {"letter": MEMO})
        assert isinstance(town.legal.last, ShowCard)
        await town.settle()
        told = next(card for card in town.chat.cards("D-dss") if "entered for you" in card.headline)
        assert "filed a letter as your agency's response" in words(told)
        read = words((await town.cio.command("comments ITP-1")).card)
        assert "signed by A. B., Commissioner" in read


async def test_who_can_file_nothing_reads_by_whom_letters_are_filed(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        assert (
            "There is nothing now that you could file from a letter." in (await town.dss.command("letter")).no
        )


async def test_the_memo_for_signature_names_the_draft_by_its_whole_fingerprint(tmp_path: Path) -> None:
    async with place_at("request", tmp_path) as place:
        town = place.town
        policy = await town.app.record.read(lambda tx: tx.state("policy:ITP-1")[0])
        draft = policy.development.draft
        page = await place.browser().open(await place.link(town.cio, "Print for signature", "more ITP-1"))
        for said in (
            draft.paper.sha256,
            draft.paper.text_sha256,
            "Approve draft D1 as it is",
            "/gov letter ITP-1",
        ):
            assert said in page.words, said
        await town.dss.command("print ITP-1")
        assert (
            town.dss.no
            == "The memo for signature is printed by the OPM Secretary's office or the policy lead."
        )

"""What was drawn before, for whoever looks now: shared cards, opened forms; and a file that came by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from govbot.adapter_api.answers import Upload
from govbot.bot.reopen import WHICH
from govbot.core.cards.vocabulary import Buttons, Card, OpenForm, ShowCard, ShowRefusal
from govbot.record import Tx
from tests.bot.town import Town, town_at
from tests.core.cards.given import words

DRAFT = Upload("draft.docx", "application/octet-stream", b"a draft")


@pytest.fixture
async def circulating(tmp_path: Path) -> AsyncIterator[Town]:
    async with town_at("circulate", tmp_path) as town:
        await town.dcp.does("need", title="Cloud services", text="Prices rise.", sources=["a"])
        await town.settle()
        yield town


def labels(card: Card | None) -> list[str]:
    assert card is not None
    return [button.label for part in card.parts if isinstance(part, Buttons) for button in part.buttons]


def where(town: Town, place: str, headline: str) -> str:
    return next(
        message
        for message, (conversation, card) in reversed(town.chat.messages.items())
        if conversation == place and card.headline.startswith(headline)
    )


async def test_each_person_sees_their_own_buttons_on_a_shared_card(circulating: Town) -> None:
    town = circulating
    message = where(town, "C-steering", "A need for the Steering Group to decide on")
    look = town.bot.look
    assert "Recommend pursuing" in labels(await look(town.chat.account("cio"), "C-steering", message))
    assert "Recommend pursuing" not in labels(await look(town.chat.account("dss"), "C-steering", message))
    assert await look(town.chat.account("cio"), "C-steering", "unheard-of") is None
    assert await look(town.chat.account("stranger"), "C-steering", message) is None


async def test_nobody_sees_a_card_that_was_sent_to_somebody_else(circulating: Town) -> None:
    town = circulating
    message = where(town, "D-dss", "Your agency's feedback")
    assert await town.bot.look(town.chat.account("dss"), "D-dss", message) is not None
    assert await town.bot.look(town.chat.account("dcp"), "D-dss", message) is None


async def test_a_form_is_opened_once_more_by_its_token(circulating: Town) -> None:
    town = circulating
    opened = (await town.dss.command("comment ITP-1")).last
    assert isinstance(opened, OpenForm)
    again = await town.bot.reopen(town.dss.account, opened.form.token)
    assert again == opened
    assert isinstance(await town.bot.reopen(town.chat.account("stranger"), opened.form.token), ShowRefusal)
    assert isinstance(await town.bot.reopen(town.dss.account, "forged"), ShowRefusal)


async def test_a_file_that_came_by_itself_is_asked_about(circulating: Town) -> None:
    town = circulating
    asked = await town.bot.received(town.cio.account, DRAFT)
    assert isinstance(asked, ShowCard)
    assert asked.card.headline == WHICH
    assert "“draft.docx”" in words(asked.card)
    (button,) = (button for part in asked.card.parts if isinstance(part, Buttons) for button in part.buttons)
    assert button.label.startswith("ITP-1")
    opened = await town.bot.press(town.cio.account, button.value)
    assert isinstance(opened, OpenForm)
    assert opened.form.title == "Submit a draft"


async def test_a_readable_file_of_a_representative_is_offered_as_feedback(circulating: Town) -> None:
    town = circulating
    told = await town.bot.received(town.dss.account, Upload("ours.md", "text/markdown", b"Two more months."))
    assert isinstance(told, ShowCard)
    assert told.card.headline == "What is this file?"
    assert "Feedback on ITP-1: its text" in labels(told.card)
    offered = [button for part in told.card.parts if isinstance(part, Buttons) for button in part.buttons]
    button = next(button for button in offered if button.label.startswith("Feedback"))
    opened = await town.bot.press(town.dss.account, button.value)
    assert isinstance(opened, OpenForm)
    text = next(field for field in opened.form.fields if field.name == "text")
    assert text.initial == "Two more months."


async def test_who_may_submit_no_draft_is_told_so(circulating: Town) -> None:
    notes = Upload("notes.md", "application/octet-stream", b"")
    told = await circulating.bot.received(circulating.dcp.account, notes)
    assert isinstance(told, ShowCard)
    assert labels(told.card) == []
    assert "you can submit a draft of no policy now" in words(told.card)


async def test_who_was_refused_is_written_to_again_once_they_are_back(circulating: Town) -> None:
    town, account = circulating, circulating.dss.account

    def refuse(tx: Tx) -> None:
        tx.accounts.refuse(account.platform, account.tenant, account.user)

    await town.app.record.write(refuse)
    await town.bot.reached(account, "D-dss")
    row = await town.app.record.read(lambda tx: tx.accounts.get("chat", "T1", "dss"))
    assert row is not None
    assert (row.refused, row.conversation) == (False, "D-dss")


async def test_what_a_chat_keeps_is_found_by_its_name(circulating: Town) -> None:
    bot = circulating.bot
    assert await bot.recall("place 19:x") == ""
    await bot.keep("place 19:x", "there")
    await bot.keep("place 19:x", "here")
    assert await bot.recall("place 19:x") == "here"

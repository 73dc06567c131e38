"""A marked-up Word file that a representative sends in chat: asked about, looked through, handed in, kept."""

from __future__ import annotations

from pathlib import Path

from govbot.adapter_api.answers import Upload
from govbot.core.cards.vocabulary import Buttons, OpenForm, ShowCard
from govbot.core.cards.vocabulary import Text as Words
from govbot.core.grammar import WORD
from govbot.core.workflow.events import FeedbackGiven
from tests.bot.town import town_at
from tests.core.cards.given import labels, words
from tests.documents.shapes import SHAPES

FILE = Upload("our comments.docx", WORD, SHAPES["comments and people"])


async def test_a_word_file_sent_in_chat_becomes_comments_once_they_are_handed_in(tmp_path: Path) -> None:
    async with town_at("circulate", tmp_path) as town:
        asked = await town.bot.received(town.dss.account, FILE)
        assert isinstance(asked, ShowCard)
        assert "Feedback on ITP-1: comments and changes in it" in labels(asked.card)
        offered = [
            button for part in asked.card.parts if isinstance(part, Buttons) for button in part.buttons
        ]
        button = next(button for button in offered if button.label.endswith("changes in it"))
        form = await town.bot.press(town.dss.account, button.value)
        assert isinstance(form, OpenForm)
        confirm = await town.bot.submit(town.dss.account, form.form.token, {}, {"file": FILE})
        assert isinstance(confirm, OpenForm)
        intro = " ".join(part.text for part in confirm.form.intro if isinstance(part, Words))
        assert "does not read as D1, which is out for feedback" in intro
        done = await town.bot.submit(town.dss.account, confirm.form.token, {}, {})
        assert isinstance(done, ShowCard)
        assert "Nothing of it is handed in yet" in done.card.headline
        await town.dss.command("marked ITP-1")
        assert "CANARY, says counsel" in words(town.dss.card)
        assert "Jane Doe" not in words(town.dss.card), "its author in Word is named by the file alone"
        await town.dss.press("Hand in what the file says", town.dss.card)
        await town.dss.fill()
        (comment,) = [
            entry.event
            for entry in await town.app.record.read(lambda tx: tx.entries("policy:ITP-1"))
            if isinstance(entry.event, FeedbackGiven)
        ]
        assert (comment.text, comment.marked_file) == ("CANARY, says counsel", "M1")
        await town.cio.command("comments ITP-1")
        assert "in the file of Department of Social Services" in words(town.cio.card)
        await town.cio.command("evidence ITP-1")
        assert "our comments.docx" in words(town.cio.card)

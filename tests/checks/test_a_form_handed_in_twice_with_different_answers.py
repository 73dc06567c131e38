"""A form that is handed in twice with different answers: the second time one reads what was recorded the first time."""

from __future__ import annotations

import json
from typing import Any

import pytest

from govbot.adapter_api.answers import Upload
from govbot.core.workflow.events import FeedbackGiven
from tests.bot.town import Town, town_at
from tests.core.cards.given import TEXT
from tests.places import Place

pytestmark = pytest.mark.check("S64")
OPEN_AGAIN = (
    "You have now given other answers; they were not recorded. To correct or add something, open the form again "
    "from a current card (“/gov”)."
)


async def given(town: Town) -> list[str]:
    entries = await town.app.record.read(lambda tx: tx.entries("policy:ITP-1"))
    return [entry.event.text for entry in entries if isinstance(entry.event, FeedbackGiven)]


async def test_the_second_is_told_that_the_first_was_recorded_and_which(place: Place) -> None:
    async with town_at("circulate", place) as town:
        form = (await town.dss.press("Comment")).form
        await town.dss.submits(form.token, {"kind": "comment", "text": "Once."})
        await town.dss.submits(form.token, {"kind": "question", "text": "Twice?"})
        assert town.dss.no == (
            "This form was handed in before, and recorded on Thu, Oct 1, 2026, 10:00 AM ET: “In your words”: "
            f"“Once.”; “Your answer”: A comment. {OPEN_AGAIN}"
        )
        assert await given(town) == ["Once."]


async def test_an_answer_that_was_left_empty_the_first_time_differs_too(place: Place) -> None:
    async with town_at("circulate", place) as town:
        form = (await town.dss.press("Comment")).form
        section = next(field for field in form.fields if field.name == "section").choices
        assert section
        await town.dss.submits(form.token, {"kind": "comment", "text": "Once."})
        await town.dss.submits(form.token, {"kind": "comment", "text": "Once.", "section": section[-1].value})
        assert OPEN_AGAIN in town.dss.no
        assert "nothing" in town.dss.no


async def test_the_same_answers_are_answered_as_the_first_time(place: Place) -> None:
    async with town_at("circulate", place) as town:
        form = (await town.dss.press("Comment")).form
        first = {"kind": "comment", "text": "Once."}
        again: dict[str, Any] = {"kind": "comment", "text": " Once.\n", "section": None, "marks": []}
        for answers in (first, again):
            await town.dss.submits(form.token, answers)
            assert town.dss.card.headline == "Thank you: it is recorded."
        assert await given(town) == ["Once."]


async def test_of_another_file_the_first_is_named(place: Place) -> None:
    async with town_at("pursue", place) as town:
        form = (await town.cio.command("draft ITP-1")).form
        for name, text in (("first.md", TEXT), ("second.md", f"{TEXT}\n\nMore.")):
            file = Upload(name, "text/markdown", text.encode())
            await town.cio.submits(form.token, {}, {"file": file})
        assert "the file “first.md”" in town.cio.no
        assert (await town.entries()).count("DraftSubmitted") == 1


async def test_a_form_that_an_earlier_govbot_recorded_is_answered_as_it_was(place: Place) -> None:
    async with town_at("circulate", place) as town:
        form = (await town.dss.press("Comment")).form
        await town.dss.submits(form.token, {"kind": "comment", "text": "Once."})
        place.tamper("""UPDATE answers SET answer = '{"subject": "policy:ITP-1"}'""")
        await town.dss.submits(form.token, {"kind": "comment", "text": "Twice."})
        assert town.dss.card.headline == "Thank you: it is recorded."


async def test_no_answer_itself_is_kept_beside_the_record(place: Place) -> None:
    async with town_at("circulate", place) as town:
        form = (await town.dss.press("Comment")).form
        await town.dss.submits(form.token, {"kind": "comment", "text": "Once."})
        kept = [json.loads(answer) for (answer,) in await town.rows("SELECT answer FROM answers")]
        assert all(set(note) == {"subject", "entries", "digests"} for note in kept)
        assert "Once." not in json.dumps(kept)

"""Someone else clicks Approve; refused, to that person alone, and kept among the attempts."""

from __future__ import annotations

from pathlib import Path

import pytest

from govbot.core.cards.vocabulary import ShowRefusal
from tests.bot.town import town_at

pytestmark = pytest.mark.check("S25")


@pytest.mark.parametrize("user", ["dss", "cio", "advisor", "legal", "contact", "publisher", "keeper"])
async def test_nobody_but_the_secretary_approves_with_the_secretarys_button(
    tmp_path: Path, user: str
) -> None:
    async with town_at("request", tmp_path) as town:
        value = town.secretary.value("Approve draft D1")
        before, heard = await town.entries(), list(town.chat.messages)
        other = await town.person(user).presses(value)
        await town.settle()
        assert other.no == (
            "“Approve (this does not publish it)” belongs to: the OPM Secretary, a designee with "
            "a delegation on file."
        )
        assert isinstance(other.last, ShowRefusal)
        assert other.last.card is None
        assert await town.entries() == before
        assert list(town.chat.messages) == heard, "nobody else is told"
        attempt = (await town.attempts())[0]
        assert (attempt.person, attempt.action, attempt.subject) == (
            await town.person_id(user), "approve", "policy:ITP-1",
        )  # fmt: skip
        await town.secretary.presses(value)
        assert (await town.entries())[-1] == "Approved"

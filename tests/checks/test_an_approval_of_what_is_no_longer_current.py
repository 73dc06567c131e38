"""Approval of D1 after D2 exists; refused, and the current card is shown."""

from __future__ import annotations

import pytest

from govbot.core.cards.vocabulary import ShowRefusal
from tests.bot.chat_in_memory import buttons
from tests.bot.town import town_at
from tests.core.cards.given import words
from tests.places import Place

pytestmark = pytest.mark.check("S27")


async def test_a_newer_draft_voids_the_button_and_the_current_card_says_so(place: Place) -> None:
    async with town_at("request", place) as town:
        stale = town.secretary.value("Approve draft D1")
        await town.draft("# Another wording\n\nQuite another.\n")
        await town.secretary.presses(stale)
        assert town.secretary.no.startswith("No request to the OPM Secretary is pending.")
        assert isinstance(town.secretary.last, ShowRefusal)
        assert town.secretary.last.card is not None
        assert "A newer draft, D2, exists; this request is void." in words(town.secretary.last.card)
        assert "Approved" not in await town.entries()


async def test_the_button_of_d1_never_approves_d2(place: Place) -> None:
    async with town_at("request", place) as town:
        stale = {label: town.secretary.value(label) for label in ("Approve draft D1", "Return")}
        await town.secretary.press("More")
        stale["Approve with a change"] = town.secretary.value("Approve with a change")
        await town.draft("# Another wording\n\nQuite another.\n")
        await town.cio.does("secretary ITP-1")
        before = await town.entries()
        for value in stale.values():
            await town.secretary.presses(value)
            assert (
                town.secretary.no
                == "This card was drawn for D1; D2 is current now. Here is the current card."
            )
            assert isinstance(town.secretary.last, ShowRefusal)
            assert town.secretary.last.card is not None
            assert "Approve draft D2" in [button.label for button in buttons(town.secretary.last.card)]
        assert await town.entries() == before
        await town.settle()
        await town.secretary.press("Approve draft D2")
        assert (await town.entries())[-1] == "Approved"


async def test_a_form_that_was_open_meanwhile_is_refused_too(place: Place) -> None:
    async with town_at("request", place) as town:
        form = (await town.secretary.press("Return")).form
        await town.draft("# Another wording\n\nQuite another.\n")
        await town.cio.does("secretary ITP-1")
        await town.secretary.submits(form.token, {"reasons": "Not yet"})
        assert "drawn for D1; D2 is current" in town.secretary.no
        assert "Returned" not in await town.entries()

"""An address that only looks like a listed one is nobody's: it is not linked, and refused in lists."""

from __future__ import annotations

import pytest

from govbot.operations.rosters import RosterErrors, read_offices
from tests.bot.town import town_in
from tests.government import address
from tests.places import Place

pytestmark = pytest.mark.check("S63")

LISTED = address("dss")
ALIKE = {
    "a long s": LISTED.replace("s", "\u017f"),
    "full-width letters": "".join(chr(ord(letter) + 0xFEE0) for letter in "dss") + LISTED.removeprefix("dss"),
    "a combining accent": LISTED.replace("d", "d\u0323", 1),
    "a zero-width space": LISTED.replace("d", "d\u200b", 1),
    "a Cyrillic letter": LISTED.replace("c", "\u0441", 1),
    "a no-break space after it": LISTED + "\u00a0",
    "a Kelvin sign": LISTED.replace("s", "\u212a", 1),
}


async def test_no_account_with_a_look_alike_address_is_linked_and_a_capital_letter_is_none(
    place: Place,
) -> None:
    async with town_in(place) as town:
        for number, alike in enumerate(ALIKE.values()):
            town.chat.people[f"stranger{number}"] = alike
            stranger = town.person(f"stranger{number}")
            await stranger.command("need")
            assert "is not in the directory" in stranger.no
        town.chat.people["capital"] = LISTED.upper()
        await town.person("capital").command("need")
        assert town.person("capital").form.title


@pytest.mark.parametrize("alike", ALIKE.values(), ids=ALIKE.keys())
def test_lists_with_look_alike_addresses_are_refused(alike: str) -> None:
    written = alike.replace("\u00a0", "\u200b")  # blanks around a cell are none of it
    with pytest.raises(RosterErrors):
        read_offices(f"office,email,role\nOPM,{written},operator\n".encode())

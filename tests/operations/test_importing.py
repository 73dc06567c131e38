"""Taking the lists in, again: an office that a list names belongs to those whom it names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govbot.operations.importing import take_in
from govbot.operations.rosters import Office, Representative
from tests.bot.town import Town
from tests.government import address, agencies, offices, roster

LEGAL, CONTACT = "OPM Legal Counsel", "Office of the OPM Secretary"


async def again(town: Town, listed: list[Office]) -> int:
    return await town.app.record.write(
        lambda tx: take_in(town.bot.context(tx), agencies(), roster("chat"), listed)
    )


async def holders(town: Town, office: str) -> set[str]:
    directory = await town.app.record.read(lambda tx: town.bot.context(tx).directory)
    return {directory.names[id].email.partition("@")[0] for id in directory.office_holders(office)}


def legal(*users: str) -> list[Office]:
    line = next(office for office in offices("chat") if office.office == LEGAL)
    return [replace(line, email=address(user)) for user in users]


@pytest.mark.parametrize("users", [("dss",), ("legal", "dss"), ("dss", "dcp")])
async def test_an_office_passes_to_those_whom_the_list_names_and_others_stay(
    town: Town, users: tuple[str, ...]
) -> None:
    assert await again(town, legal(*users)) > 0
    assert await holders(town, LEGAL) == set(users)
    assert await holders(town, CONTACT) == {"contact"}
    assert await again(town, legal(*users)) == 0, "twice is once"


async def test_the_end_of_an_office_is_on_record(town: Town) -> None:
    await again(town, legal("dss"))
    entries = await town.app.record.read(lambda tx: tx.entries("directory"))
    assert "OfficeEnded" in [entry.type for entry in entries]


async def test_whoever_stands_on_the_list_for_two_agencies_answers_for_both(town: Town) -> None:
    further = Representative(address("dss"), "DSS", "DCP", "agency data officer", "chat")
    lists = (agencies(), [*roster("chat"), further], offices("chat"))
    changes = await town.app.record.write(lambda tx: take_in(town.bot.context(tx), *lists))
    assert changes == 1
    directory = await town.app.record.read(lambda tx: town.bot.context(tx).directory)
    person = next(
        person for person in directory.people.values() if directory.names[person.id].email == address("dss")
    )
    assert person.places == (("DSS", ("agency data officer",)), ("DCP", ("agency data officer",)))
    assert await town.app.record.write(lambda tx: take_in(town.bot.context(tx), *lists)) == 0, "twice is once"

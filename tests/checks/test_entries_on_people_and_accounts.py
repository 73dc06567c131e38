"""People and accounts are on record as salted digests: a change shows, and nothing of them stands in an entry."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from govbot.core.grammar import Acting, Capacity
from govbot.core.membership.events import AccountLinked, AccountUnlinked, IdentityRecorded
from govbot.record import Tx, verify
from govbot.record.copies import back_up, restore
from govbot.record.database import writing_engine
from govbot.record.migrate import upgrade
from govbot.record.verify import verify_on
from tests.bot.town import Town, town_in
from tests.government import address
from tests.places import Place, sqlite_in
from tests.record.test_an_earlier_database import PEOPLE, earlier

pytestmark = pytest.mark.check("S60")

SALT = "SELECT salt FROM people WHERE id = '{id}'"
BODIES = "SELECT body FROM entries WHERE type IN ('AccountLinked', 'AccountUnlinked', 'IdentityRecorded')"


async def problems(town: Town) -> tuple[str, ...]:
    return (await town.app.record.read(verify)).problems


async def test_what_an_entry_says_of_people_and_accounts_is_a_digest_never_a_value(place: Place) -> None:
    async with town_in(place) as town:
        await town.dss.command("list")
        people = await town.app.record.read(lambda tx: tx.people.everybody())
        bodies = [body for (body,) in place.look(BODIES)]
        assert len(bodies) == len(people) + 1
        words = json.dumps(bodies)
        assert not [person for person in people if person.email in words or f'"{person.name}' in words]
        assert '"user":""' in bodies[-1]
        assert await problems(town) == ()


async def test_whoever_the_chat_deactivates_is_unlinked_by_an_entry_and_may_be_linked_again(
    place: Place,
) -> None:
    async with town_in(place) as town:
        await town.dss.command("list")
        await town.bot.gone(town.dss.account)
        await town.bot.gone(town.dss.account)
        entries = await town.app.record.read(lambda tx: tx.entries("directory"))
        linked, unlinked = entries[-2].event, entries[-1].event
        assert isinstance(linked, AccountLinked)
        assert isinstance(unlinked, AccountUnlinked)
        assert (linked.person, linked.digest) == (unlinked.person, unlinked.digest)
        assert await problems(town) == ()
        await town.dss.command("list")
        again = (await town.app.record.read(lambda tx: tx.entries("directory")))[-1].event
        assert isinstance(again, AccountLinked)
        assert again.digest != linked.digest  # nobody can see that it is the same account
        assert await problems(town) == ()


async def test_an_account_that_is_taken_out_after_it_was_linked_is_told(place: Place) -> None:
    async with town_in(place) as town:
        await town.dss.command("list")
        person = await town.person_id("dss")
        place.tamper("DELETE FROM accounts WHERE \"user\" = 'dss'")
        (problem,) = await problems(town)
        assert (
            problem
            == f"An account on chat that was linked to {person} is missing from the table of accounts."
        )


async def test_an_account_that_was_unlinked_and_acts_again_is_told(place: Place) -> None:
    async with town_in(place) as town:
        await town.dss.command("list")
        person = await town.person_id("dss")
        await town.bot.gone(town.dss.account)
        place.tamper(f"UPDATE accounts SET person = '{person}' WHERE \"user\" = 'dss'")
        (problem,) = await problems(town)
        assert problem.endswith(f"acts for {person}, and the record says that it was linked to nobody.")


async def test_a_changed_name_is_as_recorded_once_its_new_digest_is_an_entry(place: Place) -> None:
    async with town_in(place) as town:
        person = await town.app.record.read(lambda tx: tx.people.by_email(address("dss")))
        assert person is not None
        removed = replace(person, name="", email=f"{person.id}@removed.example")
        salts = [place.look(SALT.format(id=person.id))]
        for _ in range(2):
            await town.app.record.write(lambda tx: tx.people.change(removed))
            salts.append(place.look(SALT.format(id=person.id)))
        assert len({str(salt) for salt in salts}) == 3, "nothing of the old digest can be checked any more"
        changed = (f"The name or the address of {person.id} is not as it was recorded.",)
        assert await problems(town) == changed

        def recorded(tx: Tx) -> None:
            event = IdentityRecorded(person=person.id, digest=tx.people.digest(person.id))
            tx.append("directory", Acting("keeper", Capacity("anyone", ""), town.clock.at.date()), [event])

        await town.app.record.write(recorded)
        assert await problems(town) == ()


async def test_bytes_in_place_of_texts_are_told_and_stop_nothing(tmp_path: Path) -> None:
    """SQLite takes any value in any column."""
    place = sqlite_in(tmp_path)
    async with town_in(place) as town:
        await town.dss.command("list")
        await town.days(2)
        person = await town.person_id("dss")
        place.tamper(
            "UPDATE people SET name = x'00', salt = 'text' WHERE id = 'p1'; UPDATE accounts SET \"user\" = x'00'; "
            "UPDATE daily_counts SET deliveries = x'00'; UPDATE entries SET body = '[' WHERE type = 'AccountLinked'"
        )
        verified = await town.app.record.read(verify)
        told = " ".join(verified.problems)
        assert verified.bad is not None
        assert "The name or the address of p1 is not as it was recorded." in told
        assert f"acts for {person}, and the record says that it was linked to nobody." in told
        assert "was changed." in told


def told(place: Place) -> tuple[str, ...]:
    engine = writing_engine(place.url)
    upgrade(engine)
    with engine.connect() as conn:
        problems = verify_on(conn).problems
    engine.dispose()
    return problems


def test_an_upgrade_takes_over_each_person_with_one_entry(tmp_path: Path) -> None:
    place = earlier(tmp_path)
    people = [person for (person,) in place.look("SELECT id FROM people ORDER BY added_at, id")]
    accounts = place.look("SELECT count(*) FROM accounts WHERE person IS NOT NULL")
    assert told(place) == ()
    bodies = [
        json.loads(body)
        for (body,) in place.look("SELECT body FROM entries WHERE type = 'IdentityRecorded' ORDER BY seq")
    ]
    assert [body["person"] for body in bodies] == people
    assert len(people) == PEOPLE
    assert all(body["taken_over"] for body in bodies)
    assert [(sum(len(body["accounts"]) for body in bodies),)] == accounts


def test_an_account_that_was_moved_before_the_upgrade_is_still_told(tmp_path: Path) -> None:
    place = earlier(tmp_path)
    ((platform, moved),) = place.look("SELECT platform, min(person) FROM accounts")
    place.tamper(f"UPDATE accounts SET person = 'p2' WHERE platform = '{platform}' AND person = '{moved}'")
    assert told(place) == (
        f"An account on {platform} acts for p2, and the record says that it was linked to {moved}.",
    )


def test_an_account_that_was_wiped_before_the_upgrade_is_still_told(tmp_path: Path) -> None:
    place = earlier(tmp_path)
    ((platform, gone),) = place.look("SELECT platform, min(person) FROM accounts")
    place.tamper(f"DELETE FROM accounts WHERE person = '{gone}'")
    assert told(place) == (
        f"An account on {platform} that was linked to {gone} is missing from the table of accounts.",
    )


def test_a_copy_of_an_earlier_schema_is_checked_and_stays_of_that_schema(tmp_path: Path) -> None:
    place, copy, again = earlier(tmp_path), tmp_path / "copy.db", sqlite_in(tmp_path, "again.db")
    assert back_up(place.url, copy).verified.whole
    assert restore(again.url, copy).verified.whole
    assert again.look("SELECT version_num FROM alembic_version") == [("0005",)]
    assert again.look("SELECT count(*) FROM entries") == place.look("SELECT count(*) FROM entries")
    assert {path.name for path in tmp_path.iterdir()} == {"earlier.db", "copy.db", "again.db"}

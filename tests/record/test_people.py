"""People and accounts: addresses are unique, linking gives authority, a found account gives none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govbot.record import Person, Record, Tx, accounts
from tests.record.given import MORNING


async def test_people_are_numbered_and_found_by_address_in_any_case(record: Record) -> None:
    ada = await record.write(lambda tx: tx.add_person("Ada", "Ada@ct.example", "DAS"))
    assert ada == Person("p1", "Ada", "Ada@ct.example", "DAS", True, MORNING)
    assert await record.read(lambda tx: tx.person_by_email(" ADA@CT.example ")) == ada
    assert await record.read(lambda tx: (tx.person("p1"), tx.person("p2"), tx.people())) == (ada, None, [ada])


async def test_an_address_belongs_to_one_person(record: Record) -> None:
    await record.write(lambda tx: tx.add_person("Ada", "ada@ct.example"))
    with pytest.raises(ValueError, match="already"):
        await record.write(lambda tx: tx.add_person("Other", "ADA@ct.example"))
    bob = await record.write(lambda tx: tx.add_person("Bob", "bob@ct.example"))
    with pytest.raises(ValueError, match="already"):
        await record.write(lambda tx: tx.change_person(replace(bob, email="ada@CT.example")))


async def test_the_version_rises_with_each_change_of_anybody(record: Record) -> None:
    versions = [await record.read(Tx.people_version)]
    ada = await record.write(lambda tx: tx.add_person("Ada", "ada@ct.example"))
    versions.append(await record.read(Tx.people_version))
    await record.write(lambda tx: tx.change_person(replace(ada, name="Ada L.")))
    versions.append(await record.read(Tx.people_version))
    assert versions == [0, 1, 2]


async def test_an_account_acts_for_the_person_that_it_is_linked_to(record: Record) -> None:
    await record.write(lambda tx: tx.link("slack", "T1", "U1", "p1"))
    account = await record.read(lambda tx: tx.account("slack", "T1", "U1"))
    assert account is not None
    assert (account.person, account.linked_at) == ("p1", MORNING)
    assert await record.read(lambda tx: tx.accounts_of("p1")) == [account]
    await record.write(lambda tx: tx.unlink("slack", "T1", "U1"))
    assert await record.read(lambda tx: tx.accounts_of("p1")) == []


async def test_an_account_found_by_address_is_written_to_but_acts_for_nobody(record: Record) -> None:
    await record.write(lambda tx: accounts.found(tx.conn, "slack", "T1", "U1", "p1"))
    account = await record.read(lambda tx: tx.account("slack", "T1", "U1"))
    assert account is not None
    assert (account.person, await record.read(lambda tx: tx.accounts_of("p1"))) == (None, [])
    assert await record.read(lambda tx: accounts.reaching(tx.conn, "p1")) == [account]


async def test_a_changed_address_forgets_the_account_that_the_old_one_led_to(record: Record) -> None:
    ada = await record.write(lambda tx: tx.add_person("Ada", "ada@ct.example"))
    await record.write(lambda tx: accounts.found(tx.conn, "slack", "T1", "U1", ada.id))
    await record.write(lambda tx: tx.change_person(replace(ada, email="new@ct.example")))
    assert await record.read(lambda tx: accounts.reaching(tx.conn, ada.id)) == []


async def test_an_account_that_refused_takes_messages_again_once_it_writes(record: Record) -> None:
    await record.write(lambda tx: tx.link("slack", "T1", "U1", "p1"))
    await record.write(lambda tx: accounts.refuse(tx.conn, "slack", "T1", "U1"))
    await record.write(lambda tx: tx.set_conversation("slack", "T1", "U1", "D1"))
    account = await record.read(lambda tx: tx.account("slack", "T1", "U1"))
    assert account is not None
    assert (account.refused, account.conversation) == (False, "D1")

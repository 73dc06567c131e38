"""People and accounts: addresses are unique, linking gives authority, a found account gives none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govbot.record import Person, Record
from tests.record.given import MORNING


async def test_people_are_numbered_and_found_by_address_in_any_case(record: Record) -> None:
    ada = await record.write(lambda tx: tx.people.add("Ada", "Ada@ct.example", "DAS"))
    assert ada == Person("p1", "Ada", "Ada@ct.example", "DAS", True, MORNING)
    assert await record.read(lambda tx: tx.people.by_email(" ADA@CT.example ")) == ada
    assert await record.read(
        lambda tx: (tx.people.get("p1"), tx.people.get("p2"), tx.people.everybody())
    ) == (ada, None, [ada])


async def test_an_address_belongs_to_one_person(record: Record) -> None:
    await record.write(lambda tx: tx.people.add("Ada", "ada@ct.example"))
    with pytest.raises(ValueError, match="already"):
        await record.write(lambda tx: tx.people.add("Other", "ADA@ct.example"))
    bob = await record.write(lambda tx: tx.people.add("Bob", "bob@ct.example"))
    with pytest.raises(ValueError, match="already"):
        await record.write(lambda tx: tx.people.change(replace(bob, email="ada@CT.example")))


async def test_the_version_rises_with_each_change_of_anybody(record: Record) -> None:
    versions = [await record.read(lambda tx: tx.people.version())]
    ada = await record.write(lambda tx: tx.people.add("Ada", "ada@ct.example"))
    versions.append(await record.read(lambda tx: tx.people.version()))
    await record.write(lambda tx: tx.people.change(replace(ada, name="Ada L.")))
    versions.append(await record.read(lambda tx: tx.people.version()))
    assert versions == [0, 1, 2]


async def test_an_account_acts_for_the_person_that_it_is_linked_to(record: Record) -> None:
    await record.write(lambda tx: tx.accounts.link("slack", "T1", "U1", "p1"))
    account = await record.read(lambda tx: tx.accounts.get("slack", "T1", "U1"))
    assert account is not None
    assert (account.person, account.linked_at) == ("p1", MORNING)
    assert await record.read(lambda tx: tx.accounts.of("p1")) == [account]
    await record.write(lambda tx: tx.accounts.unlink("slack", "T1", "U1"))
    assert await record.read(lambda tx: tx.accounts.of("p1")) == []


async def test_an_account_found_by_address_is_written_to_but_acts_for_nobody(record: Record) -> None:
    await record.write(lambda tx: tx.accounts.keep_found("slack", "T1", "U1", "p1"))
    account = await record.read(lambda tx: tx.accounts.get("slack", "T1", "U1"))
    assert account is not None
    assert (account.person, await record.read(lambda tx: tx.accounts.of("p1"))) == (None, [])
    assert await record.read(lambda tx: tx.accounts.reaching("p1")) == [account]


async def test_a_changed_address_forgets_the_account_that_the_old_one_led_to(record: Record) -> None:
    ada = await record.write(lambda tx: tx.people.add("Ada", "ada@ct.example"))
    await record.write(lambda tx: tx.accounts.keep_found("slack", "T1", "U1", ada.id))
    await record.write(lambda tx: tx.people.change(replace(ada, email="new@ct.example")))
    assert await record.read(lambda tx: tx.accounts.reaching(ada.id)) == []


async def test_an_account_that_refused_takes_messages_again_once_it_writes(record: Record) -> None:
    await record.write(lambda tx: tx.accounts.link("slack", "T1", "U1", "p1"))
    await record.write(lambda tx: tx.accounts.refuse("slack", "T1", "U1"))
    await record.write(lambda tx: tx.accounts.set_conversation("slack", "T1", "U1", "D1"))
    account = await record.read(lambda tx: tx.accounts.get("slack", "T1", "U1"))
    assert account is not None
    assert (account.refused, account.conversation) == (False, "D1")

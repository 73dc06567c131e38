"""Commands that read or write a record without serving it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from govbot.core.cards.operations import rows, warnings
from govbot.demo.tour.rehearsal import Lists
from govbot.library import write
from govbot.library.shelf import Shelved
from govbot.library.shelving import shelved, site_of, without_originals
from govbot.operations.importing import take_in
from govbot.record import DamagedDocument, Record, Tx, Verified
from govbot.record import verify as verify_in
from govbot.runtime.app import FOLDS, App
from govbot.runtime.clock import Clock
from govbot.runtime.settings import Settings, database_at, process_at

NOT_WRITTEN = (
    "The {what} of {policy}, version {version}, is missing from the record, or is not as it was approved. So it was "
    "not written: “govbot verify” names it, and a copy has it."
)


async def check(database: str) -> Verified:
    """Whether the record is whole."""
    record = Record(database_at(database), FOLDS, Clock().now)
    await record.open(migrating=False)
    try:
        found = await record.read(verify_in, within=3600)
        await record.write(lambda tx: tx.service_status.note_check(found.entries, found.first))
        return found
    finally:
        await record.close()


async def how_things_stand(settings: Settings, database: str) -> tuple[list[str], bool]:
    """How govbot is doing, line by line, and whether there is nothing to look into."""
    process = process_at(settings.process, settings.texts)
    record = Record(database_at(database or settings.database), FOLDS, Clock().now)
    await record.open(migrating=False)
    try:
        now = await record.read(lambda tx: tx.service_status.condition())
    finally:
        await record.close()
    warned = list(warnings(now, process))
    width = max(len(label) for label, _ in rows(now, process))
    return [*warned, *(f"{label:<{width}}  {what}" for label, what in rows(now, process))], not warned


async def take_lists_in(settings: Settings, database: str, lists: Lists) -> int:
    """The lists, recorded in the directory; how many events that took."""
    app = App(
        database or settings.database, process_at(settings.process, settings.texts), secrets.token_bytes(32)
    )
    await app.open()
    try:
        return await app.record.write(lambda tx: take_in(app.bot.context(tx), *lists), within=60)
    finally:
        await app.close()


async def ask_house(settings: Settings, database: str, work: Any, *, writes: bool = False) -> Any:
    """Run a function of a request context on a record that exists already; its answer."""
    app = App(
        database_at(database or settings.database),
        process_at(settings.process, settings.texts),
        secrets.token_bytes(32),
    )
    await app.record.open(migrating=False)
    try:
        do = app.record.write if writes else app.record.read
        return await do(lambda tx: work(app.bot.context(tx)), within=60)
    finally:
        await app.record.close()


async def write_library(settings: Settings, database: str, folder: Path) -> tuple[int, list[str]]:
    """The Library's pages in a folder; how many files that made, and a sentence for each that could not be."""
    process = process_at(settings.process, settings.texts)
    record = Record(database_at(database or settings.database), FOLDS, Clock().now)
    await record.open(migrating=False)

    def look(tx: Tx) -> Any:
        policies = [tx.state(stream)[0] for stream in tx.streams("policy")]
        shelf = [found for one in policies if (found := shelved(one, process, tx.documents.text))]
        originals, faults = _originals(tx, shelf)
        return [without_originals(one, faults) for one in shelf], originals, faults

    try:
        shelf, originals, faults = await record.read(look, within=600)
    finally:
        await record.close()
    site = site_of(process)
    return len(write(folder, shelf, site, originals)), list(_not_written(shelf, faults))


def _originals(tx: Tx, shelf: Sequence[Shelved]) -> tuple[dict[str, bytes], set[str]]:
    """The original files of all versions by SHA-256, and the hashes of those that are gone or changed."""
    originals: dict[str, bytes] = {}
    faults: set[str] = set()
    for version in (version for policy in shelf for version in policy.versions):
        try:
            originals[version.sha256] = tx.documents.data(version.sha256)
        except DamagedDocument:
            faults.add(version.sha256)
    return originals, faults


def _not_written(shelf: Sequence[Shelved], faults: Collection[str]) -> Iterator[str]:
    """A sentence for each text and each original file that is missing from the Library's pages."""
    for policy in shelf:
        for version in policy.versions:
            if version.damaged:
                yield NOT_WRITTEN.format(what="text", policy=policy.policy_id, version=version.number)
            if version.sha256 in faults:
                yield NOT_WRITTEN.format(
                    what="original file", policy=policy.policy_id, version=version.number
                )

"""Commands that read or write a record without serving it."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from govbot.core.cards.operations import rows, warnings
from govbot.demo.tour.rehearsal import Lists
from govbot.library import write
from govbot.library.shelving import shelved, site_of
from govbot.operations.importing import take_in
from govbot.record import Record, Tx, Verified
from govbot.record import verify as verify_in
from govbot.runtime.app import FOLDS, App
from govbot.runtime.clock import Clock
from govbot.runtime.settings import Settings, database_at, process_at


async def check(database: str) -> Verified:
    """Whether the record is whole."""
    record = Record(database_at(database), FOLDS, Clock().now)
    await record.open(migrating=False)
    try:
        found = await record.read(verify_in, within=3600)
        await record.write(
            lambda tx: tx.service_status.note_check(found.entries, found.bad[2] if found.bad else "")
        )
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


async def write_library(settings: Settings, database: str, folder: Path) -> int:
    """The Library's pages in a folder; how many files that made."""
    process = process_at(settings.process, settings.texts)
    record = Record(database_at(database or settings.database), FOLDS, Clock().now)
    await record.open(migrating=False)

    def look(tx: Tx) -> Any:
        policies = [tx.state(stream)[0] for stream in tx.streams("policy")]
        shelf = [found for one in policies if (found := shelved(one, process, tx.documents.text))]
        originals = {one.sha256: tx.documents.data(one.sha256) for found in shelf for one in found.versions}
        return shelf, originals

    try:
        shelf, originals = await record.read(look, within=600)
    finally:
        await record.close()
    site = site_of(process)
    return len(write(folder, shelf, site, originals))

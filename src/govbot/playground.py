"""The playground on loopback: a rehearsal in which anybody acts as anybody, and no real account."""

from __future__ import annotations

import asyncio
import secrets
import shutil
from datetime import timedelta
from pathlib import Path

import typer
from aiohttp import web

from govbot.bot import PAGES_ROOT, Linking
from govbot.house import House
from govbot.installed import adapter, drawings, mount_pages
from govbot.interpreter import quicken
from govbot.library.serving import LibraryPages
from govbot.operator.backstage import HouseBackstage
from govbot.operator.importing import take_in
from govbot.operator.rosters import read_agencies, read_offices, read_roster
from govbot.process import Process
from govbot.record import Record
from govbot.sample import sample
from govbot.settings import Settings, Unsafe, process_at
from govbot.stopping import until_stopped
from govbot.tour.rehearsal import Lists, begin

REAL_ACCOUNTS = (
    "This database holds real chat accounts ({platforms}). The playground lets anybody act as anybody, so it does not "
    "open it. Choose another folder with --folder."
)


async def demo(settings: Settings, folder: Path, port: int, fresh: bool) -> None:
    """The playground on loopback until interrupted."""
    secret = await asyncio.to_thread(_prepared, folder, fresh)
    house = House(
        f"sqlite:///{folder / 'rehearsal.db'}",
        rehearsed(process_at(settings.process)),
        secret,
        redraw_after=timedelta(),
        linking=Linking(f"http://127.0.0.1:{port}"),
    )
    await house.record.open()
    try:
        await refuse_real_accounts(house.record)
        lists = await _open_rehearsal(house)
        backstage = HouseBackstage(house)
        runner = await _playground(house, backstage, folder, port)
        if not await house.record.read(lambda tx: tx.policies("", 1)):
            typer.echo(
                "A first start: the people of the rehearsal play their beginnings, which takes some seconds …"
            )
            await _begin(house, backstage, port, lists)
        typer.echo(
            f"The playground is open at http://127.0.0.1:{port}  (Ctrl+C ends it; it is kept in {folder})"
        )
        await until_stopped()
        await runner.cleanup()
    finally:
        await house.close()


async def _open_rehearsal(house: House) -> Lists:
    await HouseBackstage(house).resume_clock()
    await house.prepare()
    agencies = read_agencies(sample("agencies.csv"))
    lists = (agencies, read_roster(sample("roster.csv"), agencies), read_offices(sample("offices.csv")))
    await house.record.write(lambda tx: take_in(tx, house.bot.moments, *lists), within=60)
    return lists


async def _begin(house: House, backstage: HouseBackstage, port: int, lists: Lists) -> None:
    troupe = adapter("web").visiting(f"http://127.0.0.1:{port}")
    try:
        await begin(house, backstage, troupe, lists)
    finally:
        await troupe.close()


async def _playground(house: House, backstage: HouseBackstage, folder: Path, port: int) -> web.AppRunner:
    await backstage.know_the_steering_group()
    playground = adapter("web").build(
        house.bot, backstage, folder / "transcript.jsonl", drawings(), apart=f"{PAGES_ROOT}/"
    )
    for channel in backstage.channels():
        house.channels["web", channel.id.partition(":")[2]] = channel.id
    app = web.Application(client_max_size=16 * 2**20)
    playground.mount(app)
    LibraryPages(house.record, house.process).mount(app)
    mount_pages(house, app)
    app.router.add_get("/sample/policy.docx", _sample_draft)
    await playground.start()
    await house.start()
    quicken()
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=2)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
    except OSError:
        raise Unsafe(
            f"Port {port} is taken. End what runs there, or choose another one with --port."
        ) from None
    return runner


async def _sample_draft(request: web.Request) -> web.Response:
    """The sample's draft as a Word file, to submit in the rehearsal."""
    attached = {"Content-Disposition": 'attachment; filename="policy.docx"'}
    return web.Response(body=sample("policy.docx"), content_type="application/octet-stream", headers=attached)


async def refuse_real_accounts(record: Record) -> None:
    """The playground must not open a database in which anybody acts by a real account."""
    platforms = await record.read(lambda tx: tx.platforms())
    real = sorted(set(platforms) - {"web"})
    if real:
        raise Unsafe(REAL_ACCOUNTS.format(platforms=", ".join(real)))


def rehearsed(process: Process) -> Process:
    """The process under the name of a made-up state: nothing in a rehearsal may look like a real government's."""
    government = process.government.model_copy(update={"name": "State of Example (a rehearsal)"})
    return process.model_copy(update={"government": government})


def _prepared(folder: Path, fresh: bool) -> bytes:
    """The rehearsal's folder, and its own secret, made at first start: buttons drawn before a restart still work."""
    if fresh and (folder / "rehearsal.db").exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()

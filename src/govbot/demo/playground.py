"""The playground on loopback: a rehearsal in which anybody acts as anybody, and no real account."""

from __future__ import annotations

import asyncio
import fcntl
import secrets
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import typer
from aiohttp import web

from govbot.adapter_api.settings import UnsafeSettings
from govbot.bot import PAGES_ROOT, LinkSettings
from govbot.core.process import Process
from govbot.demo.controls import RehearsalControls
from govbot.demo.sample import sample
from govbot.demo.tour.rehearsal import Lists, begin
from govbot.documents.worker_process import shared_pool
from govbot.library.serving import LibraryPages
from govbot.operations.importing import take_in
from govbot.operations.rosters import read_agencies, read_offices, read_roster
from govbot.record import Record
from govbot.runtime import adapters
from govbot.runtime.app import App
from govbot.runtime.gc_tuning import freeze_startup_objects
from govbot.runtime.settings import Settings, process_at
from govbot.runtime.shutdown import stop_signal, until_stopped

LOCK = "lock"
TAKEN = (
    "Port {port} is taken. End what runs there, or choose another one: make demo PORT=8081, or --port 8081."
)
OPEN_ALREADY = (
    "Another playground is open on the folder {folder}. End it, or choose another folder with --folder (and "
    "another port with --port)."
)
REAL_ACCOUNTS = (
    "This database holds real chat accounts ({platforms}). The playground lets anybody act as anybody, so it does not "
    "open it. Choose another folder with --folder."
)


async def demo(settings: Settings, folder: Path, port: int, fresh: bool) -> None:
    """Serve the playground on loopback until interrupted."""
    with _only_one(folder), _listening(port) as listener:
        await _serve(settings, folder, listener, fresh)


async def _serve(settings: Settings, folder: Path, listener: socket.socket, fresh: bool) -> None:
    port = listener.getsockname()[1]
    secret = await asyncio.to_thread(_prepared, folder, fresh)
    app = App(
        f"sqlite:///{folder / 'rehearsal.db'}",
        rehearsed(process_at(settings.process, settings.texts)),
        secret,
        redraw_after=timedelta(),
        linking=LinkSettings(f"http://127.0.0.1:{port}"),
    )
    await app.record.open()
    try:
        await refuse_real_accounts(app.record)
        lists = await _open_rehearsal(app)
        controls = RehearsalControls(app)
        runner = await _playground(app, controls, folder, listener)
        if not await app.record.read(lambda tx: tx.policies.matching("", 1)):
            typer.echo("A first start: simulated users prepare three policies, which takes some seconds …")
            await _begin(app, controls, port, lists)
        stop = stop_signal()
        typer.echo(
            f"The playground is open at http://127.0.0.1:{port}  (Ctrl+C ends it; it is kept in {folder})"
        )
        await until_stopped(stop)
        await runner.cleanup()
    finally:
        shared_pool().close()
        await app.close()


async def _open_rehearsal(app: App) -> Lists:
    await RehearsalControls(app).resume_clock()
    await app.prepare()
    agencies = read_agencies(sample("agencies.csv"))
    lists = (agencies, read_roster(sample("roster.csv"), agencies), read_offices(sample("offices.csv")))
    await app.record.write(lambda tx: take_in(app.bot.context(tx), *lists), within=60)
    return lists


async def _begin(app: App, controls: RehearsalControls, port: int, lists: Lists) -> None:
    simulated_chat = adapters.playground().visiting(f"http://127.0.0.1:{port}")
    try:
        await begin(app, controls, simulated_chat, lists)
    finally:
        await simulated_chat.close()


async def _playground(
    app: App, controls: RehearsalControls, folder: Path, listener: socket.socket
) -> web.AppRunner:
    await controls.know_the_steering_group()
    playground = adapters.playground().build(
        app.bot, controls, folder / "transcript.jsonl", adapters.drawings(), apart=f"{PAGES_ROOT}/"
    )
    web_app = web.Application(client_max_size=16 * 2**20)
    playground.mount(web_app)
    LibraryPages(app.record, app.process).mount(web_app)
    adapters.mount_pages(app.bot, web_app)
    web_app.router.add_get("/sample/policy.docx", _sample_draft)
    await playground.start()
    await app.start()
    shared_pool().warm()
    freeze_startup_objects()
    runner = web.AppRunner(web_app, access_log=None, handle_signals=False, shutdown_timeout=2)
    await runner.setup()
    await web.SockSite(runner, listener).start()
    return runner


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """The port, taken before anything is begun. Raises UnsafeSettings where something else has it."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen()
        except OSError:
            raise UnsafeSettings(TAKEN.format(port=port)) from None
        yield listener


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """The folder is this demo's alone, until it ends. Raises UnsafeSettings where another one is open on it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UnsafeSettings(OPEN_ALREADY.format(folder=folder)) from None
        yield


async def _sample_draft(request: web.Request) -> web.Response:
    """The sample's draft as a Word file, to submit in the rehearsal."""
    attached = {"Content-Disposition": 'attachment; filename="policy.docx"'}
    return web.Response(body=sample("policy.docx"), content_type="application/octet-stream", headers=attached)


async def refuse_real_accounts(record: Record) -> None:
    """The playground must not open a database in which anybody acts by a real account."""
    platforms = await record.read(lambda tx: tx.accounts.platforms())
    real = sorted(set(platforms) - {"web"})
    if real:
        raise UnsafeSettings(REAL_ACCOUNTS.format(platforms=", ".join(real)))


def rehearsed(process: Process) -> Process:
    """The process under a made-up state's name, so that no rehearsal looks like a real government's."""
    government = process.government.model_copy(update={"name": "State of Example (a rehearsal)"})
    return process.model_copy(update={"government": government})


def _prepared(folder: Path, fresh: bool) -> bytes:
    """The rehearsal's folder, and its own secret, made at first start: buttons drawn before a restart still work."""
    if fresh and (folder / "rehearsal.db").exists():
        for kept in folder.iterdir():
            if kept.is_dir():
                shutil.rmtree(kept)
            elif kept.name != LOCK:
                kept.unlink()
    path = folder / "secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()

"""`govbot serve`: the configured chats, the library and the pages, on the real record."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from errno import EADDRINUSE

import structlog
import typer
from aiohttp import web

from govbot.adapter_api.adapter import Adapter, AdapterPackage
from govbot.adapter_api.settings import Environment, UnsafeSettings
from govbot.bot import Bot, LinkSettings
from govbot.core.plain_text import printable
from govbot.documents.worker_process import shared_pool
from govbot.library.serving import LibraryPages
from govbot.runtime.adapters import chats, mount_pages
from govbot.runtime.app import App
from govbot.runtime.clock import Clock
from govbot.runtime.clock_guard import ClockGuard
from govbot.runtime.connections import Bounds
from govbot.runtime.gc_tuning import freeze_startup_objects
from govbot.runtime.health import Health
from govbot.runtime.listening import Listener, hsts, listen
from govbot.runtime.record_watch import require_record
from govbot.runtime.settings import Settings, process_at
from govbot.runtime.shutdown import stop_signal, until_stopped

log = structlog.get_logger("govbot")
OPERATIONS = Bounds(most=50, peer=50)
NO_CHAT = "No adapter of a chat is installed, so nobody could be served."


async def serve(
    settings: Settings, environment: Environment, *, replica: bool = False, new: bool = False
) -> None:
    """Serve every chat that is configured, until stopped. Raises UnsafeSettings before anything is taken over.

    A `replica` is one of several equal ones on the same database; one without it takes the queues at once. A
    record is made only where it is said to be `new`.
    """
    packages = checked(settings, environment)
    app = _app(settings, replica=replica)
    adapters = [package.build(app.bot, environment) for package in packages]
    require_record(settings.database, new=new)
    listeners: list[Listener] = []
    receiving: list[asyncio.Task[None]] = []
    await app.open()
    try:
        for adapter in adapters:
            await adapter.start()
        shared_pool().warm()
        listeners.append(await _listen(public_site(app, adapters), settings))
        listeners += await _listen_to_operator(_operations(app), settings)
        await app.start()  # only once it listens: a process that can't listen takes nothing over
        freeze_startup_objects()
        receiving = [asyncio.create_task(adapter.run()) for adapter in adapters]
        stop = stop_signal()
        _announce(settings, packages, adapters)
        await until_stopped(stop, *receiving)
    finally:
        shared_pool().close()  # a file that is being read is given up; its submitter reads a sentence
        for task in receiving:
            task.cancel()
        for listener in listeners:
            await listener.close()
        for adapter in adapters:
            await adapter.stop()
        await app.close()


def _app(settings: Settings, *, replica: bool) -> App:
    return App(
        settings.database,
        process_at(settings.process, settings.texts),
        settings.secret_bytes(),
        Clock(guard=ClockGuard()),
        in_service=True,
        replica=replica,
        daily=True,
        linking=linking(settings),
    )


def checked(settings: Settings, environment: Environment) -> list[AdapterPackage[Bot]]:
    """The chats that are configured; raises UnsafeSettings with all that is missing, where none is, of each."""
    installed = list(chats().values())
    configured = [package for package in installed if package.is_configured(environment)]
    problems = settings.problems()
    for package in configured or installed:
        problems += package.missing(environment)
    if not installed:
        problems.append(NO_CHAT)
    if problems:
        raise UnsafeSettings("\n".join((*problems, "All settings: docs/operating.md.")))
    return configured


def linking(settings: Settings) -> LinkSettings | None:
    """How links to pages are made; None where no address is set."""
    base = settings.base()
    if not base:
        return None
    redeem_within = timedelta(minutes=settings.page_redeem_minutes)
    return LinkSettings(base, redeem_within, timedelta(hours=settings.page_open_hours))


def public_site(app: App, adapters: Sequence[Adapter]) -> web.Application:
    """What chats and browsers call."""
    site = web.Application()
    LibraryPages(app.record, app.process).mount(site)
    mount_pages(app.bot, site)
    for adapter in adapters:
        adapter.mount(site)
    return site


def _operations(app: App) -> web.Application:
    """What the operator's monitoring calls: /healthz, /readyz and /metrics."""
    site = web.Application()
    Health(app).mount(site)
    return site


def _announce(
    settings: Settings, packages: Sequence[AdapterPackage[Bot]], adapters: Sequence[Adapter]
) -> None:
    names = " and ".join(package.name for package in packages)
    typer.echo(f"govbot serves {names} at http://{settings.host}:{settings.port}")
    for adapter in adapters:
        for notice in adapter.notices:
            typer.echo(printable(notice))


async def _listen(site: web.Application, settings: Settings) -> Listener:
    """Listen for chats and browsers; raises UnsafeSettings where the port or the address can't be had."""
    host, port = settings.host, settings.port
    try:
        return await listen(site, host, port, Bounds.of_this_process(), hsts(settings.base()))
    except OSError as error:
        if error.errno == EADDRINUSE:
            raise UnsafeSettings(f"Port {port} is taken. Name another one in GOVBOT_PORT.") from None
        why = f"govbot can't listen at {host}, port {port}: {error.strerror}."
        raise UnsafeSettings(f"{why} Name others in GOVBOT_HOST and GOVBOT_PORT.") from None


async def _listen_to_operator(site: web.Application, settings: Settings) -> list[Listener]:
    """Listen on a port of its own, which no proxy passes on; a port that was not named may be missing."""
    host, port = settings.operations_host, settings.watched_at()
    try:
        return [await listen(site, host, port, OPERATIONS)]
    except OSError:
        why = f"Port {port} is taken, so nobody can ask whether govbot is well. Name one in GOVBOT_OPERATIONS_PORT."
        if settings.operations_port:
            raise UnsafeSettings(why) from None
        log.warning(why)
        return []

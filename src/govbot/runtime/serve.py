"""The real thing: Slack, Teams or both, on a record that counts."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from errno import EADDRINUSE
from typing import Any

import structlog
import typer
from aiohttp import web

from govbot.bot import LinkSettings
from govbot.library.serving import LibraryPages
from govbot.runtime.adapters import adapter, mount_pages
from govbot.runtime.app import App
from govbot.runtime.clock import Clock
from govbot.runtime.gc_tuning import freeze_startup_objects
from govbot.runtime.health import Health
from govbot.runtime.settings import Settings, UnsafeSettings, process_at
from govbot.runtime.shutdown import until_stopped

log = structlog.get_logger("govbot")


async def serve(settings: Settings, *, replica: bool = False) -> None:
    """Slack, Teams or both until stopped: over HTTP, Slack by Socket Mode where an app-level token is set.

    A `replica` is one of several equal ones on the same database; one without it takes the lanes at once.
    """
    app = App(
        settings.database,
        process_at(settings.process, settings.texts),
        settings.secret_bytes(),
        Clock(),
        in_service=True,
        replica=replica,
        daily=True,
        linking=linking(settings),
    )
    chats = _chats(settings, app)
    await app.open()
    waiting: list[asyncio.Task[None]] = []
    web_app, watched = web.Application(), web.Application()
    LibraryPages(app.record, app.process).mount(web_app)
    Health(app).mount(watched)
    mount_pages(app, web_app)
    runner, watching = (
        web.AppRunner(one, access_log=None, handle_signals=False) for one in (web_app, watched)
    )
    try:
        for chat in chats.values():
            chat.mount(web_app)
            await chat.start()
        await runner.setup()
        await _listen(runner, settings)
        await watching.setup()
        await _watch(watching, settings)
        await app.start()  # one that can't listen takes nothing over
        freeze_startup_objects()
        if "Slack" in chats and settings.slack_app_token.get_secret_value():
            waiting.append(asyncio.create_task(chats["Slack"].run_socket_mode()))
        typer.echo(f"govbot serves {' and '.join(chats)} at http://{settings.host}:{settings.port}")
        for chat in chats.values():
            typer.echo(chat.rooms)
        await until_stopped(*waiting)
    except ValueError as fault:
        raise UnsafeSettings(str(fault)) from None
    finally:
        for task in waiting:
            task.cancel()
        await runner.cleanup()
        await watching.cleanup()
        for chat in chats.values():
            await chat.stop()
        await app.close()


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    """Serve chats and browsers; raises Unsafe where that can't be."""
    host, port = settings.host, settings.port
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        if error.errno == EADDRINUSE:
            raise UnsafeSettings(f"Port {port} is taken. Name another one in GOVBOT_PORT.") from None
        why = f"govbot can't listen at {host}, port {port}: {error.strerror}."
        raise UnsafeSettings(f"{why} Name others in GOVBOT_HOST and GOVBOT_PORT.") from None


async def _watch(watching: web.AppRunner, settings: Settings) -> None:
    """Serve /healthz, /readyz and /metrics on a port of their own, which no proxy passes on."""
    host, port = settings.operations_host, settings.watched_at()
    try:
        await web.TCPSite(watching, host, port).start()
    except OSError:
        why = f"Port {port} is taken, so nobody can ask whether govbot is well. Name one in GOVBOT_OPERATIONS_PORT."
        if settings.operations_port:
            raise UnsafeSettings(why) from None
        log.warning(why)


def _chats(settings: Settings, app: App) -> dict[str, Any]:
    """The adapters of the chats that the settings name, by the chat's name; refused where one is unsafe."""
    chats = {}
    try:
        if settings.serves_slack():
            chats["Slack"] = _slack(settings, app)
        if settings.teams_app_id:
            chats["Teams"] = _teams(settings, app)
    except ValueError as fault:
        raise UnsafeSettings(str(fault)) from None
    return chats


def _slack(settings: Settings, app: App) -> Any:
    missing = settings.missing_for_slack()
    if missing:
        raise UnsafeSettings("\n".join(missing))
    slack, channels = adapter("slack"), settings.slack_channels()
    chosen = slack.SlackSettings(
        bot_token=settings.slack_bot_token.get_secret_value(),
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        app_token=settings.slack_app_token.get_secret_value(),
        team=settings.slack_team,
        enterprise=settings.slack_enterprise,
        base_url=settings.slack_base_url,
        channels=channels,
        pace=slack.SlackPace(
            posts=settings.slack_posts_a_minute,
            updates=settings.slack_updates_a_minute,
            opens=settings.slack_opens_a_minute,
            lookups=settings.slack_lookups_a_minute,
            rooms=settings.slack_rooms_a_minute,
        ),
    )
    return slack.build(app.bot, chosen)


def _teams(settings: Settings, app: App) -> Any:
    teams, channels = adapter("teams"), settings.teams_channels()
    chosen = teams.TeamsSettings(
        app_id=settings.teams_app_id,
        app_password=settings.teams_app_password.get_secret_value(),
        tenant=settings.teams_tenant,
        cloud=settings.teams_cloud,
        channels=channels,
        graph=settings.teams_graph,
        catalog_id=settings.teams_catalog_id,
        stand_in=settings.teams_stand_in,
        pace=teams.TeamsPace(
            bot=settings.teams_calls_a_second,
            graph=settings.graph_calls_a_second,
            graph_each=settings.graph_calls_a_second_each,
        ),
    )
    pages = app.bot.pages
    return teams.build(app.bot, chosen, pages.upload_link if pages else None)


def linking(settings: Settings) -> LinkSettings | None:
    """How links to pages are made; None where no address is set."""
    base = settings.base()
    if not base:
        return None
    redeem_within = timedelta(minutes=settings.page_redeem_minutes)
    return LinkSettings(base, redeem_within, timedelta(hours=settings.page_open_hours))

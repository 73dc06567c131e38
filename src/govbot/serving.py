"""Runs a house: the rehearsal of the playground, the real thing on Slack, and what the command line asks."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import shutil
import signal
from datetime import timedelta
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import structlog
import typer
from aiohttp import web

from govbot.bot import PAGES_ROOT, Linking
from govbot.cards.operations import rows, warnings
from govbot.drawings import Draw
from govbot.hours import Clock
from govbot.house import FOLDS, House
from govbot.library import Site, write
from govbot.library.serving import LibraryPages
from govbot.library.shelving import shelved
from govbot.operator.backstage import HouseBackstage
from govbot.operator.health import Health
from govbot.operator.importing import take_in
from govbot.operator.rosters import read_agencies, read_offices, read_roster
from govbot.process import Process
from govbot.record import Record, Tx, Verified
from govbot.record import verify as verify_in
from govbot.sample import sample
from govbot.settings import Settings, Unsafe, database_at, process_at
from govbot.tour.rehearsal import Lists, begin

log = structlog.get_logger("govbot")
REAL_ACCOUNTS = (
    "This database holds real chat accounts ({platforms}). The playground lets anybody act as anybody, so it does not "
    "open it. Choose another folder with --folder."
)


def adapter(name: str) -> Any:
    """The adapter of this name, found among those that are installed."""
    found = {one.name: one for one in entry_points(group="govbot.adapters")}
    return found[name].load()


def drawings() -> list[Draw]:
    """How each installed chat draws a card, in the order of their names."""
    return [one.load() for one in sorted(entry_points(group="govbot.drawings"), key=lambda one: one.name)]


# The rehearsal ---------------------------------------------------------------------------------------


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
        await _until_stopped()
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
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=2)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
    except OSError:
        raise Unsafe(
            f"Port {port} is taken. End what runs there, or choose another one with --port."
        ) from None
    return runner


def mount_pages(house: House, app: web.Application) -> None:
    """The pages behind links from chat, where this house has an address for them."""
    if house.bot.pages is not None:
        adapter("pages").build(house.bot.pages).mount(app)


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


# The real thing --------------------------------------------------------------------------------------


async def serve(settings: Settings, *, replica: bool = False) -> None:
    """Slack, Teams or both until stopped: over HTTP, Slack by Socket Mode where an app-level token is set.

    A `replica` is one of several equal ones on the same database; one without it takes the lanes at once.
    """
    house = House(
        settings.database,
        process_at(settings.process),
        settings.secret_bytes(),
        Clock(),
        in_service=True,
        replica=replica,
        linking=linking(settings),
    )
    chats = _chats(settings, house)
    await house.open()
    waiting: list[asyncio.Task[None]] = []
    app, watched = web.Application(), web.Application()
    LibraryPages(house.record, house.process).mount(app)
    Health(house).mount(watched)
    mount_pages(house, app)
    runner, watching = (web.AppRunner(one, access_log=None, handle_signals=False) for one in (app, watched))
    house.ticker.daily = any(name == "operator" for _, name in house.channels)
    try:
        for chat in chats.values():
            chat.mount(app)
            await chat.start()
        await house.start()
        await runner.setup()
        await web.TCPSite(runner, settings.host, settings.port).start()
        await watching.setup()
        await _watch(watching, settings)
        if "Slack" in chats and settings.slack_app_token.get_secret_value():
            waiting.append(asyncio.create_task(chats["Slack"].run_socket_mode()))
        typer.echo(f"govbot serves {' and '.join(chats)} at http://{settings.host}:{settings.port}")
        for chat in chats.values():
            typer.echo(chat.rooms)
        await _until_stopped(*waiting)
    except ValueError as fault:
        raise Unsafe(str(fault)) from None
    finally:
        for task in waiting:
            task.cancel()
        await runner.cleanup()
        await watching.cleanup()
        for chat in chats.values():
            await chat.stop()
        await house.close()


async def _watch(watching: web.AppRunner, settings: Settings) -> None:
    """Serve /healthz, /readyz and /metrics on a port of their own, which no proxy passes on."""
    host, port = settings.operations_host, settings.watched_at()
    try:
        await web.TCPSite(watching, host, port).start()
    except OSError:
        why = f"Port {port} is taken, so nobody can ask whether govbot is well. Name one in GOVBOT_OPERATIONS_PORT."
        if settings.operations_port:
            raise Unsafe(why) from None
        log.warning(why)


def _chats(settings: Settings, house: House) -> dict[str, Any]:
    """The adapters of the chats that the settings name, by the chat's name; refused where one is unsafe."""
    chats = {}
    try:
        if settings.serves_slack():
            chats["Slack"] = _slack(settings, house)
        if settings.teams_app_id:
            chats["Teams"] = _teams(settings, house)
    except ValueError as fault:
        raise Unsafe(str(fault)) from None
    return chats


def _slack(settings: Settings, house: House) -> Any:
    missing = settings.missing_for_slack()
    if missing:
        raise Unsafe("\n".join(missing))
    slack, channels = adapter("slack"), settings.slack_channels()
    house.channels.update({("slack", name): channel for name, channel in channels.items()})
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
    return slack.build(house.bot, chosen)


def _teams(settings: Settings, house: House) -> Any:
    teams, channels = adapter("teams"), settings.teams_channels()
    house.channels.update({("teams", name): channel for name, channel in channels.items()})
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
    pages = house.bot.pages
    return teams.build(house.bot, chosen, pages.upload_link if pages else None)


def linking(settings: Settings) -> Linking | None:
    """How links to pages are made; None where no address is set."""
    base = settings.base()
    if not base:
        return None
    redeem_within = timedelta(minutes=settings.page_redeem_minutes)
    return Linking(base, redeem_within, timedelta(hours=settings.page_open_hours))


async def _until_stopped(*tasks: asyncio.Task[None]) -> None:
    """Until the operator stops it, or one of these ends."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, stopped.set)
    waiting = asyncio.create_task(stopped.wait())
    done, _ = await asyncio.wait({waiting, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    for task in done - {waiting}:
        task.result()


# What the command line asks --------------------------------------------------------------------------


async def check(database: str) -> Verified:
    """Whether the record is whole."""
    record = Record(database_at(database), FOLDS, Clock().now)
    await record.open()
    try:
        found = await record.read(verify_in, within=3600)
        await record.write(lambda tx: tx.note_check(found.entries, found.bad[2] if found.bad else ""))
        return found
    finally:
        await record.close()


async def how_things_stand(settings: Settings, database: str) -> tuple[list[str], bool]:
    """How govbot is doing, line by line, and whether there is nothing to look into."""
    process = process_at(settings.process)
    record = Record(database_at(database or settings.database), FOLDS, Clock().now)
    await record.open(migrating=False)
    try:
        now = await record.read(lambda tx: tx.condition())
    finally:
        await record.close()
    warned = list(warnings(now, process))
    width = max(len(label) for label, _ in rows(now, process))
    return [*warned, *(f"{label:<{width}}  {what}" for label, what in rows(now, process))], not warned


async def take_lists_in(settings: Settings, database: str, lists: Lists) -> int:
    """The lists, recorded in the directory; how many events that took."""
    house = House(database or settings.database, process_at(settings.process), secrets.token_bytes(32))
    await house.open()
    try:
        return await house.record.write(lambda tx: take_in(tx, house.bot.moments, *lists), within=60)
    finally:
        await house.close()


async def ask_house(settings: Settings, database: str, work: Any, *, writes: bool = False) -> Any:
    """What a function of a transaction and the moments answers, on a record that is there already."""
    house = House(
        database_at(database or settings.database), process_at(settings.process), secrets.token_bytes(32)
    )
    await house.record.open()
    try:
        do = house.record.write if writes else house.record.read
        return await do(lambda tx: work(tx, house.bot.moments), within=60)
    finally:
        await house.record.close()


async def write_library(settings: Settings, database: str, folder: Path) -> int:
    """The Library's pages in a folder; how many files that made."""
    process = process_at(settings.process)
    record = Record(database_at(database or settings.database), FOLDS, Clock().now)
    await record.open()

    def look(tx: Tx) -> Any:
        policies = [tx.state(stream)[0] for stream in tx.streams("policy")]
        shelf = [found for one in policies if (found := shelved(one, process, tx.paper_text))]
        originals = {one.sha256: tx.paper_bytes(one.sha256) for found in shelf for one in found.versions}
        return shelf, originals

    try:
        shelf, originals = await record.read(look, within=600)
    finally:
        await record.close()
    site = Site(government=process.government.name, office=process.government.publisher)
    return len(write(folder, shelf, site, originals))

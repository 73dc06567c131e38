"""Sets the tour up on a database, plays it, and says how it ended."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from govbot.adapter_api.answers import Upload
from govbot.adapter_api.simulated_chat import SimulatedChat
from govbot.bot import LinkSettings
from govbot.core.grammar import Refusal
from govbot.core.process import Process
from govbot.demo.controls import RehearsalControls
from govbot.demo.tour import circulation, on_a_page, script
from govbot.demo.tour.company import Company
from govbot.demo.tour.script import Play
from govbot.demo.tour.telling import Say, Teller, TourFailed
from govbot.demo.tour.together import Among, Together
from govbot.documents import read_upload
from govbot.library.shelving import shelved
from govbot.operations.importing import take_in
from govbot.operations.rosters import Agency, Office, Representative, chats_of
from govbot.record import Tx, verify
from govbot.runtime.adapters import chats as installed_chats
from govbot.runtime.adapters import simulated_chats
from govbot.runtime.app import App

ACTS = (
    script.needs,
    script.designees,
    script.group,
    script.staff_review,
    on_a_page.reading,
    circulation.circulation,
    script.secretary,
    script.adoption,
    script.implementation,
)


@dataclass(frozen=True, slots=True)
class Ended:
    """How the tour ended. `sha256` is that of the bytes of the version in force."""

    policy: str
    stage: str
    version: str
    sha256: str
    events: int
    streams: int
    people: int
    agencies: int
    responses: int
    messages_sent: int
    verified: bool

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


async def tour(
    draft: Upload,
    lists: tuple[Sequence[Agency], Sequence[Representative], Sequence[Office]],
    process: Process,
    through: str,
    database: str,
    say: Say,
) -> Ended:
    """Play the whole process through one chat, or through "both". Raises `Astray` where it does not go as it should."""
    here, base = on_a_page.listening()
    app = App(
        database, process, secrets.token_bytes(32), redraw_after=timedelta(), linking=LinkSettings(base)
    )
    await app.open()
    try:
        async with on_a_page.served(app, here):
            return await _on(app, draft, lists, through, say)
    finally:
        here.close()
        await app.close()


async def _on(
    app: App,
    draft: Upload,
    lists: tuple[Sequence[Agency], Sequence[Representative], Sequence[Office]],
    through: str,
    say: Say,
) -> Ended:
    agencies, roster, offices = lists
    if await app.record.read(lambda tx: bool(tx.policies.matching("", 1))):
        raise TourFailed("This database holds policies already. Give the tour an empty one with --database.")
    await app.record.write(lambda tx: take_in(app.bot.context(tx), agencies, roster, offices), within=60)
    controls = RehearsalControls(app)
    await controls.know_the_steering_group()
    title = title_of(draft)
    simulated_chat = await simulated_chat_of(through, app, controls, chats_of(roster, offices))
    company = _company(simulated_chat, say, agencies, roster, offices)
    play = Play(app, controls, company, draft, title)
    chats = (
        f"{' and '.join(simulated_chat.names.values())}: {simulated_chat.count(company.emails)}"
        if isinstance(simulated_chat, Together)
        else through
    )
    say(
        f"{len(agencies)} agencies and {company.people} people are in the directory. One policy, through {chats}."
    )
    try:
        for act in ACTS:
            await act(play)
        await app.settle()
        ended = await app.record.read(lambda tx: _ended(tx, play), within=30)
        library = await app.record.read(lambda tx: _in_library(tx, play))
    finally:
        await simulated_chat.close()
    _tell_end(company.teller, ended, library)
    if ended.stage != "in force" or not library or not ended.verified:
        raise TourFailed(f"The policy should be in force and in the Library, and the record whole: {ended}.")
    return ended


def title_of(draft: Upload) -> str:
    """What people call the policy: the title in the draft's own header, else the file's name."""
    try:
        header = read_upload(draft.name, draft.media, draft.data).paper.header
    except Refusal as fault:
        raise TourFailed(str(fault)) from None
    return header.get("title", Path(draft.name).stem)[:200]


def _company(
    simulated_chat: SimulatedChat,
    say: Say,
    agencies: Sequence[Agency],
    roster: Sequence[Representative],
    offices: Sequence[Office],
) -> Company:
    if isinstance(simulated_chat, Together):
        return Company(
            simulated_chat, Teller(say, says_where=True), agencies, roster, offices, simulated_chat.where
        )
    return Company(simulated_chat, Teller(say), agencies, roster, offices)


async def simulated_chat_of(
    through: str, app: App, controls: RehearsalControls, chats: Mapping[str, str]
) -> SimulatedChat:
    """The people on the chat of this name, or on both; `chats` says on which each address is."""
    opening = simulated_chats()
    names = {platform: package.name for platform, package in installed_chats().items() if platform in opening}
    if through == Together.platform and len(names) > 1:
        usual = next(iter(names))
        among = {platform: Among(controls, chats, platform, platform == usual) for platform in names}
        opened = {platform: await opening[platform](app.bot, among[platform]) for platform in names}
        return Together(opened, names, chats)
    if through not in opening:
        known = ", ".join(sorted([*opening, Together.platform]))
        raise TourFailed(f"There is no tour through “{through}”; there is one through: {known}.")
    return await opening[through](app.bot, controls)


def _ended(tx: Tx, play: Play) -> Ended:
    policy, _ = tx.state(f"policy:{play.policy}")
    verified = verify(tx)
    version = policy.version
    return Ended(
        policy=policy.id,
        stage=policy.stage,
        version=version.number if version else "",
        sha256=version.paper.sha256 if version else "",
        events=verified.entries,
        streams=verified.streams,
        people=play.company.people,
        agencies=len(play.company.agencies),
        responses=len({comment.person for done in policy.past for comment in done.comments}),
        messages_sent=tx.receipts.count(),
        verified=verified.whole,
    )


def _in_library(tx: Tx, play: Play) -> bool:
    policy, _ = tx.state(f"policy:{play.policy}")
    on_shelf = shelved(policy, play.app.process, tx.documents.text)
    return on_shelf is not None and on_shelf.in_force is not None and bool(on_shelf.in_force.text)


def _tell_end(teller: Teller, ended: Ended, library: bool) -> None:
    teller.chapter("The end")
    where = "stands in the Policy Library" if library else "is not in the Library"
    teller.say(f"{ended.policy} is {ended.stage}: version {ended.version} {where}.")
    teller.say(f"SHA-256 of the file that was approved: {ended.sha256}")
    teller.say(
        f"{ended.responses} people of {ended.agencies} agencies answered; {ended.messages_sent} messages were sent."
    )
    whole = "whole" if ended.verified else "NOT whole"
    teller.say(f"The record is {whole}: {ended.events} entries in {ended.streams} streams.")

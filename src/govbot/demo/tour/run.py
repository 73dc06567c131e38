"""Runs the tour on an empty database and reports its result."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from govbot.adapter_api.answers import Upload
from govbot.adapter_api.simulated_chat import SimulatedChat
from govbot.adapter_api.simulation_controls import Persona
from govbot.bot import LinkSettings
from govbot.core.grammar import Refusal
from govbot.core.process import Process
from govbot.demo.controls import RehearsalControls
from govbot.demo.tour import circulation, draft_page, nothing_falls_silent, steps
from govbot.demo.tour.parallel_chats import ParallelChats
from govbot.demo.tour.participants import Participants
from govbot.demo.tour.scenario import Scenario
from govbot.demo.tour.transcript import Say, TourFailed, TranscriptWriter
from govbot.documents import read_upload
from govbot.library.shelving import shelved
from govbot.operations.importing import take_in
from govbot.operations.rosters import Agency, Office, Representative, chats_of
from govbot.record import Tx, verify
from govbot.runtime.adapters import chats as installed_chats
from govbot.runtime.adapters import simulated_chats
from govbot.runtime.app import App

STEPS = (
    steps.needs,
    steps.designees,
    steps.group,
    steps.staff_review,
    draft_page.read_on_a_page,
    circulation.circulation,
    steps.secretary,
    steps.adoption,
    steps.implementation,
    nothing_falls_silent.nothing_falls_silent,
    steps.regular_review,
)


@dataclass(frozen=True, slots=True)
class TourResult:
    """The result of a tour. `sha256` is that of the bytes of the version in force."""

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
) -> TourResult:
    """Run the whole process through one chat, or through "both". Raises TourFailed where it goes wrong."""
    listener, base = draft_page.listening()
    app = App(
        database, process, secrets.token_bytes(32), redraw_after=timedelta(), linking=LinkSettings(base)
    )
    await app.open()
    try:
        async with draft_page.served(app, listener):
            return await _on(app, draft, lists, through, say)
    finally:
        listener.close()
        await app.close()


async def _on(
    app: App,
    draft: Upload,
    lists: tuple[Sequence[Agency], Sequence[Representative], Sequence[Office]],
    through: str,
    say: Say,
) -> TourResult:
    agencies, roster, offices = lists
    if await app.record.read(lambda tx: bool(tx.policies.matching("", 1))):
        raise TourFailed("This database holds policies already. Give the tour an empty one with --database.")
    await app.record.write(lambda tx: take_in(app.bot.context(tx), agencies, roster, offices), within=60)
    controls = RehearsalControls(app)
    await controls.know_the_steering_group()
    title = title_of(draft)
    simulated_chat = await simulated_chat_of(through, app, controls, chats_of(roster, offices))
    participants = _participants(simulated_chat, say, agencies, roster, offices)
    scenario = Scenario(app, controls, participants, draft, title)
    chats = (
        f"{' and '.join(simulated_chat.names.values())}: {simulated_chat.count(participants.emails)}"
        if isinstance(simulated_chat, ParallelChats)
        else through
    )
    say(
        f"{len(agencies)} agencies and {participants.people} people are in the directory. One policy, through {chats}."
    )
    try:
        for step in STEPS:
            await step(scenario)
        await app.settle()
        result = await app.record.read(lambda tx: _result(tx, scenario), within=30)
        library = await app.record.read(lambda tx: _in_library(tx, scenario))
    finally:
        await simulated_chat.close()
    _report(participants.transcript, result, library)
    if result.stage != "in force" or not library or not result.verified:
        raise TourFailed(f"The policy should be in force and in the Library, and the record whole: {result}.")
    return result


def title_of(draft: Upload) -> str:
    """The policy's title: the one in the draft's header, else the file's name."""
    try:
        header = read_upload(draft.name, draft.media, draft.data).paper.header
    except Refusal as fault:
        raise TourFailed(str(fault)) from None
    return header.get("title", Path(draft.name).stem)[:200]


def _participants(
    simulated_chat: SimulatedChat,
    say: Say,
    agencies: Sequence[Agency],
    roster: Sequence[Representative],
    offices: Sequence[Office],
) -> Participants:
    if isinstance(simulated_chat, ParallelChats):
        return Participants(
            simulated_chat,
            TranscriptWriter(say, says_where=True),
            agencies,
            roster,
            offices,
            simulated_chat.where,
        )
    return Participants(simulated_chat, TranscriptWriter(say), agencies, roster, offices)


async def simulated_chat_of(
    through: str, app: App, controls: RehearsalControls, chats: Mapping[str, str]
) -> SimulatedChat:
    """Open the simulated chat of this platform, or of "both". `chats` gives the platform of each address.

    Raises TourFailed for an unknown name.
    """
    opening = simulated_chats()
    names = {platform: package.name for platform, package in installed_chats().items() if platform in opening}
    if through == ParallelChats.platform and len(names) > 1:
        usual = next(iter(names))
        opened = {
            platform: await opening[platform](
                app.bot, controls.limited_to(partial(_uses, chats, platform, platform == usual))
            )
            for platform in names
        }
        return ParallelChats(opened, names, chats)
    if through not in opening:
        known = ", ".join(sorted([*opening, ParallelChats.platform]))
        raise TourFailed(f"There is no tour through “{through}”; there is one through: {known}.")
    return await opening[through](app.bot, controls)


def _uses(chats: Mapping[str, str], platform: str, usual: bool, persona: Persona) -> bool:
    """Whether a person has an account on this platform; the `usual` one also has those with none listed."""
    return chats.get(persona.email, "") in (platform, "both", *(("",) if usual else ()))


def _result(tx: Tx, scenario: Scenario) -> TourResult:
    policy, _ = tx.state(f"policy:{scenario.policy}")
    verified = verify(tx)
    version = policy.version
    return TourResult(
        policy=policy.id,
        stage=policy.stage,
        version=version.number if version else "",
        sha256=version.paper.sha256 if version else "",
        events=verified.entries,
        streams=verified.streams,
        people=scenario.participants.people,
        agencies=len(scenario.participants.agencies),
        responses=len({comment.person for development in policy.past for comment in development.counted}),
        messages_sent=tx.receipts.count(),
        verified=verified.whole,
    )


def _in_library(tx: Tx, scenario: Scenario) -> bool:
    policy, _ = tx.state(f"policy:{scenario.policy}")
    entry = shelved(policy, scenario.app.process, tx.documents.text)
    return entry is not None and entry.in_force is not None and bool(entry.in_force.text)


def _report(transcript: TranscriptWriter, result: TourResult, library: bool) -> None:
    transcript.heading("The end")
    where = "stands in the Policy Library" if library else "is not in the Library"
    transcript.say(f"{result.policy} is {result.stage}: version {result.version} {where}.")
    transcript.say(f"SHA-256 of the file that was approved: {result.sha256}")
    transcript.say(
        f"{result.responses} people of {result.agencies} agencies answered; {result.messages_sent} messages were sent."
    )
    whole = "whole" if result.verified else "NOT whole"
    transcript.say(f"The record is {whole}: {result.events} entries in {result.streams} streams.")

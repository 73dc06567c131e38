"""Sets the tour up on a database, plays it, and says how it ended."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from govbot.bot import Linking, Upload
from govbot.documents import read_upload
from govbot.grammar import Refused
from govbot.house import House
from govbot.library.shelving import shelved
from govbot.operator.backstage import HouseBackstage
from govbot.operator.importing import take_in
from govbot.operator.rosters import Agency, Office, Representative, chats_of
from govbot.process import Process
from govbot.record import Tx, verify
from govbot.stage import Troupe
from govbot.tour import circulation, on_a_page, script
from govbot.tour.company import Company
from govbot.tour.script import Play
from govbot.tour.telling import Astray, Say, Teller
from govbot.tour.together import NAMES, Among, Together

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
    house = House(database, process, secrets.token_bytes(32), redraw_after=timedelta(), linking=Linking(base))
    await house.open()
    try:
        async with on_a_page.served(house, here):
            return await _on(house, draft, lists, through, say)
    finally:
        here.close()
        await house.close()


async def _on(
    house: House,
    draft: Upload,
    lists: tuple[Sequence[Agency], Sequence[Representative], Sequence[Office]],
    through: str,
    say: Say,
) -> Ended:
    agencies, roster, offices = lists
    if await house.record.read(lambda tx: bool(tx.policies("", 1))):
        raise Astray("This database holds policies already. Give the tour an empty one with --database.")
    await house.record.write(lambda tx: take_in(tx, house.bot.moments, agencies, roster, offices), within=60)
    backstage = HouseBackstage(house)
    await backstage.know_the_steering_group()
    title = title_of(draft)
    troupe = await troupe_of(through, house, backstage, chats_of(roster, offices))
    company = _company(troupe, say, agencies, roster, offices)
    play = Play(house, backstage, company, draft, title)
    chats = f"Slack and Teams: {troupe.count(company.emails)}" if isinstance(troupe, Together) else through
    say(
        f"{len(agencies)} agencies and {company.people} people are in the directory. One policy, through {chats}."
    )
    try:
        for act in ACTS:
            await act(play)
        await house.settle()
        ended = await house.record.read(lambda tx: _ended(tx, play), within=30)
        library = await house.record.read(lambda tx: _in_library(tx, play))
    finally:
        await troupe.close()
    _tell_end(company.teller, ended, library)
    if ended.stage != "in force" or not library or not ended.verified:
        raise Astray(f"The policy should be in force and in the Library, and the record whole: {ended}.")
    return ended


def title_of(draft: Upload) -> str:
    """What people call the policy: the title in the draft's own header, else the file's name."""
    try:
        header = read_upload(draft.name, draft.media, draft.data).paper.header
    except Refused as fault:
        raise Astray(str(fault)) from None
    return header.get("title", Path(draft.name).stem)[:200]


def _company(
    troupe: Troupe,
    say: Say,
    agencies: Sequence[Agency],
    roster: Sequence[Representative],
    offices: Sequence[Office],
) -> Company:
    if isinstance(troupe, Together):
        return Company(troupe, Teller(say, says_where=True), agencies, roster, offices, troupe.where)
    return Company(troupe, Teller(say), agencies, roster, offices)


async def troupe_of(
    through: str, house: House, backstage: HouseBackstage, chats: Mapping[str, str]
) -> Troupe:
    """The people on the chat of this name, or on both; `chats` says on which each address is."""
    found = {one.name: one for one in entry_points(group="govbot.troupes")}
    if through == Together.platform and set(NAMES) <= set(found):
        among = {name: Among(backstage, chats, name) for name in NAMES}
        return Together({name: await _opened(found[name], house, among[name]) for name in NAMES}, chats)
    if through not in found:
        known = ", ".join(sorted([*found, Together.platform]))
        raise Astray(f"There is no tour through “{through}”; there is one through: {known}.")
    return await _opened(found[through], house, backstage)


async def _opened(found: EntryPoint, house: House, backstage: Any) -> Troupe:
    """A chat's people, and its channels made known to the house."""
    troupe: Troupe = await found.load()(house.bot, backstage)
    house.channels.update({(troupe.platform, name): place for name, place in troupe.channels.items()})
    return troupe


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
        messages_sent=tx.messages_sent(),
        verified=verified.bad is None,
    )


def _in_library(tx: Tx, play: Play) -> bool:
    policy, _ = tx.state(f"policy:{play.policy}")
    on_shelf = shelved(policy, play.house.process, tx.paper_text)
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

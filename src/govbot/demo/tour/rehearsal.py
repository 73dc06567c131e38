"""What a rehearsal begins with: three policies at three points of the process, played by the people themselves.

One waits for the agencies' feedback, one for its group, one for the OPM Secretary's button.
"""

from __future__ import annotations

from govbot.adapter_api.answers import Upload
from govbot.adapter_api.simulated_chat import SimulatedChat
from govbot.demo.controls import RehearsalControls
from govbot.demo.sample import sample
from govbot.demo.tour import circulation, script
from govbot.demo.tour.company import Company
from govbot.demo.tour.run import title_of
from govbot.demo.tour.script import Play
from govbot.demo.tour.telling import Actor, Teller
from govbot.operations.rosters import Agency, Office, Representative
from govbot.runtime.app import App

Lists = tuple[tuple[Agency, ...], tuple[Representative, ...], tuple[Office, ...]]
ANSWERED = 5  # representatives who have answered already

RETENTION = """# Retention of Chat Messages

## I. Purpose

Messages in chat can be public records. This policy says how long state agencies keep them.

## II. Rule

An agency keeps chat messages for as long as the record series to which they belong requires.

## III. Responsibility

Each agency names an office that answers questions on retention."""


async def begin(app: App, controls: RehearsalControls, simulated_chat: SimulatedChat, lists: Lists) -> None:
    """Play the beginnings; takes some seconds, and is done once."""
    draft = Upload("generative-ai-in-state-services.docx", "application/octet-stream", sample("policy.docx"))
    company = Company(simulated_chat, Teller(lambda line: None), *lists)
    play = Play(app, controls, company, draft, title_of(draft))
    for act in (script.needs, script.designees, script.group, script.staff_review):
        await act(play)
    await circulation.open_period(play)
    await circulation.answers((await company.representatives())[:ANSWERED])
    await _without_a_group_yet(play, "ITP-2")
    await _before_the_secretary(play, "ITP-3")
    await app.settle()


async def _pursued(play: Play, policy: str, title: str, text: str) -> None:
    raiser, source = play.cast["raiser"], play.app.process.sources[1].name
    form = await raiser.types("need")
    await raiser.fills(form, {"title": title, "text": text, "sources": [source]})
    form = await play.cast["cio"].types(f"pursue {policy}")
    lead = play.company.label(play.cast["lead"].player.email)
    await play.cast["cio"].fills(form, {"lead": lead, "need": "medium", "risk": "high"})


async def _without_a_group_yet(play: Play, policy: str) -> None:
    await _pursued(play, policy, "Sign-In to State Systems", "Passwords alone no longer protect our systems.")


async def _before_the_secretary(play: Play, policy: str) -> None:
    lead, advisor = play.cast["lead"], play.cast["advisor"]
    await _pursued(play, policy, "Retention of Chat Messages", "Agencies ask how long to keep chat messages.")
    await lead.fills(await lead.types(f"without-group {policy}"), {})
    await lead.fills(await lead.types(f"draft {policy}"), {"text": RETENTION})
    await advisor.fills(await advisor.types(f"advance {policy}"), {})
    for reviewer in await _reviewers(play):
        await reviewer.fills(
            await reviewer.types(f"review {policy}"), {"outcome": "Review complete: no concerns"}
        )
    await lead.fills(await lead.types(f"feedback {policy}"), {"agencies": [_first_agency(play)]})
    asked = [row for row in play.company.roster if row.agency == play.company.agencies[0].code]
    for row in asked:
        actor = await play.company.actor(row.name, row.email)
        await actor.fills(await actor.types(f"comment {policy}"), {"kind": "No comment"})
    await lead.presses(await lead.types(f"close-feedback {policy}"), "Close now")
    await lead.fills(
        await lead.types(f"secretary {policy}"), {"materials": "One page; all reviews are complete."}
    )


async def _reviewers(play: Play) -> list[Actor]:
    staff = [await play.company.office("reviewer", words) for words in ("Legal", "Regulatory", "Planning")]
    return [*staff, play.cast["designee"], play.cast["cio"], play.cast["cdo"]]


def _first_agency(play: Play) -> str:
    agency = play.company.agencies[0]
    return f"{agency.name} ({agency.code})"

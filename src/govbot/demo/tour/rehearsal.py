"""Prepares a new playground: simulated users bring three policies to three points of the process.

One waits for the agencies' feedback, one for its group, one for the OPM Secretary's button.
"""

from __future__ import annotations

from govbot.adapter_api.answers import Upload
from govbot.adapter_api.simulated_chat import SimulatedChat
from govbot.demo.controls import RehearsalControls
from govbot.demo.sample import sample
from govbot.demo.tour import circulation, steps
from govbot.demo.tour.participants import Participant, Participants
from govbot.demo.tour.run import title_of
from govbot.demo.tour.scenario import Scenario
from govbot.demo.tour.transcript import TranscriptWriter
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


RETENTION_SUMMARY = (
    "State agencies keep chat messages for as long as the record series to which they belong requires. "
    "Each agency names an office that answers questions on retention."
)


async def begin(app: App, controls: RehearsalControls, simulated_chat: SimulatedChat, lists: Lists) -> None:
    """Bring the three policies to their points, as the people responsible. Takes some seconds."""
    draft = Upload("generative-ai-in-state-services.docx", "application/octet-stream", sample("policy.docx"))
    participants = Participants(simulated_chat, TranscriptWriter(lambda line: None), *lists)
    scenario = Scenario(app, controls, participants, draft, title_of(draft))
    for step in (steps.needs, steps.designees, steps.group, steps.staff_review):
        await step(scenario)
    await circulation.open_period(scenario)
    await circulation.answers((await participants.representatives())[:ANSWERED])
    await _leave_without_a_group(scenario, "ITP-2")
    await _bring_to_the_secretary(scenario, "ITP-3")
    await app.settle()


async def _pursue(scenario: Scenario, policy: str, title: str, text: str) -> None:
    raiser, source = scenario.by_role["raiser"], scenario.app.process.sources[1].name
    form = await raiser.types("need")
    await raiser.fills(form, {"title": title, "text": text, "sources": [source]})
    form = await scenario.by_role["cio"].types(f"pursue {policy}")
    lead = scenario.participants.label(scenario.by_role["lead"].user.email)
    await scenario.by_role["cio"].fills(form, {"lead": lead, "need": "medium", "risk": "high"})


async def _leave_without_a_group(scenario: Scenario, policy: str) -> None:
    await _pursue(
        scenario, policy, "Sign-In to State Systems", "Passwords alone no longer protect our systems."
    )


async def _bring_to_the_secretary(scenario: Scenario, policy: str) -> None:
    lead, advisor = scenario.by_role["lead"], scenario.by_role["advisor"]
    await _pursue(
        scenario, policy, "Retention of Chat Messages", "Agencies ask how long to keep chat messages."
    )
    await lead.fills(await lead.types(f"without-group {policy}"), {})
    await lead.fills(await lead.types(f"draft {policy}"), {"text": RETENTION, "summary": RETENTION_SUMMARY})
    await advisor.fills(await advisor.types(f"advance {policy}"), {})
    for reviewer in await _reviewers(scenario):
        await reviewer.fills(
            await reviewer.types(f"review {policy}"), {"outcome": "Review complete: no concerns"}
        )
    await lead.fills(await lead.types(f"feedback {policy}"), {"agencies": [_first_agency(scenario)]})
    asked = [
        row for row in scenario.participants.roster if row.agency == scenario.participants.agencies[0].code
    ]
    for row in asked:
        participant = await scenario.participants.participant(row.name, row.email)
        await participant.fills(await participant.types(f"comment {policy}"), {"kind": "No comment"})
    await lead.presses(await lead.types(f"close-feedback {policy}"), "Close now")
    await lead.fills(
        await lead.types(f"secretary {policy}"), {"materials": "One page; all reviews are complete."}
    )


async def _reviewers(scenario: Scenario) -> list[Participant]:
    staff = [
        await scenario.participants.office("reviewer", words) for words in ("Legal", "Regulatory", "Planning")
    ]
    return [*staff, scenario.by_role["designee"], scenario.by_role["cio"], scenario.by_role["cdo"]]


def _first_agency(scenario: Scenario) -> str:
    agency = scenario.participants.agencies[0]
    return f"{agency.name} ({agency.code})"

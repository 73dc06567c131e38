"""The play itself: every act of the tour, in the order of the process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from govbot.adapter_api.answers import Upload
from govbot.core.days import local_day
from govbot.demo.controls import RehearsalControls
from govbot.demo.tour.company import Company
from govbot.demo.tour.telling import Actor, must_refuse
from govbot.demo.tour.together import alike_in_both_rooms, changed_elsewhere
from govbot.runtime.app import App

REQUEST = "A request to the ad hoc group"
OUTLINE = """# Outline

This policy sets out how state agencies plan for and govern their information technology together.

## Purpose

One process for all agencies, with roles that everybody knows.

## Scope

All executive branch agencies."""


@dataclass
class Play:
    """What the acts share: the house, the people, the draft, and what is remembered on the way."""

    app: App
    controls: RehearsalControls
    company: Company
    draft: Upload
    title: str
    policy: str = "ITP-1"
    cast: dict[str, Actor] = field(default_factory=dict)

    async def settle(self) -> None:
        """Let everything that is due be delivered."""
        await self.app.settle()

    def today(self) -> str:
        return local_day(self.app.clock.now(), self.app.process).isoformat()

    async def move_to(self, instant: datetime, why: str) -> None:
        await self.controls.move_clock(instant)
        self.company.teller.line("The clock", f"moves forward: {why}")


Act = Callable[[Play], Awaitable[None]]


async def needs(play: Play) -> None:
    """A representative raises a need; the Steering Group recommends pursuing it."""
    people, cast = play.company, play.cast
    play.company.teller.chapter("Part III · A need is raised")
    cast["advisor"] = await people.office("steering seat", "Senior Policy Advisor")
    cast["cdo"] = await people.office("steering seat", "Chief Data Officer")
    cast["cio"] = await people.office("steering seat", "Chief Information Officer")
    cast["lead"] = await people.office("steering seat", "Chief Information Security Officer")
    cast["budget"] = await people.office("steering seat", "Budget")
    cast["raiser"] = (await people.representatives())[0]
    form = await cast["raiser"].types("need")
    sources = [source.name for source in play.app.process.sources]
    await cast["raiser"].fills(
        form,
        {
            "title": play.title,
            "text": "Agencies decide alike cases differently. One policy would give all of them the same footing.",
            "sources": [sources[0], sources[3]],
            "citations": "Steering Group's own research\nNIST Cybersecurity Framework 2.0",
        },
    )
    await play.settle()
    must_refuse(await cast["raiser"].types(f"pursue {play.policy}"), "members of the Steering Group")
    form = await cast["cio"].presses("A need for", "Recommend pursuing")
    lead = people.label(cast["lead"].player.email)
    target = (local_day(play.app.clock.now(), play.app.process) + timedelta(days=120)).isoformat()
    await cast["cio"].fills(form, {"lead": lead, "need": "high", "risk": "medium", "target": target})
    await play.settle()


async def designees(play: Play) -> None:
    """A seat's holder names a designee; the roster keeper records who speaks for an agency."""
    people, cast = play.company, play.cast
    play.company.teller.chapter("Part II · Designees and agencies' voices")
    stand_in = (await people.representatives())[-1]
    cast["designee"] = stand_in
    form = await cast["budget"].types("designee")
    await cast["budget"].fills(form, {"person": people.label(stand_in.player.email)})
    cast["keeper"] = await people.office("roster keeper")
    agency = people.agencies[0]
    voice = next(row for row in people.roster if row.agency == agency.code)
    cast["voice"] = await people.actor(voice.name, voice.email)
    form = await cast["keeper"].types("voice")
    await cast["keeper"].fills(
        form, {"agency": f"{agency.name} ({agency.code})", "person": people.label(voice.email)}
    )


async def group(play: Play) -> None:
    """Step 1: the liaison assembles an ad hoc group with the slash command; it drafts and reports back."""
    people, cast = play.company, play.cast
    lead = cast["lead"]
    play.company.teller.chapter("Step 1 · An ad hoc group drafts")
    members = (await people.representatives())[1:7]
    form = await lead.types("group")
    await lead.fills(
        form,
        {
            "members": [people.label(one.player.email) for one in members],
            "perspectives": ["legal", "technical leadership", "privacy"],
            "charge": "Advise on the need and its context, and review the draft.",
        },
    )
    await play.settle()
    await alike_in_both_rooms(play, members, "The room of the ad hoc group")
    await members[0].presses("You belong to the ad hoc group", "I have looked in")
    form = await lead.types("ask")
    await lead.fills(form, {"kind": "Generate a draft", "text": "Please begin with an outline."})
    await play.settle()
    await alike_in_both_rooms(play, members, REQUEST, "Please begin with an outline.")
    form = await members[1].types("draft")
    await members[1].fills(form, {"text": OUTLINE, "note": "An outline to begin with"})
    form = await lead.types("report")
    await lead.fills(
        form, {"kind": "An interim report", "text": "The group has met and works on an outline."}
    )
    form = await lead.types("draft")
    await lead.fills(form, {"note": "The whole policy, in the standard format"}, {"file": play.draft})
    form = await lead.types(f"answer-request {play.policy}")
    await lead.fills(form, {"text": "The outline led to the whole policy, D2.", "complete": True})
    await play.settle()
    await alike_in_both_rooms(play, members, REQUEST, "The group has given its whole answer")
    await _positions(members)
    form = await lead.types("report")
    await lead.fills(
        form,
        {
            "kind": "The group's recommendation",
            "recommends": "The current draft",
            "text": "We recommend the draft. One concern on timing remains unresolved.",
            "consensus": "Members differ",
            "differs": "One member asks for a longer transition.",
            "impact": "All executive branch agencies.",
        },
    )
    await play.settle()


async def _positions(members: list[Actor]) -> None:
    stands = ("I support it", "I can live with it", "I have an unresolved concern")
    for number, member in enumerate(members[:4]):
        form = await member.presses("where do you stand", "State where I stand")
        position = stands[min(number, 2)] if number < 3 else stands[0]
        text = "Small agencies need more time." if position == stands[2] else ""
        await member.fills(form, {"position": position, "text": text})


async def staff_review(play: Play) -> None:
    """Step 2: reviews by tracks, the two consultations, a deviation."""
    people, cast = play.company, play.cast
    lead, advisor = cast["lead"], cast["advisor"]
    play.company.teller.chapter("Step 2 · Staff review")
    form = await advisor.presses("A report of the ad hoc group", "Advance to staff review")
    await advisor.fills(form, {"consensus": "Reached, with one member's concern noted."})
    await play.settle()
    awaited = "review of"
    counsel = await people.office("reviewer", "Legal")
    await _review(counsel, awaited, "Review complete: with advice", "Cite the statute in Part I.")
    await _review(await people.office("reviewer", "Regulatory"), awaited, "Review complete: no concerns")
    await _review(await people.office("reviewer", "Planning"), awaited, "Review complete: no concerns")
    await _review(cast["designee"], awaited, "Review complete: no concerns")
    await _review(cast["cio"], awaited, "Review complete: no concerns")
    await _review(
        cast["cdo"], awaited, "Changes needed", "Say how the State Data Plan is taken into account."
    )
    await play.settle()
    form = await lead.types(f"answer-review {play.policy}")
    await lead.fills(
        form, {"text": "Part I names the State Data Plan; nothing in the draft departs from it."}
    )
    await play.settle()
    await _review(cast["cdo"], awaited, "Review complete: no concerns")
    form = await lead.types("consult")
    consultations = [one.name for one in play.app.process.consultations]
    await lead.fills(
        form, {"consultation": consultations[0], "question": "Does the draft touch working conditions?"}
    )
    await play.settle()
    human = await people.office("consulted", "Human")
    form = await human.presses("Your office is consulted", "Give our advice")
    await human.fills(form, {"text": "It does not."})
    form = await lead.types("not-necessary")
    await lead.fills(form, {"consultation": consultations[1], "reasons": "No bargaining subject is touched."})
    form = await advisor.types("deviation")
    await advisor.fills(
        form,
        {
            "step": "Step 1: ad hoc group, drafting",
            "exigency": "The strategy for education follows with the publication, to keep the timeline.",
            "authority": "OPM Senior Policy Advisor",
            "public_sentence": "A strategy for education was drawn up after adoption.",
        },
    )
    await play.settle()


async def _review(reviewer: Actor, title: str, outcome: str, text: str = "") -> None:
    form = await reviewer.presses(title, "Give my review")
    await reviewer.fills(form, {"outcome": outcome, "text": text})


async def secretary(play: Play) -> None:
    """Step 4: the OPM Secretary returns the draft once, and approves it with the button."""
    people, cast = play.company, play.cast
    lead = cast["lead"]
    play.company.teller.chapter("Step 4 · The OPM Secretary decides")
    form = await lead.types("secretary")
    await lead.fills(
        form, {"materials": "A summary of the agencies' comments is attached to the calendar entry."}
    )
    await play.settle()
    chief = await people.office("approver")
    contact = await people.office("secretary's contact")
    form = await contact.presses("The OPM Secretary's decision", "Put on the calendar")
    await contact.fills(form, {"meeting_on": play.today(), "text": "2 PM, the Secretary's office"})
    must_refuse(await lead.types(f"approve {play.policy}"), "OPM Secretary")
    form = await chief.presses("The OPM Secretary's decision", "Return")
    await chief.fills(form, {"reasons": "Tell me first how small agencies will manage."})
    await play.settle()
    form = await lead.types("secretary")
    await lead.fills(form, {"materials": "Small agencies get a year; see the responses to their comments."})
    await play.settle()
    await chief.presses("The OPM Secretary's decision", "Approve draft D2")
    await play.settle()
    await changed_elsewhere(play, contact, "The OPM Secretary's decision", "Put on the calendar")


async def adoption(play: Play) -> None:
    """OPM adopts and publishes: refused while the header has no version number, then in force."""
    people = play.company
    play.company.teller.chapter("Step 4 · Adoption and publication")
    publisher = await people.office("publisher")
    form = await publisher.presses("is a release candidate", "Adopt and publish")
    refused = await publisher.tries(form, {"version": "the first"})
    must_refuse(refused, "“1.0”")
    mechanisms = {one.asks: one.name for one in play.app.process.mechanisms}
    await publisher.fills(
        refused,
        {
            "version": "1.0",
            "laws": "C.G.S. §§ 4-5, 4-8, 4-65a, 4-66, 4d-1(3), and 4d-8a.",
            "mechanisms": [mechanisms[""], mechanisms["acknowledge"], mechanisms["status"]],
        },
    )
    await play.settle()
    policy = await play.app.record.read(lambda tx: tx.state(f"policy:{play.policy}")[0])
    if policy.adopted is not None:
        await play.move_to(policy.adopted.in_force_from + timedelta(minutes=1), "the effective date comes")
    form = await publisher.types(f"published {play.policy}")
    await publisher.fills(form, {"address": "https://portal.ct.example/opm/policies/it-governance"})


async def implementation(play: Play) -> None:
    """Step 6: agencies acknowledge, report their status and a variance. Step 7: the regular review."""
    people, cast = play.company, play.cast
    play.company.teller.chapter("Step 6 · Agencies implement it")
    told: set[str] = set()
    for row in people.roster:
        if row.agency in told:
            continue
        told.add(row.agency)
        actor = await people.actor(row.name, row.email, quietly=len(told) > 2)
        await actor.presses("Your agency is asked about", "Acknowledge for my agency")
        if len(told) in (2, 3):
            form = await actor.types(f"report-status {play.policy}")
            await actor.fills(form, {"status": "Under way", "text": "Training begins next month."})
        if len(told) == 4:
            form = await actor.types(f"variance {play.policy}")
            await actor.fills(form, {"text": "One legacy system stays until it is replaced."})
    people.teller.line("… and the other agencies", f"acknowledge: {len(told)} in all")
    await play.settle()
    play.company.teller.chapter("Step 7 · The regular review")
    policy = await play.app.record.read(lambda tx: tx.state(f"policy:{play.policy}")[0])
    await play.move_to(policy.review_due + timedelta(hours=1), "to the day of the regular review")
    lead = cast["lead"]
    form = await lead.types("complete-review")
    await lead.fills(
        form, {"recommends": "Reaffirm it as it is", "reasons": "It works; no need to change it yet."}
    )
    await play.settle()

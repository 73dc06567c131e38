"""The steps of the tour's script, in the order of the process; step 3 is in `circulation`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from govbot.core.days import local_day
from govbot.demo.tour.parallel_chats import check_changed_on_the_other_chat, check_same_card_in_both_rooms
from govbot.demo.tour.participants import Participant, must_refuse
from govbot.demo.tour.scenario import Scenario

REQUEST = "A request to the ad hoc group"
OUTLINE = """# Outline

This policy sets out how state agencies plan for and govern their information technology together.

## Purpose

One process for all agencies, with roles that everybody knows.

## Scope

All executive branch agencies."""


SUMMARY = (
    "State employees may use generative AI for their work where an agency has approved the tool. "
    "What it writes is checked by a person, and nothing confidential is entered."
)

Step = Callable[[Scenario], Awaitable[None]]


async def needs(scenario: Scenario) -> None:
    """A representative raises a need; the Steering Group recommends pursuing it."""
    people, by_role = scenario.participants, scenario.by_role
    scenario.participants.transcript.heading("Part III · A need is raised")
    by_role["advisor"] = await people.office("steering seat", "Senior Policy Advisor")
    by_role["cdo"] = await people.office("steering seat", "Chief Data Officer")
    by_role["cio"] = await people.office("steering seat", "Chief Information Officer")
    by_role["lead"] = await people.office("steering seat", "Chief Information Security Officer")
    by_role["budget"] = await people.office("steering seat", "Budget")
    by_role["raiser"] = (await people.representatives())[0]
    form = await by_role["raiser"].types("need")
    sources = [source.name for source in scenario.app.process.sources]
    await by_role["raiser"].fills(
        form,
        {
            "title": scenario.title,
            "text": "Agencies decide alike cases differently. One policy would give all of them the same footing.",
            "sources": [sources[0], sources[3]],
            "citations": "Steering Group's own research\nNIST Cybersecurity Framework 2.0",
        },
    )
    await scenario.settle()
    must_refuse(await by_role["raiser"].types(f"pursue {scenario.policy}"), "members of the Steering Group")
    form = await by_role["cio"].presses("A need for", "Recommend pursuing")
    lead = people.label(by_role["lead"].user.email)
    target = (local_day(scenario.app.clock.now(), scenario.app.process) + timedelta(days=120)).isoformat()
    await by_role["cio"].fills(form, {"lead": lead, "need": "high", "risk": "medium", "target": target})
    await scenario.settle()


async def designees(scenario: Scenario) -> None:
    """A seat's holder names a designee; the roster keeper records who speaks for an agency."""
    people, by_role = scenario.participants, scenario.by_role
    scenario.participants.transcript.heading("Part II · Designees and agencies' voices")
    stand_in = (await people.representatives())[-1]
    by_role["designee"] = stand_in
    form = await by_role["budget"].types("designee")
    await by_role["budget"].fills(form, {"person": people.label(stand_in.user.email)})
    by_role["keeper"] = await people.office("roster keeper")
    agency = people.agencies[0]
    voice = next(row for row in people.roster if row.agency == agency.code)
    by_role["voice"] = await people.participant(voice.name, voice.email)
    form = await by_role["keeper"].types("voice")
    await by_role["keeper"].fills(
        form, {"agency": f"{agency.name} ({agency.code})", "person": people.label(voice.email)}
    )


async def group(scenario: Scenario) -> None:
    """Step 1: the liaison assembles an ad hoc group with the slash command; it drafts and reports back."""
    people, by_role = scenario.participants, scenario.by_role
    lead = by_role["lead"]
    scenario.participants.transcript.heading("Step 1 · An ad hoc group drafts")
    members = (await people.representatives())[1:7]
    form = await lead.types("group")
    await lead.fills(
        form,
        {
            "members": [people.label(member.user.email) for member in members],
            "perspectives": ["legal", "technical leadership", "privacy"],
            "charge": "Advise on the need and its context, and review the draft.",
        },
    )
    await scenario.settle()
    await check_same_card_in_both_rooms(scenario, members, "The room of the ad hoc group")
    await members[0].presses("You belong to the ad hoc group", "I have looked in")
    form = await lead.types("ask")
    await lead.fills(form, {"kind": "Generate a draft", "text": "Please begin with an outline."})
    await scenario.settle()
    await check_same_card_in_both_rooms(scenario, members, REQUEST, "Please begin with an outline.")
    form = await members[1].types("draft")
    await members[1].fills(form, {"text": OUTLINE, "note": "An outline to begin with"})
    form = await lead.types("report")
    await lead.fills(
        form, {"kind": "An interim report", "text": "The group has met and works on an outline."}
    )
    form = await lead.types("draft")
    await lead.fills(
        form,
        {"note": "The whole policy, in the standard format", "summary": SUMMARY},
        {"file": scenario.draft},
    )
    form = await lead.types(f"answer-request {scenario.policy}")
    await lead.fills(form, {"text": "The outline led to the whole policy, D2.", "complete": True})
    await scenario.settle()
    await check_same_card_in_both_rooms(scenario, members, REQUEST, "The group has given its whole answer")
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
    await scenario.settle()


async def _positions(members: list[Participant]) -> None:
    stands = ("I support it", "I can live with it", "I have an unresolved concern")
    for number, member in enumerate(members[:4]):
        form = await member.presses("A new draft of", "State where I stand")
        position = stands[min(number, 2)] if number < 3 else stands[0]
        text = "Small agencies need more time." if position == stands[2] else ""
        await member.fills(form, {"position": position, "text": text})


async def staff_review(scenario: Scenario) -> None:
    """Step 2: reviews by tracks, the two consultations, a deviation."""
    people, by_role = scenario.participants, scenario.by_role
    lead, advisor = by_role["lead"], by_role["advisor"]
    scenario.participants.transcript.heading("Step 2 · Staff review")
    form = await advisor.presses("A report of the ad hoc group", "Advance to staff review")
    await advisor.fills(form, {"consensus": "Reached, with one member's concern noted."})
    await scenario.settle()
    awaited = "review of"
    counsel = await people.office("reviewer", "Legal")
    await _review(counsel, awaited, "Review complete: with advice", "Cite the statute in Part I.")
    await _review(await people.office("reviewer", "Regulatory"), awaited, "Review complete: no concerns")
    await _review(await people.office("reviewer", "Planning"), awaited, "Review complete: no concerns")
    await _review(by_role["designee"], awaited, "Review complete: no concerns")
    await _review(by_role["cio"], awaited, "Review complete: no concerns")
    await _review(
        by_role["cdo"], awaited, "Changes needed", "Say how the State Data Plan is taken into account."
    )
    await scenario.settle()
    form = await lead.types(f"answer-review {scenario.policy}")
    await lead.fills(
        form, {"text": "Part I names the State Data Plan; nothing in the draft departs from it."}
    )
    await scenario.settle()
    await _review(by_role["cdo"], awaited, "Review complete: no concerns")
    form = await lead.types("consult")
    consultations = [consultation.name for consultation in scenario.app.process.consultations]
    await lead.fills(
        form, {"consultation": consultations[0], "question": "Does the draft touch working conditions?"}
    )
    await scenario.settle()
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
    await scenario.settle()


async def _review(reviewer: Participant, title: str, outcome: str, text: str = "") -> None:
    form = await reviewer.presses(title, "Give my review")
    await reviewer.fills(form, {"outcome": outcome, "text": text})


async def secretary(scenario: Scenario) -> None:
    """Step 4: the OPM Secretary returns the draft once, and approves it with the button."""
    people, by_role = scenario.participants, scenario.by_role
    lead = by_role["lead"]
    scenario.participants.transcript.heading("Step 4 · The OPM Secretary decides")
    form = await lead.types("secretary")
    await lead.fills(
        form, {"materials": "A summary of the agencies' comments is attached to the calendar entry."}
    )
    await scenario.settle()
    chief = await people.office("approver")
    contact = await people.office("secretary's contact")
    form = await contact.presses("The OPM Secretary's decision", "Put on the calendar")
    await contact.fills(form, {"meeting_on": scenario.today(), "text": "2 PM, the Secretary's office"})
    must_refuse(await lead.types(f"approve {scenario.policy}"), "OPM Secretary")
    form = await chief.presses("The OPM Secretary's decision", "Return")
    await chief.fills(form, {"reasons": "Tell me first how small agencies will manage."})
    await scenario.settle()
    form = await lead.types("secretary")
    await lead.fills(form, {"materials": "Small agencies get a year; see the responses to their comments."})
    await scenario.settle()
    await chief.presses("The OPM Secretary's decision", "Approve draft D2")
    await scenario.settle()
    await check_changed_on_the_other_chat(
        scenario, contact, "The OPM Secretary's decision", "Put on the calendar"
    )


async def adoption(scenario: Scenario) -> None:
    """OPM adopts and publishes: refused while the header has no version number, then in force."""
    people = scenario.participants
    scenario.participants.transcript.heading("Step 4 · Adoption and publication")
    publisher = await people.office("publisher")
    form = await publisher.presses("is a release candidate", "Adopt and publish")
    laws = "C.G.S. §§ 4-5, 4-8, 4-65a, 4-66, 4d-1(3), and 4d-8a."
    refused = await publisher.tries(form, {"version": "the first", "laws": laws})
    must_refuse(refused, "“1.0”")
    mechanisms = {mechanism.asks: mechanism.name for mechanism in scenario.app.process.mechanisms}
    await publisher.fills(
        refused,
        {
            "version": "1.0",
            "laws": laws,
            "mechanisms": [mechanisms[""], mechanisms["acknowledge"], mechanisms["status"]],
        },
    )
    await scenario.settle()
    policy = await scenario.app.record.read(lambda tx: tx.state(f"policy:{scenario.policy}")[0])
    if policy.adopted is not None:
        await scenario.move_to(
            policy.adopted.in_force_from + timedelta(minutes=1), "the effective date comes"
        )
    form = await publisher.types(f"published {scenario.policy}")
    await publisher.fills(form, {"address": "https://portal.ct.example/opm/policies/it-governance"})


async def implementation(scenario: Scenario) -> None:
    """Step 6: agencies acknowledge, report their status and a variance."""
    people = scenario.participants
    scenario.participants.transcript.heading("Step 6 · Agencies implement it")
    asked: set[str] = set()
    for row in people.roster:
        if row.agency in asked:
            continue
        asked.add(row.agency)
        participant = await people.participant(row.name, row.email, quiet=len(asked) > 2)
        await participant.presses("Your agency is asked about", "Acknowledge for my agency")
        if len(asked) in (2, 3):
            form = await participant.types(f"report-status {scenario.policy}")
            await participant.fills(form, {"status": "Under way", "text": "Training begins next month."})
        if len(asked) == 4:
            form = await participant.types(f"variance {scenario.policy}")
            await participant.fills(form, {"text": "One legacy system stays until it is replaced."})
    people.transcript.line("… and the other agencies", f"acknowledge: {len(asked)} in all")
    await scenario.settle()


async def regular_review(scenario: Scenario) -> None:
    """Step 7: the lead completes the regular review."""
    scenario.participants.transcript.heading("Step 7 · The regular review")
    lead = scenario.by_role["lead"]
    form = await lead.types("complete-review")
    await lead.fills(
        form, {"recommends": "Reaffirm it as it is", "reasons": "It works; no need to change it yet."}
    )
    await scenario.settle()

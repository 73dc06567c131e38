"""Step 3 of the tour: the draft circulates, everybody on the roster answers, comments get responses."""

from __future__ import annotations

from datetime import timedelta

from govbot.adapter_api.answers import Upload
from govbot.demo.tour.participants import Participant, must_refuse
from govbot.demo.tour.scenario import Scenario

ASKED = "feedback is asked for"
WRITTEN_OUT = 4  # representatives whose answers the transcript shows one by one

COMMENTS = (
    ("A comment", "Please say which version of the framework is meant."),
    ("An implementation issue", "Our inventory system cannot export this before spring."),
    ("A concern", "We object: as written, this would bind our regulated utilities too."),
    ("A comment", "A template for small agencies would help."),
    ("An implementation issue", "Two of our sites have no staff for the quarterly check."),
    ("A comment", "Define “enterprise policy” once, at the beginning."),
    ("A comment", "The cadence of reviews is clear and welcome."),
    ("An implementation issue", "Contracts signed before adoption need a transition."),
    ("A comment", "Name the office that answers questions."),
    ("A comment", "Please number the paragraphs of Part IV."),
)


async def circulation(scenario: Scenario) -> None:
    """Open the period, answer in each possible way, close by the clock, respond."""
    people = scenario.participants
    people.transcript.heading("Step 3 · Agencies give feedback")
    await open_period(scenario)
    everybody = await people.representatives(quiet=True)
    for participant in everybody[:WRITTEN_OUT]:
        participant.quiet = False
    late, by_telephone, by_words, in_thread = everybody[-1], everybody[-2], everybody[-3], everybody[-4]
    await answers(everybody[:-4])
    people.transcript.line(
        "… and the others", f"answer with their buttons: {len(everybody) - 4 - WRITTEN_OUT} more"
    )
    await _in_words(by_words, in_thread)
    await _by_telephone(scenario, by_telephone)
    await _correction(scenario, by_telephone)
    await _agency_response(scenario)
    await _letter(scenario)
    await _close_by_clock(scenario)
    await _late(scenario, late)
    await _responses(scenario)


async def open_period(scenario: Scenario) -> None:
    """The lead asks everybody on the roster, with the usual closing date."""
    lead = scenario.by_role["lead"]
    form = await lead.types(f"feedback {scenario.policy}")
    await lead.fills(form, {"questions": "What would it take in your agency? What is missing?"})
    await scenario.settle()


async def answers(participants: list[Participant]) -> None:
    """Comments of every kind first, then the two buttons that need no words."""
    for number, participant in enumerate(participants):
        card = await participant.finds(ASKED)
        if number < len(COMMENTS):
            kind, text = COMMENTS[number]
            await participant.fills(await participant.presses(card, "Comment"), {"kind": kind, "text": text})
        elif number % 9 == 0:
            more = await participant.presses(card, "More")
            await participant.presses(more, "Not applicable to my agency")
        else:
            await participant.presses(card, "No comment")


async def _in_words(by_words: Participant, in_thread: Participant) -> None:
    """The bot offers to file a message to it, or a reply in the card's thread, as the answer."""
    by_words.quiet = in_thread.quiet = False
    offered = await by_words.writes("We have no objection, but please give us six months.")
    await by_words.fills(await by_words.presses(offered, "Comment"), {})
    offered = await in_thread.writes("Part II should name our office.", await in_thread.finds(ASKED))
    await in_thread.fills(await in_thread.presses(offered, "Comment"), {})


async def _by_telephone(scenario: Scenario, absent: Participant) -> None:
    """The lead enters an answer given by telephone, on behalf of a representative."""
    lead = scenario.by_role["lead"]
    whose = await lead.types(f"later comment {scenario.policy}")
    form = await lead.tries(whose, {"entered_for": scenario.participants.label(absent.user.email)})
    await lead.fills(
        form,
        {
            "kind": "A comment",
            "text": "By telephone: they agree, and ask for a plain-language summary.",
            "evidence": "By telephone",
        },
    )


async def _agency_response(scenario: Scenario) -> None:
    """The person whom the agency named gives the agency's response; another one is refused."""
    voice = scenario.by_role["voice"]
    form = await voice.types(f"agency-response {scenario.policy}")
    await voice.fills(form, {"text": "Our agency supports the policy."})
    last = scenario.participants.roster[-1]
    other = await scenario.participants.participant(last.name, last.email)
    must_refuse(await other.types(f"agency-response {scenario.policy}"), "whom the agency named")


async def _correction(scenario: Scenario, absent: Participant) -> None:
    """The representative reads what was entered for them, has it corrected, and answers in their own words."""
    await scenario.settle()
    absent.quiet = False
    form = await absent.presses("Something was entered for you", "Please correct this")
    await absent.fills(form, {"text": "I asked for a summary, and did not say that we agree."})
    await scenario.settle()
    form = await absent.presses(ASKED, "Comment")
    await absent.fills(form, {"kind": "A comment", "text": "Please add a plain-language summary."})
    advisor = scenario.by_role["advisor"]
    form = await advisor.presses("An entry for somebody is disputed", "Settle the disputed entry")
    await advisor.fills(form, {"outcome": "It is set aside", "text": "Their own words stand."})


async def _letter(scenario: Scenario) -> None:
    """OPM's staff file a letter that an agency's head has signed: it is the agency's response."""
    clerk = await scenario.participants.office("reviewer", "Legal")
    agency = scenario.participants.agencies[-1]
    form = await clerk.types("letter")
    form = await clerk.presses(form, "File an agency's letter")
    letter = Upload("letter.pdf", "application/pdf", b"%PDF-1.7 " + 8 * b"The letter as it was scanned. ")
    await clerk.fills(
        form,
        {
            "agency": agency.name,
            "signed_by": "The commissioner",
            "signed_on": scenario.today(),
            "text": "We support the policy, and ask for a year to comply.",
        },
        {"letter": letter},
    )
    await scenario.settle()


async def _close_by_clock(scenario: Scenario) -> None:
    policy = await scenario.app.record.read(lambda tx: tx.state(f"policy:{scenario.policy}")[0])
    closes_at = policy.development.period.closes_at
    await scenario.move_to(
        closes_at - timedelta(days=1), "the day before the closing; who has not answered is reminded"
    )
    await scenario.move_to(
        closes_at + timedelta(minutes=1), "the closing instant; the feedback period closes"
    )


async def _late(scenario: Scenario, late: Participant) -> None:
    """A late answer is kept and marked; the lead records that it is considered."""
    late.quiet = False
    card = await late.finds(ASKED)
    await late.fills(
        await late.presses(card, "Comment"), {"kind": "A comment", "text": "Sorry to be late: we agree."}
    )
    lead = scenario.by_role["lead"]
    policy = await scenario.app.record.read(lambda tx: tx.state(f"policy:{scenario.policy}")[0])
    comment = next(comment for comment in policy.development.comments if comment.late)
    form = await lead.types("late")
    await lead.fills(form, {"comments": [comment.id], "considered": "Considered"})


async def _responses(scenario: Scenario) -> None:
    """Every comment gets a response; one response may cover many."""
    lead = scenario.by_role["lead"]
    policy = await scenario.app.record.read(lambda tx: tx.state(f"policy:{scenario.policy}")[0])
    waiting = [comment.id for comment in policy.development.unanswered]
    half = len(waiting) // 2
    for ids, response, reasons in (
        (waiting[:half], "Accepted in part", "The text says so now; the rest goes into the guidance."),
        (waiting[half:], "For a later version", "We take it up in the first regular review."),
    ):
        form = await lead.types("respond")
        await lead.fills(form, {"comments": ids, "response": response, "reasons": reasons})
    await scenario.settle()

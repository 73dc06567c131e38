"""Step 3 of the tour: the draft circulates, everybody on the roster answers, and comments get responses."""

from __future__ import annotations

from datetime import timedelta

from govbot.demo.tour.script import Play
from govbot.demo.tour.telling import Actor, must_refuse

ASKED = "feedback is asked for"
TOLD = 4  # representatives whose answers are told one by one

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


async def circulation(play: Play) -> None:
    """Open the period, answer in every way there is, close by the clock, respond."""
    people = play.company
    people.teller.chapter("Step 3 · Agencies give feedback")
    await open_period(play)
    everybody = await people.representatives(quietly=True)
    for actor in everybody[:TOLD]:
        actor.quietly = False
    late, by_telephone, by_words, in_thread = everybody[-1], everybody[-2], everybody[-3], everybody[-4]
    await answers(everybody[:-4])
    people.teller.line("… and the others", f"answer with their buttons: {len(everybody) - 4 - TOLD} more")
    await _in_words(by_words, in_thread)
    await _by_telephone(play, by_telephone)
    await _agency_response(play)
    await _close_by_clock(play)
    await _late(play, late)
    await _responses(play)


async def open_period(play: Play) -> None:
    """The lead asks everybody on the roster, with the usual closing date."""
    lead = play.cast["lead"]
    form = await lead.types(f"feedback {play.policy}")
    await lead.fills(form, {"questions": "What would it take in your agency? What is missing?"})
    await play.settle()


async def answers(actors: list[Actor]) -> None:
    """Comments of every kind first, then the two buttons that need no words."""
    for number, actor in enumerate(actors):
        card = await actor.finds(ASKED)
        if number < len(COMMENTS):
            kind, text = COMMENTS[number]
            await actor.fills(await actor.presses(card, "Comment"), {"kind": kind, "text": text})
        elif number % 9 == 0:
            await actor.presses(card, "Not applicable to my agency")
        else:
            await actor.presses(card, "No comment")


async def _in_words(by_words: Actor, in_thread: Actor) -> None:
    """A message to the bot, and a reply in the card's thread, are offered as the answer."""
    by_words.quietly = in_thread.quietly = False
    offered = await by_words.writes("We have no objection, but please give us six months.")
    await by_words.fills(await by_words.presses(offered, "Comment"), {})
    offered = await in_thread.writes("Part II should name our office.", await in_thread.finds(ASKED))
    await in_thread.fills(await in_thread.presses(offered, "Comment"), {})


async def _by_telephone(play: Play, absent: Actor) -> None:
    """An answer by telephone, entered by the lead on behalf of a representative."""
    lead = play.cast["lead"]
    whose = await lead.types(f"later comment {play.policy}")
    form = await lead.tries(whose, {"entered_for": play.company.label(absent.player.email)})
    await lead.fills(
        form,
        {
            "kind": "A comment",
            "text": "By telephone: they agree, and ask for a plain-language summary.",
            "evidence": "By telephone",
        },
    )


async def _agency_response(play: Play) -> None:
    """Whom the agency named says: this is our agency's response."""
    voice = play.cast["voice"]
    form = await voice.types(f"agency-response {play.policy}")
    await voice.fills(form, {"text": "Our agency supports the policy."})
    other = await play.company.actor(play.company.roster[-1].name, play.company.roster[-1].email)
    must_refuse(await other.types(f"agency-response {play.policy}"), "whom the agency named")


async def _close_by_clock(play: Play) -> None:
    policy = await play.app.record.read(lambda tx: tx.state(f"policy:{play.policy}")[0])
    closes_at = policy.development.period.closes_at
    await play.move_to(
        closes_at - timedelta(days=1), "the day before the closing; who has not answered is reminded"
    )
    await play.move_to(closes_at + timedelta(minutes=1), "the closing instant; the feedback period closes")


async def _late(play: Play, late: Actor) -> None:
    """A late answer is kept and marked; the lead says that it is considered."""
    late.quietly = False
    card = await late.finds(ASKED)
    await late.fills(
        await late.presses(card, "Comment"), {"kind": "A comment", "text": "Sorry to be late: we agree."}
    )
    lead = play.cast["lead"]
    policy = await play.app.record.read(lambda tx: tx.state(f"policy:{play.policy}")[0])
    comment = next(one for one in policy.development.comments if one.late)
    form = await lead.types("late")
    await lead.fills(form, {"comments": [comment.id], "considered": "Considered"})


async def _responses(play: Play) -> None:
    """Every comment gets a response; one response may cover many."""
    lead = play.cast["lead"]
    policy = await play.app.record.read(lambda tx: tx.state(f"policy:{play.policy}")[0])
    waiting = [one.id for one in policy.development.unanswered]
    half = len(waiting) // 2
    for ids, response, reasons in (
        (waiting[:half], "Accepted in part", "The text says so now; the rest goes into the guidance."),
        (waiting[half:], "For a later version", "We take it up in the first regular review."),
    ):
        form = await lead.types("respond")
        await lead.fills(form, {"comments": ids, "response": response, "reasons": reasons})
    await play.settle()

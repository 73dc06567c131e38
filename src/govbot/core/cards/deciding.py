"""What whoever decides on a draft reads before deciding, in the order in which the process asks for it.

First the substance, by when, and what changed, each one press from its redline; then reviews, cost, advice and
deviations; concerns in their own words; the decision; at last what the agencies said and what was entered for somebody.
"""

from __future__ import annotations

from collections.abc import Iterator

from govbot.core.cards.changes import key_changes
from govbot.core.cards.comments import found_words
from govbot.core.cards.review_list import reviews_words
from govbot.core.cards.status import answered_words
from govbot.core.cards.view import MARKED, View
from govbot.core.cards.vocabulary import Buttons, Facts, Items, Part, Text
from govbot.core.workflow import events as e
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.comparisons import comparisons, reviewed_before, usual_comparisons
from govbot.core.workflow.entered_words import what_it_is, whose_act
from govbot.core.workflow.policy import AgencyResponse, Draft, SecretaryRequest

MOST_CONCERNS, MOST_STANCES, MOST_ENTERED = 3, 4, 4
MOST_SAID = 240  # characters of what somebody wrote, in a line of a list
# Of versions in force: they came after the decision on their draft.
LATER_ACTS = (e.Acknowledged, e.Attested, e.StatusReported, e.VarianceReported, e.VarianceRequested)
NO_SUMMARY = "{name} wrote no summary of what the policy does with {label}."


def changed_since_reviews(view: View, draft: Draft) -> Iterator[Part]:
    """A warning, and the way to the changes, where the draft is newer than what reviewers had."""
    before = reviewed_before(view.development, draft)
    if not before:
        return
    total = sum(bool(review.outcome) for review in view.development.reviews)
    of = "the reviews" if len(before) == total else f"{len(before)} of {total} reviews"
    yield Text(f"{draft.label} was changed since {of} (done on D{max(before)}).", "warning")
    earlier = f"D{max(before)}"
    if earlier in told_at_once(view, draft):
        return
    if view.reads(f"draft {draft.label}") and view.reads(f"draft {earlier}"):
        yield Buttons(
            (view.show("changes", f"Changes since {earlier}", f"{draft.label} {earlier}"),), of_line=True
        )


def told_at_once(view: View, draft: Draft) -> tuple[str, ...]:
    """The earlier texts whose most important changes stand on the card, with the button of all of them."""
    return usual_comparisons(view.policy, view.development, draft) if view.viewer else ()


def substance(view: View, draft: Draft) -> Iterator[Part]:
    """What the policy does, and what is new in this draft, in the submitter's words."""
    reads = view.reads(f"draft {draft.label}")
    if not draft.summary:
        yield Text(view.say(NO_SUMMARY, name=view.name(draft.by), label=draft.label), "small")
    if draft.summary:
        yield Text(f"What it does: {draft.summary if reads else MARKED}")
    if draft.note and reads:
        yield Text(f"New in {draft.label}: {excerpt(draft.note, MOST_SAID)}")


def by_when(view: View, pending: SecretaryRequest) -> Iterator[tuple[str, str]]:
    """By when it is decided."""
    yield "Decision awaited by", view.when(pending.due)
    if pending.meeting_on:
        yield "Meeting", view.day(pending.meeting_on)


def unchanged(view: View, draft: Draft) -> Iterator[Part]:
    """What stays as it was: silence would leave open whether anybody looked."""
    reviewed = any(review.outcome for review in view.development.reviews)
    if reviewed and not reviewed_before(view.development, draft):
        yield Text(f"Nothing has changed since the reviews: they were done on {draft.label}.", "small")
    if not view.policy.versions:
        yield Text("Nothing is in force now: this would be the first version.", "small")


def redlines(view: View, draft: Draft) -> Iterator[Part]:
    """A line for each earlier text that the draft is compared with, and its button, where the viewer may read both."""
    if not view.reads(f"draft {draft.label}"):
        return
    told = {f"D{max(before)}"} if (before := reviewed_before(view.development, draft)) else set()
    told |= set(told_at_once(view, draft))
    for earlier in comparisons(view.policy, view.development, draft):
        if earlier.label not in told and view.reads(f"draft {earlier.label}"):
            yield Text(f"{draft.label} is newer than {' and '.join(earlier.since)} ({earlier.words}).")
            label = f"Changes since {earlier.words}"
            yield Buttons((view.show("changes", label, f"{draft.label} {earlier.label}"),), of_line=True)


def opinions(view: View) -> Iterator[tuple[str, str]]:
    """Reviews, cost and consultations, a line each."""
    development = view.development
    yield "Reviews", reviews_words(development)
    costs = {track.key for track in view.process.tracks if track.tells_the_cost}
    for review in development.reviews:
        if review.asked.track in costs:
            said = view.readable(f"review {review.asked.track}", excerpt(review.text, MOST_SAID))
            words = f": {said}" if review.text else ""
            yield "Cost", f"{review.outcome or 'not reviewed yet'}{words}"
    if view.sees_consultations:
        for asked in development.consultations:
            yield (
                asked.name,
                f"not necessary: {excerpt(asked.reasons, MOST_SAID)}".rstrip(": ")
                if asked.not_necessary
                else view.readable(f"advice {asked.key}", excerpt(asked.advice, MOST_SAID))
                if asked.given
                else "advice not given yet",
            )


def deviations(view: View) -> Iterator[Part]:
    """What was passed over, in the sentence for the public; each a line."""
    rows = tuple(
        f"Deviation, {view.process.step(deviation.step)}: "
        f"{view.readable(f'deviation {deviation.id}', excerpt(deviation.public_sentence, MOST_SAID))}"
        for deviation in view.policy.deviations
    )
    if rows:
        yield Items(rows)


def concerns(view: View) -> Iterator[Part]:
    """Unresolved concerns in their own words: the group's members', and the agencies' that were not accepted."""
    rows = tuple(_concerns(view))
    if not rows:
        yield Text("No unresolved concern is on record.", "small")
        return
    yield Text(f"Unresolved concerns: {len(rows)}", "strong")
    yield Items(rows[:MOST_CONCERNS])
    if len(rows) > MOST_CONCERNS:
        looks = (view.show("opinions", "What the group said"), view.show("comments", "Read the comments"))
        yield Text(f"… and {len(rows) - MOST_CONCERNS} more.", "small")
        yield Buttons(looks, of_line=True)


def _concerns(view: View) -> Iterator[str]:
    development = view.development
    last = {position.person: position for position in development.positions}
    for position in last.values():
        if position.position == "unresolved concern":
            said = excerpt(position.text, MOST_SAID)
            yield f"{view.name(position.person)}, on D{position.draft}: {said}{view.entered(position.entered)}"
    for comment in development.comments:
        if not comment.remains_open:
            continue
        item, words = f"comment {comment.id}", comment.remains or comment.text
        said = view.readable(item, excerpt(words, MOST_SAID))
        who = view.from_whom(comment.person, comment.agency, comment.answering_for)
        answer = f" (response: {comment.response})" if comment.response else " (no response yet)"
        remains = " (response: {response}; remains, they say)" if comment.judged == "remains" else answer
        yield f"{who}, on D{comment.draft}: {said}{remains.format(response=comment.response)}"


def stances(view: View) -> Iterator[Part]:
    """What the agencies said: how many answered, and the responses of agencies as such."""
    period = view.development.period
    if period is None:
        yield Text(view.say("No {agency} was asked for feedback."), "small")
        return
    wanting = len(view.development.unanswered)
    left = f"; comments without a response: {wanting}" if wanting else ""
    asked = view.say("{Agencies}, on D{draft}", draft=period.draft)
    yield Text(f"{asked}: {answered_words(view, period)}{left}")
    given = [
        f"{view.directory.agency_name(response.agency)}: {_stance(response)}{excerpt(response.text, MOST_SAID)}"
        f"{view.entered(response.entered)}{found_words(view, response)}"
        for response in period.agency_responses
    ]
    if given:
        more = [f"… and {len(given) - MOST_STANCES} more"] if len(given) > MOST_STANCES else []
        yield Items((*given[:MOST_STANCES], *more))


def _stance(response: AgencyResponse) -> str:
    """Where the agency stands, before its words: "does not support: …"."""
    return f"{response.stance}: " if response.stance else ""


def entered_for_others(view: View) -> Iterator[Part]:
    """What was entered for somebody on the way to this draft."""
    acts = [
        act
        for act in view.policy.entered
        if not act.is_set_aside
        and not isinstance(act.event, LATER_ACTS)
        and (view.sees_consultations or not isinstance(act.event, e.AdviceGiven))
    ]
    if not acts:
        return
    yield Text("Entered for somebody", "strong")
    rows = [
        f"{what_it_is(act, view.process, view.directory)} of {whose_act(act, view.directory)}, "
        f"{view.how_it_came(act)}"
        for act in acts[-MOST_ENTERED:]
    ]
    more = [f"… and {len(acts) - MOST_ENTERED} earlier"] if len(acts) > MOST_ENTERED else []
    yield Items((*rows, *more))


def before_deciding(view: View, draft: Draft, pending: SecretaryRequest) -> Iterator[Part]:
    """What stands above the decision's buttons."""
    yield from changed_since_reviews(view, draft)
    yield from substance(view, draft)
    yield from redlines(view, draft)
    yield from unchanged(view, draft)
    yield from key_changes(view, draft)
    yield Facts((*by_when(view, pending), *opinions(view)))
    if view.development.reviews:
        yield Buttons((view.show("reviews", "See each review"),), of_line=True)
    yield from deviations(view)
    yield from concerns(view)


def beside_the_decision(view: View) -> Iterator[Part]:
    """What stands below the decision's buttons."""
    yield from stances(view)
    yield from entered_for_others(view)

"""Comments and agencies' responses as their readers see them, with what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Facts, Part, Text
from govbot.core.days import local_day
from govbot.core.redline import place_key
from govbot.core.table import BY_NAME
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.evidence import attached_act
from govbot.core.workflow.marked_up import proposal_words
from govbot.core.workflow.policy import AgencyResponse, Comment
from govbot.core.workflow.sections import place_now, place_words

LATE = (
    "Your answer came after the closing. It is kept and marked late; the {lead} says whether it is still considered. "
    "If the period is extended, it counts as in time."
)


LATE_RESPONSE = (
    "It came after the closing: it is kept, and shown as late. "
    "If the period is extended, it counts as in time."
)


CONSIDERED = "Your answer came after the closing; the {lead} considers it all the same."


NOT_CONSIDERED = (
    "Your answer came after the closing, and the {lead} does not consider it. It stays on record."
)


JUDGE = "If a concern of yours remains, say so: it stands in your words before the {secretary}."


TWO_RESPONSES = "One of two responses of this {agency} that differ: neither is counted as its one response."


FOUND = " (the {agency} had not named whoever gave this, as the roster keeper found)"
NOT_NAMED = (
    "The roster keeper found that the {agency} had not named whoever gave this: it is not the {agency}'s response "
    "until somebody whom it named gives it."
)


def answered(view: View) -> Iterator[Part]:
    """The response to one's own comments."""
    for comment_id in view.about.split():
        comment = view.development.comment(comment_id)
        if comment and comment.person == view.viewer:
            yield Text(view.readable(f"comment {comment.id}", comment.text), "quote")
            yield Facts(((f"Response to {comment.id}", comment.response), ("Reasons", comment.reasons)))
    if view.can(BY_NAME["judge_response"]):
        yield Text(view.say(JUDGE))
    yield from view.buttons("judge_response")
    yield Text("You need not answer. The responses stay on record.", "small")


def _lateness(comment: Comment) -> str:
    """ "late", and what the lead said of it."""
    if not comment.late:
        return ""
    return {None: "late", True: "late, considered", False: "late, not considered"}[comment.considered]


def agency_response(view: View, response: AgencyResponse) -> Iterator[Part]:
    """What an agency says as an agency, given by whom it named."""
    late = " (late)" if response.late else ""
    name = view.directory.agency_name(response.agency)
    by = f"signed by {response.signed_by}" if response.signed_by else f"given by {view.name(response.person)}"
    heading = view.say("The {agency}'s response of {name}{late}, {by}", name=name, late=late, by=by)
    yield Text(f"{heading}{view.entered(response.entered)}", "strong")
    if any(
        response in period.agency_responses and response.agency in period.agencies_that_differ
        for period in view.development.periods
    ):
        yield Text(view.say(TWO_RESPONSES), "warning")
    if (response.agency, response.person) in view.directory.not_named:
        yield Text(view.say(NOT_NAMED), "warning")
    if response.stance:
        yield Text(f"Stance: {response.stance}.", "strong")
    yield Text(response.text, "quote")
    if response.comments:
        yield Text(f"With it belong: {', '.join(response.comments)}.", "small")
    if response.answer:
        yield Text(f"Response: {response.answer}. {response.reasons}")
    yield from view.evidence_buttons(response.entered)


def found_words(view: View, response: AgencyResponse) -> str:
    """Of what somebody gave whom the agency had not named, that this was found; else ""."""
    return view.say(FOUND) if (response.agency, response.person) in view.directory.not_named else ""


def response_drafted(view: View) -> Iterator[Part]:
    """An agency's response as it was drafted, for whom the agency named to give it."""
    period = view.development.period
    draft = next(
        (each for each in (period.response_drafts if period else ()) if each.agency == view.about), None
    )
    if draft is None or view.over:
        yield Text(view.over or "It has been given since; nothing more is asked of you here.", "strong")
        return
    yield Text(
        view.say("It counts as your {agency}'s response once you give it. You can change it first."), "strong"
    )
    if draft.stance:
        yield Text(f"Stance: {draft.stance}.", "strong")
    yield Text(draft.text, "quote")
    yield Facts((("Drafted by", view.name(draft.by)), *_belonging(draft.comments)))
    yield from view.buttons("give_agency_response", about=f"P{period.number}" if period else "")
    yield Buttons((view.show("comments", "Read the comments"),))


def _belonging(comments: Sequence[str]) -> Iterator[tuple[str, str]]:
    if comments:
        yield "With it belong", ", ".join(comments)


def agency_answered(view: View) -> Iterator[Part]:
    """What was answered to an agency's response, for its people."""
    for period in reversed(view.development.periods):
        for response in period.agency_responses:
            if response.agency == view.about and response.answer:
                yield Text(response.text, "quote")
                yield Facts((("Response", response.answer), ("Reasons", response.reasons)))
                yield Text("You need not answer. It stays on record.", "small")
                return


def _entered(view: View, comment: Comment) -> str:
    """By whom it was entered, and from what; entries of before they were kept name the clerk alone."""
    if comment.entered:
        return view.entered(comment.entered).strip(" ()")
    return f"entered by {view.name(comment.entered_by)}" if comment.entered_by else ""


def _published(comment: Comment) -> str:
    """Whether its author lets a comment be published."""
    return "May be published." if comment.publish == "yes" else "Not to be published."


def _in_file(view: View, comment: Comment) -> str:
    """That a comment stood in a marked-up file of its agency; its author in Word is named by the file alone."""
    if not comment.marked_file:
        return ""
    agency = view.directory.agency_name(comment.agency)
    return f"in the file of {agency}" if agency else "in a marked-up file"


def _attached(view: View, comment: Comment) -> Iterator[Part]:
    """The file that its author sent with it, and the button that opens it for those who may."""
    act = attached_act(view.policy, comment.id)
    if act and act.paper and view.reads(f"comment {comment.id}"):
        yield Text(f"With a file: {act.paper.name}.", "small")
        yield from view.evidence_buttons(act.id)


def _proposal(comment: Comment) -> Iterator[Part]:
    """The words that are proposed, where the comment's own text does not say them."""
    if comment.old_words or comment.new_words:
        words = proposal_words(comment.old_words, comment.new_words)
        if words != comment.text:
            yield Text(f"Proposed: {words}")


def judged_words(comment: Comment) -> str:
    """What the author says of the response."""
    if comment.judged == "answers":
        return "Its author says: that answers it."
    return f"Its author says that this remains: {comment.remains}"


def comment_parts(view: View, comment: Comment) -> Iterator[Part]:
    """One comment with its response, for a list."""
    item = f"comment {comment.id}"
    who = view.from_whom(comment.person, comment.agency, comment.answering_for)
    notes = [f"on D{comment.draft}", section_words(view, comment), _lateness(comment)]
    notes += [f"to question {comment.question}" if comment.question else ""]
    notes += [_entered(view, comment), _in_file(view, comment)]
    notes += [
        f"part of {comment.part_of}" if comment.part_of else "split into parts" if comment.is_split else ""
    ]
    notes.append(days_words(view, comment))
    notes += [f"marked {marks}" if (marks := view.marks(item)) else ""]
    told = ", ".join(note for note in notes if note)
    yield Text(f"{comment.id} · {comment.kind} · feedback from {who}{f' ({told})' if told else ''}", "strong")
    reads = view.reads(item) and view.reads(f"draft D{comment.draft}")
    if comment.passage and not (comment.old_words or comment.new_words) and reads:
        yield Text(f"On the words “{excerpt(comment.passage, 300)}”:")
    if comment.text:
        yield Text(view.readable(item, comment.text), "quote")
        yield from _proposal(comment) if reads else ()
        yield Text(_published(comment), "small")
    yield from _attached(view, comment)
    if comment.response:
        yield Text(f"Response: {comment.response}. {view.readable(item, comment.reasons)}".rstrip())
    if comment.judged:
        yield Text(view.readable(item, judged_words(comment)), "small")


def section_words(view: View, comment: Comment) -> str:
    """On which section of the draft, and its name in the current one; a heading is closed as its draft is."""
    if not comment.section or not view.reads(f"draft D{comment.draft}"):
        return ""
    key = place_key(comment.section, comment.paragraph)
    named, development = place_words(key), view.policy.development
    current = development.draft if development else None
    if development is None or current is None or not view.reads(f"draft {current.label}"):
        return named
    now = place_now(development, comment)
    if now == key:
        return named
    return f"{named}, now {place_words(now)}" if now else f"{named}, which {current.label} no longer has"


def days_words(view: View, comment: Comment) -> str:
    """Of what was recorded on a later day than it was said: both days."""
    recorded = local_day(comment.at, view.process)
    happened = comment.on or recorded
    return "" if happened == recorded else f"of {view.day(happened)}, recorded on {view.day(recorded)}"


def late_words(view: View, comment: Comment) -> str:
    """To the author of an answer that came late: that it did, and what became of it."""
    if comment.considered is None:
        return view.say(LATE)
    return view.say(CONSIDERED if comment.considered else NOT_CONSIDERED)

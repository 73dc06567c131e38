"""Cards of a feedback period: the request, how it goes, a comment and its response."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from govbot.core.cards.changes import changes_since
from govbot.core.cards.status import answered_words
from govbot.core.cards.view import MARKED, View
from govbot.core.cards.vocabulary import Button, Buttons, Facts, Items, Part, Progress, Text
from govbot.core.days import local_day
from govbot.core.redline import place_key
from govbot.core.table import BY_NAME
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.events import NotTheRightPerson
from govbot.core.workflow.marked_up import proposal_words
from govbot.core.workflow.policy import AgencyResponse, Comment, Draft, Period
from govbot.core.workflow.roster import places_of
from govbot.core.workflow.sections import lost, place_now, place_words

PLEASE = "Say what it would mean for your {agency}. “No comment” is an answer too."
CORRECT = "To add to your answer, press “Comment” again; what you correct or withdraw stays on record, too."
ANSWER_THERE = "Please answer there."
STILL_COUNTS = "The draft has been sent back since; the feedback period goes on, and your answer counts."
SILENCE = "If nobody in your {agency} answers, the record says “no response received”; it never says that you agreed."
NO_LONGER = "You no longer answer for this {agency}; the request has passed on to others there."
EACH_OTHER = (
    "It should be {name}, they say; but {name} has said the same of themselves. So nobody is asked for their {agency} "
    "now: please find out who answers, and have them listed."
)
AND_ANOTHER = "And another"
LATE_ANSWER = "The period has closed. You can still answer; a later answer is kept and marked late."
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
ASIDE = "Set aside, as you asked; it does not count:"
TAKEN_BACK = "You took this back; it stays on record, and does not count:"
TWO_RESPONSES = "One of two responses of this {agency} that differ: neither is counted as its one response."
ANOTHER_TOO = "An answer is still awaited of you for {names}."
ANSWERS = (
    "give_feedback", "no_comment", "send_marked_file", "hand_in_marked", "not_applicable", "not_right_person",
    "give_agency_response", "draft_agency_response", "ask_extension",
)  # fmt: skip


def _period(view: View) -> Period | None:
    number = view.about.partition(" ")[0].removeprefix("P")
    return next(
        (period for period in view.development.periods if str(period.number) == number),
        view.development.period,
    )


def request(view: View) -> Iterator[Part]:
    """A feedback request, for one representative: their own answer and the period, never totals."""
    period = _period(view)
    if period is None:
        return
    places = places_of(view.viewer, period, view.directory, view.today)
    asked_as = " and ".join(
        view.from_whom(view.viewer, entry.agency, entry.capacities) for entry in places
    ) or view.name(view.viewer)
    closed = period.is_closed(view.now)
    mine = [
        comment
        for comment in view.development.counted
        if comment.person == view.viewer and comment.period == period.number
    ]
    yield from _by_when(view, period, answered=bool(mine))
    draft = next((draft for draft in view.development.drafts if draft.number == period.draft), None)
    if draft:
        yield from _substance(view, draft)
    yield Facts((("You are asked as", asked_as), *(_draft_in_short(view, draft) if draft else ())))
    if period.questions:
        yield Text(view.say("The {steering_group} asks in particular:"))
        yield Text(period.questions, "quote")
    yield from _so_far(view, period, mine)
    over = view.over or _newer(view, period)
    if over:
        yield Text(over if view.over else f"{over} {ANSWER_THERE}", "strong")
        return
    if not closed and view.development.stage == "drafting":
        yield Text(STILL_COUNTS)
    if closed and not mine:
        yield Text(LATE_ANSWER)
    own = [comment for comment in mine if not comment.entered]
    undo = view.buttons("undo", about=f"comment {own[-1].id}") if own else ()
    rows = (*undo, *view.buttons("give_feedback", "no_comment"))
    first = [button for row in rows for button in row.buttons]
    first += another_comment(view) if own else ()
    yield Buttons((*first, *_on_page(view, own), view.show("read", "Read the draft", f"D{period.draft}")))
    yield from _more(view, period, mine)
    if mine or any(entry.agency for entry in places):
        yield Text(CORRECT if mine else view.say(SILENCE), "small")


def another_comment(view: View) -> tuple[Button, ...]:
    """The form for one comment more, on the section after that of the viewer's last; none without a comment."""
    period = view.development.period
    mine = [
        comment
        for comment in view.development.counted
        if period and comment.person == view.viewer and comment.period == period.number
        if comment.wants_response and not comment.entered
    ]
    if period is None or not mine or not view.can(BY_NAME["give_feedback"]):
        return ()
    button = view.button("give_feedback", f"P{period.number} after {mine[-1].id}")
    return (replace(button, label=AND_ANOTHER, style=""),)


def _on_page(view: View, own: Sequence[Comment]) -> tuple[Button, ...]:
    """The page on which a draft is commented passage by passage; after an answer, undoing comes first."""
    return () if own else view.page("comment")


def _by_when(view: View, period: Period, *, answered: bool) -> Iterator[Part]:
    """The deadline, before all else, and what is asked."""
    closed, when = period.is_closed(view.now), view.when(period.closes_at)
    if closed or answered:
        yield Facts((("Closed" if closed else "Open until", when),))
        return
    yield Text(f"Please answer by {when}." if period.closes_at else "Please answer when you can.", "strong")
    if not view.over:
        yield Text(view.say(PLEASE))


def _substance(view: View, draft: Draft) -> Iterator[Part]:
    """What the draft does, in its submitter's words."""
    if view.reads(f"draft {draft.label}"):
        yield from (Text(words, "quote") for words in (draft.summary, draft.note) if words)


def _draft_in_short(view: View, draft: Draft) -> Iterator[tuple[str, str]]:
    """The draft without its hashes, which stand where it is read and approved."""
    item = f"draft {draft.label}"
    yield "Draft", f"{draft.label}: {draft.paper.name}" if view.reads(item) else f"{draft.label} {MARKED}"
    if marks := view.marks(item):
        yield "Marked", f"{marks}; counsel reviews it before release"


def _more(view: View, period: Period, mine: list[Comment]) -> Iterator[Part]:
    """The other answers, and what concerns the request itself, below the first three buttons."""
    others = [name for name in ANSWERS if name not in ("give_feedback", "no_comment")]
    buttons = [button for row in view.buttons(*others) for button in row.buttons]
    buttons += _on_page(view, []) if any(not comment.entered for comment in mine) else ()
    buttons += view.page("read", f"D{period.draft}")
    draft = next((draft for draft in view.development.drafts if draft.number == period.draft), None)
    buttons += changes_since(view, draft) if draft else ()
    about = f"give_feedback {view.about or f'P{period.number}'}"
    buttons += [button for row in view.buttons("snooze", about=about) for button in row.buttons]
    if period.closes_at and not period.is_closed(view.now) and not mine:
        buttons += view.calendar("give_feedback", f"P{period.number}")
    own = [comment for comment in mine if not comment.entered]
    if own:
        word = f"comment {own[-1].id}"
        rows = view.buttons("correct_comment", "take_back", about=word)
        buttons += [button for row in rows for button in row.buttons]
    if buttons:
        yield Buttons(tuple(buttons))


def _so_far(view: View, period: Period, mine: list[Comment]) -> Iterator[Part]:
    places = places_of(view.viewer, period, view.directory, view.today)
    keys = {entry.key for entry in places} or {view.viewer}
    if mine:
        yield Text("Your answer is on record. Thank you.", "strong")
        yield Items(tuple(own_line(view, comment) for comment in mine))
        if late := [comment for comment in mine if comment.late]:
            yield Text(late_words(view, late[-1]), "warning")
    elif keys <= period.wrong:
        yield Text(
            "You told us that somebody else should be asked. Thank you; nothing more is needed.", "strong"
        )
    elif keys <= period.answered:
        yield Text(view.say("Your {agency}'s response is on record. Thank you."), "strong")
    aside = [
        comment
        for comment in view.development.comments
        if comment.set_aside and comment.person == view.viewer and comment.period == period.number
    ]
    for sentence, those in (
        (ASIDE, [comment for comment in aside if not comment.taken_back]),
        (TAKEN_BACK, [comment for comment in aside if comment.taken_back]),
    ):
        if those:
            yield Text(sentence, "small")
            yield Items(tuple(own_line(view, comment) for comment in those))
    if not places and period.entries(view.viewer):
        yield Text(view.say(NO_LONGER), "strong")
    heard = period.answered | period.wrong
    left = [entry for entry in places if entry.key not in heard]
    if left and len(left) < len(places):
        names = ", ".join(view.directory.agency_name(entry.agency) for entry in left)
        yield Text(view.say(ANOTHER_TOO, names=names))


def late_words(view: View, comment: Comment) -> str:
    """To the author of an answer that came late: that it did, and what became of it."""
    if comment.considered is None:
        return view.say(LATE)
    return view.say(CONSIDERED if comment.considered else NOT_CONSIDERED)


def _newer(view: View, period: Period) -> str:
    latest = view.development.period
    if latest is None or latest.number == period.number:
        return ""
    return f"A later feedback period, on D{latest.draft}, has taken this one's place."


def own_line(view: View, comment: Comment) -> str:
    """One's own answer in a line: its number, place, beginning and response."""
    late = " (late)" if comment.late else ""
    late += f" ({days})" if (days := _days(view, comment)) else ""
    where = f" on {section}" if (section := _section(view, comment)) else ""
    reads = view.reads(f"comment {comment.id}")
    text = f": {excerpt(comment.text, 120) if reads else MARKED}" if comment.text else ""
    response = f" → {comment.response}" if comment.response else ""
    return f"{comment.id} {comment.kind}{where}{late}{view.entered(comment.entered)}{text}{response}"


def _section(view: View, comment: Comment) -> str:
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


def _days(view: View, comment: Comment) -> str:
    """Of what was recorded on a later day than it was said: both days."""
    recorded = local_day(comment.at, view.process)
    happened = comment.on or recorded
    return "" if happened == recorded else f"of {view.day(happened)}, recorded on {view.day(recorded)}"


def progress(view: View) -> Iterator[Part]:
    """How the feedback period goes, for the lead: until when, who has answered, and what wants a response."""
    period = _period(view)
    if period is None:
        return
    closed = period.is_closed(view.now)
    yield Text(f"{'Closed on' if closed else 'Open until'} {view.when(period.closes_at)}.", "strong")
    yield Progress(len(period.agencies_answered), len(period.agencies), answered_words(view, period))
    if said := _said(view, period):
        yield Text(said)
    unanswered = len(view.development.unanswered)
    if unanswered:
        yield Text(f"{unanswered} {'comments have' if unanswered > 1 else 'comment has'} no response yet.")
    yield Facts(tuple(_answers(view, period)))
    if period.wrong:
        wrong = dict.fromkeys(entry.person for entry in period.roster if entry.key in period.wrong)
        yield Text(f"Not the right person: {view.names(tuple(sorted(wrong)))}.", "small")
    silent = [code for code in period.agencies if code not in period.agencies_answered]
    if closed and silent:
        yield Text(f"No response received from: {', '.join(silent)}.", "small")
    without_place = len(lost(view.development))
    looks = (view.show("lost", f"Lost places: {without_place}"),) if without_place else ()
    read = view.show("comments", "Read the comments")
    if over := view.over or _newer(view, period):
        yield Buttons((read, *looks))
        yield Text(over, "strong")
        return
    matrix = view.show("coverage", "Who has answered")
    board = view.show("board", "Comment board")
    steps = tuple(_next_steps(view, closed=closed))
    yield Buttons((read, board, *steps, matrix, *looks) if closed else (read, *steps, matrix, board, *looks))


def _next_steps(view: View, *, closed: bool) -> Iterator[Button]:
    """While it is open, the time that it has comes first, and nothing is stressed; afterwards the answering."""
    answering = ("respond_to_comments", "respond_to_agency", "consider_late", "request_review")
    timing = ("extend_feedback", "close_feedback", "shorten_feedback", "add_to_roster")
    for row in view.buttons(*((*answering, *timing) if closed else (*timing, *answering))):
        yield from (button if closed else replace(button, style="") for button in row.buttons)


def _said(view: View, period: Period) -> str:
    """How many answers of each kind there are, as a sentence: "1 concern, 2 comments"."""
    comments = [comment for comment in view.development.counted if comment.period == period.number]
    counted = Counter(comment.kind for comment in comments)
    words = [f"{count} × {kind}" for kind, count in counted.items()]
    return f"Answers: {', '.join(words)}." if words else ""


def _answers(view: View, period: Period) -> Iterator[tuple[str, str]]:
    """How many answered, and what is particular about the answers."""
    asked = "Places answered for" if any(entry.place for entry in period.roster) else "People who answered"
    yield asked, f"{len(period.answered)} of {len(period.roster)}"
    comments = [comment for comment in view.development.comments if comment.period == period.number]
    if late := sum(comment.late for comment in comments if not comment.set_aside):
        yield "Late", str(late)
    if aside := sum(comment.set_aside for comment in comments):
        yield "Set aside, not counted", str(aside)
    if given := period.agency_responses:
        yield view.say("{Agency}'s responses"), str(len(given))
    if differing := period.agencies_that_differ:
        yield "Responses that differ", ", ".join(differing)


def changed(view: View) -> Iterator[Part]:
    """The period closes at another time now."""
    period = _period(view)
    if period is None:
        return
    closed = period.is_closed(view.now)
    yield Text(
        f"The feedback period {'closed' if closed else 'now closes'} on {view.when(period.closes_at)}."
    )
    if view.facts.get("reason"):
        yield Text(view.facts["reason"], "quote")
    if over := view.over or _newer(view, period):
        yield Text(over if view.over else f"{over} {ANSWER_THERE}", "strong")
    elif (places := places_of(view.viewer, period, view.directory, view.today)) and all(
        entry.key in period.answered for entry in places
    ):
        yield Text("Your answer is on record already; nothing more is needed.", "strong")
    else:
        yield from view.buttons("give_feedback", "no_comment")


def wrong_person(view: View) -> Iterator[Part]:
    """Somebody said that another should be asked."""
    suggested = view.facts.get("suggested", "")
    told = f"{view.name(view.facts.get('person', '').partition('@')[0])} is not the right person to ask."
    asked = f"{view.name(suggested)} has been asked instead." if suggested else "Nobody else was named."
    declined = bool(view.facts.get("declined"))
    if declined:
        asked = view.say(EACH_OTHER, name=view.name(suggested))
    yield Text(f"{told} {asked}", "warning" if declined else "")
    if view.facts.get("text"):
        yield Text(view.facts["text"], "quote")
    yield from view.how_entered(NotTheRightPerson, person=view.facts.get("person", ""))
    if not suggested or declined:
        keeper = "The roster keeper can change the {agency}'s list; you can write to the {agency}."
        yield Text(view.say(keeper), "small")


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
    yield Text("Nothing more is asked of you. The responses stay on record.", "small")


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
    if response.stance:
        yield Text(f"Stance: {response.stance}.", "strong")
    yield Text(response.text, "quote")
    if response.comments:
        yield Text(f"With it belong: {', '.join(response.comments)}.", "small")
    if response.answer:
        yield Text(f"Response: {response.answer}. {response.reasons}")
    yield from view.evidence_buttons(response.entered)


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
                yield Text("Nothing more is asked of you. It stays on record.", "small")
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
    notes = [f"on D{comment.draft}", _section(view, comment), _lateness(comment)]
    notes += [_entered(view, comment), _in_file(view, comment)]
    notes += [
        f"part of {comment.part_of}" if comment.part_of else "split into parts" if comment.is_split else ""
    ]
    notes.append(_days(view, comment))
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
    if comment.response:
        yield Text(f"Response: {comment.response}. {view.readable(item, comment.reasons)}".rstrip())
    if comment.judged:
        yield Text(view.readable(item, judged_words(comment)), "small")

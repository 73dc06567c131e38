"""The comment-response document: a row for each comment and each agency's own response, with what came of it.

In the public version a comment is withheld whose author does not let it be published, or that a mark protects, and is
said to be; its response goes with it, since it may quote it. An agency's own response is not asked whether it may be
published, so it is withheld too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govbot.core.cards.comments import found_words
from govbot.core.cards.paging import page_of
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Buttons, Card, Part, Text
from govbot.core.workflow.choices import RESPONSES
from govbot.core.workflow.marked_up import proposal_words
from govbot.core.workflow.policy import Comment

# The columns, in the order of the customary table.
COLUMNS = ("No.", "{Agency}", "Section", "Comment", "Proposed change", "Response", "Reasons", "Change made")
WITHHELD = "withheld"
NONE_WITHHELD = "Every comment may be published."
SOME_WITHHELD = (
    "{count} of {all} comments are withheld: their authors do not let them be published, or they are marked."
)
OPEN = "{left} of {all} comments have no response yet."
OPEN_AGENCIES = "{left} of {all} responses of {agencies} as such have no answer yet."
OWN_RESPONSE = "The {agency}'s own response"
NO_COMMENTS = "No comment has come in that wants a response."
MOST_ON_A_CARD = 8
LONGEST_FILTER = 120
NO_RESPONSE = "open"
RESPONSE_WORDS = frozenset((NO_RESPONSE, *(choice.value for choice in RESPONSES)))
FILTERED = "{shown} of {all} comments: those with {terms}."
Row = tuple[str, ...]  # as COLUMNS


@dataclass(frozen=True, slots=True)
class ResponseTable:
    """The table with what stands above it; `columns` and each row have the same length.

    `circulated` says which draft was out for feedback, until when.
    """

    policy: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    circulated: str = ""


def response_table(view: View, *, public: bool = False, only: str = "") -> ResponseTable:
    """The table of the latest development, as the viewer may read it; or the public version.

    `only` is what `matches` takes; the note then says how many rows there are of how many, and speaks of all.
    """
    comments = (*view.development.to_resolve, *_to_questions(view))
    shown = [comment for comment in comments if matches(view, comment, only, public=public)]
    rows = tuple(_public(view, comment) if public else _row(view, comment) for comment in shown)
    note = _note(view, comments, public=public)
    if terms_of(only):
        note = (
            f"{FILTERED.format(shown=len(rows), all=len(comments), terms=', '.join(terms_of(only)))} {note}"
        )
    rows += tuple(_own_responses(view, only, public=public))
    columns = tuple(view.say(column) for column in COLUMNS)
    return ResponseTable(view.policy.id, view.title, note, columns, rows, _circulated(view))


def _circulated(view: View) -> str:
    """Each draft that was out for feedback, and until when."""
    said = []
    for period in view.development.periods:
        state = "closed" if period.is_closed(view.now) else "open until" if period.closes_at else "open"
        when = f" {view.when(period.closes_at)}" if period.closes_at else ""
        said.append(f"On D{period.draft}, {state}{when}.")
    return " ".join(said)


def _to_questions(view: View) -> Iterator[Comment]:
    """The answers to questions that were asked in particular, which want no response, question by question."""
    answers = [answer for answer in view.development.counted if answer.question]
    yield from sorted(answers, key=lambda answer: (answer.period, answer.question))


def _own_responses(view: View, only: str, *, public: bool) -> Iterator[Row]:
    """What each agency said as an agency; with a filter, of the agencies and answers that it names."""
    terms = [term.casefold() for term in terms_of(only)]
    for number, response in enumerate(view.development.agency_responses, 1):
        name = view.directory.agency_name(response.agency)
        facts = [fact.casefold() for fact in (response.agency, name, response.stance)]
        answer = response.answer or NO_RESPONSE
        if (public and terms) or not _fit(terms, answer, facts):
            continue
        if public:
            yield (f"R{number}", WITHHELD, "", WITHHELD, "", "", "", "")
            continue
        text = f"{response.stance}: {response.text}" if response.stance else response.text
        text += found_words(view, response)
        yield (f"R{number}", name, view.say(OWN_RESPONSE), text, "", response.answer, response.reasons, "")


def _note(view: View, comments: Sequence[Comment], *, public: bool) -> str:
    """How many comments are withheld; for the office, how many have no response."""
    if not comments:
        return NO_COMMENTS
    if public:
        withheld = sum(not _is_published(view, comment) for comment in comments)
        return SOME_WITHHELD.format(count=withheld, all=len(comments)) if withheld else NONE_WITHHELD
    wanting = [comment for comment in comments if comment.wants_response]
    said = OPEN.format(left=sum(not comment.response for comment in wanting), all=len(wanting))
    if given := view.development.agency_responses:
        left = sum(not response.answer for response in given)
        said = f"{said} {view.say(OPEN_AGENCIES, left=left, all=len(given))}"
    return said


def terms_of(only: str) -> tuple[str, ...]:
    """What a filter asks for, as it was typed: terms with commas between them."""
    return tuple(term for part in only[:LONGEST_FILTER].split(",") if (term := " ".join(part.split())))


def matches(view: View, comment: Comment, only: str, *, public: bool = False) -> bool:
    """Whether a comment has all of these terms: its agency, section, kind, theme or response; “open”: none yet.

    A response is meant whole, so that “accepted” is not “not accepted”; of anything else a part will do. What is
    withheld from the public, or from the viewer, is not looked at.
    """
    terms = [term.casefold() for term in terms_of(only)]
    if terms and public and not _is_published(view, comment):
        return False
    response = (comment.response if view.reads(f"comment {comment.id}") else "") or (
        NO_RESPONSE if comment.wants_response else ""
    )
    section = comment.section if view.reads(f"draft D{comment.draft}") else ""
    agency = (comment.agency, view.directory.agency_name(comment.agency) if comment.agency else "")
    facts = [
        fact.casefold()
        for fact in (*agency, section, comment.kind, comment.theme, _asked(view, comment))
        if fact
    ]
    return _fit(terms, response, facts)


def _fit(terms: Sequence[str], response: str, facts: Sequence[str]) -> bool:
    """Whether each term is the response, or a part of one of the facts; all of them folded."""
    return all(
        term == response if term in RESPONSE_WORDS else any(term in fact for fact in facts) for term in terms
    )


def _row(view: View, comment: Comment) -> Row:
    item = f"comment {comment.id}"
    is_proposal = bool(comment.old_words or comment.new_words)
    said = proposal_words(comment.old_words, comment.new_words) if is_proposal else ""
    section = _asked(view, comment) or (comment.section if view.reads(f"draft D{comment.draft}") else "")
    return (
        comment.id,
        view.directory.agency_name(comment.agency) if comment.agency else "",
        section,
        "" if comment.text == said else view.readable(item, comment.text),
        view.readable(item, _proposed(comment)) if is_proposal else "",
        comment.response if view.reads(item) else "",  # a row without a response is never taken in again
        view.readable(item, comment.reasons) if comment.reasons else "",
        _change(view, comment),
    )


def _asked(view: View, comment: Comment) -> str:
    """Of an answer, the question with its number."""
    if not comment.question:
        return ""
    period = next(period for period in view.development.periods if period.number == comment.period)
    return f"Question {comment.question}: {period.numbered[comment.question - 1]}"


def _is_published(view: View, comment: Comment) -> bool:
    """Whether its author lets it be published, and no mark protects it."""
    marks = view.policy.marks
    is_marked = bool(marks.get(f"comment {comment.id}") or marks.get(f"draft D{comment.draft}"))
    return comment.is_public and not is_marked


def _public(view: View, comment: Comment) -> Row:
    if _is_published(view, comment):
        return _row(view, comment)
    return (comment.id, WITHHELD, "", WITHHELD, "", "", "", "")


def _proposed(comment: Comment) -> str:
    """The words that go out and those that come in: "each year" → "every two years"."""
    old, new = comment.old_words or "(nothing)", comment.new_words or "(nothing)"
    return f"“{old}” → “{new}”"


def _change(view: View, comment: Comment) -> str:
    """What a response changed, as it was noted; else, of an accepted comment, in which draft to look for it."""
    if comment.change:
        number, section, paragraph = comment.change
        where = f"{section}, paragraph {paragraph}" if paragraph else section
        return f"D{number}: {where}" if view.reads(f"draft D{number}") else f"D{number}"
    if comment.response not in ("accepted", "accepted in part"):
        return ""
    draft = view.development.draft
    return f"see {draft.label}" if draft and draft.number > comment.draft else "to be made"


def responses_card(view: View, page: int = 0, only: str = "") -> Card:
    """The table in chat, a comment at a time, with the page that has it as a file; `only` is a filter."""
    table = response_table(view, only=only)
    items = [tuple(_item(table.columns, row)) for row in table.rows]
    parts: list[Part] = [
        Text(table.note, "strong"),
        *page_of(view, "responses", items, page, MOST_ON_A_CARD, f"{only} ".lstrip()),
    ]
    if link := view.page("responses"):
        parts.append(Buttons(link))
    parts += view.buttons("respond_to_comments", "respond_to_agency", "take_in_responses", about="")
    return Card(f"Comments and responses on {table.title}", tuple(parts), view.subject)


def _item(columns: Sequence[str], row: Row) -> list[Part]:
    number, agency, section, *cells = row
    head = " · ".join(part for part in (number, agency, section) if part)
    said = (f"{name}: {cell}" for name, cell in zip(columns[3:], cells, strict=True) if cell)
    return [Text(head, "strong"), Text("\n".join(said))]

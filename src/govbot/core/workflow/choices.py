"""Lists for forms that follow from a policy: sections, members, comments, marks. Pure functions of the
moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govbot.core.days import business_day_after
from govbot.core.grammar import Choice
from govbot.core.membership.choices import about_or_first as about_or_first
from govbot.core.membership.choices import as_choices
from govbot.core.workflow.context import PolicyContext, today
from govbot.core.workflow.policy import Comment, Review
from govbot.core.workflow.readers import can_read_item

MARKS = (
    "Usually none. A mark keeps the text to those whom it names, and counsel reviews it before any release"
)

RESPONSES = (
    Choice("accepted", "Accepted"),
    Choice("accepted in part", "Accepted in part"),
    Choice("not accepted", "Not accepted"),
    Choice("out of scope", "Out of scope"),
    Choice("for a later version", "For a later version"),
)


def section_choices(context: PolicyContext) -> list[Choice]:
    """The sections of the current draft; while agencies give feedback, of the draft that circulates.

    None for somebody from whom a mark keeps the draft: its headings are closed as its text is.
    """
    development = context.state.development
    if development is None or development.draft is None:
        return []
    circulating = (
        development.period.draft
        if development.period and development.stage == "agency feedback"
        else development.draft.number
    )
    if not can_read_item(context, f"draft D{circulating}"):
        return []
    paper = next(draft.paper for draft in development.drafts if draft.number == circulating)
    return [Choice(section, section) for section in paper.sections]


def draft_sections(context: PolicyContext) -> list[Choice]:
    """The sections of the current draft, for whoever may read it."""
    draft = context.state.development.draft if context.state.development else None
    if draft is None or not can_read_item(context, f"draft {draft.label}"):
        return []
    return [Choice(section, section) for section in draft.paper.sections]


def version_sections(context: PolicyContext) -> list[Choice]:
    """The sections of the version in force."""
    version = context.state.version or context.state.adopted
    return [Choice(section, section) for section in version.paper.sections] if version else []


def group_members(context: PolicyContext) -> list[Choice]:
    development = context.state.development
    return (
        as_choices(context.directory, development.group.members) if development and development.group else []
    )


def perspective_choices(context: PolicyContext) -> list[Choice]:
    return [Choice(name, name) for name in context.process.groups.perspectives]


def mark_choices(context: PolicyContext) -> list[Choice]:
    return [Choice(mark.key, f"{mark.name} ({mark.citation})") for mark in context.process.marks]


def levels(context: PolicyContext) -> list[Choice]:
    return [Choice(level, level) for level in ("high", "medium", "low")]


def comment_choices(context: PolicyContext) -> list[Choice]:
    """Comments that want a response, those without one first."""
    development = context.state.development
    if development is None:
        return []
    wanted = sorted(
        (comment for comment in development.comments if comment.wants_response),
        key=lambda comment: bool(comment.response),
    )
    return [comment_choice(context, comment) for comment in wanted]


def reviewers(context: PolicyContext, party: str) -> list[str]:
    """Who may give the review, or the advice, of this seat or office today; in an absence, the alternate too."""
    kind, _, of = party.partition(":")
    directory, day = context.directory, today(context)
    people = directory.seat_people(of, day) if kind == "seat" else directory.office_holders(of)
    return list(directory.with_alternates(people, day))


def is_reviewer(context: PolicyContext, review: Review) -> bool:
    """Whether this review is the person's to give: of the office or seat asked, or named for it."""
    named = context.directory.with_alternates((review.named,), today(context))
    return context.who.person in (*named, *reviewers(context, review.asked.party))


def usual_review_day(context: PolicyContext) -> str:
    """The day, as in ISO 8601, by which a review or an advice is asked for."""
    days = max(track.business_days for track in context.process.tracks)
    return business_day_after(today(context), days, context.process).isoformat()


def usual_closing(context: PolicyContext) -> str:
    return business_day_after(
        today(context), context.process.circulation.business_days, context.process
    ).isoformat()


MOST_IN_FULL = 10


def comments_in_full(context: PolicyContext) -> Iterator[str]:
    """The comments without a response, whole; a marked one without a word of it."""
    development = context.state.development
    left = development.unanswered if development else ()
    for comment in left[:MOST_IN_FULL]:
        marked = context.state.marks.get(f"comment {comment.id}")
        open_draft = can_read_item(context, f"draft D{comment.draft}")
        where = f" on “{comment.section}”" if comment.section and open_draft else ""
        text = "(marked: read it with “/gov comments”)" if marked else said_words(comment)
        yield f"{comment.id} · {comment.agency or 'outside'}{where}{_joined_words(left, comment)}: {text}"
    if len(left) > MOST_IN_FULL:
        yield f"… and {len(left) - MOST_IN_FULL} more: read them with “/gov comments”."


def late_comments(context: PolicyContext) -> list[Choice]:
    development = context.state.development
    late = [comment for comment in development.counted if comment.late] if development else []
    return [comment_choice(context, comment) for comment in late]


def said_words(comment: Comment) -> str:
    """A comment's own words, and the words that it proposes where those do not say them."""
    says_them = comment.old_words in comment.text and comment.new_words in comment.text
    proposed = f"“{comment.old_words or '(nothing)'}” → “{comment.new_words or '(nothing)'}”"
    shown = proposed if comment.proposes_words and not (comment.text and says_them) else ""
    return " · ".join(words for words in (comment.text, shown) if words)


def _joined_words(comments: Sequence[Comment], comment: Comment) -> str:
    """Which of these comments have one response with this one."""
    others = [each.id for each in comments if comment.joined and each.joined == comment.joined]
    return f" (joined with {', '.join(id for id in others if id != comment.id)})" if len(others) > 1 else ""


def comment_choice(context: PolicyContext, comment: Comment) -> Choice:
    """A comment by its beginning; a marked one without a word of it."""
    marked = context.state.marks.get(f"comment {comment.id}")
    words = "(marked)" if marked else excerpt(said_words(comment))
    return Choice(comment.id, f"{comment.id} · {comment.agency or 'outside'} · {words}")


def office_or_seat(context: PolicyContext, party: str) -> str:
    """How people read whose review it is: the seat's name, or the office's."""
    kind, _, of = party.partition(":")
    return next(seat.name for seat in context.process.seats if seat.key == of) if kind == "seat" else of


def excerpt(text: str, most: int = 50) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def open_requests(context: PolicyContext) -> list[Choice]:
    """The requests that the ad hoc group has not answered whole."""
    development = context.state.development
    requests = [request for request in development.requests if not request.complete] if development else []
    return [Choice(request.id, f"{request.id}: {request.text[:60]}") for request in requests]


def requested(context: PolicyContext) -> str:
    """The request that the card is about, or else the first open one; "" without any."""
    return about_or_first(context, open_requests(context))

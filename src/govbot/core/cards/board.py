"""The comment board in chat: its numbers, its comments in groups, one comment, those alike, accepted words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from govbot.core.cards.comments import comment_parts
from govbot.core.cards.paging import page_in, page_of, turning
from govbot.core.cards.view import MARKED, View
from govbot.core.cards.vocabulary import Button, Buttons, Card, Facts, Part, Text
from govbot.core.redline import place_of
from govbot.core.workflow import board
from govbot.core.workflow.alike import RULE
from govbot.core.workflow.choices import excerpt
from govbot.core.workflow.policy import Comment
from govbot.core.workflow.sections import place_now, place_words

MOST_ON_A_CARD, MOST_GROUPS, MOST_ALIKE_SHOWN = 8, 5, 4
MOST_IN_A_BUTTON = 60  # comments that a button names
NO_COMMENTS = "No comment has come in that wants a response."
ONLY_OPEN = "open"
ACTS = (
    "sort_comments",
    "join_comments",
    "draft_response",
    "look_at_response",
    "respond_to_comments",
    "link_change",
)
NONE_ALIKE = "The rule finds no further comments alike: {rule}."
FOUND_ALIKE = "Found by a rule: {rule}. Nothing is joined before you have seen it and confirmed."
NO_WORDS = "No proposed words are accepted that the current draft does not have."
WORDS = (
    "Accepted, and not yet taken into a draft. They are shown again when a draft is submitted, and leave this list "
    "with it."
)


# The groups ------------------------------------------------------------------------------------------


def section_of(view: View, comment: Comment) -> str:
    """The section in which a comment stands now."""
    if not view.reads(f"draft D{comment.draft}"):
        return MARKED
    if not comment.section:
        return "The whole draft"
    section, _ = place_of(place_now(view.development, comment))
    return section or f"{comment.section} (lost its place)"


def state_of(view: View, comment: Comment) -> str:
    """How far a comment is resolved."""
    if comment.judged == "remains":
        return "a concern remains"
    if comment.response:
        return "that answers it" if comment.judged else comment.response
    draft = board.drafts_by_comment(view.development).get(comment.id)
    if draft is None:
        return "no response"
    return "drafted, waits for a second look" if draft.waits else "drafted, given back"


GROUPINGS: dict[str, tuple[str, Callable[[View, Comment], str]]] = {
    "section": ("By section", section_of),
    "agency": ("By {agency}", lambda view, comment: comment.agency or view.say("Outside the {agencies}")),
    "kind": ("By kind", lambda view, comment: comment.kind),
    "theme": ("By theme", lambda view, comment: comment.theme or "No theme"),
    "drafter": (
        "By drafter",
        lambda view, comment: view.name(comment.drafter) if comment.drafter else "Nobody",
    ),
    "state": ("By state", state_of),
}


def groups_of(view: View, by: str, *, only_open: bool = False) -> dict[str, list[Comment]]:
    """The comments in their groups, the groups in the order in which their first comment came."""
    _, name_of = GROUPINGS.get(by, GROUPINGS["section"])
    comments = view.development.unanswered if only_open else view.development.to_resolve
    groups: dict[str, list[Comment]] = {}
    for comment in comments:
        groups.setdefault(name_of(view, comment), []).append(comment)
    return groups


def counts(view: View) -> Iterator[tuple[str, int]]:
    """The numbers of the board, those that are not none."""
    development = view.development
    comments = development.to_resolve
    joined = [comment.joined for comment in comments if comment.joined]
    drafted = board.drafts_by_comment(development)
    yield "Comments that want a response", len(comments)
    for label, number in (
        ("Without a response", len(development.unanswered)),
        ("Drafted, and not out yet", len(drafted)),
        ("Joined with others", len(joined)),
        ("Responses for joined ones", len(set(joined))),
        ("Without a theme", sum(not comment.theme for comment in comments)),
        ("Accepted words for the next draft", len(development.accepted_words)),
        ("Concerns that remain", sum(comment.judged == "remains" for comment in comments)),
        (
            view.say("Responses of {agencies} as such, without an answer"),
            sum(not response.answer for response in development.agency_responses),
        ),
    ):
        if number:
            yield label, number


def readable_text(view: View, comment: Comment) -> str:
    """The comment's words, and the words that it proposes, as far as the viewer may read them."""
    if not view.reads(f"comment {comment.id}"):
        return MARKED
    if not comment.proposes_words:
        return comment.text
    if not view.reads(f"draft D{comment.draft}"):
        return MARKED
    proposed = f"“{comment.old_words or '(nothing)'}” → “{comment.new_words or '(nothing)'}”"
    return f"{comment.text} {proposed}".strip()


def notes_of(view: View, comment: Comment) -> str:
    """Theme, drafter, what it is joined with, and how far it is resolved, in a line."""
    others = board.joined_with(view.development, comment)
    notes = (
        f"theme: {comment.theme}" if comment.theme else "",
        f"drafter: {view.name(comment.drafter)}" if comment.drafter else "",
        f"joined with {board.few_of([other.id for other in others])}" if others else "",
        state_of(view, comment),
    )
    return " · ".join(note for note in notes if note)


# The board -------------------------------------------------------------------------------------------


def board_card(view: View) -> Card:
    """The comments in groups, some at a time; `view.about` is the grouping, "open", and the page ("theme open 2")."""
    words = view.about.split()
    by = words[0] if words and words[0] in GROUPINGS else "section"
    only_open = ONLY_OPEN in words
    groups = groups_of(view, by, only_open=only_open)
    parts: list[Part] = [Facts(tuple((label, str(number)) for label, number in counts(view)))]
    if not groups:
        parts.append(Text(NO_COMMENTS if not only_open else "Every comment has its response."))
    parts += _page(view, groups, f"{by} {ONLY_OPEN} " if only_open else f"{by} ")
    parts += view.buttons(*ACTS, "undo_organising", about=board.about_text(acts_of(view), ()))
    if any(not response.answer for response in view.development.agency_responses):
        parts += view.buttons("respond_to_agency", about="")
    parts.append(Buttons(tuple(_looks(view, by, only_open=only_open))))
    return Card(f"The comments on {view.title}", tuple(parts), view.subject)


def _page(view: View, groups: Mapping[str, Sequence[Comment]], about: str) -> Iterator[Part]:
    """The comments of one page, each group under its name: no other comment is drawn."""
    lines = [
        (comment, name if at == 0 else "", len(group))
        for name, group in groups.items()
        for at, comment in enumerate(group)
    ]
    pages = max(1, -(-len(lines) // MOST_ON_A_CARD))
    page = min(page_in(view.about), pages - 1)
    first = page * MOST_ON_A_CARD
    if pages > 1:
        yield Text(f"{first + 1} to {min(first + MOST_ON_A_CARD, len(lines))} of {len(lines)}", "small")
    for comment, heading, many in lines[first : first + MOST_ON_A_CARD]:
        yield from _line(view, comment, heading, many)
    if turn := turning(view, "board", page, pages, about):
        yield Buttons(turn)


def acts_of(view: View) -> int:
    """How many acts the board has: what a button drawn now has seen."""
    return len(view.development.board_acts)


def _looks(view: View, by: str, *, only_open: bool) -> Iterator[Button]:
    yield from view.page("board")
    yield view.show("alike", "Near-identical ones")
    if words := view.development.accepted_words:
        yield view.show("words", f"Accepted words: {len(words)}")
    rest = f" {ONLY_OPEN}" if only_open else ""
    for name, (label, _) in GROUPINGS.items():
        if name != by:
            yield view.show("board", view.say(label), f"{name}{rest} 0")
    if only_open:
        yield view.show("board", "With those answered", f"{by} 0")
    else:
        yield view.show("board", "Only those without a response", f"{by} {ONLY_OPEN} 0")


def _line(view: View, comment: Comment, heading: str, many: int) -> Iterator[Part]:
    """A comment in short, below the name of its group where it is the first of it."""
    if heading:
        yield Text(f"{heading} ({many})", "strong")
    head = f"{comment.id} · {comment.agency or 'outside'} · {comment.kind}"
    yield Text(f"{head}: {excerpt(readable_text(view, comment), 160)}\n{notes_of(view, comment)}")
    yield Buttons((view.show("comment", f"Open {comment.id}", comment.id),), of_line=True)


def comment_card(view: View) -> Card:
    """One comment, with all that can be done with it."""
    id = view.about.partition(" ")[0]
    comment = view.development.comment(id)
    if comment is None or comment.set_aside:
        return Card(f"There is no comment {id[:20]} on {view.title}", (_back(view),), view.subject)
    others = [other.id for other in board.joined_with(view.development, comment)]
    about = board.about_text(acts_of(view), (comment.id, *others)[:MOST_IN_A_BUTTON])
    draft = board.drafts_by_comment(view.development).get(id)
    parts: list[Part] = [*comment_parts(view, comment), Text(notes_of(view, comment), "small")]
    if comment.proposes_words:
        parts.append(Text(readable_text(view, comment), "quote"))
    if comment.change:
        number, section, paragraph = comment.change
        where = f"{section}, paragraph {paragraph}" if paragraph else section
        reads = view.reads(f"draft D{number}")
        parts.append(Text(f"Changed in D{number}: {where if reads else MARKED}"))
    parts += view.buttons(
        *(name for name in ACTS if name != "look_at_response"), "split_comment", about=about
    )
    if draft:
        parts += view.buttons("look_at_response", about=draft.id)
    parts.append(_back(view))
    return Card(f"{comment.id} of {view.title}", tuple(parts), view.subject)


def _back(view: View) -> Buttons:
    return Buttons((view.show("board", "The whole board"),))


# Alike, and accepted words ---------------------------------------------------------------------------


def readable_unanswered(view: View) -> list[Comment]:
    """The comments without a response whose words the viewer may read: no others are compared for them."""
    return [c for c in view.development.unanswered if readable_text(view, c) != MARKED]


def alike_card(view: View) -> Card:
    """The groups of comments that say nearly the same, with the rule, the score, and the button that joins each."""
    groups = board.alike_comments(readable_unanswered(view))
    headline = f"Comments on {view.title} that say nearly the same: {len(groups)}"
    if not groups:
        return Card(headline, (Text(NONE_ALIKE.format(rule=RULE)), _back(view)), view.subject)
    by_id = {comment.id: comment for comment in view.development.comments}
    items: list[tuple[Part, ...]] = []
    for group in groups:
        comments = [by_id[key] for key in group.keys]
        about = board.about_text(acts_of(view), group.keys[:MOST_IN_A_BUTTON])
        words = [
            f"{comment.id} · {comment.agency or 'outside'}: {excerpt(readable_text(view, comment), 160)}"
            for comment in comments[:MOST_ALIKE_SHOWN]
        ]
        more = len(comments) - MOST_ALIKE_SHOWN
        rest = [f"… and {more} more: {board.few_of(group.keys[MOST_ALIKE_SHOWN:])}"] if more > 0 else []
        items.append(
            (
                Text(f"{len(comments)} comments, {group.score} of 100 alike", "strong"),
                Text("\n".join((*words, *rest))),
                *view.buttons("join_comments", about=about),
            )
        )
    listed = page_of(view, "alike", items, page_in(view.about), MOST_GROUPS)
    return Card(headline, (Text(FOUND_ALIKE.format(rule=RULE)), *listed, _back(view)), view.subject)


def words_card(view: View) -> Card:
    """The proposed words that were accepted, and that no draft has taken in yet."""
    comments = view.development.accepted_words
    items = [(Text(f"{_place(view, c)}: {readable_text(view, c)}"),) for c in comments]
    listed = page_of(view, "words", items, page_in(view.about), MOST_ON_A_CARD)
    parts = (
        Text(WORDS if items else NO_WORDS),
        *listed,
        *view.buttons("submit_draft", about=""),
        _back(view),
    )
    return Card(f"Words accepted for the next draft of {view.title}: {len(items)}", parts, view.subject)


def _place(view: View, comment: Comment) -> str:
    if not view.reads(f"draft D{comment.draft}"):
        return comment.id
    place = place_now(view.development, comment)
    return f"{comment.id}, in {place_words(place)}" if place else comment.id

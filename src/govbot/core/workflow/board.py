"""The comment board as forms and rules see it: which comments, who drafts, what has changed since it was drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from govbot.core.grammar import Choice, Needs
from govbot.core.membership.choices import as_choices
from govbot.core.remembered import remembered
from govbot.core.workflow.alike import Alike, alike
from govbot.core.workflow.choices import comment_choice, said_words
from govbot.core.workflow.context import PolicyContext
from govbot.core.workflow.policy import ORGANISING, BoardAct, Comment, Development, DraftedResponse, Policy
from govbot.core.workflow.readers import can_read_item

MEANWHILE = "Since you opened this, {name} has {did} {comments}. Look at it again before you confirm."
DID: dict[str, str] = {
    "joined": "joined",
    "split": "split",
    "sorted": "sorted",
    "undone": "undone what was done with",
    "drafted": "drafted a response to",
    "returned": "given back the response drafted for",
    "answered": "responded to",
    "linked": "noted the change made for",
    "judged": "said more on the response to",
}
MOST_NAMED = 8
MOST_WORDS = 10


def development_of(context: PolicyContext) -> Development | None:
    return context.state.development


# Which comments --------------------------------------------------------------------------------------


def about_of(context: PolicyContext) -> tuple[int, tuple[str, ...]]:
    """What a button of the board names: how many acts its card showed (0: not said), and the comments ("B7 C1 C4")."""
    words = context.about.split()
    seen = int(words[0][1:]) if words and words[0][:1] == "B" and words[0][1:].isdecimal() else 0
    return seen, tuple(word for word in words if word[:1] == "C")


def about_text(acts: int, comments: Iterable[str]) -> str:
    """The same as a button carries it."""
    return " ".join((f"B{acts}", *comments))


def resolvable(context: PolicyContext) -> list[Choice]:
    """Comments that want a response, or have one; those without one first."""
    development = development_of(context)
    comments = development.to_resolve if development else ()
    return [comment_choice(context, comment) for comment in sorted(comments, key=lambda c: bool(c.response))]


def without_response(context: PolicyContext) -> list[Choice]:
    development = development_of(context)
    return [comment_choice(context, comment) for comment in development.unanswered] if development else []


def with_response(context: PolicyContext) -> list[Choice]:
    development = development_of(context)
    comments = development.to_resolve if development else ()
    return [comment_choice(context, comment) for comment in comments if comment.response]


def chosen_first(context: PolicyContext) -> tuple[str, ...]:
    """The comments that the pressed button names."""
    return about_of(context)[1]


def with_joined(development: Development, ids: Collection[str]) -> tuple[str, ...]:
    """These comments and those joined with them, in their order; of the joined, those that want a response."""
    joined = {comment.joined for comment in development.comments if comment.id in ids and comment.joined}
    return tuple(
        comment.id
        for comment in development.comments
        if comment.id in ids or (comment.joined in joined and comment.wants_response)
    )


def joined_with(development: Development, comment: Comment) -> tuple[Comment, ...]:
    """The other comments that have one response with this one."""
    return tuple(
        other
        for other in _joined(development).get(comment.joined, ())
        if other.id != comment.id and comment.joined
    )


@remembered
def _joined(development: Development) -> Mapping[str, list[Comment]]:
    """The comments that are joined, by the act that joined them."""
    groups: dict[str, list[Comment]] = {}
    for comment in development.to_resolve:
        if comment.joined:
            groups.setdefault(comment.joined, []).append(comment)
    return groups


@remembered
def drafts_by_comment(development: Development) -> Mapping[str, DraftedResponse]:
    """The drafted response of each comment that has one which has not gone out."""
    drafts = development.drafted_responses
    return {comment: draft for draft in drafts if not draft.over for comment in draft.comments}


def compared_text(comment: Comment) -> str:
    """What is compared of a comment: its words; of proposed words, with their place."""
    proposed = f"{comment.section} {comment.old_words} {comment.new_words}" if comment.proposes_words else ""
    return f"{comment.text} {proposed}".strip()


def alike_comments(comments: Iterable[Comment]) -> list[Alike]:
    """Groups of these comments that say nearly the same, without those that are joined already."""
    listed = list(comments)
    by_id = {comment.id: comment for comment in listed}
    groups = alike([(comment.id, compared_text(comment)) for comment in listed])
    return [group for group in groups if not _is_joined([by_id[key] for key in group.keys])]


def _is_joined(comments: list[Comment]) -> bool:
    return bool(comments[0].joined) and len({comment.joined for comment in comments}) == 1


# Who drafts ------------------------------------------------------------------------------------------


def drafter_choices(context: PolicyContext) -> list[Choice]:
    """Who may be asked to draft a response: the lead, the liaisons, the group's members."""
    policy = context.state
    people = (policy.lead, *group_people(policy))
    directory = context.directory
    return as_choices(directory, dict.fromkeys(who for who in people if directory.is_active(who)))


def group_people(policy: Policy) -> tuple[str, ...]:
    group = policy.development.group if policy.development else None
    return group.everybody if group and not group.closed else ()


def to_draft(development: Development, person: str) -> tuple[Comment, ...]:
    """The comments for which this person is to draft a response, and has not."""
    drafted = {id for draft in development.drafted_responses if draft.waits for id in draft.comments}
    return tuple(c for c in development.unanswered if c.drafter == person and c.id not in drafted)


def waiting_for(development: Development, person: str) -> list[DraftedResponse]:
    """The drafted responses at which this person may look: somebody else's."""
    return [draft for draft in development.drafted_responses if draft.waits and draft.by != person]


# What has changed ------------------------------------------------------------------------------------


def organised(development: Development) -> list[BoardAct]:
    """The acts that can be undone, the latest first: those that no later act on the same comments rests on."""
    left: list[BoardAct] = []
    touched: set[tuple[str, str]] = set()
    answered = {c.part_of for c in development.comments if c.response or c.joined or c.theme or c.drafter}
    for act in reversed(development.board_acts):
        if act.kind not in ORGANISING or act.undone:
            continue
        of = {(act.kind, comment) for comment in act.comments}
        is_used = act.kind == "split" and act.comments[0] in answered
        if not (of & touched or is_used):
            left.append(act)
        touched |= of
    return left


def next_act(context: PolicyContext) -> str:
    """The number of the next act on the board."""
    development = development_of(context)
    return f"B{len(development.board_acts) + 1 if development else 1}"


def changed_meanwhile(context: PolicyContext, command: Any) -> Iterator[str]:
    """What somebody else has done with the chosen comments since the card was drawn whose button was pressed."""
    development = development_of(context)
    seen, _ = about_of(context)
    if development is None or not context.about.startswith("B"):
        return
    chosen = getattr(command, "comments", ()) or (getattr(command, "comment", ""),)
    for act in development.board_acts[seen:]:
        both = [comment for comment in act.comments if comment in chosen]
        if both and act.by != context.who.person:
            yield MEANWHILE.format(
                name=context.directory.name(act.by), did=DID[act.kind], comments=few_of(both)
            )


def few_of(comments: Collection[str]) -> str:
    """The numbers of some comments: "C1, C4 and 12 more"."""
    listed = list(comments)
    more = f" and {len(listed) - MOST_NAMED} more" if len(listed) > MOST_NAMED else ""
    return f"{', '.join(listed[:MOST_NAMED])}{more}"


def read_in_full(context: PolicyContext, comment: Comment) -> str:
    """A comment as somebody reads it before deciding on it; a marked one without a word of it."""
    item = f"comment {comment.id}"
    is_open = can_read_item(context, item) and can_read_item(context, f"draft D{comment.draft}")
    return f"{comment.id} · {comment.agency or 'outside'}: {said_words(comment) if is_open else '(marked)'}"


def words_for_the_next_draft(context: PolicyContext) -> Iterator[str]:
    """The accepted words that no draft has taken in yet, for whoever submits the next one."""
    development = development_of(context)
    accepted = development.accepted_words if development else ()
    if accepted:
        yield f"Proposed words that were accepted, for this draft: {len(accepted)}"
    for comment in accepted[:MOST_WORDS]:
        where = f" in “{comment.section}”" if comment.section else ""
        is_open = can_read_item(context, f"draft D{comment.draft}")
        yield f"{comment.id}{where if is_open else ''}: {read_in_full(context, comment)}"
    if len(accepted) > MOST_WORDS:
        yield f"… and {len(accepted) - MOST_WORDS} more: “/gov words” lists them."


has_unanswered = Needs(
    "a comment without a response",
    met=lambda context: bool((development := development_of(context)) and development.unanswered),
    otherwise="No comment waits for a response.",
)

"""Comments are organised on the board, and responses to them are drafted, looked at and judged."""

from __future__ import annotations

from collections.abc import Callable, Collection

from govbot.core.grammar import Entry
from govbot.core.workflow import events as e
from govbot.core.workflow.evolve.marked import changed, current, develop
from govbot.core.workflow.policy import Comment, Policy
from govbot.core.workflow.policy.board import Before, BoardAct, BoardKind, DraftedResponse


def board(policy: Policy, entry: Entry, event: e.BoardEvents) -> Policy:
    match event:
        case e.CommentsJoined():
            after = _organised(policy, entry, "joined", event.act, event.comments, event.rule)
            return on_comments(after, event.comments, lambda comment: changed(comment, joined=event.act))
        case e.CommentSplit():
            return _split(policy, entry, event)
        case e.CommentsSorted():
            return _sorted(policy, entry, event)
        case e.OrganisingUndone():
            return _undone(policy, entry, event.act)
        case e.ResponseDrafted():
            return _drafted(policy, entry, event)
        case e.DraftedResponseReturned():
            returned = next(each for each in current(policy).drafted_responses if each.id == event.draft)
            after = acted(policy, entry, "returned", returned.comments, event.draft)
            return _on_drafted(after, event.draft, note=event.note)
        case e.ChangeLinked():
            change = (event.draft, event.section, event.paragraph)
            after = acted(policy, entry, "linked", event.comments, f"D{event.draft}")
            return on_comments(after, event.comments, lambda comment: changed(comment, change=change))
        case e.ResponseJudged():
            judged = "remains" if event.remains else "answers"
            after = acted(policy, entry, "judged", event.comments, judged)
            return on_comments(
                after,
                event.comments,
                lambda comment: changed(comment, judged=judged, remains=event.text if event.remains else ""),
            )


def answered(policy: Policy, entry: Entry, event: e.CommentsAnswered) -> Policy:
    """The comments have this response; what was drafted for them is over, and a judgment of an earlier one too."""
    draft = current(policy).draft
    number = draft.number if draft else 0
    after = acted(policy, entry, "answered", event.comments, event.response)
    after = on_comments(
        after,
        event.comments,
        lambda comment: changed(
            comment,
            response=event.response,
            reasons=event.reasons,
            answered_on=number,
            judged="",
            remains="",
        ),
    )
    return _without_drafts(_answered_in_parts(after), event.comments)


IN_PARTS = "in parts"


def _answered_in_parts(policy: Policy) -> Policy:
    """The policy in which a split comment has its response once each of its parts has."""
    comments = current(policy).comments
    split = {comment.id for comment in comments if comment.is_split and not comment.response}
    if not split:
        return policy
    left = {comment.part_of for comment in comments if not comment.response}
    return on_comments(policy, split - left, lambda comment: changed(comment, response=IN_PARTS))


def on_comments(policy: Policy, ids: Collection[str], change: Callable[[Comment], Comment]) -> Policy:
    """The policy with these comments changed."""
    wanted = frozenset(ids)
    comments = tuple(
        change(comment) if comment.id in wanted else comment for comment in current(policy).comments
    )
    return develop(policy, comments=comments)


def with_parts(policy: Policy, ids: Collection[str]) -> frozenset[str]:
    """These comments, and the parts of those that were split."""
    return frozenset(
        comment.id for comment in current(policy).comments if comment.id in ids or comment.part_of in ids
    )


def acted(
    policy: Policy,
    entry: Entry,
    kind: BoardKind,
    comments: tuple[str, ...],
    words: str = "",
    before: tuple[Before, ...] = (),
) -> Policy:
    """The policy with one more act on its board."""
    acts = current(policy).board_acts
    act = BoardAct(f"B{len(acts) + 1}", kind, entry.actor, entry.recorded_at, comments, words, before)
    return develop(policy, board_acts=(*acts, act))


def _organised(
    policy: Policy, entry: Entry, kind: BoardKind, act: str, ids: tuple[str, ...], words: str
) -> Policy:
    """An act that can be undone: how its comments stood is kept with it. Its number is the event's."""
    before = tuple(
        Before(comment.id, comment.theme, comment.drafter, comment.joined)
        for comment in current(policy).comments
        if comment.id in ids
    )
    acts = current(policy).board_acts
    made = BoardAct(act, kind, entry.actor, entry.recorded_at, ids, words, before)
    return develop(policy, board_acts=(*acts, made))


def _sorted(policy: Policy, entry: Entry, event: e.CommentsSorted) -> Policy:
    to = {"theme": event.theme, "drafter": event.drafter}
    changes = {name: value for name, value in to.items() if value is not None}
    words = event.theme if event.theme is not None else ""
    after = _organised(policy, entry, "sorted", event.act, event.comments, words)
    return on_comments(after, event.comments, lambda comment: changed(comment, **changes))


def _split(policy: Policy, entry: Entry, event: e.CommentSplit) -> Policy:
    """Each part is a comment like the whole one, but for its words, right behind it; marks of the whole are its own."""
    comments: list[Comment] = []
    marks, authors = dict(policy.marks), dict(policy.authors)
    for comment in current(policy).comments:
        if comment.id != event.comment:
            comments.append(comment)
            continue
        made = comment.parts_made
        comments.append(changed(comment, is_split=True, parts_made=made + len(event.parts)))
        for number, text in enumerate(event.parts, start=made + 1):
            part = changed(
                comment, id=f"{comment.id}.{number}", text=text, part_of=comment.id, joined="", parts_made=0
            )
            comments.append(part)
            authors[f"comment {part.id}"] = comment.person
            if kept := policy.marks.get(f"comment {comment.id}"):
                marks[f"comment {part.id}"] = kept
    after = _organised(policy, entry, "split", event.act, (event.comment,), str(len(event.parts)))
    return changed(develop(after, comments=tuple(comments)), marks=marks, authors=authors)


def _undone(policy: Policy, entry: Entry, id: str) -> Policy:
    acts = current(policy).board_acts
    act = next(act for act in acts if act.id == id)
    before = {each.comment: each for each in act.before}

    def as_before(comment: Comment) -> Comment:
        was = before[comment.id]
        match act.kind:
            case "joined":
                return changed(comment, joined=was.joined)
            case "split":
                return changed(comment, is_split=False)
            case _:
                return changed(comment, theme=was.theme, drafter=was.drafter)

    undone = on_comments(policy, tuple(before), as_before)
    if act.kind == "split":
        left = tuple(comment for comment in current(undone).comments if comment.part_of not in before)
        undone = develop(undone, comments=left)
    marked = tuple(changed(each, undone=True) if each.id == id else each for each in acts)
    return acted(develop(undone, board_acts=marked), entry, "undone", act.comments, id)


def _drafted(policy: Policy, entry: Entry, event: e.ResponseDrafted) -> Policy:
    """A newer draft takes the place of what was drafted for the same comments before."""
    after = _without_drafts(policy, event.comments)
    draft = DraftedResponse(event.draft, event.comments, event.response, event.reasons, entry.actor)
    after = develop(after, drafted_responses=(*current(after).drafted_responses, draft))
    return acted(after, entry, "drafted", event.comments, event.response)


def _without_drafts(policy: Policy, ids: tuple[str, ...]) -> Policy:
    """What was drafted for these comments is over; for further comments it goes on."""
    if not any(not draft.over for draft in current(policy).drafted_responses):
        return policy
    return develop(
        policy,
        drafted_responses=tuple(
            draft if draft.over else _left(draft, ids) for draft in current(policy).drafted_responses
        ),
    )


def _left(draft: DraftedResponse, ids: tuple[str, ...]) -> DraftedResponse:
    left = tuple(comment for comment in draft.comments if comment not in ids)
    return changed(draft, comments=left) if left else changed(draft, over=True)


def _on_drafted(policy: Policy, id: str, **changes: str) -> Policy:
    return develop(
        policy,
        drafted_responses=tuple(
            changed(draft, **changes) if draft.id == id else draft
            for draft in current(policy).drafted_responses
        ),
    )

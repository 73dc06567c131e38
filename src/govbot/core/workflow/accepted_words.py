"""The accepted words are taken into the text of the next draft, where the current one is no Word file."""

from __future__ import annotations

from govbot.core.grammar import Document, FieldErrors
from govbot.core.redline import replace_words
from govbot.core.workflow.context import PolicyContext
from govbot.core.workflow.policy import Comment
from govbot.core.workflow.readers import can_read
from govbot.core.workflow.replacement import as_markdown

FIELD = "take_words"
NOT_TAKEN = (
    "The words of {comment} cannot be put in their place: {problem} Submit the draft as a file instead."
)
ONLY_ADDED = "they only add, and take nothing out."


def to_take(context: PolicyContext) -> tuple[Comment, ...]:
    """The accepted words that can be taken in here: none of a Word file, nor for who may not read the draft."""
    development = context.state.development
    draft = development.draft if development else None
    if development is None or draft is None or draft.paper.is_word or not can_read(context, draft):
        return ()
    return development.accepted_words


def with_accepted_words(context: PolicyContext) -> Document:
    """The current draft with all accepted words in it. Raises FieldErrors where one has no place of its own."""
    development, text = context.state.development, context.text
    draft = development.draft if development else None
    comments = to_take(context)
    if draft is None or not comments or not text:
        raise FieldErrors({FIELD: "There are no accepted words that could be taken in here."})
    for comment in comments:
        try:
            text = with_words_of(comment, text)
        except ValueError as problem:
            words = NOT_TAKEN.format(comment=comment.id, problem=problem)
            raise FieldErrors({FIELD: words}) from None
    return as_markdown(draft.paper, text, f"D{draft.number + 1}")


def with_words_of(comment: Comment, text: str) -> str:
    """The text with the words of one comment: in the passage that it names, where that stands in it once.

    Raises ValueError, a sentence for the person.
    """
    old, new = comment.old_words, comment.new_words
    if not old:
        raise ValueError(ONLY_ADDED)
    if comment.passage.count(old) == 1:
        try:
            return replace_words(text, comment.passage, comment.passage.replace(old, new))
        except ValueError:
            pass  # the passage has changed since: the words alone may still stand there
    return replace_words(text, old, new)

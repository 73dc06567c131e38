"""The accepted words are taken into the next draft: into its text, or into the Word file that it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
NOT_IN_WORD = (
    "The words cannot be put into the Word file of {draft}: one of their places stands in it more than once, or is no "
    "plain text there. Change the file by hand and submit it; “/gov words” lists the words with their places."
)
ONLY_ADDED = "they only add, and take nothing out."


def to_take(context: PolicyContext) -> tuple[Comment, ...]:
    """The accepted words that can be taken in here: none for who may not read the draft."""
    development = context.state.development
    draft = development.draft if development else None
    if development is None or draft is None or not can_read(context, draft):
        return ()
    return development.accepted_words


def with_accepted_words(context: PolicyContext) -> Document:
    """The current draft with all accepted words in it. Raises FieldErrors where one has no place of its own.

    Of a Word file it is `context.reworded`, a clean copy with the words in it, where that reads as the changed text.
    """
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
    name, made = f"D{draft.number + 1}", context.reworded
    if not draft.paper.is_word:
        return as_markdown(draft.paper, text, name)
    if made is None or not made.paper.is_word or made.text != text:
        raise FieldErrors({FIELD: context.say(NOT_IN_WORD, draft=draft.label)})
    return replace(made, paper=made.paper.model_copy(update={"name": f"{name}.docx"}))


def texts_towards(text: str, comments: Sequence[Comment]) -> Iterator[str]:
    """The text, and what it becomes with the words of each comment; raises ValueError where one has no place."""
    yield text
    for comment in comments:
        text = with_words_of(comment, text)
        yield text


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

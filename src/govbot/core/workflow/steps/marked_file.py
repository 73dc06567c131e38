"""A marked-up file as an answer: it is sent, looked through, and what is ticked of it is handed in as comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from govbot.core.grammar import Ask, Choice, Command, Document, Event, FieldErrors, Needs
from govbot.core.workflow import events as e
from govbot.core.workflow.answering import (
    Publish,
    answer_given,
    is_on_no_roster,
    may_be_published,
    own_answers,
    own_place,
    taken_back_first,
)
from govbot.core.workflow.choices import MARKS, mark_choices
from govbot.core.workflow.context import PolicyContext, current_development, latest_period
from govbot.core.workflow.marked_up import MarkedUp, in_a_line, read_marks, words_of
from govbot.core.workflow.policy import MarkedFile
from govbot.core.workflow.readers import can_read, marks_of

NOTHING_IN_IT = (
    "No comment stands in the margin of this file, and its words are those of D{draft}. Mark it up in Word, or "
    "write a comment instead."
)
OTHER_TEXT = (
    "This file does not read as D{draft}, which is out for feedback: only the comments in its margin are taken. Is it "
    "the right file?"
)
OTHER_TEXT_ALONE = (
    "This file does not read as D{draft}, which is out for feedback, and has no comment in its margin. Choose the "
    "marked-up draft."
)


class SendMarkedFile(Command):
    file: Annotated[
        Document,
        Ask(
            "The draft with your comments and changes",
            "file",
            "A Word file (.docx): what stands in its margin and what is changed is listed, for you to look through",
        ),
    ]


def _marks(context: PolicyContext, command: SendMarkedFile) -> MarkedUp:
    """What the file says: as it was read beside the transaction, where that was of this draft."""
    draft = current_development(context).circulated
    assert draft is not None  # the row is open where a period is
    if not can_read(context, draft):
        return read_marks(draft, "", command.file)
    prepared = context.prepared
    if isinstance(prepared, MarkedUp) and prepared.draft == draft.number:
        return prepared
    return read_marks(draft, context.text, command.file)


def send_marked_file(context: PolicyContext, command: SendMarkedFile) -> Iterator[Event]:
    period = latest_period(context)
    entry = own_place(context, period)
    marks = _marks(context, command)
    if not marks.items:
        sentence = NOTHING_IN_IT if marks.fits else OTHER_TEXT_ALONE
        raise FieldErrors({"file": sentence.format(draft=period.draft)})
    yield e.MarkedFileSent(
        file=f"M{len(current_development(context).marked_files) + 1}",
        period=period.number,
        draft=period.draft,
        paper=command.file.paper,
        items=marks.items,
        fits=marks.fits,
        agency=entry.agency,
        instead_of=entry.key if entry.key != context.who.person else "",
    )


def other_text(context: PolicyContext, command: SendMarkedFile) -> Iterator[str]:
    """Ask for confirmation of a file that is not the draft which circulates."""
    if not _marks(context, command).fits:
        yield OTHER_TEXT.format(draft=latest_period(context).draft)


def own_files(context: PolicyContext) -> list[MarkedFile]:
    """The person's own marked-up files of the last period of which something is left, the last one first."""
    development = context.state.development
    period = development.period if development else None
    if development is None or period is None:
        return []
    return [
        file
        for file in reversed(development.marked_files)
        if (file.period, file.person) == (period.number, context.who.person) and file.left
    ]


def _meant(context: PolicyContext) -> MarkedFile | None:
    """The file that the button names, else the last."""
    files = own_files(context)
    return next((file for file in files if file.id == context.about), files[0] if files else None)


def item_choices(context: PolicyContext) -> list[Choice]:
    file = _meant(context)
    return [Choice(str(item.number), in_a_line(item)) for item in file.left] if file else []


def all_items(context: PolicyContext) -> tuple[str, ...]:
    return tuple(choice.value for choice in item_choices(context))


class HandInMarked(Command):
    items: Annotated[
        tuple[str, ...],
        Ask(
            "What you hand in",
            "choices",
            "What is not ticked stays in the list, and counts nowhere",
            choices=item_choices,
            initial=all_items,
        ),
    ]
    changed: Annotated[
        str,
        Ask(
            "Word one of them otherwise",
            "choice",
            "For more than one, hand in the others first",
            optional=True,
            choices=item_choices,
        ),
    ] = ""
    text: Annotated[str, Ask("Its words then", "text", optional=True, most=3000)] = ""
    publish: Annotated[Publish, may_be_published()] = ""
    marks: Annotated[
        tuple[str, ...], Ask("Marks", "choices", MARKS, optional=True, choices=mark_choices, folded=True)
    ] = ()


def hand_in_marked(context: PolicyContext, command: HandInMarked) -> Iterator[Event]:
    file = _meant(context)
    assert file is not None  # the row is open to one who has such a file
    if command.changed and not command.text:
        raise FieldErrors({"text": "Write how it is to read, or choose none to word otherwise."})
    if command.text and command.changed not in command.items:
        raise FieldErrors({"changed": "Choose which one these words are for, among those that are ticked."})
    yield from taken_back_first(own_answers(context))
    draft = current_development(context).circulated
    # The words of a marked draft stand in what is said of them.
    marks = tuple(dict.fromkeys((*command.marks, *(marks_of(context, draft) if draft else ()))))
    ticked = [item for item in file.left if str(item.number) in command.items]
    for count, item in enumerate(ticked):
        is_changed = str(item.number) == command.changed
        yield answer_given(
            context,
            "comment",
            item.section,
            command.text if is_changed else words_of(item),
            marks=marks,
            before=count,
            publish=command.publish,
        ).model_copy(
            update={
                "passage": item.passage,
                "old_words": "" if is_changed else item.old_words,
                "new_words": "" if is_changed else item.new_words,
                "marked_file": file.id,
                "item": item.number,
            }
        )


has_file_to_hand_in = Needs(
    "a marked-up file of one's own of which something is left",
    met=lambda context: is_on_no_roster(context) or bool(own_files(context)),
    otherwise="You have sent no marked-up file of which anything is left. Send one with “/gov marked-file”.",
)

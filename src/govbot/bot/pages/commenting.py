"""The page on which a draft is commented passage by passage: its text, what is saved, and the form to hand it in.

What is written here is saved beside the record (`bot/saved_comments.py`) and counts nowhere until it is handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from govbot.adapter_api.answers import Answer
from govbot.bot import saved_comments
from govbot.bot.forms import open_form
from govbot.bot.pages.reading import Reading, reading
from govbot.bot.request_context import RequestContext
from govbot.bot.tokens import SignedToken
from govbot.core.cards.answers import clean
from govbot.core.cards.feedback import LATE_ANSWER, own_line
from govbot.core.cards.view import View
from govbot.core.cards.vocabulary import Form
from govbot.core.grammar import Choice, FieldErrors, Refusal
from govbot.core.redline import paragraph_holding, sections_holding
from govbot.core.table import BY_NAME, button_label
from govbot.core.workflow.answering import KINDS, PUBLISH
from govbot.core.workflow.context import NO_PERIOD
from govbot.core.workflow.paragraphs import paragraph_in
from govbot.core.workflow.policy import Draft, Period
from govbot.core.workflow.saved_comments import (
    ONLY_A_COMMENT,
    SavedComment,
    problems_of,
    split_up,
)

PAGE = "comment"
HAND_IN = "hand_in_comments"
ANSWER = "give_answers"
GONE = "That comment is no longer saved: it was deleted or handed in meanwhile."


@dataclass(frozen=True, slots=True)
class CommentingPage:
    """The draft that circulates, as its reader may comment it.

    `questions` are what is asked in particular, `answers` the label of the form that answers them ("": there is none,
    or they are not this person's to answer). `until` says by when; `sections` are those that can be chosen. `written`
    is what stands in the form, with `problems` by field; `saved` is what is not handed in, `handed_in` what is, in a
    line each. `form` hands in what is saved (None where nothing is).
    """

    name: str
    draft: Reading
    until: str
    late: str
    sections: Sequence[str]
    kinds: Sequence[Choice]
    publish: Sequence[Choice]
    saved: Sequence[SavedComment]
    handed_in: Sequence[str]
    written: SavedComment
    form: Form | None = None
    questions: Sequence[str] = ()
    answers: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """It is done: the page is shown anew, at this comment ("": at the form)."""

    id: str = ""


def commenting_page(context: RequestContext, subject: str, edited: str = "") -> CommentingPage:
    """The page, without the draft's text. Raises Refusal where the draft is not shown to the person."""
    saved = saved_comments.saved(context, subject)
    written = next((comment for comment in saved if comment.id == edited), None)
    latest = saved[-1].publish if saved else ""
    return _page(context, subject, written or SavedComment("", publish=latest))


def _page(context: RequestContext, subject: str, written: SavedComment) -> CommentingPage:
    view = context.view(subject)
    period, draft = _circulated(view)
    saved = saved_comments.saved(context, subject)
    own = [
        comment
        for comment in view.development.counted
        if (comment.person, comment.period) == (context.person, period.number)
    ]
    return CommentingPage(
        name=view.name(context.person),
        draft=reading(context, subject, draft.label),
        until=view.when(period.closes_at) if period.closes_at else "",
        late=LATE_ANSWER if period.is_closed(view.now) else "",
        sections=draft.paper.sections,
        kinds=_said(view, [kind for kind in KINDS if kind.value in ONLY_A_COMMENT]),
        publish=_said(view, PUBLISH),
        saved=saved,
        handed_in=[own_line(view, comment) for comment in own],
        written=written,
        form=open_form(context, SignedToken(HAND_IN, subject)) if saved else None,
        questions=period.numbered,
        answers=button_label(BY_NAME[ANSWER], view.process) if view.can(BY_NAME[ANSWER]) else "",
    )


def _circulated(view: View) -> tuple[Period, Draft]:
    """The last feedback period and its draft; raises Refusal where there is none."""
    period, draft = view.development.period, view.development.circulated
    if period is None or draft is None:
        raise Refusal(NO_PERIOD)
    return period, draft


def _said(view: View, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    return tuple(Choice(choice.value, view.say(choice.label)) for choice in choices)


def change(context: RequestContext, subject: str, answers: Mapping[str, Answer]) -> CommentingPage | Saved:
    """Do what was pressed: save the comment in the form, delete a saved one, or split one that is a list.

    The page again where something has to be put right. Raises Refusal where too much is saved.
    """
    view = context.view(subject)
    _, draft = _circulated(view)
    if not view.reads(f"draft {draft.label}"):
        reading(context, subject, draft.label)  # raises Refusal, with the sentence for it
    did, _, id = _word(answers, "do").partition(" ")
    if did == "delete":
        saved_comments.change(context, subject, lambda saved: [each for each in saved if each.id != id])
        return Saved()
    if did == "split":
        return _split(context, subject, id)
    comment = _comment(answers)
    problems = {**problems_of(comment), **_paragraph_problem(answers), **_section_problem(comment, draft)}
    if problems:
        return replace(_page(context, subject, comment), problems=problems)
    return _save(context, subject, draft, comment)


def _split(context: RequestContext, subject: str, id: str) -> Saved:
    saved = saved_comments.saved(context, subject)
    points = next((comment.points for comment in saved if comment.id == id), ())
    if not points:
        raise Refusal(GONE)
    ids = saved_comments.new_ids(context, len(points))
    saved_comments.change(context, subject, lambda saved: split_up(saved, id, ids))
    return Saved(ids[0])


def _save(context: RequestContext, subject: str, draft: Draft, comment: SavedComment) -> Saved:
    """Save it, at the section and paragraph in which its passage stands where none was chosen; in its place, if it was
    there."""
    if comment.passage and not (comment.section and comment.paragraph):
        comment = _at_its_passage(context, draft, comment)
    comment = comment if comment.section else replace(comment, paragraph=0)
    is_new = comment.id not in {each.id for each in saved_comments.saved(context, subject)}
    if is_new:
        comment = replace(comment, id=saved_comments.new_ids(context)[0])
    saved_comments.change(
        context,
        subject,
        lambda saved: (
            [*saved, comment] if is_new else [comment if each.id == comment.id else each for each in saved]
        ),
    )
    return Saved(comment.id)


def _at_its_passage(context: RequestContext, draft: Draft, comment: SavedComment) -> SavedComment:
    """The comment at the section in which its passage stands, and at the paragraph, where it stands in one alone."""
    text, sections = context.tx.documents.text(draft.paper.text_sha256), draft.paper.sections
    section = comment.section or sections_holding(text, sections, (comment.passage,))[0]
    paragraph = comment.paragraph or paragraph_holding(text, sections, section, comment.passage)
    return replace(comment, section=section, paragraph=paragraph)


def _comment(answers: Mapping[str, Answer]) -> SavedComment:
    """The comment as it stands in the form."""
    kind, number = _word(answers, "kind"), _word(answers, "paragraph")
    publish = _word(answers, "publish")
    return SavedComment(
        id=_word(answers, "id"),
        section=_word(answers, "section"),
        paragraph=int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0,
        passage=_word(answers, "passage"),
        kind=kind if kind in ONLY_A_COMMENT else ONLY_A_COMMENT[0],
        text=_word(answers, "text"),
        new_words=_word(answers, "new_words"),
        strike=_word(answers, "strike") == "yes" and not _word(answers, "new_words"),
        publish=publish if publish in ("yes", "no") else "",
    )


def _section_problem(comment: SavedComment, draft: Draft) -> dict[str, str]:
    if comment.section and comment.section not in draft.paper.sections:
        return {"section": "This draft has no such section. Choose one from the list."}
    return {}


def _paragraph_problem(answers: Mapping[str, Answer]) -> dict[str, str]:
    try:
        paragraph_in(_word(answers, "paragraph"))
    except FieldErrors as wrong:
        return wrong.problems
    return {}


def _word(answers: Mapping[str, Answer], name: str) -> str:
    value = clean(answers.get(name))
    return value if isinstance(value, str) else ""

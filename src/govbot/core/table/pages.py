"""The rows of the pages behind links from chat; a further page needs only its row here."""

from __future__ import annotations

from govbot.core.grammar import Page
from govbot.core.workflow import evidence, memos, overview, readers

PAGES: tuple[Page, ...] = (
    Page(
        "read",
        label="Read it on a page",
        title="Read a draft",
        word="page",
        hint="Read the draft on a page of your browser",
        refusal=readers.why_no_draft_to_read,
    ),
    Page(
        "comment",
        label="Comment on a page",
        title="Comment on the draft",
        word="comment-page",
        hint="Read the draft on a page and comment passage by passage; save, and hand in together",
        action="hand_in_comments",
    ),
    Page(
        "upload",
        label="Upload a draft on a page",
        title="Upload a draft",
        word="upload",
        hint="Upload a draft on a page of your browser",
        action="submit_draft",
    ),
    Page(
        "print",
        label="Print for signature",
        title="Print for signature",
        word="print",
        hint="Print the {secretary}'s decision for signature, on a page of your browser",
        refusal=memos.why_no_memo,
    ),
    Page(
        "responses",
        label="As a table, to download",
        title="Comments and responses",
        refusal=readers.why_no_comments,
    ),
    Page(
        "answers",
        label="On a page, to download",
        title="Answers to the questions",
        refusal=readers.why_no_comments,
    ),
    Page("board", label="The board on a page", title="Comment board", refusal=readers.why_no_board),
    Page(
        "coverage",
        label="As a picture, on a page",
        title="Who has answered",
        refusal=readers.why_no_coverage,
    ),
    Page(
        "overview",
        label="Overview on a page",
        title="Overview",
        refusal=overview.why_not_shown("The overview"),
    ),
    # Documents: the link names the meeting.
    Page(
        "agenda",
        label="Agenda as a document",
        title="Agenda",
        refusal=overview.why_not_shown("The agenda"),
    ),
    Page(
        "binder",
        label="Binder as a document",
        title="Transition binder",
        refusal=overview.why_not_shown("The binder"),
    ),
    Page(
        "minutes",
        label="Minutes as a document",
        title="Minutes",
        refusal=overview.why_not_shown("The minutes"),
    ),
    Page(
        "group_agenda",
        label="Agenda as a document",
        title="Agenda of the group",
        refusal=readers.why_no_group,
    ),
    Page(
        "group_minutes",
        label="Minutes as a document",
        title="Minutes of the group",
        refusal=readers.why_no_group,
    ),
    # The link names the year.
    Page(
        "reform_report",
        label="Report as a document",
        title="The process in a year",
        refusal=overview.why_not_shown("The report"),
    ),
    Page(
        "preview",
        label="See the page as the public will see it",
        title="The page as the public will see it",
        action="adopt",
    ),
    # The file with which an act was entered: the link names the act.
    Page("evidence", label="Open the evidence", title="Evidence", refusal=evidence.why_no_evidence),
    # The form of any action, for a chat that cannot hand it in itself: the link names the action.
    Page("form", label="Fill it in on a page", title="Hand in a form"),
)
PAGE_BY_NAME = {page.name: page for page in PAGES}

"""A draft may come with appendices and a cover memo: bounded, carried on, and published but for the memo."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from govbot.core.grammar import Document, DocumentRef, FieldErrors
from govbot.core.workflow.attachments import MOST, attached, attachment_words
from govbot.core.workflow.policy import Draft
from tests.core.cards import given
from tests.core.cards.given import MORNING, NEWER, document, words


def pdf(name: str, size: int = 2048) -> Document:
    data = f"%PDF-1.7 {name}".encode()
    digest, nothing = hashlib.sha256(data).hexdigest(), hashlib.sha256(b"").hexdigest()
    paper = DocumentRef(name=name, media="application/pdf", size=size, sha256=digest, text_sha256=nothing)
    return Document(paper, data, "")


RATES, MEMO = pdf("rates.pdf"), pdf("memo.pdf")
DRAFT = document().paper


def earlier(*files: Document) -> Draft:
    kept = attached(
        dict(zip(("appendix", "appendix_2", "appendix_3"), files, strict=False)),
        DRAFT,
        None,
        keep=True,
    )
    return Draft(1, DRAFT, "cio", MORNING.date(), attachments=kept)


def test_the_files_of_the_draft_before_are_taken_over_and_a_new_one_of_the_same_name_replaces_it() -> None:
    before = earlier(RATES, pdf("map.pdf"))
    newer = replace(RATES, paper=RATES.paper.model_copy(update={"sha256": "1" * 64}))
    files = attached({"appendix": newer, "cover_memo": MEMO}, document(NEWER).paper, before, keep=True)
    assert [(file.kind, file.paper.name, file.paper.sha256[:1]) for file in files] == [
        ("appendix", "rates.pdf", "1"),
        ("cover memo", "memo.pdf", MEMO.paper.sha256[:1]),
        ("appendix", "map.pdf", pdf("map.pdf").paper.sha256[:1]),
    ]
    assert attached({"appendix": None}, DRAFT, before, keep=False) == ()
    assert [*attachment_words(files[:2])] == [
        "Appendix: rates.pdf (PDF, 2 KB)",
        "Cover memo: memo.pdf (PDF, 2 KB, internal: it is not published)",
    ]


@pytest.mark.parametrize(
    ("given_files", "sentence"),
    [
        ({"appendix": document()}, "“draft.md” is the draft itself. Attach other files here."),
        ({"appendix": RATES, "appendix_2": RATES}, "“rates.pdf” is attached twice. Attach it once."),
        (
            {"appendix": pdf("a.pdf", 11 * 2**20), "appendix_2": pdf("b.pdf", 10 * 2**20)},
            "The attached files are larger than 20 MB together. Attach smaller ones, or put them into fewer files.",
        ),
    ],
)
def test_files_that_do_not_fit_are_refused_in_a_sentence(
    given_files: dict[str, Document], sentence: str
) -> None:
    with pytest.raises(FieldErrors) as refused:
        attached(given_files, DRAFT, None, keep=True)
    assert [sentence] == list(refused.value.problems.values())


def test_there_are_not_too_many_of_them() -> None:
    many = earlier(*(pdf(f"{n}.pdf") for n in range(3)))
    more = replace(
        many, attachments=(*many.attachments, *earlier(*(pdf(f"x{n}.pdf") for n in range(3))).attachments)
    )
    assert len(more.attachments) == MOST
    with pytest.raises(FieldErrors, match="At most 6 files can be attached, with those of D1"):
        attached({"appendix": RATES}, DRAFT, more, keep=True)


def test_they_stand_on_the_drafts_card_and_the_memo_is_for_those_with_a_part_alone() -> None:
    story = given.grouped()
    story.do("submit_draft", "cio", file=document(), appendix=RATES, cover_memo=MEMO)
    card = words(story.card("draft_submitted", "dss", "D1"))
    assert "- Appendix: rates.pdf (PDF, 2 KB)" in card
    assert "- Cover memo: memo.pdf (PDF, 2 KB, internal: it is not published)" in card
    room = words(story.card("draft_submitted", "", "D1"))
    assert ("rates.pdf" in room, "memo.pdf" in room) == (True, False)
    story.do("submit_draft", "cio", file=document(NEWER))
    assert [file.paper.name for file in story.policy.development.draft.attachments] == [  # type: ignore[union-attr]
        "rates.pdf",
        "memo.pdf",
    ]

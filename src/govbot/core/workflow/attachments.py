"""The files that belong to a draft besides the policy: appendices, which are published with it, and a cover memo.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govbot.core.grammar import AttachedFile, Document, DocumentRef, FieldErrors
from govbot.core.workflow.policy import Draft

APPENDIX, MEMO = "appendix", "cover memo"
FIELDS: Mapping[str, str] = {
    "appendix": APPENDIX,
    "appendix_2": APPENDIX,
    "appendix_3": APPENDIX,
    "cover_memo": MEMO,
}
MOST = 6  # files besides the draft itself, with those that are taken over from the draft before
MOST_BYTES = 20 * 2**20  # of all of them
PDF = "application/pdf"
TOO_MANY = (
    "At most {most} files can be attached, with those of {draft}. Leave some out, or keep none of {draft}."
)
TOO_LARGE = (
    "The attached files are larger than 20 MB together. Attach smaller ones, or put them into fewer files."
)
THE_DRAFT = "“{name}” is the draft itself. Attach other files here."
TWICE = "“{name}” is attached twice. Attach it once."


def attached(
    given: Mapping[str, Document | None], paper: DocumentRef, before: Draft | None, *, keep: bool
) -> tuple[AttachedFile, ...]:
    """The files of a draft with this document: those of the form, by field, and those taken over (`keep`).

    Raises FieldErrors.
    """
    files: list[AttachedFile] = []
    for name, document in given.items():
        if document is not None:
            _check_other(name, document, [paper, *(file.paper for file in files)])
            files.append(AttachedFile(kind=FIELDS[name], paper=document.paper))
    new = {file.paper.sha256 for file in files}
    earlier = before.attachments if before and keep else ()
    kept = [file for file in earlier if file.paper.sha256 not in new and not _replaced(file, files)]
    files = [*files, *kept]
    field = next((name for name, document in given.items() if document), "appendix")
    if len(files) > MOST:
        raise FieldErrors({field: TOO_MANY.format(most=MOST, draft=before.label if before else "")})
    if sum(file.paper.size for file in files) > MOST_BYTES:
        raise FieldErrors({field: TOO_LARGE})
    return tuple(files)


def _replaced(file: AttachedFile, new: list[AttachedFile]) -> bool:
    """Whether a file takes its place: there is one cover memo, and an appendix of the same name is its newer one."""
    return any(
        other.kind == file.kind and (file.kind == MEMO or other.paper.name == file.paper.name)
        for other in new
    )


def _check_other(name: str, document: Document, others: list[DocumentRef]) -> None:
    for n, other in enumerate(others):
        if other.sha256 == document.paper.sha256:
            template = TWICE if n else THE_DRAFT
            raise FieldErrors({name: template.format(name=document.paper.name)})


def attachment_words(files: tuple[AttachedFile, ...]) -> Iterator[str]:
    """Each file in a line: "Appendix: rates.pdf (PDF, 12 KB)"."""
    for file in files:
        kind = "PDF" if file.paper.media == PDF else "Word" if file.paper.is_word else "text"
        size = f"{max(file.paper.size // 1024, 1):,} KB"
        internal = ", internal: it is not published" if file.kind == MEMO else ""
        yield f"{file.kind.capitalize()}: {file.paper.name} ({kind}, {size}{internal})"

"""Accepted words become the next draft's, in a Word file too, which keeps its form."""

from __future__ import annotations

from pathlib import Path

from govbot.adapter_api.answers import Upload
from govbot.core.grammar import WORD
from govbot.core.workflow.events import DraftSubmitted
from govbot.demo.sample.make_docx import docx
from govbot.documents import read_upload
from tests.bot.town import Town, town_at
from tests.documents.marked_copies import in_libreoffice, in_word
from tests.government import DATA

TEXT = "# I. Purpose\n\nAgencies may use generative tools.\n\n# II. Scope\n\nThis binds every agency.\n"
CHANGED = TEXT.replace("may use", "can use").replace("every agency", "each agency")


async def accepted(town: Town, text: str = TEXT) -> None:
    """A Word draft circulates, two changes come in marked-up files, and both are accepted."""
    file = Upload("policy.docx", WORD, docx(text))
    await town.cio.does("draft ITP-1", {"file": file})
    await town.review()
    await town.cio.does("feedback ITP-1", capacities=[DATA], closes_on="2026-10-23")
    await town.settle()
    for person, marked in ((town.dss, in_word()), (town.person("dcp"), in_libreoffice())):
        await person.does("marked-file ITP-1", {"file": Upload("marked.docx", WORD, marked)})
        await person.does("hand-in ITP-1")
    policy, _ = await town.app.record.read(lambda tx: tx.state("policy:ITP-1"))
    proposals = [comment.id for comment in policy.development.comments if comment.proposes_words]
    await town.cio.does("respond ITP-1", comments=proposals, response="accepted", reasons="Better.")


async def drafts(town: Town) -> list[DraftSubmitted]:
    entries = await town.app.record.read(lambda tx: tx.entries("policy:ITP-1"))
    return [entry.event for entry in entries if isinstance(entry.event, DraftSubmitted)]


async def test_the_next_draft_is_the_word_file_with_the_accepted_words_in_it(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        await accepted(town)
        await town.cio.does("draft ITP-1", take_words="true")
        first, second = await drafts(town)
        assert (second.paper.name, second.paper.is_word) == ("D2.docx", True)
        assert first.paper.sections == second.paper.sections
        data = await town.app.record.read(lambda tx: tx.documents.data(second.paper.sha256))
        assert read_upload("D2.docx", "", data).text == CHANGED
        policy, _ = await town.app.record.read(lambda tx: tx.state("policy:ITP-1"))
        assert policy.development.accepted_words == ()

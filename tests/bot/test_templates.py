"""Templates of drafts are offered by kind of policy; a draft is told what it lacks of the standard format."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from govbot.adapter_api.settings import UnsafeSettings
from govbot.bot import LinkSettings
from govbot.core.workflow.checklist import lacking
from govbot.documents import read_upload
from govbot.library.serving import LibraryPages
from govbot.runtime.settings import DEFAULT_PROCESS, process_at
from govbot.runtime.template_files import templates_in
from tests.bot.town import town_at
from tests.core.cards.given import document, words
from tests.government import PROCESS

WHOLE = document(
    "# Backups\n\n## Purpose\n\nx\n\n## Scope\n\nx\n\n## Roles and duties\n\nx\n"
).paper.model_copy(
    update={
        "sections": ("Backups", "Purpose", "Scope", "Roles and duties"),
        "header": {
            "title": "Backups",
            "originator": "x",
            "effective": "Upon signature",
            "version": "1.0",
            "laws": "x",
        },
    }
)


async def test_templates_are_listed_read_and_downloaded_as_word_and_markdown(tmp_path: Path) -> None:
    linking = LinkSettings("https://govbot.example")
    async with town_at("pursue", tmp_path, linking=linking) as town:
        card = words((await town.cio.command("templates")).card)
        assert "Policy, version 1" in card
        assert "[Download as Word](https://govbot.example/library/templates/policy-v1.docx)" in card
        await town.cio.press("Read it here")
        assert "Originator: [the office that issues the directive]" in words(town.cio.card)
        site = web.Application()
        LibraryPages(town.app.record, PROCESS).mount(site)
        async with TestClient(TestServer(site)) as client:
            at = "/library/templates/policy-v1"
            markdown = await (await client.get(f"{at}.md")).text()
            word = read_upload("a.docx", "", await (await client.get(f"{at}.docx")).read())
            assert (await client.get("/library/templates/policy-v2.md")).status == 404
        assert markdown.startswith("# [Policy Title]")
        assert word.paper.sections[1:3] == ("1. Purpose", "2. Scope")


async def test_the_submitter_reads_what_the_draft_lacks_and_nothing_is_refused(tmp_path: Path) -> None:
    async with town_at("pursue", tmp_path) as town:
        await town.draft("# Backup\n\n## Purpose\n\nAgencies shall keep copies.\n")
        card = words(town.cio.card)
        assert "Nothing is refused for it; of the standard format D1 lacks:" in card
        assert "- its originator" in card
        assert ("- a section “Scope”" in card, "- a section “Purpose”" in card) == (True, False)
        assert "DraftSubmitted" in await town.entries()


def test_a_whole_draft_lacks_nothing_and_a_section_may_have_another_name() -> None:
    assert [*lacking(WHOLE, PROCESS)] == []
    bare = WHOLE.model_copy(update={"header": {}, "sections": ()})
    assert len([*lacking(bare, PROCESS)]) == 5 + len(PROCESS.drafts.sections)


def test_a_government_has_its_own_templates_in_a_folder_that_its_process_names(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "order.md").write_text("---\nkind: Order\nversion: 4\n---\n# [Order]\n", "utf-8")
    process = tmp_path / "process.toml"
    shipped = DEFAULT_PROCESS.read_text("utf-8")
    process.write_text(shipped.replace("[drafts]", '[drafts]\ntemplates = "ours"'), "utf-8")
    (template,) = process_at(process).templates
    assert (template.key, template.kind, template.number, template.text) == (
        "order",
        "Order",
        4,
        "# [Order]\n",
    )
    changed = template.model_copy(update={"text": "# [Another]\n"})
    assert changed.digest != template.digest


@pytest.mark.parametrize(
    "text", ["# No lines above\n", "---\nkind: Order\n---\nx\n", "---\nkind: Order\nversion: x\n---\nx"]
)
def test_a_file_that_is_no_template_is_named_at_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "order.md").write_text(text, "utf-8")
    with pytest.raises(UnsafeSettings, match=r"order\.md is no template"):
        templates_in(tmp_path)
    with pytest.raises(UnsafeSettings, match="is no folder"):
        templates_in(tmp_path / "nowhere")

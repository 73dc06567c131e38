"""A draft's text is drawn once, in a child process and after the transaction; who may read it is checked each time."""

from __future__ import annotations

from typing import Any

import pytest

from govbot.core.cards import pages as say
from govbot.documents.worker_process import JobFailed, WorkerPool
from govbot.library.text import render
from govbot.record.documents import Documents
from tests.pages.given import Place

pytestmark = pytest.mark.check("R28")


async def test_a_text_is_drawn_once_and_read_again_from_memory(
    drafted: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[Any] = []
    run = WorkerPool.run

    async def counted(self: WorkerPool, function: Any, *arguments: Any, **limits: Any) -> Any:
        jobs.append(function)
        return await run(self, function, *arguments, **limits)

    monkeypatch.setattr(WorkerPool, "run", counted)
    town, browser = drafted.town, drafted.browser()
    first = await browser.open(await drafted.link(town.cio))
    monkeypatch.delattr(Documents, "text")
    second = await drafted.browser().open(await drafted.link(town.cdo, word="more ITP-1"))
    assert jobs == [render]
    assert "Scope" in first.words
    assert "Scope" in second.words


async def test_a_mark_set_since_keeps_a_text_in_memory_from_its_readers(circulated: Place) -> None:
    town, browser = circulated.town, circulated.browser()
    link = await circulated.link(town.dss)
    assert "Scope" in (await browser.open(link)).words
    await town.cio.does("mark ITP-1", item="draft D1", marks=["attorney-client"], reason="Advice")
    refused = await browser.get("/" + "/".join(link.split("/")[3:5]) + "/")
    assert (refused.status, "Scope" in refused.words) == (403, False)


async def test_a_text_that_cannot_be_drawn_is_said_in_a_sentence(
    drafted: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(self: WorkerPool, *job: Any, **limits: Any) -> Any:
        raise JobFailed

    monkeypatch.setattr(WorkerPool, "run", fails)
    refused = await drafted.browser().open(await drafted.link(drafted.town.cio))
    assert (refused.status, say.NOT_DRAWN in refused.words) == (503, True)

"""S62: a file made so that reading it takes minutes: read in linear time, or ended at its deadline."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govbot.core.grammar import Refusal
from govbot.core.redline import as_html, pieces, replace_words
from govbot.documents import headings, read_text, read_upload_bounded
from govbot.documents.worker_process import DeadlinePassed, JobFailed, PoolBusy, WorkerPool
from govbot.library.text import body
from tests.documents.given import W, paragraph, word

pytestmark = pytest.mark.check("S62")

SIZE = 300_000  # characters
HOSTILE_TEXTS = {
    "equal headings": "# a\n" * (SIZE // 4),
    "long equal headings": ("# " + "a" * 200 + "\n") * (SIZE // 203),
    "one long paragraph before an underline": "a\n" * (SIZE // 2) + "===\n",
    "underscores inside a word": "# a" + "_" * SIZE + "a\n",
    "a label and many blanks": "Relevant laws" + " " * SIZE + "\nRelevant laws" + "a " * (SIZE // 2),
    "many heads of a version table": "\n| date | version |\n" * (SIZE // 20) + "|a|",
    "a version of many digits": "History: Version " + "1" * SIZE + "\nVersion: " + "1.1" * 9_000,
}


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(size=1)
    yield pool
    pool.close()


def seconds_of(function: Callable[[], object]) -> float:
    begun = time.process_time()
    function()
    return time.process_time() - begun


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_a_hostile_text_of_300_kilobytes_is_read_in_linear_time(name: str) -> None:
    text = HOSTILE_TEXTS[name]
    assert seconds_of(lambda: read_text(text)) < 8
    assert seconds_of(lambda: body(text)) < 8


def test_equal_headings_keep_the_numbers_that_they_always_had() -> None:
    assert headings("# a\n# a (2)\n# a\n# a\n") == ("a", "a (2)", "a (3)", "a (4)")


def test_a_redline_of_texts_made_against_it_is_bounded_and_complete() -> None:
    def paragraphs(sign: str) -> str:
        return "".join(" ".join(f"w {sign}{n}x{i}" for i in range(440)) + "\n\n" for n in range(60))

    before, after = paragraphs("a"), paragraphs("b")
    assert seconds_of(lambda: as_html(before, after)) < 20
    parts = pieces(before, after)
    assert before == "".join(part.text for part in parts if part.kind != "in")
    assert after == "".join(part.text for part in parts if part.kind != "out")


def test_words_that_nearly_stand_at_every_place_are_searched_in_linear_time() -> None:
    def search() -> None:
        with pytest.raises(ValueError, match="nowhere"):
            replace_words("a " * 400_000, "a " * 1_000 + "b", "x")

    assert seconds_of(search) < 8


async def test_styles_based_on_one_another_in_a_long_chain_do_not_delay_reading(pool: WorkerPool) -> None:
    chain = "".join(
        f'<w:style w:styleId="s{n}"><w:name w:val="s"/><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(8_000)
    )
    styles = f'<w:styles xmlns:w="{W}">{chain}</w:styles>'
    data = word(paragraph("Text.", '<w:pStyle w:val="s0"/>'), styles_xml=styles)
    document = await read_upload_bounded("chain.docx", "", data, pool)
    assert document.text == "Text.\n"


async def test_a_job_past_its_deadline_is_killed_and_the_next_one_gets_a_new_process(
    pool: WorkerPool,
) -> None:
    begun = time.monotonic()
    with pytest.raises(DeadlinePassed):
        await pool.run(time.sleep, 60.0, within=0.5)
    assert time.monotonic() - begun < 5
    assert await pool.run(len, "abc") == 3


async def test_a_process_that_dies_or_has_no_memory_left_fails_its_own_job_alone(pool: WorkerPool) -> None:
    for function, argument in ((os._exit, 3), (bytearray, 2**32)):
        with pytest.raises(JobFailed):
            await pool.run(function, argument)
        assert await pool.run(len, "abc") == 3


async def test_the_submitter_reads_a_sentence_when_a_file_takes_too_long(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        pool, "run", lambda *job, within=0.3: WorkerPool.run(pool, time.sleep, 9.0, within=0.3)
    )
    with pytest.raises(Refusal, match=r"“slow\.docx” could not be read within 10 seconds: .*upload that"):
        await read_upload_bounded("slow.docx", "", b"PK\x03\x04", pool)


async def test_more_files_than_can_wait_are_refused_at_once(pool: WorkerPool) -> None:
    jobs = [asyncio.create_task(pool.run(time.sleep, 0.5)) for _ in range(24)]
    await asyncio.sleep(0)
    with pytest.raises(PoolBusy):
        await pool.run(len, "abc")
    pool.close()
    await asyncio.gather(*jobs, return_exceptions=True)


async def test_a_child_has_no_secret_of_its_parent(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVBOT_SECRET", "canary")
    assert await pool.run(os.getenv, "GOVBOT_SECRET") is None


async def test_closing_the_pool_ends_what_is_being_read(pool: WorkerPool) -> None:
    job = asyncio.create_task(pool.run(time.sleep, 60.0, within=60.0))
    await asyncio.sleep(0.3)
    begun = time.monotonic()
    pool.close()
    with pytest.raises(JobFailed):
        await job
    assert time.monotonic() - begun < 5


READING = """
import asyncio, signal, time
from govbot.documents.worker_process import shared_pool
from govbot.runtime.shutdown import stop_signal, until_stopped
async def main():
    job = asyncio.create_task(shared_pool().run(time.sleep, 60.0, within=60.0))
    await asyncio.sleep(0.5)
    stop = stop_signal()
    print("reading", flush=True)
    await until_stopped(stop)
    shared_pool().close()
    await asyncio.gather(job, return_exceptions=True)
asyncio.run(main())
"""


async def test_sigterm_ends_govbot_within_ten_seconds_while_a_file_is_being_read() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", READING, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"reading\n"
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    await process.wait()
    assert time.monotonic() - begun < 10

"""What is generated is up to date, complete, and the same each time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from govbot.adapter_api.settings import UnsafeSettings
from govbot.core.table import TABLE, plain_label
from govbot.core.workflow.policy import STAGES
from govbot.docgen.diagram import COLUMN, LABELS, numbered
from govbot.docgen.moves import WALK, WalkResult, walk
from govbot.docgen.pages import ACTIONS, LICENCES, LOCK, WORKFLOW, locked, pages, write_all
from govbot.runtime.settings import DEFAULT_PROCESS, process_at
from tests.docs.reading import ROOT, text


@pytest.fixture(scope="module")
def walked() -> WalkResult:
    return walk(process_at(DEFAULT_PROCESS))


def test_no_generated_document_is_out_of_date(walked: WalkResult) -> None:
    stale = write_all(ROOT, check=True, walked=walked)
    assert stale == [], "run make docs"


def test_they_are_the_same_each_time(walked: WalkResult) -> None:
    assert pages(ROOT) == pages(ROOT, walked)


def test_a_stale_document_is_named_and_only_without_check_written(tmp_path: Path, walked: WalkResult) -> None:
    (tmp_path / LOCK).parent.mkdir()
    (tmp_path / LOCK).write_text("aiohttp==3.0 \\\n")
    assert ACTIONS in write_all(tmp_path, check=True, walked=walked)
    assert not (tmp_path / ACTIONS).exists()
    assert ACTIONS in write_all(tmp_path, check=False, walked=walked)
    assert write_all(tmp_path, check=True, walked=walked) == []


def test_elsewhere_than_in_the_checkout_one_reads_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnsafeSettings, match="own folder"):
        write_all(tmp_path, check=False)


@pytest.mark.parametrize("action", TABLE, ids=lambda action: action.name)
def test_every_action_is_there_with_its_sentence(action: object) -> None:
    page = text(ROOT / ACTIONS)
    assert f'<a id="{action.name}"></a>' in page  # type: ignore[attr-defined]
    assert f"### {plain_label(action, process_at())}\n" in page  # type: ignore[arg-type]
    assert process_at().source(action.source).sentence in page  # type: ignore[attr-defined]


def test_the_walk_finds_every_action_open_somewhere(walked: WalkResult) -> None:
    missed = [
        action.name for action in TABLE if action.stream != "directory" and action.name not in walked.stages
    ]
    assert missed == []


def test_the_walk_comes_to_every_stage(walked: WalkResult) -> None:
    reached = {move.after for move in walked.moves}
    assert set(STAGES) | {"adopted", "in force", "rescinded", "closed", "joined"} == reached
    assert len({name for name, _, _ in WALK}) == len(WALK)


def test_the_moves_of_the_process_are_found(walked: WalkResult) -> None:
    moves = {(move.action, move.before, move.after) for move in walked.moves}
    for move in (
        ("recommend_pursuing", "need", "drafting"),
        ("advance", "drafting", "staff review"),
        ("open_feedback", "staff review", "agency feedback"),
        ("request_review", "agency feedback", "secretary's review"),
        ("approve", "secretary's review", "release candidate"),
        ("return_draft", "secretary's review", "drafting"),
        ("withdraw_approval", "release candidate", "drafting"),
        ("adopt", "release candidate", "in force"),
        ("come_into_force", "adopted", "in force"),
        ("rescind", "in force", "rescinded"),
    ):
        assert move in moves


def test_the_picture_shows_every_stage_and_every_numbered_move(walked: WalkResult) -> None:
    drawing = ElementTree.fromstring(text(ROOT / "docs/pictures/workflow.svg"))
    words = {node.text for node in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert {process_at().say(LABELS[stage]) for stage in COLUMN} <= words
    assert {str(number) for number in range(1, len(numbered(walked.moves)) + 1)} <= words
    assert text(ROOT / WORKFLOW).count("](actions.md#") >= len(numbered(walked.moves))


def test_every_package_that_runs_has_its_licence_on_the_page() -> None:
    page = text(ROOT / LICENCES)
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", page, re.MULTILINE)
    listed = {(name, version): licence for name, version, licence in rows if name != "package"}
    assert set(listed) - {("---", "---")} == set(locked(ROOT))
    assert [name for (name, _), licence in listed.items() if licence == "not stated"] == []


def test_no_package_that_runs_is_under_a_licence_that_binds_the_whole() -> None:
    licences = re.findall(r"^\| \S+ \| \S+ \| (.+) \|$", text(ROOT / LICENCES), re.MULTILINE)
    assert [
        licence for licence in licences if re.search(r"\bA?GPL|Affero", licence) and "LGPL" not in licence
    ] == []

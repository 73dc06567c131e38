"""Every sentence that an action quotes stands word for word in the policy."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from govbot.core.grammar import Action
from govbot.core.table import TABLE
from govbot.core.texts import SourceKey
from tests.government import PROCESS

ALL = PROCESS.texts.sources


def plain(text: str) -> str:
    """White space, quotes and emphasis do not matter."""
    text = re.sub("[‘’]", "'", re.sub("[“”]", '"', text.replace("*", "")))
    return " ".join(text.split())


def part_of(policy: str, where: str) -> str:
    """The part of the policy that a source names: "Part IV, Step 3"."""
    part, _, step = where.removeprefix("Part ").partition(", ")
    number, _, letter = part.partition(".")
    text = policy.partition(f"\n## {number}. ")[2].partition("\n## ")[0]
    heading = f"\n### {step}\n" if step else f"\n### {letter}. " if letter else ""
    return text.partition(heading)[2].partition("\n### ")[0] if heading else text


@pytest.mark.real_input
@pytest.mark.skipif(
    "GOVBOT_REAL_INPUT" not in os.environ, reason="the policy itself is a government's own file"
)
@pytest.mark.parametrize("key", ALL)
def test_a_sentence_stands_word_for_word_where_it_says(key: SourceKey, real_input: Path) -> None:
    policy = (real_input / "governance-process.md").read_text("utf-8")
    assert plain(ALL[key].sentence) in plain(part_of(policy, ALL[key].where))


def test_every_row_rests_on_a_sentence_and_no_sentence_is_idle() -> None:
    assert {action.source for action in TABLE} == set(ALL)


@pytest.mark.parametrize(
    "action", [action for action in TABLE if action.strength == "shall"], ids=lambda action: action.name
)
def test_a_required_action_rests_on_a_shall_or_on_the_secretary_s_decision(action: Action) -> None:
    source = PROCESS.source(action.source)
    is_required = "shall" in source.sentence or source.where == "Part IV, Step 4"
    assert is_required or action.name == "done_afterwards", (
        "what was passed over in an emergency was required"
    )

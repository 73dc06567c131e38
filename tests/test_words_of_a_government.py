"""No literal of the program names a government's bodies, offices, stages, steps or plans: its texts do."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from govbot.core.texts import STAGE_NAMES, STEP_NAMES
from tests.parsed import parsed

ROOT = Path(__file__).parents[1]
WORDS = re.compile(
    r"OPM|Steering Group|steering group|Step \d|[Aa]genc(?:y|ies)|State Data Plan|IT Strategic Plan|Secretary"
    r"|Senior Policy Advisor|Chief Data Officer|Labor Relations|Connecticut|Policy Library|[Ll]iaison"
)
# A party, a key or a class ("agency:", "secretary_request", "AgencyReport"), a placeholder, a word that one types.
IDENTIFIER = re.compile(r"[a-z0-9_:.\-]*|(?:[A-Z][a-z]+){2,}")
PLACEHOLDER = re.compile(r"\{[\w.]+\}")
TYPED = frozenset({"agencies POLICY"})
RECORDED = frozenset({*STAGE_NAMES, *STEP_NAMES})
# Samples of one government, and its tour: they may name it.
SAMPLES = ("src/govbot/demo/sample", "src/govbot/demo/tour")
# Literals that are left, by folder: a number may only fall.
LEFT: dict[str, int] = {
    # Names of classes in an `__all__`.
    "src/govbot/core/workflow": 3,
}


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The string literals of a module with their lines, docstrings apart."""
    tree = parsed(path.read_text("utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


def named(text: str) -> list[str]:
    """The words of a government in a literal that people may read."""
    if IDENTIFIER.fullmatch(text) or text in TYPED or text in RECORDED:
        return []
    return WORDS.findall(PLACEHOLDER.sub("", text))


def folder_of(path: Path) -> str:
    """The folder by which literals are counted: src/govbot/core/cards, adapters/govbot_slack."""
    parts = path.relative_to(ROOT).parent.parts
    return "/".join(parts[: 4 if "core" in parts else 3])


def test_what_people_read_names_bodies_and_steps_by_their_key() -> None:
    counts: Counter[str] = Counter()
    lines = []
    for path in sorted([*ROOT.glob("src/**/*.py"), *ROOT.glob("adapters/**/*.py")]):
        if str(path.relative_to(ROOT)).startswith(SAMPLES):
            continue
        for line, text in literals(path):
            if words := named(text):
                counts[folder_of(path)] += len(words)
                lines.append(f"{path.relative_to(ROOT)}:{line}: {text!r}")
    print("\n".join(lines))
    grown = {folder: count for folder, count in counts.items() if count > LEFT.get(folder, 0)}
    assert grown == {}, "\n".join(lines)


def test_a_literal_that_names_a_body_is_noticed() -> None:
    assert named("The Steering Group decides.") == ["Steering Group"]
    assert named("{agency} feedback of Step 3") == ["Step 3"]
    assert named("agency:") == named("agency feedback") == named("The {steering_group}") == []

"""A comment's section is found again in the next draft, renamed, renumbered, moved or split; or it is lost."""

from __future__ import annotations

import os
import random
import re
from datetime import date
from pathlib import Path

import pytest

from govbot.core.grammar import DocumentRef
from govbot.core.redline import carried, paragraph_holding
from govbot.core.workflow.policy import Development, Draft
from govbot.core.workflow.sections import section_now
from govbot.demo.sample import sample
from govbot.documents import headings

REAL = Path(os.environ.get("GOVBOT_REAL_INPUT", "/nowhere"))
FIRST = """# 1. Purpose

Agencies protect what they are entrusted with, and name an officer for it.

# 2. Scope

This policy applies to all agencies of the executive branch.

## 2.1 Exceptions

Courts and the legislature are not bound by this policy.

# 3. Duties

Each agency shall report once a year to the office.

Each agency shall keep a list of its systems and review it.
"""


def found(before: str, after: str) -> dict[str, str]:
    return carried(before, after, headings(before), headings(after))


@pytest.mark.parametrize(
    ("change", "section", "now"),
    [
        (("# 2. Scope", "# 2. Who is bound"), "2. Scope", "2. Who is bound"),
        (("# 1. Purpose", "# 1. Terms\n\nData means records.\n\n# 2. Purpose"), "1. Purpose", "2. Purpose"),
        (("# 3. Duties", "# 4. Duties"), "3. Duties", "4. Duties"),
        (("Each agency shall keep a list", "# 4. Lists\n\nEach agency shall keep a list"), "3. Duties", "3. Duties"),
        (("# 3. Duties\n\nEach agency shall report once a year to the office.\n\nEach agency shall keep a list of its "
          "systems and review it.\n", ""), "3. Duties", ""),
        (("## 2.1 Exceptions\n\n", ""), "2.1 Exceptions", "2. Scope"),
    ],
)  # fmt: skip
def test_a_section_is_found_again_or_has_lost_its_place(
    change: tuple[str, str], section: str, now: str
) -> None:
    assert found(FIRST, FIRST.replace(*change))[section] == now


def test_a_section_that_moved_is_found_where_it_stands_now() -> None:
    purpose, rest = FIRST.split("# 2. Scope")
    moved = f"# 2. Scope{rest}\n{purpose.replace('1.', '4.')}"
    assert found(FIRST, moved)["1. Purpose"] == "4. Purpose"


def test_a_new_section_under_an_old_heading_is_not_taken_for_the_old_one() -> None:
    after = FIRST.replace(
        "# 3. Duties", "# 3. Duties\n\nNobody is bound to anything at all here.\n\n# 4. Reports"
    )
    assert found(FIRST, after)["3. Duties"] == "4. Reports"


def edited(text: str, chance: random.Random) -> tuple[str, dict[str, str]]:
    """A text after some edits of sections, and for each old section its label now ("" where it was dropped)."""
    labels = headings(text)
    parts = re.split(r"(?m)^(?=#{1,6} )", text)
    head, sections = parts[0], list(zip(labels, parts[1:], strict=True))
    for _ in range(chance.randint(1, 4)):
        n = chance.randrange(len(sections))
        label, part = sections[n]
        match chance.choice(["rename", "move", "drop", "insert", "word", "split"]):
            case "rename":
                sections[n] = label, re.sub(r"\A(#+ .*)", r"\1 and more", part, count=1)
            case "move":
                sections.insert(chance.randrange(len(sections)), sections.pop(n))
            case "drop":
                del sections[n]
            case "insert":
                words = " ".join(f"fresh{chance.randrange(10**6)}" for _ in range(30))
                sections.insert(n, ("", f"## Inserted {words[:14]}\n\n{words}.\n\n"))
            case "split":
                paragraphs = part.split("\n\n")
                if len(paragraphs) > 4:
                    at = len(paragraphs) - 1
                    sections[n] = (
                        label,
                        "\n\n".join([*paragraphs[:at], "## Split off here", *paragraphs[at:]]),
                    )
            case _:
                sections[n] = label, part.replace(" shall ", " must ").replace(" the ", " this ", 1)
    numbered = [
        (label, re.sub(r"\A(#+ )", rf"\g<1>{n}. ", part, count=1))
        for n, (label, part) in enumerate(sections, 1)
    ]
    after = head + "".join(part for _, part in numbered)
    new_labels, truth, at = headings(after), dict.fromkeys(labels, ""), 0
    for label, part in numbered:
        if label:
            truth[label] = new_labels[at]
        at += len(re.findall(r"(?m)^#{1,6} ", part))
    return after, truth


def test_over_random_edits_no_section_is_found_at_a_wrong_place_and_few_are_lost() -> None:
    texts = [sample("policy.md").decode()]
    texts += [
        (REAL / name).read_text("utf-8")
        for name in ("governance-process.md", "redline-after.md")
        if (REAL / name).exists()
    ]
    chance = random.Random(12)
    wrong, lost, total = [], 0, 0
    for _ in range(60):
        before = chance.choice(texts)
        after, truth = edited(before, chance)
        now = found(before, after)
        for label, place in truth.items():
            total += 1
            wrong += [(label, place, now[label])] if now[label] and now[label] != place else []
            lost += bool(place) and not now[label]
    assert wrong == []
    assert lost <= 0.02 * total


def draft(number: int, carried_from: int = 0, withdrawn: bool = False, **labels: str) -> Draft:
    paper = DocumentRef(name="d.md", media="text/markdown", size=1, sha256="", text_sha256="")
    named = tuple((old.replace("_", " "), now) for old, now in labels.items())
    return Draft(
        number, paper, "lead", date(2026, 7, 1), withdrawn=withdrawn, carried_from=carried_from, carried=named
    )


def test_a_place_is_carried_over_draft_by_draft_and_past_a_wrong_file() -> None:
    drafts = (
        draft(1),
        draft(2, 1, withdrawn=True, Scope=""),
        draft(3, 1, Scope="2. Scope"),
        draft(4),
        draft(5, 4, Fees=""),
    )
    development = Development(1, "drafting", drafts=drafts)
    assert [section_now(development, 1, section) for section in ("Scope", "Fees", "Duties")] == [
        "2. Scope",
        "",
        "Duties",
    ]
    assert section_now(development, 5, "Fees") == "Fees"


def test_a_section_of_another_text_under_another_heading_has_lost_its_place() -> None:
    before = "# 1. Duties of agencies\n\nEach agency shall report once a year to the office.\n"
    after = "# 1. Duties of officers\n\nNothing whatsoever remains from that sentence here now.\n"
    assert found(before, after) == {"1. Duties of agencies": ""}
    same = after.replace("officers", "agencies")
    assert found(before, same) == {"1. Duties of agencies": "1. Duties of agencies"}


@pytest.mark.parametrize(
    ("section", "passage", "paragraph"),
    [
        ("I. Use", "second  words", 2),
        ("I. Use", "Tools", 0),  # in two of its paragraphs
        ("II. Scope", "second words", 0),
        ("II. Scope", "A cell", 2),  # a table counts as one paragraph
        ("III. None", "Tools", 0),
        ("I. Use", " ", 0),
    ],
)
def test_a_passage_is_at_its_paragraph_where_it_stands_in_one_alone(
    section: str, passage: str, paragraph: int
) -> None:
    text = (
        "# I. Use\n\nTools first.\n\nTools and second words.\n\n# II. Scope\n\nEverybody.\n\n"
        "| Head | Other |\n| --- | --- |\n| A cell | B |\n"
    )
    assert paragraph_holding(text, ("I. Use", "II. Scope"), section, passage) == paragraph

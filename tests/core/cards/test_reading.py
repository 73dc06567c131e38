"""A policy's text in a chat: plain parts, whole sections; a mark keeps it from those it does not name."""

from __future__ import annotations

import re

from govbot.core.cards.reading import PAGE, PARTS, pages_of
from govbot.core.cards.texts import comments_card, draft_to_read, sections_card, text_card
from govbot.core.cards.vocabulary import Divider, Items, Text
from govbot.demo.sample import sample
from tests.core.cards import given
from tests.core.cards.given import labels, lines, words

MARKDOWN = """# I. Purpose

Keep **data** *safe*; see [the law](https://portal.ct.gov/law) and <https://portal.ct.gov>.
A second line\\
and a break, `code` and [odd](ftp://x).

- one
- two
  1. inner
  2. inner too

    with more

3. three
4. four

| Date | Version | |
| --- | --- | --- |
| July 25, 2025 | 1.0 | note |

> Quoted words.

---

```
a block
```

![](picture.png)
"""


def all_parts(text: str) -> list[object]:
    return [part for page in pages_of(text) for part in page.parts]


def test_markdown_becomes_plain_parts() -> None:
    assert all_parts(MARKDOWN) == [
        Text("I. Purpose", "strong"),
        Text(
            "Keep data safe; see the law (https://portal.ct.gov/law) and https://portal.ct.gov. A "
            "second line\nand a "
            "break, code and odd."
        ),
        Items(("one", "two", "– 1. inner", "– 2. inner too", "with more")),
        Items(("3. three", "4. four")),
        Items(("Date: July 25, 2025; Version: 1.0; note",)),
        Text("Quoted words.", "quote"),
        Divider(),
        Text("a block"),
    ]


def test_the_sample_policy_reads_without_any_sign_of_markdown() -> None:
    text = sample("policy.md").decode()
    said = "\n".join(line for page in pages_of(text) for part in page.parts for line in lines(part))
    assert not re.search(r"\*\*|^#|^\||\\[.)]", said, re.MULTILINE)
    assert "Policy Title: Acceptable Use of Generative AI in State Services" in said
    assert pages_of(text) is pages_of(text), "kept for the next page"


def test_pages_end_before_a_heading_where_they_can_and_are_never_too_long() -> None:
    text = "\n\n".join(f"# {n}\n\n{'word ' * 300}" for n in range(10)) + "\n\n" + "long " * 5000
    pages = pages_of(text)
    assert all(sum(len(line) for part in page.parts for line in lines(part)) <= PAGE for page in pages)
    assert all(len(page.parts) <= PARTS for page in pages)
    assert [page.section for page in pages[:3]] == ["0", "2", "4"]
    items = pages_of("\n".join(f"- {'item ' * 100}{n}" for n in range(40)))
    assert len(items) > 1
    assert len(pages_of("\n\n".join("short" for _ in range(100)))) > 1


def test_an_empty_text_says_so() -> None:
    story = given.drafted()
    assert "This text is empty." in words(text_card(story.view("cio"), "D1", ""))


def test_pages_are_turned_and_sections_opened() -> None:
    view = given.circulating().view("dss")
    text = "\n\n".join(f"# {n}. Section\n\n{'word ' * 900}" for n in range(25))
    first = text_card(view, "D1", text)
    assert labels(first) == ["Next part", "All sections", "Comment"]
    assert labels(text_card(view, "D1", text, 3))[:2] == ["Earlier part", "Next part"]
    assert labels(text_card(view, "D1", text, 999))[0] == "Earlier part"
    sections = sections_card(view, "D1", text)
    assert labels(sections)[:2] == ["0. Section", "1. Section"]
    assert "… and 5 more" in words(sections)
    assert labels(sections_card(view, "The version in force", "Only words.")) == ["Beginning"]


def test_a_draft_is_shown_to_those_with_a_part_in_it_and_as_its_marks_allow() -> None:
    story = given.drafted()
    assert draft_to_read(story.view("cio"))
    assert draft_to_read(story.view("doc")) is None, "it has not circulated yet"
    story = given.circulating()
    assert draft_to_read(story.view("doc"))
    story.do("submit_draft", "cio", file=given.document("# Other\n\nOther.\n"))
    for person, label in (("cio", "D2"), ("doc", "D1"), ("legal", "D2")):
        draft = draft_to_read(story.view(person))
        assert draft
        assert draft.label == label
    assert draft_to_read(story.view("doc"), "D2") is None
    story.do("set_mark", "cio", item="draft D1", marks=["attorney-client"])
    assert draft_to_read(story.view("doc")) is None
    assert draft_to_read(story.view("legal"), "D1")
    assert draft_to_read(given.adopted().view("cio")) is None, "then it is the version that one reads"


def test_comments_are_shown_a_page_at_a_time_with_their_responses_and_marks() -> None:
    story = given.commented()
    for number in range(30):
        story.do("give_feedback", "doc", kind="comment", text=f"Comment {number}")
    story.do("respond_to_comments", "cio", comments=["C1"], response="accepted", reasons="Two years.")
    story.do("set_mark", "cio", item="comment C1", marks=["attorney-client"])
    card = comments_card(story.view("legal"))
    assert card.headline == "Agency feedback on ITP-1 “Backup of state data”: 32 answers"
    assert "1 to 12 of 32" in words(card)
    assert (
        "feedback from Department of Social Services' agency data officer (on D1, “I. Purpose”, marked "
        "attorney-client)" in words(card)
    )
    assert "Response: accepted. Two years." in words(card)
    assert "Two years." not in words(comments_card(story.view("dcp")))
    assert labels(card) == ["More", "As a table"]
    assert labels(comments_card(story.view("legal"), 1)) == ["Earlier ones", "More", "As a table"]
    assert labels(comments_card(story.view("legal"), 99)) == ["Earlier ones", "As a table"]
    assert "No feedback has come in yet." in words(comments_card(given.circulating().view("cio")))
    assert comments_card(given.commented().do("close_feedback", "cio").view("cio")).headline.endswith(
        "2 answers"
    )

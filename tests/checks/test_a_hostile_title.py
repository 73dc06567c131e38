"""A title made of a platform's markup stays plain data.

No card adds markup to it or acts on it.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from govbot.core.cards.kinds import KINDS
from govbot.core.cards.overview import list_card, policy_card
from govbot.core.cards.reading import pages_of
from govbot.core.cards.status import status_paragraph
from govbot.core.cards.status_card import status_card
from govbot.core.cards.vocabulary import Button, Buttons
from tests.core.cards import given
from tests.core.cards.given import Story, words
from tests.government import PROCESS

pytestmark = pytest.mark.check("S37")

HOSTILE = "<!channel> <@U1> [x](javascript:alert(1)) {title} %s *b* `c`"


@pytest.mark.parametrize("step", ["raised", "drafted", "circulating", "requested"])
def test_the_title_stands_in_cards_as_it_was_typed(step: str) -> None:
    story: Story = getattr(given, step)()
    story.policy = replace(story.policy, title=HOSTILE)
    view = story.view("cio")
    assert HOSTILE in status_paragraph(view)
    titled = [name for name, kind in KINDS.items() if "{title}" in kind.headline]
    for card in (policy_card(view), status_card(view), *(story.card(kind, "cio", "D1") for kind in titled)):
        assert HOSTILE in card.headline
        for part in card.parts:
            for button in part.buttons if isinstance(part, Buttons) else ():
                assert HOSTILE not in button.value


def test_a_list_and_a_choice_show_it_as_it_is() -> None:
    card = list_card([("ITP-1", HOSTILE, "need", "", Button("Open", "x"))], "", 20, PROCESS)
    assert HOSTILE in words(card)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
)
def test_a_link_in_a_draft_is_no_link(link: str) -> None:
    (page,) = pages_of(f"See [this]({link}) and ![that]({link}) and <script>alert(1)</script>.")
    said = "\n".join(line for part in page.parts for line in given.lines(part))
    assert "<script>alert(1)</script>" in said, "shown as it stands, for adapters to escape"

"""A person at a real Teams client: Microsoft's Agents Playground, driven in chromium, with the real bot.

What it cannot do (dialogs opened from a card, `refresh`, look-ups, files) is tested against the stand-in alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.client.drive import SAID, WORDS
from tests.client.stage import CHANNEL, GROUP

pytestmark = pytest.mark.browser
Seen = Mapping[str, Any]
NOTHING = "Awaiting your action: nothing"


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def test_who_installs_the_app_sees_their_list_once(seen: Seen) -> None:
    assert len(seen["at first"]) == 1
    assert lines(seen["at first"][0])[:2] == [NOTHING, "You are DCP (dcp@ct.example)."]


def test_a_person_asks_for_their_list(seen: Seen) -> None:
    assert lines(seen["own list"])[0] == NOTHING
    assert lines(seen["own list"])[-4:] == ["Raise a need", "All policies", "Help", "More"]


def test_a_request_for_feedback_arrives_unasked(seen: Seen) -> None:
    assert lines(seen["request"])[0].startswith("Your agency's feedback is asked for: ITP-1")
    assert {"Comment", "No comment", "Read the draft", "More"} <= set(lines(seen["request"]))


def test_a_reminder_arrives_unasked(seen: Seen) -> None:
    head, awaited, *buttons, small = lines(seen["reminder"])
    assert head == "Awaiting your action: 1, the first by Fri, Oct 23, 2026, 5:00 PM ET"
    assert awaited.startswith("ITP-1 “Backup of state data”: your feedback on D1, by Fri, Oct 23, 2026")
    assert buttons == ["Comment", "Where it stands", "Remind me later"]
    assert small.startswith("You get one such message a day")


def test_a_pressed_button_turns_the_card_into_its_form(seen: Seen) -> None:
    assert lines(seen["problem"])[0] == "Comment"
    assert {"Your answer *", "On which section", "In your words", "Submit"} <= set(lines(seen["problem"]))
    assert seen["sections"] == ["I. Purpose", "II. Scope"]


def test_a_problem_stands_under_its_question(seen: Seen) -> None:
    shown = lines(seen["problem"])
    problem = shown.index("Write a sentence, or choose “No comment”.")
    assert shown[problem - 1] == "In your words"
    assert "Your answer *" in shown[problem + 1 : problem + 3]


def test_a_filled_form_is_answered_in_its_card_and_recorded_once(seen: Seen) -> None:
    assert lines(seen["answered"])[0] == "Thank you: it is recorded."
    assert seen["entries"][-2:] == ["FeedbackOpened", "FeedbackGiven"]


def test_the_card_is_drawn_again_with_the_answer(seen: Seen) -> None:
    assert f"• C1 comment on “II. Scope”: {WORDS}" in lines(seen["drawn again"])
    assert "No comment" not in lines(seen["drawn again"])


@pytest.mark.parametrize("where", [GROUP, CHANNEL])
def test_a_mention_among_others_is_answered_to_the_person_alone(seen: Seen, where: str) -> None:
    assert (
        seen[f"note in {where}"].strip() == "I have answered in our personal chat, so that only you read it."
    )


def test_both_answers_stand_in_the_personal_chat(seen: Seen) -> None:
    heads = [lines(card)[0] for card in seen["status"]]
    assert heads == ["Where ITP-1 “Backup of state data” stands"] * 2


def test_the_message_action_opens_its_dialog_with_the_words_in_it(seen: Seen) -> None:
    assert (seen["heard"], seen["words in the dialog"]) == (0, SAID)


def test_the_dialog_is_handed_in_recorded_once_and_says_so(seen: Seen) -> None:
    assert "Thank you: it is recorded." in lines(seen["dialog"])
    assert seen["recorded"] == ["FeedbackGiven"]


def test_a_person_stays_one_account_by_whichever_id_the_client_names_them(seen: Seen) -> None:
    assert seen["accounts"] == [[1]]

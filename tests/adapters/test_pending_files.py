"""Files that somebody sends by themselves are offered by the next form that asks for files, each by a question."""

from __future__ import annotations

import govbot_slack.form
import govbot_teams.form
from govbot.adapter_api.answers import Upload
from govbot.adapter_api.chat import Account
from govbot.adapter_api.pending_files import PendingFiles, key_of
from govbot.core.cards.vocabulary import Field, Form
from govbot_slack import read as slack_read
from govbot_teams import read as teams_read

WHO = Account("chat", "T", "cio")
POLICY = Upload("policy.docx", "", b"PK policy")
RATES, MEMO = Upload("rates.pdf", "", b"%PDF-rates"), Upload("memo.pdf", "", b"%PDF-memo")
NAMES = ("file", "appendix", "appendix_2")
FORM = Form("Submit a draft", "t", tuple(Field(name, name, "file", optional=True) for name in NAMES))


def sent(*uploads: Upload) -> PendingFiles:
    files = PendingFiles(lambda: 0.0)
    for upload in uploads:
        files.keep(WHO, upload)
    return files


def test_the_text_goes_to_the_first_question_and_the_rest_to_the_others_in_their_order() -> None:
    files = sent(RATES, POLICY, MEMO)
    assert files.for_questions(WHO, NAMES) == {"file": POLICY, "appendix": RATES, "appendix_2": MEMO}
    assert files.for_questions(WHO, ("evidence",)) == {"evidence": MEMO}
    assert sent(RATES).for_questions(WHO, NAMES) == {"file": RATES}
    assert sent().for_questions(WHO, NAMES) == {}


def test_at_most_five_files_of_a_person_are_kept_and_the_same_one_once() -> None:
    many = [Upload(f"{n}.pdf", "", b"%PDF" + bytes([n])) for n in range(7)]
    assert sent(*many, many[6]).all(WHO) == many[2:]


def test_both_chats_hand_in_the_very_file_that_was_ticked() -> None:
    files = sent(POLICY, RATES)
    offered = {name: (key_of(file), file.name) for name, file in files.for_questions(WHO, NAMES).items()}
    view = govbot_slack.form.modal(FORM, sent=offered)
    boxes = [block["element"] for block in view["blocks"] if block["element"]["type"] == "checkboxes"]
    state = {
        "values": {
            box["action_id"]: {box["action_id"]: {"selected_options": box["initial_options"]}}
            for box in boxes
        }
    }
    assert slack_read.sent_files({"state": state}) == {"file": key_of(POLICY), "appendix": key_of(RATES)}

    values = {teams_read.input_id("file", name): key for name, (key, _) in offered.items()}
    card = govbot_teams.form.card(FORM, govbot_teams.form.Filled(values, sent=offered))
    toggles = [element for element in card["body"] if element["type"] == "Input.Toggle"]
    assert [toggle["title"] for toggle in toggles][:2] == [
        "Attach “policy.docx”, which I sent to you",
        "Attach “rates.pdf”, which I sent to you",
    ]
    assert teams_read.files({toggle["id"]: toggle["value"] for toggle in toggles}) == {
        "file": key_of(POLICY),
        "appendix": key_of(RATES),
    }

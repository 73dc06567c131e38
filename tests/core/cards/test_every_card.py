"""Every card of a full history, as each of its readers sees it."""

from __future__ import annotations

import re

import pytest

from govbot.core.cards.kinds import KINDS, acts, digest
from govbot.core.cards.later import later_card
from govbot.core.cards.overview import list_card, more_card, policy_card
from govbot.core.cards.status_card import status_card
from govbot.core.cards.texts import comments_card
from govbot.core.cards.vocabulary import Buttons, Card, Facts, Items, Link, Text
from govbot.core.grammar import Notification
from govbot.core.table import BY_NAME, LONGEST_LABEL, LONGEST_TITLE, TABLE, window_title
from tests import government
from tests.core.cards import given
from tests.core.cards.given import Story, buttons, labels, words
from tests.government import DATA, PROCESS

EVERYBODY = ("", *government.directory().people)
SOFTWARE = re.compile(
    r"\b(null|None|True|False|tuple|event|stream|payload|token|nonce|exception|database|JSON|API|bug|UTC|id)\b"
)


def full() -> Story:
    """A policy's whole life: a need, a group, everything that can be asked or said, two versions, its end."""
    story = given.drafted(marks=("preliminary",))
    story.do("ask_group", "cio", kind="strategy", text="How do we tell agencies?", due="2026-10-20")
    story.do("answer_request", "dss", "Q1", request="Q1", text="By webinar.")
    story.do("answer_request", "cio", "Q1", request="Q1", text="By webinar and letter.", complete=True)
    story.do("look_in", "legal")
    story.do("state_position", "dss", position="support")
    story.do("ask_final_positions", "cio", due="2026-10-19")
    story.do("state_position", "dcp", position="unresolved concern", text="Cost")
    story.do("add_member", "cio", person="doc")
    story.do("remove_member", "cio", person="doc")
    story.do("add_member", "cio", person="doc", perspectives=["privacy"])
    story.do("leave_group", "doc", reason="On leave")
    story.do("report_back", "cio", kind="interim", text="We are half way.")
    story.do(
        "report_back",
        "cio",
        kind="recommendation",
        recommends="this draft",
        text="We agree.",
        consensus="not reached",
        differs="DCP",
        impact="Some",
        legal_exposure="Little",
        strategy="Webinar",
    )
    story.do("advance", "advisor", tracks=list(given.REVIEWERS), due="2026-10-20", representative="cdo")
    data_plan = "seat:cdo/give_review/data_plan"
    story.do("remind", "cio", data_plan, which=data_plan)
    story.do("give_until", "cio", data_plan, which=data_plan, until="2026-11-20", reason="Ill")
    story.do("consult", "cio", consultation="hr", question="Hours of work?", due="2026-10-20")
    story.do("not_necessary", "cio", consultation="labor", reasons="No bargaining subject")
    story.do("give_advice", "hr", "hr", consultation="hr", text="None.")
    for track, person in given.REVIEWERS.items():
        outcome = {"legal": "changes needed", "fiscal": "with advice"}.get(track, "no concerns")
        story.do("give_review", person, track, track=track, outcome=outcome, text="Mind the cost.")
    story.do("answer_review", "cio", "legal", track="legal", text="We will.")
    story.do("give_review", "legal", "legal", track="legal", outcome="no concerns")
    story.do(
        "set_timeline",
        "advisor",
        secretarys_review="2027-01-15",
        release_candidate="2027-02-01",
        statutory="2027-07-01",
        citation="P.A. 26-1",
    )
    story.do(
        "open_feedback",
        "cio",
        capacities=[DATA],
        people=["professor"],
        closes_on="2026-10-23",
        questions="?",
    )
    story.do(
        "give_feedback", "dss", kind="concern", section="I. Purpose", text="Too short.", marks=["security"]
    )
    story.do("not_right_person", "doc", suggested="", text="Ask the registry.")
    story.do("no_comment", "professor")
    story.do("give_agency_response", "dss", text="DSS supports it.")
    story.do("ask_question", "dss", text="Does it bind boards?")
    story.do("answer_question", "cio", "N1", question="N1", text="It does.", to="all")
    story.do("extend_feedback", "cio", closes_on="2026-10-27", reason="Holiday")
    story.days(30).clock("close_by_clock")
    story.do("give_feedback", "dcp", kind="comment", text="Late, sorry.")
    story.do("consider_late", "cio", comments=["C3"], considered="yes")
    story.do("sort_comments", "cio", comments=["C1"], theme="Time", drafter="legal")
    story.do("draft_response", "legal", comments=["C1"], response="not accepted", reasons="Soon enough.")
    story.do("respond_to_comments", "cio", comments=["C1"], response="accepted in part", reasons="Two years.")
    story.do("judge_response", "dss", judgment="remains", comments=["C1"], text="Still too short.")
    story.do("request_review", "cio", presenters=["cio"], materials="One page", meeting_on="2026-11-20")
    story.do("discuss", "secretary", text="Cost?")
    story.do("put_on_calendar", "contact", meeting_on="2026-11-23", text="10 AM")
    story.do("reviewed_for_secretary", "designee", text="Sound.")
    story.do("return_draft", "secretary", reasons="Clarify the scope.")
    story.do("submit_draft", "cio", file=given.document("# I. Purpose\n\nClearer.\n"))
    story.do("request_review", "cio", presenters=["cio"])
    story.do("approve", "secretary")
    story.do("withdraw_approval", "secretary", reasons="A slip.")
    story.do("request_review", "cio", presenters=["cio"])
    story.do("approve", "delegate")
    story.do(
        "adopt",
        "publisher",
        title="Backup of state data",
        version="1.0",
        originator="OPM",
        description="Initial",
        effective_on="2026-12-01",
        laws="C.G.S.",
        mechanisms=["acknowledgment", "attestation", "survey"],
        variances=True,
    )
    story.do("move_effective_date", "publisher", effective_on="2026-12-02", reason="The training is later")
    story.days(41).clock("come_into_force")
    story.do("note_publication", "publisher", address="https://portal.ct.gov/opm/backup")
    story.do("acknowledge", "dss")
    story.do("attest", "dss", text="We back up.")
    story.do("report_status", "dcp", status="under way")
    story.do("report_variance", "dcp", text="Weekly only.", section="I. Purpose", until="2027-06-01")
    story.do("request_variance", "dss", text="Monthly.")
    story.do("decide_variance", "advisor", "X2", variance="X2", granted="no", reasons="Too rare.")
    story.do(
        "correct_technically",
        "publisher",
        "",
        "# I. Purpose\n\nClearer.\n",
        old_words="Clearer",
        new_words="Clear",
        reason="Typo",
    )
    story.do("confirm_correction", "contact")
    story.do("record_direction", "advisor", text="Move faster.")
    story.do("record_decision", "advisor", text="Quarterly.", consensus="not reached", differs="CIO")
    story.do(
        "record_deviation",
        "advisor",
        step="Step 3",
        exigency="Flood",
        authority="Advisor",
        public_sentence="A flood.",
        before="yes",
        marks=["attorney-client"],
    )
    story.do(
        "proceed_in_emergency",
        "advisor",
        steps=["Step 6", "Step 7"],
        exigency="Flood",
        authority="OPM Secretary",
        public_sentence="A flood.",
        afterwards="The survey",
        by="2027-03-01",
    )
    story.do("done_afterwards", "cio", "E1.1", item="E1.1", text="It was held.")
    story.do("set_review_date", "advisor", next_review_on="2027-11-01", reason="Audit")
    story.do("complete_review", "cio", recommends="rescind", reasons="Outdated")
    story.do("keep_in_force", "secretary", reasons="Still good")
    story.do("complete_review", "cio", recommends="reaffirm", reasons="Good", next_review_on="2027-12-01")
    story.do("change_lead", "advisor", lead="ciso")
    story.do("complete_review", "ciso", recommends="revise", reasons="Threats", lead="ciso")
    story.do("proceed_without_group", "ciso")
    story.do("close_development", "advisor", reasons="Not now")
    story.do(
        "report_status", "dss_customers", status="implemented", entered_for="dss", evidence="By telephone"
    )
    story.do("contest_entry", "dss", act="A1", text="It is under way.")
    story.do("settle_entry", "advisor", act="A1", outcome="set aside", text="Misheard.")
    memo = given.document(
        "The memo of the Secretary, signed, as it was scanned by the office in the morning."
    )
    story.do("rescind", "contact", reasons="Replaced", entered_for="secretary", evidence_file=memo)
    story.do("confirm_entry", "secretary")
    return story


@pytest.fixture(scope="module")
def whole() -> Story:
    return full()


def drawn_card(story: Story, news: Notification, person: str) -> Card:
    return story.card(news.card, person, news.about, **dict(news.facts))


def test_each_piece_of_news_has_a_kind_of_card(whole: Story) -> None:
    told = {news.card for news in whole.told} - {"room"}
    other = {
        "need_decided",
        "need_received",
        "closed",
        "group_closed",
        "liaisons_changed",
        "room_move",
        "mark_changed",
        "room_moved",
        "sent_back",
        "review_date_asked",
        "agency_response_drafted",
        "extension_asked",
        "extension_refused",
        "agency_answered",
        "review_due",
        "entry_refused",
        "passed_on",
        "process_moved",
        "slip",
        "plan",
        "standing",
        "accord",
        "body_report",
        "plan_not_drafted",
        "vacancy",
        "adoption_withdrawn",
        "file_withdrawn",
        "agency_retired",
        # Of the directory, not of a policy.
        "office_change",
        "standing_changed",
        "meeting",
        "group_meeting",
        "group_minutes",
        "minutes",
        "cadence",
        "steering_decision",
        "awaits_you",
        "hand_over",
    }
    assert told <= set(KINDS)
    assert set(KINDS) <= told | other, "no kind of card is drawn for nothing"


STEPS = (
    "raised",
    "pursued",
    "grouped",
    "drafted",
    "in_review",
    "reviewed",
    "circulating",
    "commented",
    "requested",
    "approved",
    "adopted",
)


def test_every_card_is_read_not_studied(whole: Story) -> None:
    """At most six facts and four buttons, one of them primary, with labels that no chat cuts."""
    for story in (*(getattr(given, step)() for step in STEPS[3:]), whole):
        sent = {(news.card, news.about): news for news in story.told if news.card != "room"}.values()
        for person in EVERYBODY:
            for news in sent:
                must_keep_the_rule(drawn_card(story, news, person), news.card)
            if person:
                view = story.view(person)
                must_keep_the_rule(status_card(view), "status")
                must_keep_the_rule(policy_card(view), "policy")


def must_keep_the_rule(card: Card, kind: str) -> None:
    rows = [part for part in card.parts if isinstance(part, Buttons) and not part.of_line]
    links = [part for part in card.parts if isinstance(part, Link)]
    drawn = [(each.label, each.style) for row in rows for each in row.buttons]
    drawn += [(link.label, link.style) for link in links]
    facts = sum(len(part.rows) for part in card.parts if isinstance(part, Facts))
    stressed = [style for _, style in drawn].count("primary")
    long = [label for label in (*labels(card), *(link.label for link in links)) if len(label) > LONGEST_LABEL]
    assert (facts <= 6, len(drawn) <= 4, stressed <= 1, long) == (True, True, True, []), kind


@pytest.mark.parametrize(
    ("kind", "step", "person", "about"),
    [
        ("need", "raised", "advisor", ""),
        ("review_asked", "in_review", "legal", "legal"),
        ("feedback_request", "circulating", "dss", "P1"),
        ("candidate", "approved", "publisher", "D1"),
        ("agency_asked", "adopted", "dss", "1.0 acknowledgment survey"),
    ],
)
def test_a_card_that_asks_something_begins_with_the_day(
    kind: str, step: str, person: str, about: str
) -> None:
    story: Story = getattr(given, step)()
    first = story.card(kind, person, about).parts[0]
    assert isinstance(first, Text)
    assert (first.style, " by " in first.text) == ("strong", True)


def test_what_finds_no_room_on_a_card_stands_behind_its_more(whole: Story) -> None:
    for story in (given.commented(), given.requested(), whole):
        for news in {(news.card, news.about): news for news in story.told if news.card != "room"}.values():
            for person in ("cio", "dss", "secretary"):
                view = story.view(person, news.about, news.facts)
                given_ = tuple(KINDS[news.card].parts(view))
                shown, rest = drawn_card(story, news, person), story.rest(news.card, person, news.about)
                assert {b.label for b in buttons(Card("", given_))} <= {*labels(shown), *labels(rest)}
                if "More" not in labels(shown):
                    assert words(rest).endswith("There is nothing more here now.")


def test_each_window_has_a_title_that_slack_shows_whole() -> None:
    titles = {action.name: window_title(action, PROCESS) for action in TABLE if "clock" not in action.by}
    assert {name: title for name, title in titles.items() if len(title) > LONGEST_TITLE} == {}


@pytest.mark.parametrize("step", [*STEPS, "full"])
def test_every_card_is_whole_for_everybody_at_every_stage(step: str) -> None:
    story: Story = full() if step == "full" else getattr(given, step)()
    abouts = (
        "",
        "D1",
        "P1",
        "R1",
        "Q1",
        "legal",
        "hr",
        "C1",
        "1.0",
        "1.1",
        "1.0 acknowledgment",
        "1.0 survey",
        "X1",
        "V1",
    )
    for kind in KINDS:
        for person in EVERYBODY:
            for about in abouts:
                card = story.card(
                    kind, person, about, what="your feedback on D1", due="soon", action="give_feedback"
                )
                check(card)
    for person in EVERYBODY[1:]:
        view = story.view(person)
        for card in (
            status_card(view),
            policy_card(view),
            more_card(view),
            later_card(view),
            comments_card(view),
        ):
            check(card)


def check(card: Card) -> None:
    """A card is never empty, its headline is one line, and no software word stands on it."""
    assert card.headline
    assert "\n" not in card.headline
    assert card.parts
    said = words(card)
    assert not SOFTWARE.search(said), SOFTWARE.search(said)
    for part in card.parts:
        match part:
            case Text(text=text):
                assert text.strip()
            case Facts(rows=rows):
                assert all(label for label, _ in rows)
            case Items(rows=rows):
                assert rows
            case _:
                pass
    for button in buttons(card):
        assert 0 < len(button.label) <= 75
        action = button.value.partition("|")[0]
        assert action in BY_NAME or action.startswith(("show ", "later "))


def test_no_headline_holds_what_somebody_wrote_besides_the_title() -> None:
    whole = full()
    for news in whole.told:
        if news.card != "room":
            headline = drawn_card(whole, news, "cio").headline
            for text in (
                "Too short.",
                "A flood.",
                "Cost?",
                "Agencies lose data.",
                "Late, sorry.",
                "Outdated",
            ):
                assert text not in headline


def test_a_card_whose_action_is_over_says_so() -> None:
    story = given.circulating()
    assert "over" not in words(story.card("feedback_request", "dss", "P1"))
    done = given.adopted()
    assert "This is over: version 1.0 has been adopted since." in words(
        done.card("feedback_request", "dss", "P1")
    )
    assert not acts(done.card("feedback_request", "dss", "P1"))
    assert "Approved on" in words(done.card("secretary_request", "secretary", "D1"))
    assert "This is over" in words(given.raised().card("report", "advisor", "R9"))


def test_a_representatives_card_shows_their_own_answer_and_no_totals() -> None:
    story = given.circulating()
    before = digest(story.card("feedback_request", "dcp", "P1"))
    story.do("give_feedback", "dss", kind="concern", text="Too short.")
    assert digest(story.card("feedback_request", "dcp", "P1")) == before
    card = story.card("feedback_request", "dss", "P1")
    assert "C1 concern: Too short." in words(card)
    assert "press “Comment” again; what you correct or withdraw stays on record" in words(card)
    assert "No comment" not in labels(card)


def test_a_second_period_takes_the_firsts_place() -> None:
    story = given.circulating().do("close_feedback", "cio")
    story.do("submit_draft", "cio", file=given.document("# Other\n\nOther.\n"))
    story.do("open_feedback", "cio", capacities=[DATA], closes_on="2026-11-20")
    for kind in ("feedback_request", "feedback_changed", "feedback_progress"):
        said = words(story.card(kind, "dss", "P1"))
        assert "A later feedback period, on D2, has taken this one's place." in said
    assert "Comment" not in labels(story.card("feedback_request", "dss", "P1"))
    assert "Comment" in labels(story.card("feedback_request", "dss", "P2"))


def test_whoever_is_late_is_told_that_it_is_kept_and_marked() -> None:
    story = given.circulating().days(40)
    assert "a later answer is kept and marked late" in words(story.card("feedback_request", "dss", "P1"))
    story.do("give_feedback", "dss", kind="comment", text="Sorry.")
    assert "C1 comment (late): Sorry." in words(story.card("feedback_request", "dss", "P1"))
    assert "No response received from: DCP, DOC." in words(story.card("feedback_progress", "cio", "P1"))
    assert "The feedback period closed on" in words(
        story.card("feedback_changed", "dcp", "P1", reason="Holiday")
    )


def test_the_secretarys_card_prints_the_authority_and_what_is_asked_of_whom() -> None:
    story = given.requested()
    assert "You would act under the delegation on file (memo of Jan 5)." in words(
        story.card("secretary_request", "delegate", "D1")
    )
    assert "D1 is before the OPM Secretary for a decision." in words(
        story.card("secretary_request", "contact", "D1")
    )
    assert "a written delegation on file is needed" in words(
        story.card("secretary_request", "designee", "D1")
    )
    assert "You would act" not in words(story.card("secretary_request", "secretary", "D1"))


def test_a_list_says_how_many_there_are_and_how_to_find_the_others() -> None:
    rows = [(f"ITP-{n}", "T", "need", "", buttons(given.raised().card("need", "cio"))[0]) for n in range(3)]
    assert list_card(rows, "", 20, PROCESS).headline == "3 policies"
    assert list_card(rows[:1], "", 20, PROCESS).headline == "1 policy"
    more = list_card(rows, "", 2, PROCESS)
    assert more.headline == "The 2 policies changed last"
    assert "There are more" in words(more)
    assert "No need has been raised yet." in words(list_card([], "", 20, PROCESS))
    assert "No policy matches “x”." in words(list_card([], "x", 20, PROCESS))

"""The rows of the responses to comments."""

from __future__ import annotations

from govbot.core.grammar import Action, all_of
from govbot.core.table.capacities import GUIDES, LEAD
from govbot.core.workflow import sources as s
from govbot.core.workflow.choices import comments_in_full
from govbot.core.workflow.requirements import developing
from govbot.core.workflow.steps import (
    placing,
    responses,
)

ROWS: tuple[Action, ...] = (
    Action(
        "respond_to_comments",
        label="Respond to comments",
        command=responses.RespondToComments,
        rule=responses.respond_to_comments,
        by=GUIDES,
        open=all_of(developing, responses.has_comments),
        strength="will",
        source=s.ACCOUNTABILITY,
        word="respond",
        style="primary",
        reading=comments_in_full,
        done="The authors are told.",
    ),
    Action(
        "place_comment",
        label="Place it again",
        command=placing.PlaceComment,
        rule=placing.place_comment,
        by=GUIDES,
        open=all_of(developing, placing.has_lost),
        strength="may",
        source=s.ACCOUNTABILITY,
        word="place",
        done="It stands there now; the record keeps where it was made.",
    ),
    Action(
        "take_in_responses",
        label="Take in a filled table",
        command=responses.TakeInResponses,
        rule=responses.take_in_responses,
        by=GUIDES,
        open=all_of(developing, responses.has_comments),
        strength="may",
        source=s.ACCOUNTABILITY,
        word="take-in",
        preview=responses.taken_in_advance,
        done="The responses are taken in; the authors are told.",
    ),
    Action(
        "consider_late",
        label="Late feedback: consider it or not",
        short="Late: consider or not",
        command=responses.ConsiderLate,
        rule=responses.consider_late,
        by=LEAD,
        open=all_of(developing, responses.has_late),
        strength="may",
        source=s.TIME_LIMITED,
        word="late",
        done="Recorded.",
    ),
)

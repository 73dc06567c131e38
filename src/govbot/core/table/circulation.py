"""The rows of what a feedback period asks in particular, of saved rosters, and of who speaks for an agency."""

from __future__ import annotations

from govbot.core.grammar import Action, all_of, always
from govbot.core.membership import roster_actions
from govbot.core.table.capacities import ADVISOR, KEEPER, LEAD, STEERING
from govbot.core.table.entering import WORD
from govbot.core.workflow import sources as s
from govbot.core.workflow.entering import since_circulated
from govbot.core.workflow.requirements import has_period, under_way
from govbot.core.workflow.steps import period_questions, save_roster, voices

ROWS: tuple[Action, ...] = (
    Action(
        "give_answers",
        label="Answer the questions",
        command=period_questions.GiveAnswers,
        rule=period_questions.give_answers,
        by=("representative",),
        open=all_of(under_way, has_period, period_questions.has_questions),
        strength="may",
        source=s.CIRCULATE,
        word="give-answers",
        done="Thank you: your answers are recorded.",
        entering=WORD,
        since=since_circulated,
    ),
    Action(
        "save_roster",
        label="Save this roster",
        command=save_roster.SaveRoster,
        rule=save_roster.save_roster,
        by=LEAD,
        open=has_period,
        strength="may",
        source=s.CIRCULATE,
        word="save-roster",
        on_directory=True,
        done="The roster is saved. “/gov rosters” shows it, and opens a feedback period with it.",
    ),
    Action(
        "rename_roster",
        label="Rename a saved roster",
        short="Rename",
        command=roster_actions.RenameRoster,
        rule=roster_actions.rename_roster,
        by=(*STEERING, *ADVISOR),
        open=roster_actions.has_rosters,
        strength="may",
        source=s.CIRCULATE,
        word="rename-roster",
        stream="directory",
        done="Renamed.",
    ),
    Action(
        "remove_roster",
        label="Delete a saved roster",
        short="Delete",
        command=roster_actions.RemoveRoster,
        rule=roster_actions.remove_roster,
        by=(*STEERING, *ADVISOR),
        open=roster_actions.has_rosters,
        strength="may",
        source=s.CIRCULATE,
        word="delete-roster",
        stream="directory",
        preview=roster_actions.removed_in_advance,
        done="Deleted.",
    ),
    Action(
        "say_voice",
        label="Say who speaks for our {agency}",
        short="Who speaks for us",
        command=voices.SayVoice,
        rule=voices.say_voice,
        by=("agency",),
        open=always,
        strength="may",
        source=s.CIRCULATE,
        word="our-voice",
        stream="directory",
        keeps_file="letter",
        done="Recorded. They may give your {agency}'s response now; the roster keeper is told, and can undo it.",
    ),
    Action(
        "end_voice",
        label="End who speaks for {an_agency}",
        short="End who speaks",
        command=voices.EndVoice,
        rule=voices.end_voice,
        by=KEEPER,
        open=voices.has_voices,
        strength="may",
        source=s.CIRCULATE,
        word="end-voice",
        stream="directory",
        done="Recorded. They are told.",
    ),
)

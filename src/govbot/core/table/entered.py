"""The rows of what people say of acts that were entered for them; for a policy, and for the directory."""

from __future__ import annotations

from dataclasses import replace

from govbot.core.grammar import Action
from govbot.core.table.capacities import ANYONE
from govbot.core.workflow import sources as s
from govbot.core.workflow.steps import entered

OF_A_POLICY: tuple[Action, ...] = (
    Action(
        "confirm_entry",
        label="That is right",
        command=entered.ConfirmEntry,
        rule=entered.confirm_entry,
        by=ANYONE,
        open=entered.has_to_confirm,
        strength="may",
        source=s.ACCOUNTABILITY,
        word="right",
        style="primary",
        done="Thank you: the record says that you confirmed it.",
    ),
    Action(
        "contest_entry",
        label="Please correct this",
        command=entered.ContestEntry,
        rule=entered.contest_entry,
        by=ANYONE,
        open=entered.has_to_contest,
        strength="may",
        source=s.ACCOUNTABILITY,
        word="correct-entry",
        preview=entered.contest_in_advance,
        done="It is on record, and everybody who was told of the entry is told.",
    ),
    Action(
        "settle_entry",
        label="Settle the disputed entry",
        short="Settle the entry",
        command=entered.SettleEntry,
        rule=entered.settle_entry,
        by=("advisor", "contact"),
        open=entered.has_to_settle,
        strength="may",
        source=s.ACCOUNTABILITY,
        word="settle",
        style="primary",
        done="It is settled, and everybody who was told of the entry is told.",
    ),
)
# The same of an act in the directory, such as a designee named by letter; these are buttons only.
OF_THE_DIRECTORY = tuple(
    replace(row, name=row.name.replace("_entry", "_office_entry"), stream="directory", word="")
    for row in OF_A_POLICY
)
ROWS: tuple[Action, ...] = (*OF_A_POLICY, *OF_THE_DIRECTORY)

"""The peer of a click: the same insert as the one step of a durable workflow of DBOS, on SQLite."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from dbos import DBOS, SetWorkflowID

from bench.inserts import Inserts
from govbot.runtime.gc_tuning import freeze_startup_objects


async def launch(folder: Path) -> Callable[[dict[str, Any]], Awaitable[None]]:
    """Launch DBOS on a file in this folder. Returns the function that decides a click.

    A workflow's id is the request's key, so a redelivered click is the same workflow. DBOS records its start, its
    step and its outcome in three transactions. The file has WAL, and SQLite's default, synchronous=FULL.
    """
    path = folder / "peer.db"
    inserts = Inserts(path)
    await inserts.insert("The file is made, with WAL, before DBOS opens it.")
    DBOS(config={"name": "peer", "system_database_url": f"sqlite:///{path}", "log_level": "ERROR"})

    @DBOS.step()
    async def insert(text: str) -> None:
        await inserts.insert(text)

    @DBOS.workflow()
    async def no_comment(text: str) -> None:
        await insert(text)

    DBOS.launch()
    freeze_startup_objects()  # the interpreter is tuned as govbot's is

    async def decide(click: dict[str, Any]) -> None:
        with SetWorkflowID(_key_of(click)):
            await no_comment(json.dumps(click["actions"]))

    return decide


def _key_of(click: dict[str, Any]) -> str:
    """The same for a click that is delivered twice."""
    parts = (click["user"]["id"], click["container"]["message_ts"], click["actions"][0]["value"])
    return sha256("|".join(parts).encode()).hexdigest()

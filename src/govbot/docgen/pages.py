"""The documents that are made from the table, the process and the lock: written, or only compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from govbot.adapter_api.manifest import SAMPLE_URL
from govbot.adapter_api.settings import UnsafeSettings
from govbot.core.cards.guide import by_section
from govbot.core.grammar import Action
from govbot.core.process import Process
from govbot.core.table import BY, BY_NAME, TABLE, plain_label
from govbot.core.workflow.entering import words_of
from govbot.core.workflow.policy import STAGES
from govbot.docgen.diagram import LABELS, mermaid, numbered, svg
from govbot.docgen.moves import Move, WalkResult, walk
from govbot.docgen.permissions import permissions_page
from govbot.runtime.adapters import manifest_makers, manifest_request
from govbot.runtime.settings import DEFAULT_PROCESS, process_at

ACTIONS = Path("docs/actions.md")
WORKFLOW = Path("docs/workflow.md")
DIAGRAM = Path("docs/pictures/workflow.svg")
LICENCES = Path("docs/licences.md")
PERMISSIONS = Path("docs/permissions.md")
MANIFESTS = Path("manifests")
LOCK = Path("requirements/runtime.txt")

MADE = "<!-- Made by `make docs` from {source}; changes by hand are lost. -->"
STRENGTHS = {"shall": "required", "will": "asked for", "may": "offered"}
ORDER = (*STAGES, "adopted", "in force", "superseded", "rescinded", "closed", "joined")


def write_all(root: Path, check: bool, walked: WalkResult | None = None) -> list[Path]:
    """Write the generated documents under `root`; returns the stale ones. With `check`, writes nothing."""
    if not (root / LOCK).exists():
        raise UnsafeSettings(
            f"{root} is not govbot's own folder: there is no {LOCK}. Run this where you checked it out."
        )
    stale = []
    for path, made in pages(root, walked).items():
        file, data = root / path, made if isinstance(made, bytes) else made.encode()
        if file.exists() and file.read_bytes() == data:
            continue
        stale.append(path)
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return stale


def pages(root: Path, walked: WalkResult | None = None) -> Mapping[Path, str | bytes]:
    """Every generated document and picture, by its path; drawn from this walk, where it was made already."""
    process = process_at(DEFAULT_PROCESS)
    result, makers = walked or walk(process), manifest_makers()
    request = manifest_request(SAMPLE_URL, process)
    return {
        ACTIONS: actions_page(result, process),
        WORKFLOW: workflow_page(result, process),
        DIAGRAM: svg(result.moves, process),
        LICENCES: licences_page(root),
        PERMISSIONS: _joined(
            MADE.format(source="adapters/"),
            permissions_page(maker.permissions for maker in makers.values()),
        ).rstrip("\n")
        + "\n",
        **{
            MANIFESTS / platform / name: content
            for platform, maker in makers.items()
            for name, content in maker.samples(request).items()
        },
    }


# The actions -----------------------------------------------------------------------------------------


HOW_ENTERED = {
    "on paper": "with the signed document or the e-mail as a file",
    "by word of mouth": "saying how it was said",
}


def actions_page(result: WalkResult, process: Process) -> str:
    """The table as people read it."""
    return _joined(
        MADE.format(source="src/govbot/core/table"),
        "# What one can do",
        "Every action: who may take it, when, how strongly the policy asks for it,\n"
        "and the sentence that it rests on.\n"
        "“Required” stands for the policy's *shall*; “asked for”, for its *will*, *strive* and *should*;\n"
        + process.say("“offered”, for its *may*, *when appropriate* and *in {office}'s judgment*."),
        f"There are {len(TABLE)} actions. Whoever cannot take one does not see its button, "
        "and is told why when typing its word.",
        *(
            _section(section, actions, result, process)
            for section, actions in by_section(TABLE, process).items()
        ),
    )


def _section(section: str, actions: Iterable[Action], result: WalkResult, process: Process) -> str:
    return _joined(f"## {section}", *(_action(action, result, process) for action in actions)).rstrip()


def _action(action: Action, result: WalkResult, process: Process) -> str:
    source = process.source(action.source)
    lines = [
        f"- **By:** {_and(process.say(BY[kind]) for kind in action.by)}.",
        f"- **When:** {_when(action, result, process)}.",
        f"- **Strength:** {STRENGTHS[action.strength]} (*{action.strength}*).",
        f"- **Entered for somebody else:** {_entering(action, process)}.",
    ]
    if "clock" in action.by:
        lines.pop()
    if action.word:
        lines.append(f"- **Typed:** `/gov {action.word}`.")
    reasons = _reasons(action, result)
    if reasons:
        lines.append(f"- **Otherwise one reads:** {reasons}")
    return _joined(
        f"### {plain_label(action, process)}",
        f'<a id="{action.name}"></a>',
        "\n".join(lines),
        f"> “{source.sentence}”\n> ({source.where})",
    ).rstrip()


def _entering(action: Action, process: Process) -> str:
    """Who may enter it for somebody else, and with what."""
    if action.entering is None:
        return "never; it is each person's own word"
    return (
        f"{action.entering.how}, {HOW_ENTERED[action.entering.how]}, by {words_of(action.entering, process)}"
    )


def _when(action: Action, result: WalkResult, process: Process) -> str:
    if action.stream == "new":
        return "at any time"
    if action.stream == "directory":
        return "at any time; it concerns people and offices, not one policy"
    stages = sorted(result.stages.get(action.name, ()), key=ORDER.index)
    always = "at any time, once there is a policy"
    if set(ORDER[:8]) <= set(stages):
        return always
    return f"while its stage is: {', '.join(_plain(stage, process) for stage in stages)}"


def _plain(stage: str, process: Process) -> str:
    """A stage within a sentence."""
    special = {
        "secretary's review": process.say("the {stage_secretary}"),
        "adopted": "adopted for a later day",
        "closed": "put aside",
    }
    return special.get(stage) or process.stage(stage)


def _reasons(action: Action, result: WalkResult) -> str:
    reasons = [re.sub(r"\bD\d+\b", "D2", why) for why in result.reasons.get(action.name, ())]
    return " · ".join(f"“{why}”" for why in reasons)


# The workflow ----------------------------------------------------------------------------------------


def workflow_page(result: WalkResult, process: Process) -> str:
    """The stages and the moves between them: a picture, its source, and a list."""
    return _joined(
        MADE.format(source="src/govbot/core/table"),
        "# How a policy moves",
        "Found out by trying: a program walks a made-up policy through the process,\n"
        "and tries every action at each point by the very rules that govbot runs.\n"
        "The numbers are those of the list below.",
        "![The stages of a policy and the moves between them](pictures/workflow.svg)",
        "One may go forward to any stage whose earlier *will* steps are done,\n"
        "or passed over by a deviation that the same form records in one line; and back at any time.\n"
        + process.say("{steps_note}"),
        "## The moves",
        "\n".join(_moves(result.moves, process)),
        "## The same, as Mermaid draws it",
        f"```mermaid\n{mermaid(result.moves, process)}```",
    )


def _moves(moves: Iterable[Move], process: Process) -> Iterator[str]:
    yield "| | from | to | by which action | by whom |"
    yield "| --- | --- | --- | --- | --- |"
    for number, ((before, after), names) in enumerate(numbered(moves).items(), 1):
        labels = "; ".join(f"[{plain_label(BY_NAME[name], process)}](actions.md#{name})" for name in names)
        whose = "; ".join(dict.fromkeys(process.say(BY[kind]) for name in names for kind in BY_NAME[name].by))
        yield f"| {number} | {process.say(LABELS[before])} | {process.say(LABELS[after])} | {labels} | {whose} |"


# Licences --------------------------------------------------------------------------------------------


def licences_page(root: Path) -> str:
    """What is installed with govbot, and under which licence each says it is.

    Packages that this platform has no need of are not installed here: of those the page keeps what it said.
    """
    said = _said_before(root / LICENCES)
    rows = [f"| {name} | {version} | {_licence(name, said)} |" for name, version in locked(root)]
    return _joined(
        MADE.format(source="requirements/runtime.txt and the packages' own metadata"),
        "# Licences of what govbot uses",
        "govbot is under [Apache-2.0](../LICENSE).\n"
        "At run time it uses these packages,\n"
        "at the versions that `requirements/runtime.txt` names with their hashes;\n"
        "the licence is the one that each package states.",
        "\n".join(("| package | version | licence |", "| --- | --- | --- |", *rows)),
    )


def locked(root: Path) -> list[tuple[str, str]]:
    """Names and versions in the lock, in its order."""
    text = (root / LOCK).read_text(encoding="utf-8")
    return re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE | re.IGNORECASE)


def _licence(name: str, said: Mapping[str, str]) -> str:
    try:
        return stated(metadata(name))
    except PackageNotFoundError:
        return said.get(name, "(not needed on Linux)")


def stated(facts: PackageMetadata) -> str:
    """A package's licence as its metadata have it: the expression, the classifiers, or a short text."""
    for expression in facts.get_all("License-Expression") or ():
        return str(expression)
    classified = [
        classifier.rpartition(" :: ")[2]
        for classifier in facts.get_all("Classifier") or ()
        if classifier.startswith("License :: ") and classifier != "License :: OSI Approved"
    ]
    short = next(iter(facts.get_all("License") or ()), "").strip()
    return "; ".join(classified) or short.partition("\n")[0][:60] or "not stated"


def _said_before(page: Path) -> Mapping[str, str]:
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return dict(re.findall(r"^\| (\S+) \| \S+ \| (.+) \|$", text, re.MULTILINE))


# Words -----------------------------------------------------------------------------------------------


def _and(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _joined(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"

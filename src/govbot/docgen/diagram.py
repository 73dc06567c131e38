"""The stages and moves as pictures: Mermaid's source, and an SVG that needs nothing to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from govbot.core.process import Process
from govbot.core.table import BY_NAME, plain_label
from govbot.docgen.moves import Move

LABELS = {
    "": "(nothing yet)",
    "need": "{Stage_need}",
    "drafting": "{Stage_drafting} ({step_drafting})",
    "staff review": "{Stage_review} ({step_review})",
    "agency feedback": "{Stage_feedback} ({step_feedback})",
    "secretary's review": "{Stage_secretary} ({step_secretary})",
    "release candidate": "{Stage_candidate}",
    "adopted": "Adopted for a later day",
    "in force": "In force",
    "superseded": "Superseded",
    "rescinded": "Rescinded",
    "closed": "Put aside",
    "joined": "Joined to another",
}
# From top to bottom; what ends a need stands beside it.
COLUMN = (
    "need", "drafting", "staff review", "agency feedback", "secretary's review", "release candidate",
    "adopted", "in force", "rescinded",
)  # fmt: skip
WIDE, HIGH, STEP, LANE = 236, 36, 82, 26
LEFT, TOP = 420, 40
MIDDLE = LEFT + WIDE / 2
BESIDE = {"closed": 20, "joined": LEFT + WIDE + 24}
Edge = tuple[str, str]


def numbered(moves: Iterable[Move]) -> Mapping[Edge, list[str]]:
    """The actions of each move, the moves in the order of the stages that they start and end at."""
    actions: dict[Edge, list[str]] = {}
    for move in moves:
        names = actions.setdefault((move.before, move.after), [])
        if move.action not in names:
            names.append(move.action)
    order = list(LABELS)
    return {
        edge: actions[edge]
        for edge in sorted(actions, key=lambda edge: (order.index(edge[0]), order.index(edge[1])))
    }


def mermaid(moves: Iterable[Move], process: Process) -> str:
    """The source of a state diagram."""
    ids = {stage: stage.replace(" ", "_").replace("'", "") for stage in LABELS}
    edges = numbered(moves)
    named = dict.fromkeys(stage for edge in edges for stage in edge if stage)
    lines = [
        "stateDiagram-v2",
        *(f'    state "{process.say(LABELS[stage])}" as {ids[stage]}' for stage in named),
    ]
    for (before, after), names in edges.items():
        labels = " / ".join(plain_label(BY_NAME[name], process).replace(":", "") for name in names)
        lines.append(f"    {ids[before] or '[*]'} --> {ids[after]}: {labels}")
    return "\n".join(lines) + "\n"


def svg(moves: Iterable[Move], process: Process) -> str:
    """The picture. Forward moves stand on the left, back moves on the right, each with its number."""
    edges = list(numbered(moves))
    shapes = [_arrow(number, edge, edges) for number, edge in enumerate(edges, 1)]
    boxes = [_box(process.say(LABELS[stage]), LEFT, at) for at, stage in enumerate(COLUMN)]
    boxes += [_box(process.say(LABELS[stage]), left, 0) for stage, left in BESIDE.items()]
    height = TOP + STEP * (len(COLUMN) - 1) + HIGH + 20
    width = LEFT + WIDE + LANE * 10
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="t">',
        '<title id="t">The stages of a policy, and the moves between them by their numbers</title>',
        "<style>text{font:13px sans-serif;text-anchor:middle;fill:#111}.n{font-size:11px;font-weight:bold}"
        "rect{fill:#eef2f7;stroke:#1f3a5f;rx:6}path{fill:none;stroke:#1f3a5f;marker-end:url(#a)}"
        "path.back{stroke:#8a4b08;stroke-dasharray:5 3}circle{fill:#fff;stroke:#999}</style>",
        '<marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" style="fill:#444;stroke:none;marker-end:none"/></marker>',
        f'<rect width="{width}" height="{height}" style="fill:#fff;stroke:none"/>',
        *shapes,
        *boxes,
        "</svg>\n",
    ))  # fmt: skip


def _box(label: str, left: float, row: int) -> str:
    top = TOP + STEP * row
    text = f'<text x="{left + WIDE / 2:g}" y="{top + 23:g}">{escape(label)}</text>'
    return f'<rect x="{left:g}" y="{top:g}" width="{WIDE}" height="{HIGH}"/>{text}'


def _arrow(number: int, edge: Edge, edges: list[Edge]) -> str:
    before, after = edge
    if before == "":
        return _line(number, f"M{MIDDLE:g} {TOP - 34}V{TOP - 2}", MIDDLE, TOP - 24)
    if before in BESIDE or after in BESIDE:
        return _aside(number, before, after)
    start, end = COLUMN.index(before), COLUMN.index(after)
    if end == start + 1:
        top = TOP + STEP * start + HIGH
        return _line(number, f"M{MIDDLE:g} {top}V{top + STEP - HIGH - 2}", MIDDLE, top + 20)
    return _arc(number, start, end, _lane(edge, edges))


def _arc(number: int, start: int, end: int, lane: int) -> str:
    """Around the boxes between: to the left going on, to the right going back."""
    side, back = (LEFT, False) if end > start else (LEFT + WIDE, True)
    far = side + (1 if back else -1) * (LANE * (lane + 1) + 4)
    leave = TOP + STEP * start + (HIGH - 8 if end > start else 8) + (lane % 3) * 2
    arrive = TOP + STEP * end + (8 if end > start else HIGH - 8) - (lane % 3) * 2
    path = f"M{side:g} {leave:g}H{far:g}V{arrive:g}H{side + (2 if back else -2):g}"
    return _line(number, path, far, (leave + arrive) / 2, "back" if back else "")


def _aside(number: int, before: str, after: str) -> str:
    """To and from the boxes beside the column: level with a need, from below for everything else."""
    right = LEFT + WIDE
    if after == "joined":
        return _line(number, f"M{right} {TOP + 18}H{BESIDE[after] - 2}", right + 11, TOP + 6)
    near = BESIDE["closed"] + WIDE
    if before == "closed":
        return _line(number, f"M{near} {TOP + 28}H{LEFT - 2}", LEFT - 40, TOP + 28, "back")
    row = COLUMN.index(before)
    if row == 0:
        return _line(number, f"M{LEFT} {TOP + 8}H{near + 2}", near + 40, TOP + 8)
    x, y = near - 36 * row, TOP + STEP * row + 16
    return _line(number, f"M{LEFT} {y}H{x}V{TOP + HIGH + 2}", x, y - 16)


def _lane(edge: Edge, edges: list[Edge]) -> int:
    """How far out an arc runs: shorter ones inside, so that fewer cross."""
    rows = {each: tuple(COLUMN.index(stage) for stage in each) for each in edges if set(each) <= set(COLUMN)}
    forward = rows[edge][1] > rows[edge][0]
    arcs = [arc for arc, (start, end) in rows.items() if (end > start) == forward and end != start + 1]
    arcs.sort(key=lambda arc: (abs(rows[arc][1] - rows[arc][0]), rows[arc]))
    return arcs.index(edge)


def _line(number: int, path: str, x: float, y: float, kind: str = "") -> str:
    drawn = f'<path class="{kind}" d="{path}"/>' if kind else f'<path d="{path}"/>'
    return (
        f'{drawn}<circle cx="{x:g}" cy="{y:g}" r="9"/><text class="n" x="{x:g}" y="{y + 4:g}">{number}</text>'
    )

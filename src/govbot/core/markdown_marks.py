"""Two signs that a policy's Markdown has besides the common ones: ~~struck out~~ and ++added++.

They mark what an act takes out and puts in, so they count at every place, beside punctuation and inside words too,
where the common rules for emphasis would leave the words as they are.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_NAMES = {"~": ("s_open", "s_close", "s"), "+": ("ins_open", "ins_close", "ins")}


def with_marks(parser: MarkdownIt) -> MarkdownIt:
    """The parser with a rule for these signs; its tokens are `s_open`, `s_close`, `ins_open` and `ins_close`."""
    parser.inline.ruler.before("emphasis", "marks", _marks)
    return parser


def _marks(state: StateInline, silent: bool) -> bool:
    start, sign = state.pos, state.src[state.pos]
    if sign not in _NAMES or state.src[start + 1 : start + 2] != sign:
        return False
    after = state.src[start + 2 : start + 3]
    end = _end(state, sign * 2)
    if not after or after == sign or after.isspace() or end < 0:
        return False
    if not silent:
        opening, closing, tag = _NAMES[sign]
        state.push(opening, tag, 1)
        most, state.pos, state.posMax = state.posMax, start + 2, end
        state.md.inline.tokenize(state)
        state.posMax = most
        state.push(closing, tag, -1)
    state.pos = end + 2
    return True


def _end(state: StateInline, signs: str) -> int:
    """Where the next such signs stand, or -1; only the next ones are looked at, so a text takes linear time."""
    end = state.src.find(signs, state.pos + 3, state.posMax)
    while end > 0 and state.src[end - 1] == "\\":
        end = state.src.find(signs, end + 1, state.posMax)
    return end if end > 0 and not state.src[end - 1].isspace() else -1

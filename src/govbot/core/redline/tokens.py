"""Words of a text for comparing: whole words, and in scripts without spaces the signs that a reader sees as one."""

from __future__ import annotations

import regex

PARAGRAPH = "\u2029"  # the end of a paragraph inside of a text of several

# Han, Kana, Thai, Lao, Khmer and Burmese are written without spaces: each grapheme (\X) counts as a word there.
_SPACELESS = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_LETTER = rf"(?:(?!{_SPACELESS})[\p{{L}}\p{{M}}\p{{N}}_])"
_WORD = rf"(?:(?={_SPACELESS})\X|{_LETTER}+(?:['’.\-]{_LETTER}+)*)"
TOKEN = regex.compile(rf"\u2029|{_WORD}|[^\S\u2029]+|\X", regex.DOTALL)
WORD = regex.compile(_WORD)
_END = "[.;:!?。；：！？]"
_SENTENCE = regex.compile(
    rf"\u2029|[^.;:!?。；：！？\u2029]+(?:{_END}+['”’\")\]]*(?:[^\S\u2029]+|(?=\u2029)|\Z|(?<=[。；：！？]))|{_END}+)?"
    rf"|{_END}+[^\S\u2029]*"
)


def tokens(text: str) -> list[str]:
    """Words, white space and signs; together they are the text."""
    found: list[str] = TOKEN.findall(text)
    return found


def sentences(text: str) -> list[str]:
    """The text's sentences with the white space behind them; together they are the text."""
    found: list[str] = _SENTENCE.findall(text)
    return found


def word_list(text: str) -> list[str]:
    found: list[str] = WORD.findall(text)
    return found


def count_words(text: str) -> int:
    """The number of words, or of graphemes where a script has no spaces."""
    return len(WORD.findall(text))

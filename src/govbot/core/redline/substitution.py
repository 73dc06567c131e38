"""A few words of a draft replaced by others, found as a person would find them."""

from __future__ import annotations

import re


def replace_words(markdown: str, old: str, new: str) -> str:
    """The text with `old` replaced by `new`, white space and typographic quotes of `old` not mattering.

    Raises ValueError, a whole sentence for the person, unless `old` stands there exactly once.
    """
    old, new = old.strip(), new.strip()
    if not old:
        raise ValueError("There are no words to replace; copy them from the draft.")
    pattern = re.compile(f"(?=({_pattern(old)}))")
    found = [match.span(1) for match in pattern.finditer(markdown)]
    if not found:
        raise ValueError("These words stand nowhere in the draft text; copy them from the draft.")
    if len(found) > 1:
        raise ValueError(
            f"These words stand {len(found)} times in the draft text; give more of the sentence."
        )
    start, end = found[0]
    if not new and markdown[:start].endswith(" ") and re.match(r"[ .,;:)\n]|\Z", markdown[end:]):
        start -= 1
    return markdown[:start] + new + markdown[end:]


def _pattern(old: str) -> str:
    """`old` as a pattern: one space matches any, but only a new line matches an empty line."""
    found = "".join(
        (r"\s+" if "\n" in part else r"(?=\s)[^\S\n]*(?:\n[^\S\n]*)?") if part.isspace() else _quotes(part)
        for part in re.split(r"(\s+)", old)
    )
    start, end = (r"(?<!\w)" if re.match(r"\w", old) else ""), (r"(?!\w)" if re.search(r"\w\Z", old) else "")
    return start + found + end


def _quotes(word: str) -> str:
    return re.sub("['‘’‚‛]", "['‘’‚‛]", re.sub('["“”„‟]', '["“”„‟]', re.escape(word)))

"""Clean copies of Word files: what a reader sees and nothing besides, built anew from lists of what is allowed.

Nothing of the file is passed on as it is. Each part of the copy is written anew: the elements and attributes of
`allowed.py` alone, pictures from their pixels, every name, number and relationship given afresh. What is in no list
is not in the copy, whoever invents it. Bytes in, bytes out; `copy.py` has the calls.
"""

from govbot.documents.clean.copy import MAKER, CleanCopy, clean_copy, clean_copy_of, reworded_copy
from govbot.documents.clean.making import make_copy, make_copy_through, what_is_left

__all__ = [
    "MAKER",
    "CleanCopy",
    "clean_copy",
    "clean_copy_of",
    "make_copy",
    "make_copy_through",
    "reworded_copy",
    "what_is_left",
]

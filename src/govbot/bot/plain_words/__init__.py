"""Reads words typed to the bot by rules: questions, tasks, greetings, answers. Nothing is done by it.

A rule is a kind of words and the patterns that are read as it; the first rule that fits counts, in the order of
`RULES` in `reading.py`. In a pattern `P` stands for a policy's number or title and `QQ` for those who are asked,
put in before reading. The corpus in tests/bot/utterances measures the rules.
"""

"""Benchmarks: each value is measured beside a reference in the same run.

The reference is a floor (the least that the same work could cost), a peer (the same work by another framework), or
govbot itself in easier circumstances. `python -m bench` prints one JSON object a line; `make bench` does that and
writes docs/measures.md.
"""

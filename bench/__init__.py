"""Each measure beside its floor, in one run: `python -m bench` prints one JSON object a line."""

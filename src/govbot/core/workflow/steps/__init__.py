"""One file per step of the process: what may be asked, the rules, and what is then awaited. No step imports
another."""

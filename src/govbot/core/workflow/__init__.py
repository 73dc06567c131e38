"""A policy from need to Library. Pure; one file per step of the process, read top to bottom."""

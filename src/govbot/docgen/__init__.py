"""Pages and pictures that are generated from the table, the process and the lock."""

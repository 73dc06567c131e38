"""The migrations, from the first table on: each runs once, in one transaction, when the record is opened."""

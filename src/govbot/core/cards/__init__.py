"""What people see: the vocabulary of cards and forms, and each card. Pure.

All wording of cards lives here.
"""

"""What people see: the vocabulary of cards and forms, and each card. Pure; all wording of cards lives here."""

"""The commands of `govbot`: a module for each group of commands, and `main` puts them together."""

"""Pictures as SVG, drawn from plain rows; readable in black and white, and each with a table behind it. Pure."""

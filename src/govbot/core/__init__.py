"""The process itself, as pure functions: no clock, chance, disk, network or chat, even indirectly."""

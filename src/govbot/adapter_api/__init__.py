"""What a chat must be able to do for govbot, and what adapters share; it knows no chat by name."""

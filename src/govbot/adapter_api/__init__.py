"""The interface between govbot and chats, and what adapters share; it names no chat."""

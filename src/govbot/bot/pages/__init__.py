"""The pages behind links from chat: links, sessions, and what each page shows."""

"""The rehearsal room in a browser: its page, its feed, and what can be done from there."""

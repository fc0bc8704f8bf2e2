"""What can be said to the bot: one function each, and one table of them all."""

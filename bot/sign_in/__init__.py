"""How people sign in, so that the bot can act with their rights; the conversation goes on where it was."""

"""Single functions of the bot, measured without HTTP."""

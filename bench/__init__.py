"""Measures the bot beside a bare web handler and the stock SDK; nothing here is part of the bot."""

"""The least that a bot can cost: an aiohttp handler that checks the token and posts one reply."""

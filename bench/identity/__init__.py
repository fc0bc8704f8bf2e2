"""Keys, tokens and a token endpoint, as the Bot Service and Entra serve them."""

ISSUER = "https://api.botframework.com"
METADATA, KEYS = "/v1/.well-known/openidconfiguration", "/v1/.well-known/keys"
NAMES = ("login.botframework.com", "login.microsoftonline.com")
"""Behind which the SDK, and MSAL, look for keys and tokens."""

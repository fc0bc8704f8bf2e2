"""A stand-in for what Frontdesk calls of Microsoft Graph; shares no line with the rest of the house."""

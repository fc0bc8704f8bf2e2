"""Our bot with its neighbours on this machine: what the settings, for safety, do not allow."""

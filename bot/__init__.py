"""The doorway: HTTP, the SDK's adapter, identity, commands, assembling."""

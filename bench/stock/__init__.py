"""Bots on the SDK as it comes."""

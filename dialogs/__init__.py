"""The conversations: one waterfall each."""

"""The connector that all bots answer to: it takes every message and keeps a ledger of them."""

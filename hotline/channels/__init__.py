"""Adapters: how each provider's requests become messages, and how texts reach people."""

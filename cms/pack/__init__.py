"""A village in one file, for days without signal."""

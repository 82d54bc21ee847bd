"""Search over everything public, in Chinese and English: `words` and `query` are pure, `postgres` finds."""

"""A year of village affairs, worked out anew each time to the same cent: pure arithmetic, then published for real."""

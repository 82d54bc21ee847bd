"""Deadlines in working days of mainland China. Pure."""

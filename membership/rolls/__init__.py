"""Rolls as villages keep them, taken into the register: read, compared, decided, imported, taken back."""

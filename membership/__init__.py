"""Whom the association knows: residents, households, associations, members, pairings, visits."""

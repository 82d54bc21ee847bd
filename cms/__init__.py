"""What the association says: pages, policies, programmes and their rules."""

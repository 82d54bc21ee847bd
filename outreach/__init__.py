"""What the association does: events, aid programmes and money, screening, work reports."""

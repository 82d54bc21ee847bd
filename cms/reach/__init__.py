"""How what is published reaches people: feeds, subscriptions, words about pages, site map, structured data."""

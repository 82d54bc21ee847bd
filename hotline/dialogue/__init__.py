"""A session and a message in; replies and wishes out. Pure: no framework, no clock, no database."""

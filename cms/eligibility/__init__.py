"""Facts, rules and a day in; a verdict out. Pure: no framework, no clock, no database."""

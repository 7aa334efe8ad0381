"""The database that a clone brings along, and what we ask of any database. See docs/decisions/0010-embedded-postgres.md."""

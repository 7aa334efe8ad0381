"""Connections to systems of others, each behind a port of a capability."""

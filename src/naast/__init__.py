"""Naast: the front door of a municipality, with one dossier that resident and worker both read."""

"""Puts the capabilities together: settings, URLs, commands. The only module that knows everyone."""

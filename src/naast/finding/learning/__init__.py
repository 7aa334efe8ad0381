"""How the finder learns and how it is judged: from questions that people might ask. Nothing here runs when a resident asks."""

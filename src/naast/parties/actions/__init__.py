"""What changes about people: each function changes the row, writes the dossier and announces, in one transaction."""

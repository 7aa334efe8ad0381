"""What is written in the dossier. Each function writes all its lines in the caller's transaction, or in one of its own."""

"""What is looked for in everything that is written, whoever wrote it."""

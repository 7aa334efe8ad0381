"""Pages of a case: for the resident whose it is, and for the worker who handles it."""

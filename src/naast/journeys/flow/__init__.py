"""The journey as a graph: read from a package, checked, walked, drawn. Pure: no database, no request."""

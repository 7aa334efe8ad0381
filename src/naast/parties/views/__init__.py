"""Pages about people, for both sides."""

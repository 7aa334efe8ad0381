"""Pages of a journey. Every page works without JavaScript."""

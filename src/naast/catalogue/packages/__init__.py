"""Service packages as files: reading, checking, rules, texts, examples. No rows, no pages."""

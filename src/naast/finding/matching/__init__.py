"""From typed words to services and to a human: words, index, urgency. No rows, no pages."""

"""Which looks of a week a privacy officer should read again: what is read for that, the rules, and what they found."""

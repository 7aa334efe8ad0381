"""Reads: a draft with its journey, answers and facts, and what they come to."""

"""Reads of finding."""

"""Fuzzing of what parses untrusted input: targets, seeds, and a coverage-guided runner."""

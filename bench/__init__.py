"""Accuracy and speed, with pinned floors."""

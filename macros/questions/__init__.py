"""The plain questions from which a reader can start."""

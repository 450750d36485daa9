"""Forms of working together, compared."""

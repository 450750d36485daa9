"""The proof: every case of a guide at once, by decision diagrams."""

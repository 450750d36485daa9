"""The glossary: terms and their meanings."""

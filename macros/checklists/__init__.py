"""Checklists: items to do in any order, each with its law, its evidence and who signs it off."""

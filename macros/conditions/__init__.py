"""Conditions over answers: parse, evaluate, compile. They belong to no subject."""

"""The law register: sources, propositions, figures, roles."""

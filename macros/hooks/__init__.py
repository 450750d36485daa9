"""Policy hooks: model clauses, each with the law that carries it and the guard-rail that limits it."""

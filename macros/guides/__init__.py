"""Decision guides: models, plan, logic, replay, proof."""

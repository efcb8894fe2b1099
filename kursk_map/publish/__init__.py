"""Turn snapshots and histories into what people take away."""

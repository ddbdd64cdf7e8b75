"""Which records may be one, what people say of it, and the clusters that follow."""

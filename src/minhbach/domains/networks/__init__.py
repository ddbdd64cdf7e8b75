"""Who hangs together with whom: networks as far as one may see, paths with their evidence, what follows from both."""

"""The only source of chance in the demo world, so that it is the same on every machine."""

from random import Random

SEED = 389


def chance_for(name: str) -> Random:
    """Return a stream of chance of its own for one named part of the world.

    A part that draws more than it did yesterday must not change the others, hence a stream each.
    """
    return Random(f"{SEED}:{name}")

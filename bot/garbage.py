"""The collector of garbage holds up everybody while it looks."""

import gc


def spare_the_collector() -> None:
    """What stands after the start stays: looking at it again and again costs much."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)

"""The heap of a process that starts once and then serves: what is loaded stays, and is not searched again.

Without this a full collection goes through everything that was imported, and holds all turns up for 30 to
60 ms.
"""

import gc

_YOUNG, _MIDDLE, _OLD = 20_000, 20, 50


def hold() -> None:
    """Collect nothing while modules are loaded: they leave no garbage worth the search."""
    gc.disable()


def settle() -> None:
    """Put aside what there is, and collect from now on, in larger portions."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    gc.enable()

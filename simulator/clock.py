"""A clock that tests move forwards."""

import time


class Clock:
    """Real time and what it was moved ahead; called, it gives seconds since the epoch."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self._ahead

    def forward(self, seconds: float) -> None:
        """Move ahead, never back."""
        if seconds < 0:
            raise ValueError("time does not run backwards")
        self._ahead += seconds

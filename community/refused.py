"""The rules' way of saying no."""


class Refused(Exception):
    """A rule does not allow it; the reason has words in the handlers."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

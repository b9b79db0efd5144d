"""The rules' way of saying no."""


class Refused(Exception):
    """A rule does not allow it; the reason has words in the handlers, with fields for `values`."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values

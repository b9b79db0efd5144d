"""Paths of places: a place and everything below it is one range of them, which an index finds."""


def beyond(path: str) -> str:
    """The end of the range that begins with a path: paths are made of digits, `:` follows them."""
    return f"{path}:"

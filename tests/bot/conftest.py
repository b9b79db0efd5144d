"""The town for the parts of the running process."""

from tests.community.conftest import settled
from tests.town import rough_town, town

__all__ = ["rough_town", "settled", "town"]

"""From two sides who have been heard to an agreement that holds (domain §5)."""

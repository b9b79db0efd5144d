"""Employers, what they offer, and who finds work by it (domain §5)."""

"""Activities: planned, published, signed up for, held, and held again (domain §5)."""

"""Daily check-ins: somebody asks each morning, and somebody comes when nobody answers."""

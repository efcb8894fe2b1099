"""From control on points to land, line and band."""

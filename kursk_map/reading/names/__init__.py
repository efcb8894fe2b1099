"""Names in a text: where they stand, what they may mean, what their company says of them."""

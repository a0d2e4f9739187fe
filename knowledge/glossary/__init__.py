"""Terms of the field explained in a few sentences, each with its source."""

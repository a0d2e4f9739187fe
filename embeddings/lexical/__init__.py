"""Search by shared characters."""

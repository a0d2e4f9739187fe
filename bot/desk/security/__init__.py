"""What keeps strangers out: headers, sign-in, forms that only our own pages can send, limits."""

"""A token in every form, tied to the session of the browser (OWASP: HMAC-based token pattern)."""

import hmac
from hashlib import sha256

FIELD = "formulier"
"""Name of the hidden field."""


def form_token(secret: bytes, tied_to: str) -> str:
    """The token of the forms of one session.

    Args:
        secret: Of this installation.
        tied_to: Id of the session, or the random value of a browser that is not signed in.
    """
    return hmac.new(secret, b"houvast.desk.form\0" + tied_to.encode(), sha256).hexdigest()


def is_form_token(given: object, secret: bytes, tied_to: str) -> bool:
    """Whether a token belongs to this session; takes equally long for every wrong one."""
    if not tied_to or not isinstance(given, str):
        return False
    return hmac.compare_digest(given.encode("utf-8", "replace"), form_token(secret, tied_to).encode())

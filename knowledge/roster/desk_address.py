"""Where the desk takes a link to sign in: the bot that gives the link and the desk must agree on it."""

SIGN_IN_PATH = "/inloggen"


def sign_in_address(public_url: str, token: str) -> str:
    """The address of a one-time link.

    Args:
        public_url: Address of the desk, without a path.
        token: From :meth:`knowledge.store.desk_links.DeskLinkStore.offer_link`.
    """
    return f"{public_url.rstrip('/')}{SIGN_IN_PATH}/{token}"

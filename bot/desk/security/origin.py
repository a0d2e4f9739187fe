"""Which requests come from pages of our own.

The browser itself says where a form was sent from (``Sec-Fetch-Site``, ``Origin``); a page of somebody else
cannot change that. Together with the token in the form this is the defence in depth of the OWASP cheat sheet on
cross-site request forgery.
"""

from urllib.parse import urlsplit

from starlette.requests import Request

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
SAFE_METHODS = frozenset({"GET", "HEAD"})


def host_name(netloc: str) -> str:
    """The host of ``host:port``, in lower case; an IPv6 address keeps its brackets."""
    name = netloc.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]


def known_hosts(public_url: str, host: str) -> frozenset[str]:
    """Host names the desk answers to; any other is a page that had its own name point at us (DNS rebinding).

    Args:
        public_url: Address that people open, may be empty.
        host: Address the desk binds.
    """
    public = {host_name(urlsplit(public_url).netloc)} if public_url else set()
    bound = set() if host in {"0.0.0.0", "::"} else {host_name(host)}  # noqa: S104 - compared, not bound
    return frozenset(LOOPBACK | public | bound)


def is_own(request: Request) -> bool:
    """Whether a form was sent from our own pages, as far as the browser tells.

    ``Sec-Fetch-Site`` settles it. A browser too old for that may say ``Origin: null``, which is also what our own
    pages send under ``Referrer-Policy: no-referrer`` (Fetch standard, "append a request Origin header"); it then
    comes down to the token.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()

"""Tell systemd how it goes (https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html)."""

import os
import socket


def tell(state: str) -> None:
    """Send a state such as ``READY=1``; nothing happens where no systemd waits for it.

    Args:
        state: As in the manual of sd_notify.
    """
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
        try:
            line.sendto(state.encode(), address.replace("@", "\0", 1) if address[0] == "@" else address)
        except OSError:
            # The supervisor went away; that must never end what it supervised.
            return

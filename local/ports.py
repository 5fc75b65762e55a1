"""Addresses on the loopback."""

import socket

HOST = "127.0.0.1"
ATTEMPTS = 50

_given: set[int] = set()
"""Ports told to somebody who may not listen there yet."""


def free_port(wanted: int = 0) -> int:
    """*wanted* if nobody listens there, else any free port that this process has not told anybody."""
    for port in (wanted, *[0] * ATTEMPTS):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            found = int(probe.getsockname()[1])
        if found == wanted or found not in _given:
            _given.add(found)
            return found
    raise OSError("no free port on the loopback")

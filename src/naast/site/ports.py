"""Whether the ports that Naast is about to listen on are free. Asked before anything starts, since a program that finds its port
taken would be started again for ever, and a browser would get the other one's pages."""

import errno
import socket
from collections.abc import Iterator, Mapping

from naast.site.options import LOCAL_HOSTS

# A browser that opens http://localhost may ask either one.
THIS_MACHINE = ("127.0.0.1", "::1")
NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)  # a machine without IPv6 has no ::1


class PortTaken(Exception):
    """Naast did not start: it cannot use these ports."""


def refuse_taken(ports: Mapping[str, int], bind: str) -> None:
    """Raises PortTaken naming every one of `ports` (by what it is for) that cannot be listened on at `bind`."""
    reasons = {name: _reason(bind, port) for name, port in ports.items()}
    if taken := [f"- {ports[name]}, for {name}: {reason}" for name, reason in reasons.items() if reason]:
        raise PortTaken("\n".join([*taken, *_mend(ports, bind)]))


def _mend(ports: Mapping[str, int], bind: str) -> Iterator[str]:
    """The command that would work: the same ports, so many further on that all are free."""
    first = min(ports.values())
    for start in range(8100, 65000, 100):
        if not any(_reason(bind, port - first + start) for port in ports.values()):
            yield f"Stop the program that has them, or choose other ports: PORT={start} make demo, or PORT={start} naast up."
            return


def _reason(bind: str, port: int) -> str:
    """Why nobody can listen there; empty when one can."""
    for address in THIS_MACHINE if bind in LOCAL_HOSTS else (bind,):
        try:
            socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET).close()
        except OverflowError:
            return "no port has a number above 65535"
        except OSError as error:
            if address not in THIS_MACHINE or error.errno not in NO_SUCH_ADDRESS:
                return "another program uses it" if error.errno == errno.EADDRINUSE else (error.strerror or str(error))
    return ""

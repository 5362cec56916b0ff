"""Python imports this at start when its folder stands on PYTHONPATH: writes down whatever reaches for a network.

An audit hook sees what Python code does. Libraries of compiled code are not seen by it, so on Linux the kernel is told
to kill the process that opens an internet socket at all (WATCH_KERNEL=1).
"""

from __future__ import annotations

import ctypes
import os
import platform
import socket
import struct
import sys
from typing import Any

WATCHED = {
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.getnameinfo",
    "socket.sendmsg",
    "socket.sendto",
}
SYSTEM_CALL = {"x86_64": 41, "aarch64": 198}
"""Number of `socket` by machine."""
LOAD, IS, ANSWER = 0x20, 0x15, 0x06
KILL, ALLOW = 0x80000000, 0x7FFF0000
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, FILTER = 38, 22, 2
IPV4, IPV6 = 2, 10


def write_down(line: str) -> None:
    """One line more in the file that the test reads."""
    with open(os.environ["WATCH_FILE"], "a", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not needed at start
        file.write(line + "\n")


def watch(name: str, arguments: tuple[Any, ...]) -> None:
    """Writes down a call that names another end; a pair of sockets within the process is none.

    Windows has no pair of its own: there Python's `socketpair` binds and connects on the loopback: so asyncio wakes up.
    """
    if name in WATCHED and not within_socketpair():
        write_down(f"{name} {arguments[-1]!r}")


def within_socketpair() -> bool:
    """Whether the library's own `socketpair` is what calls."""
    frame = sys._getframe(1)
    while frame.f_back is not None:
        frame = frame.f_back
        if frame.f_code.co_name.endswith("socketpair") and frame.f_globals.get("__name__") == "socket":
            return True
    return False


class Listener(socket.socket):
    """A socket that tells when it listens, for which Python has no audit event; it may do so without a bind."""

    def listen(self, *backlog: int) -> None:
        """Listens, and says so, with the file where it is a socket of this machine alone."""
        if not within_socketpair():
            local = self.family == getattr(socket, "AF_UNIX", None)
            write_down(f"socket.listen {self.getsockname()!r}" if local else "socket.listen")
        super().listen(*backlog)


def refuse_internet() -> bool:
    """From now on an internet socket ends this process and its children, by the kernel; False: it cannot."""
    number = SYSTEM_CALL.get(platform.machine())
    if sys.platform != "linux" or number is None:
        return False
    code = ((LOAD, 0, 0, 0), (IS, 0, 4, number), (LOAD, 0, 0, 16), (IS, 1, 0, IPV4), (IS, 0, 1, IPV6))
    steps = (*code, (ANSWER, 0, 0, KILL), (ANSWER, 0, 0, ALLOW))
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    bound = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program)))
    control = ctypes.CDLL(None).prctl
    return bool(control(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == control(PR_SET_SECCOMP, FILTER, bound, 0, 0) == 0)


if "WATCH_FILE" in os.environ:
    socket.socket = Listener  # type: ignore[misc]
    sys.addaudithook(watch)
    if os.environ.get("WATCH_KERNEL") == "1" and refuse_internet():
        write_down("the kernel refuses")

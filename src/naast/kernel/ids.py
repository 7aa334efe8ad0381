"""Keys of rows: UUID version 7 (RFC 9562, section 5.7), made in Python so that a key exists before its row."""

import os
import time
from uuid import UUID


def uuid7() -> UUID:
    """A key that sorts by the millisecond in which it was made; the other 74 bits are random."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80 | random & (1 << 80) - 1
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)

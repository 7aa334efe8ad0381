"""A program that wants more than it gets, as a hostile file would make ours."""

import os
import tempfile
import time

from naast.files.actions.confined import main


def examine(greed: bytes):
    if greed == b"memory":
        bytearray(600 * 1024 * 1024)
    if greed == b"sleep":
        time.sleep(30)
    if greed == b"disk":
        with tempfile.TemporaryFile() as out:
            out.write(b"x" * 10_000_000)
    if greed == b"processes die":
        os.abort()
    return {"pages": 1}, b""


if __name__ == "__main__":
    main(examine)

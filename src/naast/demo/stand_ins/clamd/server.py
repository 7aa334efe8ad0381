"""The protocol of clamd, as far as a scanner of uploads needs it: PING, VERSION and INSTREAM, with `z` or `n` before them."""

from __future__ import annotations

import asyncio
import struct

# The EICAR test file (eicar.org, "anti malware testfile"), cut in two so that no scanner takes this file for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
LARGEST_STREAM = 25 * 1024 * 1024  # bytes, clamd's StreamMaxLength
ENDS = {b"z": b"\0", b"n": b"\n"}


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One command, one answer, and the line is closed."""
    try:
        end = ENDS[await reader.readexactly(1)]
        command = (await reader.readuntil(end)).removesuffix(end)
        writer.write(await _reply(command, reader) + end)
        await writer.drain()
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, KeyError):
        pass  # whoever called hung up, or does not speak our language
    finally:
        writer.close()


async def _reply(command: bytes, reader: asyncio.StreamReader) -> bytes:
    if command == b"PING":
        return b"PONG"
    if command == b"VERSION":
        return b"ClamAV 1.4.0/stand-in"
    return await _scan(reader) if command == b"INSTREAM" else b"UNKNOWN COMMAND"


async def _scan(reader: asyncio.StreamReader) -> bytes:
    content = b""
    while size := struct.unpack("!I", await reader.readexactly(4))[0]:
        if len(content) + size > LARGEST_STREAM:
            return b"INSTREAM size limit exceeded. ERROR"
        content += await reader.readexactly(size)
    return b"stream: Eicar-Signature FOUND" if EICAR in content else b"stream: OK"

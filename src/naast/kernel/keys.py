"""How NAAST_KEYS is written. Needs no Django: the settings are read with it, and refuse what nobody could encrypt with."""

import base64
import binascii
import re
from collections.abc import Iterable


class BadKeys(ValueError):
    """What is wrong with NAAST_KEYS: the rest of a sentence that begins with its name, and never a secret."""


def secrets_by_name(lines: Iterable[str]) -> dict[str, bytes]:
    """The 32 bytes of each `name:32 bytes in base64`, in the order given. Raises BadKeys."""
    found: dict[str, bytes] = {}
    for place, line in enumerate(lines, start=1):
        name, _, encoded = line.partition(":")
        if not re.fullmatch(r"[a-z0-9-]{1,20}", name):
            raise BadKeys(f"needs before key {place} a name of 1 to 20 small letters, digits or dashes, and a colon")
        if name in found:
            raise BadKeys(f"has two keys of the name '{name}': give the new one a name of its own, such as '{name}b'")
        found[name] = _secret(name, encoded)
    if not found:
        raise BadKeys("is empty: make a key with `openssl rand -base64 32` and write `1:` before it")
    return found


def _secret(name: str, encoded: str) -> bytes:
    try:
        secret = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):  # the second for letters that are not ASCII
        raise BadKeys(f"has a key '{name}' that is not base64: make it with `openssl rand -base64 32`") from None
    if len(secret) != 32:
        raise BadKeys(f"has a key '{name}' of {len(secret)} bytes, not 32: make it with `openssl rand -base64 32`")
    return secret

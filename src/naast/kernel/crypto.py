"""Encryption of identifiers, and how to find them again without reading them.

`NAAST_KEYS` is an ordered list of `name:32 bytes in base64`. The first key encrypts, all decrypt. From each key HKDF
(RFC 5869) derives one for AES-256-GCM (NIST SP 800-38D) and one for the blind index (HMAC-SHA-256): neither tells the other.
A stored value is `0x01 | length of name | name | 12 bytes nonce | ciphertext with tag`; the kind is authenticated beside it, so
that a value moved to another column does not open.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import connection, models
from django.db.models.functions import Substr

from naast.kernel.keys import secrets_by_name
from naast.kernel.registry import Declaration, registry

if TYPE_CHECKING:
    _Field = models.Field[str, str]
else:
    _Field = models.Field  # takes no types while it runs

VERSION = b"\x01"
NONCE = 12


class KeyGone(LookupError):
    """A value was encrypted under a key that is no longer in NAAST_KEYS. Put it back at the end of the list, then rotate."""


class Tampered(ValueError):
    """A stored value was changed, cut off, or belongs to another kind. It is not what was written."""


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """One key of the list, with the two that are derived from it."""

    name: bytes
    cipher: AESGCM
    index: bytes

    @property
    def prefix(self) -> bytes:
        return VERSION + bytes([len(self.name)]) + self.name


def encrypt(text: str, *, kind: str) -> bytes:
    """The text, readable only with the first key."""
    key, nonce = _keys()[0], os.urandom(NONCE)
    return key.prefix + nonce + key.cipher.encrypt(nonce, text.encode(), kind.encode())


def decrypt(stored: bytes, *, kind: str) -> str:
    """The text that was encrypted as this kind. Raises KeyGone or Tampered."""
    name, rest = _split(stored)
    key = next((one for one in _keys() if one.name == name), None)
    if key is None:
        raise KeyGone(f"{KeyGone.__doc__} Its name is '{name.decode(errors='replace')}'.")
    try:
        return key.cipher.decrypt(rest[:NONCE], rest[NONCE:], kind.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Tampered(Tampered.__doc__) from error


def blind_index(kind: str, text: str) -> bytes:
    """What to store beside an encrypted value to find it by: 32 bytes under the first key."""
    return _index(_keys()[0], kind, text)


def blind_indexes(kind: str, text: str) -> tuple[bytes, ...]:
    """What to search for while rows of earlier keys remain: `filter(index__in=blind_indexes(…))`."""
    return tuple(_index(key, kind, text) for key in _keys())


def _index(key: Key, kind: str, text: str) -> bytes:
    return hmac.digest(key.index, f"{kind}\0{text}".encode(), "sha256")


def _split(stored: bytes) -> tuple[bytes, bytes]:
    if len(stored) < 2 or stored[:1] != VERSION:
        raise Tampered(Tampered.__doc__)
    end = 2 + stored[1]
    return stored[2:end], stored[end:]


def _keys() -> tuple[Key, ...]:
    return _read(tuple(settings.NAAST_KEYS))


@lru_cache(maxsize=8)
def _read(lines: tuple[str, ...]) -> tuple[Key, ...]:
    return tuple(
        Key(name.encode(), AESGCM(_derive(secret, b"naast encryption")), _derive(secret, b"naast blind index"))
        for name, secret in secrets_by_name(lines).items()
    )


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret)


class EncryptedText(models.Field):  # type: ignore[type-arg]  # Django knows no arguments at run time
    """A text that is encrypted in its row. Cannot be searched; keep a blind index beside it."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, list(args), {**kwargs, "kind": self.kind}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_db_prep_value(self, value: str | None, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        return None if value is None else connection.Database.Binary(encrypt(value, kind=self.kind))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        return None if value is None else decrypt(bytes(value), kind=self.kind)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: search its blind index.")
        return super().get_lookup(lookup_name)


@dataclass(frozen=True, kw_only=True)
class Rotation(Declaration):
    """How a capability writes up to `limit` of its rows again under the first key; gives back how many it wrote.

    It saves text and blind index together, in one transaction, and finds the rows with `stale_rows`. `left` names what cannot
    be written again, because the same is there already: who came in while the key of their number was missing stands here twice.
    """

    rotate: Callable[[int], int]
    left: Callable[[], Iterable[str]]


def stale_rows(model: type[models.Model], field: str) -> models.QuerySet[Any]:
    """Rows whose encrypted field stands under another key than the first, locked, passing over what others hold."""
    prefix = _keys()[0].prefix
    start = Substr(models.F(field), 1, len(prefix), output_field=models.BinaryField())
    rows = model._default_manager.select_for_update(skip_locked=True).alias(start=start)
    stale: models.QuerySet[Any] = rows.exclude(start=prefix)
    return stale


def rotate_keys(limit: int = 500) -> int:
    """Write one batch of every capability's rows again under the first key. 0 when all stand under it."""
    return sum(one.rotate(limit) for one in registry.declared(Rotation))


def left_behind() -> tuple[str, ...]:
    """What no capability can write again under the first key, in words for an operator."""
    return tuple(chain.from_iterable(one.left() for one in registry.declared(Rotation)))


def unreadable_keys() -> set[str]:
    """Names of the keys under which something is stored that NAAST_KEYS does not open. Tries one value per key and column."""
    found = set()
    for kind, stored in _one_of_each():
        try:
            decrypt(stored, kind=kind)
        except (KeyGone, Tampered):
            found.add(stored[2 : 2 + stored[1]].decode(errors="replace"))
    return found


def _one_of_each() -> Iterator[tuple[str, bytes]]:
    """The kind and a stored value, for each key name in each encrypted column."""
    quote = connection.ops.quote_name
    fields = (field for model in apps.get_models() for field in model._meta.local_fields)
    for field in fields:
        if not isinstance(field, EncryptedText):
            continue
        column, table = quote(str(field.column)), quote(field.model._meta.db_table)
        name = f"substring({column} FROM 1 FOR 2 + get_byte({column}, 1))"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT DISTINCT ON ({name}) {column} FROM {table} WHERE length({column}) > 2")  # noqa: S608
            yield from ((field.kind, bytes(stored)) for (stored,) in cursor.fetchall())

"""An identifier is readable with our keys only, and is found without being read."""

import base64

import pytest
from django.core.exceptions import FieldError
from django.db import connection, connections, models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from naast.kernel.crypto import (
    EncryptedText,
    KeyGone,
    Rotation,
    Tampered,
    blind_index,
    blind_indexes,
    decrypt,
    encrypt,
    rotate_keys,
    stale_rows,
)
from naast.kernel.keys import BadKeys

NUMBER = "999990019"  # from the official test range
OLD = "2025:" + base64.b64encode(b"o" * 32).decode()
NEW = "2026:" + base64.b64encode(b"n" * 32).decode()


@pytest.fixture
def keys(settings):
    def use(*lines):
        settings.NAAST_KEYS = lines

    use(OLD)
    return use


@given(st.text())
def test_what_is_encrypted_comes_back_as_it_was(text):
    assert decrypt(encrypt(text, kind="bsn"), kind="bsn") == text


def test_the_same_text_is_never_stored_the_same_and_never_readable(keys):
    stored = {encrypt(NUMBER, kind="bsn") for _ in range(50)}
    assert len(stored) == 50
    assert not any(NUMBER.encode() in one for one in stored)


def test_an_old_key_still_reads_and_the_first_key_writes(keys):
    old = encrypt(NUMBER, kind="bsn")
    keys(NEW, OLD)
    fresh = encrypt(NUMBER, kind="bsn")
    assert decrypt(old, kind="bsn") == NUMBER
    keys(NEW)
    assert decrypt(fresh, kind="bsn") == NUMBER


def test_a_key_that_was_removed_is_named_and_what_to_do(keys):
    old = encrypt(NUMBER, kind="bsn")
    keys(NEW)
    with pytest.raises(KeyGone, match=r"Put it back .* Its name is '2025'"):
        decrypt(old, kind="bsn")


def test_a_text_of_another_kind_does_not_open(keys):
    with pytest.raises(Tampered):
        decrypt(encrypt(NUMBER, kind="bsn"), kind="kvk")


def test_every_changed_byte_is_found(keys):
    stored = encrypt(NUMBER, kind="bsn")
    for place in range(len(stored)):
        changed = bytearray(stored)
        changed[place] ^= 1
        with pytest.raises((Tampered, KeyGone)):
            decrypt(bytes(changed), kind="bsn")


def test_every_cut_is_found(keys):
    stored = encrypt(NUMBER, kind="bsn")
    for length in range(len(stored)):
        with pytest.raises((Tampered, KeyGone)):
            decrypt(stored[:length], kind="bsn")


def test_the_index_is_the_same_for_the_same_text_and_kind_only(keys):
    assert blind_index("bsn", NUMBER) == blind_index("bsn", NUMBER)
    assert len({blind_index("bsn", NUMBER), blind_index("rsin", NUMBER), blind_index("bsn", "999990020")}) == 3
    assert blind_index("bs", "n1") != blind_index("bsn", "1")


def test_the_index_has_a_key_of_its_own_which_is_not_the_one_in_the_settings(keys):
    import hmac

    naive = hmac.digest(b"o" * 32, f"bsn\0{NUMBER}".encode(), "sha256")
    assert blind_index("bsn", NUMBER) != naive


def test_while_keys_rotate_an_index_of_either_key_is_found(keys):
    old = blind_index("bsn", NUMBER)
    keys(NEW, OLD)
    assert blind_indexes("bsn", NUMBER) == (blind_index("bsn", NUMBER), old)
    assert blind_index("bsn", NUMBER) != old


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("",),
        ("2026",),
        ("2026:c2hvcnQ=",),
        ("2026:not base64",),
        (NEW.replace("2026", "A b"),),
        (NEW, NEW),
        (NEW, OLD.replace("2025", "2026")),
    ],
)
def test_keys_that_are_no_keys_are_refused(keys, lines):
    keys(*lines)
    with pytest.raises(BadKeys, match=r"^(needs|has|is) "):
        encrypt(NUMBER, kind="bsn")


@pytest.fixture
def numbers(transactional_db):
    """A table of its own with an encrypted column and its index, made by the owner."""
    with isolate_apps("naast.kernel"):

        class Number(models.Model):
            number = EncryptedText(kind="bsn", null=True)
            index = models.BinaryField(null=True)

            class Meta:
                app_label = "kernel"
                db_table = "probe_number"

        with connections["owner"].schema_editor() as editor:
            editor.create_model(Number)
        yield Number
        with connections["owner"].schema_editor() as editor:
            editor.delete_model(Number)
        connections["owner"].close()


numbered = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def raw_bytes():
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM probe_number ORDER BY id")
        return [bytes(row[0]) for row in cursor.fetchall()]


@numbered
def test_a_row_holds_nothing_readable_and_gives_the_text_back(keys, numbers):
    row = numbers.objects.create(number=NUMBER, index=blind_index("bsn", NUMBER))
    with connection.cursor() as cursor:
        cursor.execute("SELECT probe_number::text, encode(number, 'escape') FROM probe_number")
        assert NUMBER not in "".join(cursor.fetchone())
    assert numbers.objects.get(index=blind_index("bsn", NUMBER)).number == NUMBER
    numbers.objects.filter(pk=row.pk).update(number=None)
    assert numbers.objects.get().number is None


@numbered
def test_an_encrypted_column_cannot_be_searched(keys, numbers):
    with pytest.raises(FieldError, match="blind index"):
        numbers.objects.filter(number=NUMBER).exists()


@numbered
def test_rotating_goes_batch_by_batch_and_then_the_old_key_can_go(keys, numbers, declare):
    from django.db import transaction

    @transaction.atomic
    def rotate(limit):
        rows = list(stale_rows(numbers, "number")[:limit])
        for row in rows:
            row.index = blind_index("bsn", row.number)
            row.save()
        return len(rows)

    for number in range(7):
        numbers.objects.create(number=f"number {number}", index=blind_index("bsn", f"number {number}"))
    declare(Rotation(key="probe.numbers", rotate=rotate, left=tuple))
    keys(NEW, OLD)
    assert [rotate_keys(limit=3) for _ in range(4)] == [3, 3, 1, 0]
    keys(NEW)
    assert [row.number for row in numbers.objects.order_by("id")] == [f"number {number}" for number in range(7)]
    assert numbers.objects.filter(index=blind_index("bsn", "number 5")).count() == 1

"""PDFs written by hand, so that a test says exactly what is in them."""

import zlib
from collections.abc import Sequence

CATALOG = b"<< /Type /Catalog /Pages 2 0 R %s >>"


def pdf(*, pages: int = 1, catalog: bytes = b"", more: Sequence[bytes] = (), kids: bytes = b"") -> bytes:
    """A PDF 1.7 of empty pages. Object 1 is the catalog, 2 the page tree, then the pages, then `more`."""
    numbers = range(3, 3 + pages)
    kids = kids or b" ".join(b"%d 0 R" % number for number in numbers)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    objects = [CATALOG % catalog, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages), *[page] * pages, *more]
    return written(objects)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def written(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(out),
    )


def with_hidden_object(hidden: bytes) -> bytes:
    """A PDF with one object inside a compressed object stream (ISO 32000-2, 7.5.7), which a cross-reference stream lists."""
    plain = [
        CATALOG % b"/OpenAction 5 0 R",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        stream(zlib.compress(b"5 0 " + hidden), b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(plain, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    rows = [(0, 0, 255), *[(1, place, 0) for place in places], (2, 4, 0), (1, len(out), 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([last]) for kind, place, last in rows)
    entries = b"/Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R"
    return out + b"6 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(table, entries), len(out))

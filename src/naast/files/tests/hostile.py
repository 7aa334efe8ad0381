"""The corpus: what people with bad intentions, or bad luck, send as a document."""

import gzip
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import Image, PngImagePlugin
from pypdf import PdfWriter

from naast.files.tests.conftest import picture
from naast.files.tests.papers import pdf, stream, with_hidden_object

# The test file that every virus scanner knows (eicar.org, "anti malware testfile"), cut in two so that none finds it here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
SCRIPT = b"<html><script>alert(document.cookie)</script></html>"
PHP = b"<?php system($_GET['c']); ?>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
JAVASCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def zipped(names: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG (W3C PNG, third edition) whose header promises more pixels than it has."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))

    header = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def wide_png() -> bytes:
    """400 million real pixels in a few kilobytes."""
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


def png_with_text(content: bytes) -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", content.decode("latin-1"))
    return picture("PNG", pnginfo=text)


def locked_pdf() -> bytes:
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("geheim")
    writer.write(out)
    return out.getvalue()


def refused_at_the_door() -> Iterator[tuple[str, bytes | Callable[[], bytes]]]:
    """(name, content): none of these is ever kept. What takes long to make is made when it is called."""
    jpeg, png, paper = picture(), picture("PNG"), pdf()
    word = zipped({"word/document.xml": b"<w:document/>", "[Content_Types].xml": b"<Types/>"})
    yield from {
        # not what it is called
        "pagina.jpg": SCRIPT,
        "pagina.png": SCRIPT,
        "pagina.pdf": SCRIPT,
        "tekening.png": SVG,
        "script.jpg": PHP,
        "programma.pdf": b"MZ\x90\0" + b"\0" * 200,
        "programma.jpg": b"\x7fELF" + b"\0" * 200,
        "foto-als.pdf": jpeg,
        "foto-als.png": jpeg,
        "plaatje-als.jpg": png,
        "papier-als.jpg": paper,
        "virus.jpg": EICAR,
        "virus.pdf": EICAR,
        "oud.jpg": b"GIF89a" + b"\0" * 50,
        "grafiek.png": b"BM" + b"\0" * 50,
        # a kind we do not take
        "tekening.svg": SVG,
        "pagina.html": SCRIPT,
        "virus.com": EICAR,
        "brief.docx": word,
        "macro.docm": zipped({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        "bom.docx": lambda: zipped({"word/document.xml": b"\0" * 50_000_000}),
        "bom.zip": lambda: zipped({"nullen": b"\0" * 50_000_000}),
        "ingepakt.gz": lambda: gzip.compress(b"\0" * 10_000_000),
        "oud.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500,
        "foto.heic": b"\0\0\0\x18ftypheic" + b"\0" * 100,
        "foto.webp": b"RIFF\0\0\0\0WEBPVP8 ",
        "scan.tiff": b"II*\0" + b"\0" * 100,
        "tekst.rtf": b"{\\rtf1 {\\object}}",
        # two endings, or none
        "rekening.pdf.exe": b"MZ" + paper,
        "rekening.pdf.html": paper,
        "foto.jpg.svg": jpeg,
        "foto.jpg.php": jpeg,
        ".pdf.": paper,
        "rekening.pdf\u202egpj.exe": paper,
        # nothing, or too much
        "leeg.pdf": b"",
        "leeg.jpg": b"",
        "groot.pdf": paper + b"\0" * (10 * 1024 * 1024),
        # images that break whoever opens them
        "vloed.png": png_that_claims(60_000, 60_000),
        "belofte.png": png_that_claims(3_000, 3_000),
        "breed.png": wide_png,
        "half.jpg": picture(size=(400, 400))[:900],
        "alleen-het-begin.jpg": b"\xff\xd8\xff\xe0",
        "kapot.png": png[:60] + b"\xff\xff" + png[62:],
        # PDFs that are more than paper
        "javascript.pdf": pdf(catalog=b"/OpenAction 4 0 R", more=[JAVASCRIPT]),
        "javascript-nergens-genoemd.pdf": pdf(more=[JAVASCRIPT]),
        "javascript-verstopt.pdf": with_hidden_object(JAVASCRIPT),
        "javascript-anders-gespeld.pdf": pdf(more=[b"<< /S /Java#53cript /J#53 (app.alert\\(1\\)) >>"]),
        "starter.pdf": pdf(catalog=b"/OpenAction 4 0 R", more=[b"<< /S /Launch /F (cmd.exe) >>"]),
        "bijlage.pdf": pdf(catalog=b"/Names << /EmbeddedFiles 4 0 R >>", more=[b"<< /Names [] >>"]),
        "bijlage-los.pdf": pdf(more=[stream(b"MZ", b"/Type /EmbeddedFile")]),
        "formulier.pdf": pdf(catalog=b"/AcroForm << /XFA 4 0 R >>", more=[stream(b"<xdp/>")]),
        "film.pdf": pdf(more=[b"<< /Type /Annot /Subtype /RichMedia >>"]),
        "verstuurder.pdf": pdf(more=[b"<< /S /SubmitForm /F (https://example.org) >>"]),
        "op-slot.pdf": locked_pdf(),
        "dik.pdf": pdf(pages=51),
        "zonder-bladzijden.pdf": pdf(pages=0),
        "rond.pdf": pdf(kids=b"2 0 R"),
        "bom.pdf": lambda: with_hidden_object(b" " * 120_000_000),
        "diep.pdf": pdf(more=[b"[" * 100_000 + b"]" * 100_000]),
        "afgebroken.pdf": paper[: len(paper) // 2],
        "alleen-het-begin.pdf": b"%PDF-1.7",
        "alleen-begin-en-eind.pdf": b"%PDF-1.7\n%%EOF",
        "later-begonnen.pdf": SCRIPT + paper,
        "met-zip-erachter.pdf": paper + word,
        "met-pagina-erachter.pdf": paper + SCRIPT,
    }.items()


def caught_by_the_scanner() -> Iterator[tuple[str, bytes]]:
    """Paper by all appearances, with a virus in it."""
    yield "virus-in-een-stroom.pdf", pdf(more=[stream(EICAR)])
    yield "virus-in-een-opmerking.pdf", pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%" + EICAR + b"\n")


def drawn_anew() -> Iterator[tuple[str, bytes, bytes]]:
    """(name, content, guest): images with a guest that has to be gone from what we keep."""
    jpeg, png = picture(), picture("PNG")
    guest = zipped({"a.class": b"\xca\xfe\xba\xbe"})
    yield "met-zip.jpg", jpeg + guest, b"PK\x03\x04"
    yield "met-zip.png", png + guest, b"PK\x03\x04"
    yield "met-pagina.jpg", jpeg + SCRIPT, b"<script>"
    yield "met-php.png", png + PHP, b"<?php"
    yield "met-virus.jpg", jpeg + EICAR, EICAR
    yield "met-virus-in-opmerking.jpg", picture(comment=EICAR), EICAR
    yield "met-php-in-opmerking.jpg", picture(comment=PHP), b"<?php"
    yield "met-script-in-tekst.png", png_with_text(SCRIPT), b"<script>"
    yield "met-script-in-profiel.png", picture("PNG", icc_profile=SCRIPT * 10), b"alert("
    yield "met-papier.jpg", jpeg + pdf(), b"%PDF"

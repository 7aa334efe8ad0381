"""A program: draws an image anew, so that place, device, profiles, comments and hidden guests stay behind."""

from __future__ import annotations

import sys
from io import BytesIO

from PIL import Image, ImageOps

from naast.files.actions.confined import Found, main

QUALITY = 90  # of a JPEG; the difference cannot be seen on a document


def examine(content: bytes, most_pixels: int) -> tuple[Found, bytes]:
    kind = "PNG" if content.startswith(b"\x89PNG") else "JPEG"
    Image.MAX_IMAGE_PIXELS = sys.maxsize  # we judge the size ourselves, before a pixel is read
    with Image.open(BytesIO(content), formats=[kind]) as image:
        if image.width * image.height > most_pixels:
            return {"problem": "pixels"}, b""
        upright = ImageOps.exif_transpose(image)
        picture = BytesIO()
        _bare(upright, kind).save(picture, kind, quality=QUALITY)
    return {"pages": 1}, picture.getvalue()


def _bare(image: Image.Image, kind: str) -> Image.Image:
    colours = "RGBA" if kind == "PNG" and image.has_transparency_data else "RGB"
    bare = image.convert("L" if image.mode in ("1", "L") else colours)
    bare.info = {}
    return bare


if __name__ == "__main__":
    main(examine)

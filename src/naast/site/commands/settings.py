"""`naast settings [--write]`."""

import argparse

from naast.site.options import CLONE, page

PAGE = CLONE / "docs" / "operator" / "settings.md"


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="naast settings")
    parser.add_argument("--write", action="store_true", help=f"renews {PAGE.relative_to(CLONE)}")
    if parser.parse_args(arguments).write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page())
    else:
        print(page())
    return 0

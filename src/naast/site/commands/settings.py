"""`naast settings [--write]`."""

from naast.site.options import CLONE, page

PAGE = CLONE / "docs" / "operator" / "settings.md"


def run(arguments: list[str]) -> int:
    if arguments == ["--write"]:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page())
    else:
        print(page())
    return 0

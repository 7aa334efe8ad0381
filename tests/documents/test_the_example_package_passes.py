"""The package that docs/packages.md shows is whole: who copies it has nothing to mend."""

import re
from pathlib import Path

from naast.catalogue import api

PAGE = Path(__file__).parents[2] / "docs" / "packages.md"


def test_the_package_of_the_page_has_nothing_to_mend(tmp_path: Path) -> None:
    for name, content in re.findall(
        r"^`(geveltuin/\S+)`\n\n```\w+\n(.*?)```", PAGE.read_text(), re.DOTALL | re.MULTILINE
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    shelf = api.shelf_at(tmp_path)

    remarks = api.judge(shelf, "geveltuin", api.ground_of(shelf), {})

    assert [str(one.problem) for one in remarks] == []
    assert api.package("geveltuin", of=shelf).texts.keys() == {"nl", "nl_JE", "en"}

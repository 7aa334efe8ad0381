"""Every capability has the same rooms, so that a reader knows where to look and no module slips past the import contracts."""

from pathlib import Path

import grimp
import pytest

from naast.site.capabilities import CAPABILITIES

SOURCE = Path(__file__).parents[2] / "src" / "naast"
ROOMS = {
    "capability", "types", "events", "ports", "models", "access", "queries", "actions", "api", "forms", "views", "urls", "rest",
    "handlers", "tasks", "middleware", "context_processors",
}  # fmt: skip
FURNITURE = {"__init__", "apps", "templates", "templatetags", "static", "migrations", "tests", "py.typed", "README.md"}
FACES = {"api", "events", "types", "ports"}  # by which others enter
# Layers below the capabilities, and the places where they are put together, have shapes of their own.
WITHOUT_ROOMS = {"kernel", "design", "site", "demo", "adapters"}
# Rooms of its own that a capability needs, each with the reason.
EXTRA: dict[str, dict[str, str]] = {
    "catalogue": {"packages": "service packages as files: reading, checking, running their rules; no rows, no pages"},
    "finding": {
        "masking": "takes out of a question what could say who asked it; no rows, no pages",
        "matching": "from typed words to services; no rows, no pages",
        "learning": "learns from questions and judges the finder, by command; nothing that runs when a resident asks",
    },
    "identity": {"oidc": "the client side of OpenID Connect; no rows, no pages"},
    "journeys": {
        "answers": "what an answer may be and how it is shown, per type of question",
        "flow": "where the path goes; no rows, no pages",
    },
    "openness": {"evidence": "what the walk over all pages measured last; no rows, no pages"},
    "organisations": {"wording": "hours and other settings in words, for pages and for the audit; no rows, no pages"},
}


def capabilities() -> list[str]:
    folders = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    return sorted(folders - WITHOUT_ROOMS)


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("naast", exclude_type_checking_imports=True, cache_dir=None)


def test_every_folder_with_code_is_a_capability_of_the_site():
    assert set(capabilities()) <= set(CAPABILITIES)


@pytest.mark.parametrize("name", capabilities())
def test_a_capability_has_only_the_known_rooms(name):
    found = {path.stem if path.suffix == ".py" else path.name for path in (SOURCE / name).iterdir()} - {"__pycache__"}
    strange = found - ROOMS - FURNITURE - set(EXTRA.get(name, {}))
    assert not strange, (
        f"{sorted(strange)}: put it in one of the rooms, or say in EXTRA why {name} needs a room of its own."
    )


@pytest.mark.parametrize("name", capabilities())
def test_others_enter_a_capability_by_its_faces_only(name, imports):
    wrong = [
        f"{importer} imports {imported}"
        for imported in imports.find_descendants(f"naast.{name}")
        for importer in imports.find_modules_that_directly_import(imported)
        if _is_bound(importer, name) and imported.split(".")[2] not in FACES
    ]
    assert not wrong, "Others use api, events, types and ports. " + "; ".join(wrong)


def _is_bound(importer: str, name: str) -> bool:
    """`site` puts everything together and may enter anywhere; a test may look at the rows below it to judge what happened."""
    return not importer.startswith((f"naast.{name}.", "naast.site.")) and ".tests." not in importer


@pytest.mark.parametrize("name", sorted(CAPABILITIES))
def test_a_capability_names_its_pages_after_itself(name):
    assert f'app_name = "{name}"' in (SOURCE / name / "urls.py").read_text()


def test_no_file_is_longer_than_a_person_reads_at_once():
    lengths = {
        str(file.relative_to(SOURCE)): len(file.read_text().splitlines())
        for file in SOURCE.rglob("*.py")
        if "migrations" not in file.parts
    }
    assert {name: lines for name, lines in lengths.items() if lines > 420} == {}


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "helpers", "common", "manager", "managers", "misc"}
    assert [path for path in SOURCE.rglob("*") if path.stem in empty] == []

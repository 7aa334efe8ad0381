"""Publishing copies a package to a version that never changes; drafts and cases stay pinned to theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import ProgrammingError, transaction
from django.test import Client

from naast.catalogue import api, ports
from naast.catalogue.models import Publication, ServiceVersion
from naast.catalogue.tests.conftest import Workshop, body
from naast.catalogue.types import PackageError
from naast.dossier.models import AuditLine
from naast.kernel.actor import SYSTEM, Actor, ActorKind
from naast.kernel.clock import AMSTERDAM
from naast.kernel.errors import Forbidden, NotFound
from naast.kernel.models import StoredEvent
from naast.organisations.tests.towns import make_town


@pytest.fixture(autouse=True)
def _shelf_of_the_workshop(workshop: Workshop, settings: Any) -> Iterator[None]:
    """The installation is that of the workshop: its parameters are those that pages are read with."""
    settings.NAAST_SERVICES = workshop.shelf.home
    yield
    ports.surroundings.cache_clear()


def editor(town: UUID, *permissions: str) -> Actor:
    return Actor(kind=ActorKind.AGENT, id=uuid4(), permissions=frozenset((town, one) for one in permissions))


def test_a_published_service_is_what_the_organisation_offers(town: UUID, workshop: Workshop) -> None:
    id = api.publish(SYSTEM, organisation=town, package=workshop.package())  # noqa: A001

    current = api.current(town, "lampion")
    assert (current.id, current.hash, current.local) == (id, workshop.package().hash, "lommerwaard")
    assert [one.slug for one in api.services(town)] == ["lampion"]
    assert StoredEvent.objects.filter(name="catalogue.ServicesPublished").count() == 1


def test_the_same_content_again_changes_nothing(town: UUID, workshop: Workshop) -> None:
    first = api.publish(SYSTEM, organisation=town, package=workshop.package())
    again = api.publish(SYSTEM, organisation=town, package=workshop.package())

    assert first == again
    assert (ServiceVersion.objects.count(), Publication.objects.count()) == (1, 1)


def test_an_older_version_stays_as_it_was(town: UUID, workshop: Workshop) -> None:
    old = api.publish(SYSTEM, organisation=town, package=workshop.package())
    workshop.change("services/lampion/service.yaml", "Een lampion lenen", "Een lantaarn lenen")
    new = api.publish(SYSTEM, organisation=town, package=workshop.package())

    assert api.current(town, "lampion").id == new
    assert api.version(old).sections["service"]["title"]["nl"] == "Een lampion lenen"


def test_one_can_go_back_to_an_older_version(town: UUID, workshop: Workshop) -> None:
    old_package = workshop.package()
    old = api.publish(SYSTEM, organisation=town, package=old_package)
    workshop.change("services/lampion/service.yaml", "Team Licht", "Team Donker")
    api.publish(SYSTEM, organisation=town, package=workshop.package())

    assert api.publish(SYSTEM, organisation=town, package=old_package) == old
    assert api.current(town, "lampion").id == old


def test_a_broken_package_leaves_the_published_one_standing(town: UUID, workshop: Workshop) -> None:
    published = api.publish(SYSTEM, organisation=town, package=workshop.package())
    workshop.change("services/lampion/rules.yaml", "wanted > 12", "wanted >")

    with pytest.raises(PackageError):
        api.publish(SYSTEM, organisation=town, package=workshop.package())

    assert api.current(town, "lampion").id == published


PARAMETERS = "services/parameters/licht.yaml"
MOST = """\
- name: lampion_most
  title: Hoogste aantal lampionnen
  unit: days
  keeper: Team Licht
  values: [{ from: 2026-01-01, value: 12, example: true }]
"""


def test_an_amount_that_this_installation_lacks_is_refused_with_file_line_and_what_to_write(
    town: UUID, workshop: Workshop
) -> None:
    """The package is sound on the shelf it comes from; here nobody keeps its amount."""
    package = workshop.package()
    workshop.change(PARAMETERS, "lampion_borg", "lampion_huur")
    ports._parameters.cache_clear()

    with pytest.raises(PackageError) as refused:
        api.publish(SYSTEM, organisation=town, package=package)

    [problem] = [str(one) for one in refused.value.problems]
    assert problem == (
        "services/lampion/service.yaml:16: There is no parameter 'lampion_borg'. "
        "Add it to services/parameters/ with its source."
    )
    assert ServiceVersion.objects.count() == 0


def test_an_amount_of_a_later_day_is_refused_until_that_day(
    clock: time_machine.Traveller, town: UUID, workshop: Workshop
) -> None:
    workshop.change(PARAMETERS, "    - { from: 2026-01-01, value: 7.5, example: true }\n", "")
    assert workshop.problems()[0].startswith(
        "services/lampion/service.yaml:16: facts/0/text/nl: The parameter 'lampion_borg' has no value before 2027-01-01."
    )
    clock.move_to(datetime(2027, 1, 1, 12, tzinfo=AMSTERDAM))
    assert api.publish(SYSTEM, organisation=town, package=workshop.package())


def test_an_amount_in_a_rule_counts_as_well(town: UUID, workshop: Workshop) -> None:
    workshop.change("services/lampion/rules.yaml", "wanted > 12", "wanted > parameters.lampion_most")
    workshop.write("services/parameters/most.yaml", MOST)
    package = workshop.package()
    (workshop.shelf.home / "parameters" / "most.yaml").unlink()
    ports._parameters.cache_clear()

    with pytest.raises(PackageError, match=r"services/lampion/rules.yaml:10: There is no parameter 'lampion_most'"):
        api.publish(SYSTEM, organisation=town, package=package)


def test_an_amount_lost_after_publishing_is_a_sentence_and_no_broken_page(
    client: Client, clock: object, db: None, workshop: Workshop
) -> None:
    town = make_town("elders", host="testserver")
    api.publish(SYSTEM, organisation=town, package=workshop.package())
    assert "Het kost € 7,50." in body(client.get("/diensten/lampion/"))
    workshop.change(PARAMETERS, "lampion_borg", "lampion_huur")
    ports._parameters.cache_clear()

    answer = client.get("/diensten/lampion/")

    assert answer.status_code == 200
    assert body(answer).count("Dit missen we hier nu. Bel ons, dan zoeken we het voor u op.") == 2
    assert "{{" not in body(answer)


def test_one_organisation_does_not_offer_what_another_published(town: UUID, workshop: Workshop) -> None:
    api.publish(SYSTEM, organisation=town, package=workshop.package())
    neighbour = make_town("waterland")

    assert api.services(neighbour) == ()
    with pytest.raises(NotFound):
        api.current(neighbour, "lampion")


def test_who_may_publish_may_do_so_here(town: UUID, workshop: Workshop) -> None:
    actor = editor(town, "catalogue.publish")
    api.publish(actor, organisation=town, package=workshop.package())

    assert Publication.objects.get().published_by == actor.id


def test_who_may_only_edit_or_publishes_elsewhere_may_not(town: UUID, workshop: Workshop) -> None:
    for actor in (editor(town, "catalogue.edit"), editor(uuid4(), "catalogue.publish"), Actor(kind=ActorKind.RESIDENT)):
        with pytest.raises(Forbidden):
            api.publish(actor, organisation=town, package=workshop.package())

    assert ServiceVersion.objects.count() == 0


@pytest.mark.parametrize("rows", [ServiceVersion, Publication])
def test_the_serving_role_cannot_change_or_remove_what_is_published(
    town: UUID, workshop: Workshop, rows: type[ServiceVersion] | type[Publication]
) -> None:
    api.publish(SYSTEM, organisation=town, package=workshop.package())

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows.objects.update(slug="iets anders")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows.objects.all()._raw_delete("default")


def test_all_services_take_the_same_number_of_queries(
    town: UUID, workshop: Workshop, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for slug in ("lampion", "tent", "vlag"):
        package = workshop.package()
        sections = {**package.sections, "service": {**package.sections["service"], "slug": slug}}
        api.publish(
            SYSTEM,
            organisation=town,
            package=type(package)(slug, sections, package.texts, "", f"{slug:0>64}"),
        )

    with django_assert_max_num_queries(2):  # type: ignore[attr-defined]
        assert len(api.services(town)) == 3


def test_many_services_are_published_with_as_many_queries_as_one(
    town: UUID, workshop: Workshop, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    package = workshop.package()
    many = [replace(package, slug=f"lampion-{number}", hash=f"{number:064}") for number in range(300)]

    with django_assert_max_num_queries(13):
        versions = api.publish_all(SYSTEM, organisation=town, packages=many)

    assert {one.slug: one.id for one in api.current_versions(town)} == versions
    assert AuditLine.objects.filter(what="catalogue.publish").count() == 300
    assert api.publish_all(SYSTEM, organisation=town, packages=many) == versions
    assert Publication.objects.count() == 300

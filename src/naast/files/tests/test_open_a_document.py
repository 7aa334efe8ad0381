"""Who may read what a file is about can save it; nobody ever gets it as a page."""

from uuid import uuid4

import pytest
from django.test import RequestFactory
from django.urls import reverse

from naast.files import api, views
from naast.files.actions.checking import check
from naast.files.tests import hostile
from naast.files.tests.conftest import picture
from naast.files.tests.papers import pdf
from naast.kernel.actor import ANONYMOUS, SYSTEM, Actor, ActorKind
from naast.kernel.errors import NotFound, Refused

pytestmark = pytest.mark.django_db


def _get(actor, file):
    request = RequestFactory().get(reverse("files:download", args=[file]))
    request.actor = actor
    return views.download(request, file)


def test_the_owner_gets_it_as_something_to_save(store, scanner, owner):
    stored = store(pdf(), "loonstrook mei.pdf")
    check(stored.id)
    answer = _get(owner, stored.id)
    assert answer.content == pdf()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="loonstrook mei.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert answer["Cache-Control"] == "no-store"


def test_the_strict_policy_reaches_the_browser_through_all_that_stands_between(store, scanner, client, declare):
    from naast.files.types import FileOwner
    from naast.kernel.types import Ref

    declare(FileOwner(key="probe-open", may_read=lambda _actor, _id: True), name="probe2")
    stored = store(picture(), "foto.jpg")
    check(stored.id)
    api.hand_over(stored.id, to=Ref("probe-open", uuid4()))
    answer = client.get(reverse("files:download", args=[stored.id]))
    assert answer.status_code == 200
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "name", ['naam"; filename="evil.html.pdf', "naïef €.pdf", "a;b,c.pdf", "<script>.pdf", "%0d%0aX: y.pdf"]
)
def test_no_name_breaks_the_header(store, scanner, owner, name):
    stored = store(pdf(), name)
    check(stored.id)
    header = _get(owner, stored.id)["Content-Disposition"]
    assert header.startswith("attachment; filename")
    assert "\n" not in header
    assert "\r" not in header
    assert 'filename="evil' not in header.replace('\\"', "")


def test_for_everybody_else_it_does_not_exist(store, scanner, organisation):
    stored = store(pdf())
    check(stored.id)
    worker = Actor(kind=ActorKind.AGENT, id=uuid4(), permissions=frozenset({(organisation, "files.release")}))
    for actor in (ANONYMOUS, SYSTEM, worker, Actor(kind=ActorKind.RESIDENT, party=uuid4())):
        with pytest.raises(NotFound):
            _get(actor, stored.id)


def test_a_file_that_is_not_there_does_not_exist_either(owner, matter):
    with pytest.raises(NotFound):
        _get(owner, uuid4())


def test_in_quarantine_not_even_the_owner_gets_it(store, owner):
    stored = store(pdf())
    with pytest.raises(Refused, match="wacht op controle"):
        _get(owner, stored.id)


def test_what_was_refused_nobody_gets(store, scanner, owner):
    (_, virus), *_ = hostile.caught_by_the_scanner()
    stored = store(virus)
    check(stored.id)
    with pytest.raises(Refused, match="niet veilig"):
        _get(owner, stored.id)


def test_a_worker_who_opens_a_file_leaves_a_line(store, scanner, declare, organisation, owner):
    from naast.dossier.models import ProcessingLine
    from naast.files.types import FileOwner
    from naast.kernel.types import Ref

    declare(FileOwner(key="probe-shared", may_read=lambda actor, _id: actor.is_staff), name="probe2")
    stored = store(pdf())
    check(stored.id)
    api.hand_over(stored.id, to=Ref("probe-shared", uuid4()))
    _get(Actor(kind=ActorKind.AGENT, id=uuid4()), stored.id)
    line = ProcessingLine.objects.get(what="files.opened")
    assert (line.subject, line.organisation) == (owner.party, organisation)

"""A document with an answer: now, later, or at the desk; and only what the resident means to send."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from naast.files import api as files
from naast.files.api import files_about
from naast.journeys import actions
from naast.journeys.models import Draft
from naast.journeys.tests.test_walk_the_pages import START, after, post, version_on, walk_to_the_end, words
from naast.journeys.types import Sending
from naast.kernel.actor import Actor

pytestmark = pytest.mark.django_db
SignIn = Callable[[Actor], Client]
WITH_NOTE: dict[str, Any] = {
    "living_with": {"value": ["with_someone"]},
    "main_resident": {"given": ["yes"], "name": ["Jo Elzinga"]},
}


def photo(name: str = "briefje.jpg") -> SimpleUploadedFile:
    picture = BytesIO()
    Image.new("RGB", (8, 8), "white").save(picture, "JPEG")
    return SimpleUploadedFile(name, picture.getvalue(), "image/jpeg")


def note_page(client: Client) -> str:
    walk_to_the_end(client)
    base = f"{START}{Draft.objects.get().pk}/vraag/"
    post(client, f"{base}living_with/", value="with_someone")
    return str(post(client, f"{base}main_resident/", given="yes", name="Jo Elzinga")["Location"])


def test_a_photo_is_kept_and_sent_along(sign_in: SignIn, mirthe: Actor, sent: list[Sending]) -> None:
    client = sign_in(mirthe)
    url = note_page(client)
    post(client, url, file=photo())
    assert "briefje.jpg" in words(client.get(url))
    post(client, f"{START}{Draft.objects.get().pk}/nakijken/")
    shown = {one.key: one.shown for one in sent[0].answers}
    assert shown["agreed_note"] == "briefje.jpg"


def test_it_may_come_later(sign_in: SignIn, mirthe: Actor) -> None:
    client = sign_in(mirthe)
    url = note_page(client)
    assert "Kies een foto of bestand, of kies hieronder hoe u het later geeft." in words(
        after(client, post(client, url))
    )
    assert post(client, url, later="desk").status_code == 302


@pytest.mark.parametrize(("given", "told"), [("desk", True), ("later", True), ("none", False)])
def test_what_comes_later_is_said_once_it_is_in(
    sign_in: SignIn, mirthe: Actor, sent: list[Sending], given: str, told: bool
) -> None:
    client = sign_in(mirthe)
    post(client, note_page(client), later=given)
    page = words(after(client, post(client, f"{START}{Draft.objects.get().pk}/nakijken/")))

    assert "Het is binnen" in page
    assert ("Dit hebben we nog niet" in page) is told


def test_a_file_that_is_no_photo_is_told_so(sign_in: SignIn, mirthe: Actor) -> None:
    client = sign_in(mirthe)
    url = note_page(client)
    page = words(after(client, post(client, url, file=SimpleUploadedFile("briefje.exe", b"MZ....", "image/jpeg"))))
    assert "Dit soort bestand kunnen we niet lezen." in page
    assert files_about(Draft.objects.get().ref) == ()


def test_what_is_unticked_is_not_sent(sign_in: SignIn, mirthe: Actor, sent: list[Sending]) -> None:
    client = sign_in(mirthe)
    url = note_page(client)
    post(client, url, file=photo("een.jpg"))
    [first] = files_about(Draft.objects.get().ref)
    client.post(url, {"version": version_on(client, url), "shown": str(first.id), "file": photo("twee.jpg")})
    post(client, f"{START}{Draft.objects.get().pk}/nakijken/")
    assert [one.name for one in files_about(Draft.objects.get().ref)] == ["twee.jpg"]


def test_a_file_for_a_question_without_one_is_refused(sign_in: SignIn, mirthe: Actor) -> None:
    client = sign_in(mirthe)
    first = client.post(START)["Location"]
    assert post(client, first, value="within", file=photo()).status_code == 404
    assert files_about(Draft.objects.get().ref) == ()


@pytest.mark.django_db(transaction=True)
def test_a_photo_that_comes_in_while_the_draft_is_sent_does_not_stay_behind(
    sign_in: SignIn, mirthe: Actor, sent: list[Sending], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another connection sends while this one looks into the file."""
    client = sign_in(mirthe)
    url = note_page(client)
    post(client, url, later="desk")
    draft = Draft.objects.get()
    keep = files.store

    def slowly(*asked: Any, **more: Any) -> Any:
        with ThreadPoolExecutor(max_workers=1) as other:
            other.submit(_send, mirthe, draft.pk, draft.revision).result()
        return keep(*asked, **more)

    monkeypatch.setattr(files, "store", slowly)
    answer = post(client, url, file=photo())
    assert answer.status_code == 409
    assert "Dit is al verstuurd of afgerond." in answer.content.decode()
    assert len(sent) == 1
    assert files.files_about(draft.ref) == ()


def _send(actor: Actor, draft: UUID, seen: int) -> None:
    try:
        actions.send(actor, draft, seen=seen)
    finally:
        connection.close()

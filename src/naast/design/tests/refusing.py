"""What a form that was refused looks like, for the tests of every capability that has such a form."""

from __future__ import annotations

from collections.abc import Mapping

from django.test import Client


def refused(client: Client, url: str, given: Mapping[str, str]) -> str:
    """The page that says what is wrong with this. It is got, so that Back and reload send nothing again."""
    response = client.post(url, given, follow=True)
    assert [status for _to, status in response.redirect_chain] == [302]
    page = " ".join(response.content.decode().split())
    assert "<title>Fout: " in page
    return page

"""`naast organisation new SLUG …`: an organisation with a first team and administrator, who does the rest at `/beheer/`."""

import argparse
import os
import re
from typing import get_args

from django.db import transaction

from naast.design.tokens import faces
from naast.identity import api as identity
from naast.kernel.actor import SYSTEM, Role
from naast.kernel.errors import Refused
from naast.organisations import api as organisations
from naast.organisations.types import OrganisationKind, Phone, Tone
from naast.site.options import Options
from naast.site.postgres.running import database


def run(arguments: list[str]) -> int:
    given = _parser().parse_args(arguments)
    with database(Options.read(os.environ)):
        if problem := _in_the_way(given.slug, given.host):
            print(problem)
            return 1
        try:
            _make(given)
        except Refused as refused:
            print(refused.sentence)
            return 1
    print(
        f"{given.name} is there. {given.administrator} signs in at /werk/inloggen/ with the account of work, and goes to"
    )
    print(
        f"/beheer/. Hours, desks and colleagues are set there. To offer services: naast services publish {given.slug}"
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="naast organisation", description=__doc__)
    new = parser.add_subparsers(dest="what", required=True).add_parser("new", help="makes an organisation")
    new.add_argument("slug", type=_slug, help="short name in files and addresses, such as lommerwaard")
    new.add_argument("--name", required=True, help="as residents read it: Gemeente Lommerwaard")
    new.add_argument("--phone", required=True, type=_phone, help="as people read it: 14 0399")
    new.add_argument("--administrator", required=True, help="work mail address of the first functional administrator")
    new.add_argument("--administrator-name", required=True, help="the name of that person")
    new.add_argument("--kind", choices=get_args(OrganisationKind), default="municipality")
    new.add_argument("--code", default="", help="official code (TOOI or CBS)")
    new.add_argument("--theme", choices=faces(), default=faces()[0])
    new.add_argument("--tone", choices=get_args(Tone), default="u")
    new.add_argument(
        "--host", type=str.lower, help="host name of its own; without one it has the address of the installation"
    )
    new.add_argument("--team", default="Klantcontact", help="the team that whoever asks for a human comes to")
    return parser


def _slug(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise argparse.ArgumentTypeError("small letters, digits and hyphens, such as lommerwaard")
    return text


def _phone(text: str) -> Phone:
    if phone := Phone.written(text):
        return phone
    raise argparse.ArgumentTypeError("3 to 15 digits, such as '14 0399'")


def _in_the_way(slug: str, host: str | None) -> str:
    """What there is already that this one cannot stand beside."""
    for one in organisations.organisations():
        if one.slug == slug:
            return f"There is already an organisation '{slug}': {one.name}."
        if host and one.host == host:
            return f"{host} is already the host of {one.name}."
    return ""


@transaction.atomic
def _make(given: argparse.Namespace) -> None:
    made = organisations.create_organisation(
        SYSTEM,
        slug=given.slug,
        name=given.name,
        kind=given.kind,
        code=given.code,
        theme=given.theme,
        tone=given.tone,
        phone=given.phone,
        host=given.host,
    )
    organisations.create_team(SYSTEM, organisation=made, name=given.team, first_contact=True)
    identity.bring_in(
        SYSTEM,
        email=given.administrator,
        full_name=given.administrator_name,
        organisation=made,
        role=Role.FUNCTIONAL_ADMINISTRATOR,
    )

"""`naast staff invite MAIL --name … --organisation SLUG`: a role for somebody, where no administrator is left to give it.
`naast staff end MAIL`: nothing of theirs works from now on, where no administrator can come in to see to it.
"""

import argparse
import os
import sys
from uuid import UUID

from django.db import transaction

from naast.identity import api as identity
from naast.kernel.actor import SYSTEM, Role
from naast.kernel.errors import NotFound, Refused
from naast.organisations import api as organisations
from naast.site.options import Options
from naast.site.postgres.running import database


def run(arguments: list[str]) -> int:
    given = _parser().parse_args(arguments)
    with database(Options.read(os.environ)):
        return _end(given) if given.what == "end" else _invite(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="naast staff")
    whats = parser.add_subparsers(dest="what", required=True)
    invite = whats.add_parser("invite", help="gives a role, in the audit too")
    invite.add_argument("mail", help="the address of the account at work")
    invite.add_argument("--name", required=True, help="kept when somebody with this address is there already")
    invite.add_argument("--organisation", required=True, help="its short name")
    invite.add_argument("--role", choices=[one.value for one in Role], default=Role.FUNCTIONAL_ADMINISTRATOR.value)
    invite.add_argument("--again", action="store_true", help="also who was put out of service")
    end = whats.add_parser("end", help="ends all roles, what is open and every way in, in the audit too")
    end.add_argument("mail", help="the address as it stands at /beheer/medewerkers/")
    return parser


def _end(given: argparse.Namespace) -> int:
    known = identity.staff_by_email(given.mail)
    if known is None:
        print(f"There is nobody with the address {given.mail}.")
        return 1
    identity.disable_staff(SYSTEM, user=known.id)
    print(f"{known.name} is signed out everywhere, has no role any more, and cannot sign in, with a passkey neither.")
    for organisation in organisations.organisations():
        if not identity.who_may("identity.assign_roles", organisation.id):
            print(f"Nobody is administrator of {organisation.name} now: see `naast staff invite`.")
    return 0


def _invite(given: argparse.Namespace) -> int:
    try:
        organisation = organisations.by_slug(given.organisation)
        said = _give_role(given, organisation.id)
    except NotFound:
        print(f"There is no organisation '{given.organisation}'.", file=sys.stderr)
    except OutOfService:
        print(f"{given.mail} is out of service. Is it the same person, who came back? Add --again.")
    except Refused as refused:
        print(refused.sentence)
    else:
        print(
            f"{given.mail} is {given.role} of {organisation.name}, "
            f"and signs in at /werk/inloggen/ with the account of work.{said}"
        )
        return 0
    return 1


class OutOfService(Exception):
    """Somebody with this address left, and nobody said that they are back."""


@transaction.atomic
def _give_role(given: argparse.Namespace, organisation: UUID) -> str:
    """What there is to say besides. Raises NotFound, OutOfService or Refused."""
    known = identity.staff_by_email(given.mail)
    is_forgotten = False
    if known:
        if identity.take_back(SYSTEM, user=known.id, organisation=organisation) and not given.again:
            raise OutOfService  # which undoes it
        is_forgotten = identity.forget_account(SYSTEM, user=known.id, organisation=organisation)
    identity.bring_in(SYSTEM, email=given.mail, full_name=given.name, organisation=organisation, role=Role(given.role))
    return (
        " The account used until now no longer does: the next with this verified address is theirs."
        if is_forgotten
        else ""
    )

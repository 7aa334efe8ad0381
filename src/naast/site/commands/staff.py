"""`naast staff invite MAIL --name … --organisation SLUG`: a role for somebody, where no administrator is left to give it."""

import argparse
import os
from uuid import UUID

from django.db import transaction

from naast.identity import api as identity
from naast.kernel.actor import SYSTEM, Role
from naast.kernel.errors import NotFound, Refused
from naast.organisations import api as organisations
from naast.site.options import Options
from naast.site.postgres.running import database


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="naast staff", description=__doc__)
    invite = parser.add_subparsers(dest="what", required=True).add_parser(
        "invite", help="gives a role, in the audit too"
    )
    invite.add_argument("mail", help="the address of the account at work")
    invite.add_argument("--name", required=True, help="kept when somebody with this address is there already")
    invite.add_argument("--organisation", required=True, help="its short name")
    invite.add_argument("--role", choices=[one.value for one in Role], default=Role.FUNCTIONAL_ADMINISTRATOR.value)
    invite.add_argument("--again", action="store_true", help="also who was put out of service")
    given = parser.parse_args(arguments)
    with database(Options.read(os.environ)):
        try:
            organisation = organisations.by_slug(given.organisation)
            said = _invite(given, organisation.id)
        except NotFound:
            print(f"There is no organisation '{given.organisation}'.")
            return 1
        except OutOfService:
            print(f"{given.mail} is out of service. Is it the same person, who came back? Add --again.")
            return 1
        except Refused as refused:
            print(refused.sentence)
            return 1
    print(
        f"{given.mail} is {given.role} of {organisation.name}, and signs in at /werk/inloggen/ with the account of work.{said}"
    )
    return 0


class OutOfService(Exception):
    """Somebody with this address left, and nobody said that they are back."""


@transaction.atomic
def _invite(given: argparse.Namespace, organisation: UUID) -> str:
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

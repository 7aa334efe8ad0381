"""`naast staff invite MAIL --name … --organisation SLUG`: a role for somebody, where no administrator is left to give it."""

import argparse
import os

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
    given = parser.parse_args(arguments)
    with database(Options.read(os.environ)):
        try:
            organisation = organisations.by_slug(given.organisation)
            identity.bring_in(
                SYSTEM, email=given.mail, full_name=given.name, organisation=organisation.id, role=Role(given.role)
            )
        except NotFound:
            print(f"There is no organisation '{given.organisation}'.")
            return 1
        except Refused as refused:
            print(refused.sentence)
            return 1
    print(
        f"{given.mail} is {given.role} of {organisation.name}, and signs in at /werk/inloggen/ with the account of work."
    )
    return 0

"""People and organisations for other capabilities."""

from naast.parties.actions.addresses import (
    add_mail,
    bring_address,
    remove_address,
    send_code_again,
    set_phone,
    verify_address,
)
from naast.parties.actions.calls import note_call
from naast.parties.actions.consents import give_consent, withdraw_consent
from naast.parties.actions.mandates import give_mandate, withdraw_mandate
from naast.parties.actions.people import give_role, person_for, register_legal_entity, register_person
from naast.parties.actions.preferences import set_preference
from naast.parties.actions.registers import read_registers
from naast.parties.queries.checks import address_check
from naast.parties.queries.consents import consents_of, has_consent
from naast.parties.queries.mandates import matters_of
from naast.parties.queries.mine import offer_of_speech
from naast.parties.queries.numbers import bsn_for
from naast.parties.queries.people import language_of, name_of, names_of, person, phone_of, reach
from naast.parties.queries.search import search_nameless, search_people

__all__ = [
    "add_mail",
    "address_check",
    "bring_address",
    "bsn_for",
    "consents_of",
    "give_consent",
    "give_mandate",
    "give_role",
    "has_consent",
    "language_of",
    "matters_of",
    "name_of",
    "names_of",
    "note_call",
    "offer_of_speech",
    "person",
    "person_for",
    "phone_of",
    "reach",
    "read_registers",
    "register_legal_entity",
    "register_person",
    "remove_address",
    "search_nameless",
    "search_people",
    "send_code_again",
    "set_phone",
    "set_preference",
    "verify_address",
    "withdraw_consent",
    "withdraw_mandate",
]

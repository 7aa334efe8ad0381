"""What people of the town answer. Amounts a month; the rules that decide stand in the packages, with their articles."""

from __future__ import annotations

from datetime import timedelta

from naast.kernel.clock import today
from stories.visitor import Answers

MOVE = "verhuismelding"
REMISSION = "kwijtschelding-gemeentelijke-belastingen"
STREET = "melding-openbare-ruimte"
TREE = "omgevingsvergunning-kap"

# Somebody who gives no name, and no number to call.
LOOSE_TILE: Answers = {
    "what": {"value": "road"},
    "danger": {"value": "none"},
    "spot": {"value": "Bij de derde lantaarnpaal op het Kerkpad in Kleiwinde"},
    "description": {"value": "Er ligt een tegel los."},
}
ILL_TREE: Answers = {
    "whose": {"value": "mine"},
    "falling": {"value": "no"},
    "girth": {"value": "120"},
    "nest": {"value": "no"},
    "place": {"postcode": "8993 AB", "number": "6"},
    "reason": {"value": "De boom is ziek."},
}


def move(street: str = "Dorpsstraat", phone: str = "0612345678") -> Answers:
    """Sanne, her husband and two children, to a home of their own in the same town, in nine days."""
    day = today() + timedelta(days=9)
    return {
        "situation": {"value": "within"},
        "move_date": {"value_dag": str(day.day), "value_maand": str(day.month), "value_jaar": str(day.year)},
        "new_address": {"postcode": "8995 BC", "number": "14", "street": street, "city": "Elzerbroek"},
        "living_with": {"value": "own"},
        "who_moves": {"people": ["partner-1", "child-1", "child-2"]},
        "phone": {"value": phone},
        "email": {},
    }


def remission(*, income: str, bank: str) -> Answers:
    """Somebody who lives alone in a rented home and has work."""
    no = {"value": "no"}
    return {
        "tax": {"value": "412,50"},
        "household": {"value": "single"},
        "entrepreneur": no,
        "student": no,
        "pension_age": no,
        "housing": {"value": "rent"},
        "rent": {"value": "640"},
        "rent_benefit": {"value": "290"},
        "health_premium": {"value": "148"},
        "care_benefit": {"value": "129"},
        "bank": {"value": bank},
        "has_car": no,
        "has_other": no,
        "income_from": {"value": ["work"]},
        "income": {"value": income},
        "alimony": no,
        "income_paper": {"later": "later"},
        "bank_paper": {"later": "desk"},
        "changes": {"value": "on"},
    }

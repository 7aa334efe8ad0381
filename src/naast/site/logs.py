"""Keeps citizen service numbers out of the logs, whoever writes them there."""

import logging
import re

NINE_DIGITS = re.compile(r"(?<!\d)\d(?:[.\- ]?\d){8}(?!\d)")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def looks_like_citizen_number(digits: str) -> bool:
    """The eleven test of the citizen service number (Dutch: elfproef van het BSN)."""
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0


def hide_citizen_numbers(line: str) -> str:
    def hidden(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match[0])
        return "[number hidden]" if looks_like_citizen_number(digits) else match[0]

    return NINE_DIGITS.sub(hidden, line)


class HideCitizenNumbers(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = hide_citizen_numbers(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = hide_citizen_numbers(logging.Formatter().formatException(record.exc_info))
        return True

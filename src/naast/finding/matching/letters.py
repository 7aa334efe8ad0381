"""What a message asks, without what a letter has around it: greeting, who writes, numbers to reach them, farewell.

Beside a name and a number little is seen of what a short question means, and a name is soon mended into a word.
"""

from __future__ import annotations

import re

from naast.finding.matching.words import all_words, is_telling

_NAME = r"(?:\s(?:van|de|der|den|ten|ter|el|al)){0,2}\s[A-Z][\w'’-]+"
_NAMES = rf"(?:{_NAME}){{1,4}}"
_HI = (
    r"hallo|hoi|hi|hey+|hello|yo|goe(?:d|den|de|ie)(?:morgen|middag|avond|dag)|goeden? (?:morgen|middag|avond)"
    r"|good (?:morning|afternoon|evening)"
)
_HELLO = rf"(?i:{_HI}|dag|beste|geachte?|dear)"
_TO = (
    r"(?i:heer\s?(?:/|of|en|,)?\s?mevrouw|mevrouw\s?(?:/|of)\s?meneer|mevrouw|meneer|mensen|dames en heren|medewerkers?|team"
    r"|allemaal|iedereen|gemeente)"
)
_SUBJECT = re.compile(
    r"^(?:betreft|onderwerp|subject):.*?(?=\b(?:geachte?|beste|dear|hallo)\s)|^(?:betreft|onderwerp|subject):", re.I
)
_GREETING = re.compile(
    rf"^(?:{_HELLO}(?:\s{_TO}(?:{_NAMES})?\s?[,.!:]?|(?:{_NAMES})?\s?[,.!:])\s"
    rf"|(?i:geachte?|dear|beste)\s(?!manier|plek|tijd)[^,.!?:]{{1,40}}[,.!:]\s|(?i:{_HI})\s)+"
)
# A name may follow a greeting at once, and what follows thanks only after a mark: "dank u voor alles" may be a farewell.
_FAREWELL = re.compile(
    r"(?<![\s,.!])[\s,.!]+(?:(?:(?:alvast|vast|bij voorbaat) (?:hartelijk )?(?:dank|bedankt)|met dank|dank u(?: wel)?"
    r"|dankjewel|bvd|thank you(?: very much)?|(?:many )?thanks(?: in advance)?|thx|best|cheers|sincerely|fijne dag)"
    r"(?:\s*$|\s*[,.!][^?]{0,60}$)"
    r"|(?:(?:(?:met )?(?:vriendelijke|hartelijke|sportieve) |met )groet(?:en)?|groet(?:en|jes)|groet(?=\s*(?:[,.]|$))|liefs"
    r"|m\.?v\.?g|hoogachtend|in afwachting van uw|(?:(?:kind|best|warm) )?regards|looking forward|verstuurd vanaf|sent from)\b"
    r"(?:[\s,.!&]+[^\s,!?]+){0,7}[\s,.!]*$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<!\w)(?:(?:mijn |m'n |my )?"
    r"(?:bsn|burgerservicenummer|telefoon|tel|mobiel|nummer|kenmerk|geboren|e-?mail|mail|iban|rekening)"
    r"(?:nummer|adres)?\s(?:(?:mij|me)\s)?(?:op|is|:)?\s?)?"
    r"(?:[^\s@]+@[^\s@]+\.\w+|[a-z]{2}\d{2}\s?[a-z]{4}(?:\s?\d){7,10}|[a-z]{1,5}-\d{3}[\d-]+|\(?\+?\d(?:[\s.\-/()]{0,2}\d){5,})\b[,:]?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?<![\w'’-])(?:(?i:mijn adres is|adres:?)\s)?[\w'’-]+(?:straat|laan|weg|plein|kade|gracht|singel|dijk)\s\d+(?:\s?[a-z])?\b"
    r"(?:,?\s\d{4}\s?[A-Z]{2}\b)?(?:,?\s(?:in\s|te\s)?[A-Z][\w'’-]+)?[,.]?"
)
_CALLED = re.compile(
    rf"\b(?:(?i:mijn naam is|ik heet|u spreekt met|my name is){_NAMES}|(?i:ik ben|i am|i'm){_NAME}{_NAMES})"
    r"(?:[,.]|\s(?:en|and)\b)?(?!.*\b(?:heten|\w*naam|surname|rename)\b)"
)
_POLITE = re.compile(
    r"\b(?:(?:kunt u|kun je|kunnen jullie|kan iemand|wie kan|can you) (?:mij|me|ons|us)(?: hier(?:bij|mee))?"
    r"(?: even)? (?:helpen|help)"
    r"|(?:ik|wij|we) (?:hoor|horen|verneem|vernemen|zie|zien)(?: het| uw (?:antwoord|reactie))? graag"
    r"(?: (?:van u|van jullie|van je|tegemoet|snel))*)\s?(?:[?.!]+|$)",
    re.IGNORECASE,
)


def without_letter(text: str) -> str:
    """What is left to read; all of it when nothing that tells is left."""
    left = text
    for around in (_SUBJECT, _GREETING, _CALLED, _ADDRESS, _NUMBER, _FAREWELL, _POLITE):
        left = " ".join(around.sub(" ", left).split()).lstrip(" ,.:")
    return left if any(is_telling(word.plain) for word in all_words(left)) else text

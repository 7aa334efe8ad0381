"""What residents are told about their case. Values come from the case; the words are said here once."""

from django.utils.translation import gettext_lazy as _

from naast.messages.types import MessageTemplate

PURPOSE = "cases.handle"

MESSAGES = (
    MessageTemplate(
        key="cases.sent",
        subject=_("{title}: uw aanvraag is binnen"),
        body=_(
            "Uw aanvraag is binnen. Het nummer is {reference}.\n\n"
            "Meestal hoort u het op {usual}, uiterlijk op {latest}. Wordt het later? Dan hoort u dat vóór die dag.\n\n"
            "U hoeft nu niets te doen. Op uw eigen pagina ziet u elke stap."
        ),
        fields=frozenset({"title", "reference", "usual", "latest"}),
        purpose=PURPOSE,
        formal=True,
    ),
    MessageTemplate(
        key="cases.sent-with-one-day",
        subject=_("{title}: uw aanvraag is binnen"),
        body=_(
            "Uw aanvraag is binnen. Het nummer is {reference}.\n\n"
            "Meestal hoort u het op {usual}. Wordt het later? Dan hoort u dat vóór die dag.\n\n"
            "U hoeft nu niets te doen. Op uw eigen pagina ziet u elke stap."
        ),
        fields=frozenset({"title", "reference", "usual"}),
        purpose=PURPOSE,
        formal=True,
    ),
    MessageTemplate(
        key="cases.question",
        subject=_("{title}: we hebben nog iets van u nodig"),
        body=_(
            "{text}\n\n"
            "Graag antwoord uiterlijk {answer_by}. Lukt dat niet? Bel ons, dan zoeken we samen een andere dag.\n\n"
            "Tot uw antwoord staat de tijd stil die wij voor uw aanvraag hebben."
        ),
        fields=frozenset({"title", "text", "answer_by"}),
        purpose=PURPOSE,
        formal=True,
    ),
    MessageTemplate(
        key="cases.retracted",
        subject=_("{title}: u hoeft onze vraag niet meer te beantwoorden"),
        body=_(
            "Wij vroegen u: ‘{question}’\n\n"
            "Dat is niet meer nodig. U hoeft niets te doen. Waarom: {reason}\n\n"
            "Wij gaan verder met uw aanvraag. Meestal hoort u het op {usual}. Wordt het later? Dan hoort u dat vóór die "
            "dag.\n\n{handler}"
        ),
        fields=frozenset({"title", "question", "reason", "usual", "handler"}),
        purpose=PURPOSE,
        formal=True,
    ),
    MessageTemplate(
        key="cases.message",
        subject=_("{title}: bericht van {handler}"),
        body="{text}\n\n{handler}",
        fields=frozenset({"title", "text", "handler"}),
        purpose=PURPOSE,
    ),
    MessageTemplate(
        key="cases.corrected",
        subject=_("{title}: we hebben een antwoord verbeterd"),
        body=_(
            "Bij de vraag ‘{question}’ stond: {before}. Daar staat nu: {after}.\n\n"
            "Waarom we dit deden: {reason}\n\n"
            "Klopt het? Dan hoeft u niets te doen. Klopt het niet? Bel {handler}.\n\n{handler}"
        ),
        fields=frozenset({"title", "question", "before", "after", "reason", "handler"}),
        purpose=PURPOSE,
    ),
    MessageTemplate(
        key="cases.merged",
        subject=_("{title}: we gaan verder met één aanvraag"),
        body=_(
            "We kregen dit twee keer van u. We gaan verder onder nummer {into}. Nummer {merged} stopt.\n\n"
            "Wat u bij nummer {merged} stuurde, gebruiken we ook. De vroegste datum geldt: "
            "meestal hoort u het op {usual}. U hoeft niets te doen.\n\n"
            "Waarom we dit deden: {because}\n\n"
            "Zijn het toch twee aanvragen? Bel {handler}, dan halen we ze uit elkaar.\n\n{handler}"
        ),
        fields=frozenset({"title", "into", "merged", "usual", "because", "handler"}),
        purpose=PURPOSE,
    ),
    MessageTemplate(
        key="cases.parted",
        subject=_("{title}: uw aanvragen staan weer los van elkaar"),
        body=_(
            "We hadden uw aanvragen samengevoegd. Dat klopte niet. Sorry daarvoor.\n\n"
            "Nummer {reference} en nummer {other} gaan nu apart verder. Voor elk geldt weer de dag die we eerst "
            "noemden. U hoeft niets te doen."
        ),
        fields=frozenset({"title", "reference", "other"}),
        purpose=PURPOSE,
    ),
    MessageTemplate(
        key="cases.decided",
        subject=_("{title}: ons besluit"),
        body=_(
            "{reasons}\n\n"
            "Bent u het er niet mee eens? Bel {handler}. Vaak komen we eruit. U kunt ook bezwaar maken met een brief, "
            "tot en met {object_until}. Bellen is nog geen bezwaar: let op die datum.\n\n"
            "{handler}"
        ),
        fields=frozenset({"title", "reasons", "handler", "object_until"}),
        purpose=PURPOSE,
        formal=True,
    ),
    MessageTemplate(
        key="cases.done",
        subject=_("{title}: het is geregeld"),
        body=_("{reasons}\n\nKlopt er iets niet? Bel {handler}, dan herstellen we het.\n\n{handler}"),
        fields=frozenset({"title", "reasons", "handler"}),
        purpose=PURPOSE,
    ),
    MessageTemplate(
        key="cases.later",
        subject=_("{title}: het duurt langer"),
        body=_(
            "Het lukt ons niet om u op tijd antwoord te geven. Sorry daarvoor. De nieuwe datum is {usual}.\n\n"
            "U hoeft niets te doen. Wilt u weten waarom het langer duurt? Bel ons."
        ),
        fields=frozenset({"title", "usual"}),
        purpose=PURPOSE,
    ),
)

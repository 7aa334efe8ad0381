"""Texts in an organisation's own words: what lies over its packages, what is being written, and how that would read."""

from __future__ import annotations

import html
from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet

from naast.catalogue.access import access_text, check_may_edit
from naast.catalogue.models import OwnText, Publication
from naast.catalogue.packages.comparing import new_sentences
from naast.catalogue.packages.judging import findings_in, known_words
from naast.catalogue.packages.loading import Ground, declared_sections, problems_of
from naast.catalogue.packages.rules import parameter_shown
from naast.catalogue.packages.texts import filled, placeholders, rendered, wrong_in
from naast.catalogue.packages.wording import digest, fits, places_of, with_words, words_at
from naast.catalogue.ports import parameters, surroundings
from naast.catalogue.queries.versions import current_version, service_of, version_of
from naast.catalogue.types import Package, PackageVersion, Place, TextRemark, Wording, Words, said
from naast.kernel.actor import Actor
from naast.kernel.clock import today
from naast.kernel.errors import NotFound

MOST_LISTED = 30
EMPTY = "Deze tekst kan niet leeg zijn."
MARKS = "Laat {marks} in deze tekst staan, precies zo. Daar komt een bedrag, een dag of een termijn te staan."
NO_MARKS = "Haal {marks} weg. Bedragen, dagen en termijnen kunt u hier niet toevoegen."
UNFIT = "Zo past deze tekst niet in het pakket. De controle zegt: {problem}"


def own_words(organisation: UUID, slugs: Collection[str]) -> Mapping[str, Mapping[str, Words]]:
    """Live own texts by slug and place; of several at one place the last."""
    live = OwnText.objects.filter(organisation=organisation, slug__in=list(slugs), live_at__isnull=False, ended_at=None)
    found: dict[str, dict[str, Words]] = {}
    for one in live.order_by("live_at", "pk"):
        found.setdefault(one.slug, {})[one.place] = one.words
    return found


def base_of(organisation: UUID, slug: str) -> Package:
    """What was published, without own texts over it. Raises NotFound."""
    rows = Publication.objects.filter(organisation=organisation, slug=slug).order_by("-since", "-id")
    base = rows.values_list("base", flat=True).first()
    if base is None:
        raise NotFound
    return _package(version_of(base))


def texts_of(actor: Actor, organisation: UUID, slug: str) -> tuple[tuple[Place, bool], ...]:
    """Each text of a service that may be said in other words, as residents read it now, and whether it is our own.

    Raises Forbidden, NotFound.
    """
    check_may_edit(actor, organisation)
    own = own_words(organisation, [slug]).get(slug, {})
    return tuple((one, one.words == own.get(one.key)) for one in places_of(current_version(organisation, slug)))


def draft_at(actor: Actor, organisation: UUID, slug: str, place: str) -> tuple[Words, Wording | None, str]:
    """What residents read at a place, the draft that lies there, and which of both this is. Raises Forbidden, NotFound."""
    check_may_edit(actor, organisation)
    now = words_at(current_version(organisation, slug), place)
    if now is None:
        raise NotFound
    drafts = OwnText.objects.filter(organisation=organisation, slug=slug, place=place, live_at=None, ended_at=None)
    draft = drafts.first()
    return now, _wording(draft) if draft else None, digest(now, draft.words if draft else None)


def wording(actor: Actor, own_text: UUID) -> Wording:
    """Raises NotFound."""
    return _wording(access_text(actor, own_text))


def wordings_of(actor: Actor, organisation: UUID, *, slug: str = "") -> tuple[Wording, ...]:
    """What was written last, of one service or of all; without drafts that were dropped. Raises Forbidden."""
    check_may_edit(actor, organisation)
    rows = OwnText.objects.filter(organisation=organisation, **({"slug": slug} if slug else {})).exclude(words={})
    return tuple(_wording(one) for one in rows.order_by("-written_at", "-pk")[:MOST_LISTED])


def wrong_with(organisation: UUID, slug: str, place: str, words: Words) -> Mapping[str, str]:
    """What keeps these words from going live, by tone: a sentence that says how to mend it. Raises NotFound."""
    version = current_version(organisation, slug)
    now = words_at(version, place)
    if now is None:
        raise NotFound
    found = {tone: wrong for tone in {**now, **words} if (wrong := next(_wrong(tone, now, words), ""))}
    return found or _unfit(version, place, words)


def remarks_on(own_text: Wording) -> tuple[TextRemark, ...]:
    """What the check of packages says of the sentences that residents do not read yet; of the je-text what is not of both."""
    known = known_words(current_version(own_text.organisation, own_text.slug).sections)
    found: list[TextRemark] = []
    for tone in ("nl", "nl_JE"):
        new = "\n\n".join(new_sentences(own_text.now.get(tone, ""), own_text.words.get(tone, "")))
        rules = {one.rule for one in found}
        found += [
            TextRemark(tone, one.rule, one.about, one.better, one.is_advice)
            for one in findings_in(new, known=known, is_title=own_text.place == "service/title")
            if one.rule not in rules
        ]
    return tuple(found)


def preview_of(own_text: Wording) -> PackageVersion:
    """The service as it would be offered with these words."""
    version = current_version(own_text.organisation, own_text.slug)
    over = with_words(_package(version), {own_text.place: own_text.words})
    return PackageVersion(version.id, over.slug, over.hash, over.sections, over.texts, over.local)


def read_as(own_text: Wording, tone: str) -> str:
    """Safe HTML of the words, with today's amounts; what is known only later stands in brackets."""
    known = parameters(current_version(own_text.organisation, own_text.slug).local)

    def fill(kind: str, name: str) -> str:
        return parameter_shown(known.on(name, today()), tone) if kind == "parameter" else f"[{name}]"

    words = said(own_text.words, tone)
    if own_text.place.startswith("texts/"):
        return rendered(words, fill)
    return f'<p class="nl-paragraph">{html.escape(filled(words, fill))}</p>'


def names_of_texts(own_texts: Sequence[UUID]) -> Mapping[UUID, str]:
    """The service, and where it stands in it, for the list of what was changed."""
    rows = OwnText.objects.filter(pk__in=own_texts)
    titles = {(one.organisation, one.slug): one.slug for one in rows}
    for organisation, slug in titles:
        titles[organisation, slug] = said(service_of(current_version(organisation, slug)).title, "nl")
    return {one.pk: f"{titles[one.organisation, one.slug]}: {one.place}" for one in rows}


def _wording(row: OwnText) -> Wording:
    version = current_version(row.organisation, row.slug)
    now = words_at(version, row.place) or {}
    return Wording(
        id=row.pk,
        organisation=row.organisation,
        slug=row.slug,
        place=row.place,
        words=row.words,
        now=now,
        seen=digest(now, row.words),
        written_by=row.written_by,
        written_at=row.written_at,
        reason=row.reason,
        live_at=row.live_at,
        ended_at=row.ended_at,
        fits=bool(now) and fits(now, row.words),
        is_last=row.live_at is not None and row.ended_at is None and not _later(row).exists(),
    )


def _later(row: OwnText) -> QuerySet[OwnText]:
    return OwnText.objects.filter(
        organisation=row.organisation, slug=row.slug, place=row.place, ended_at=None, live_at__gt=row.live_at
    )


def _wrong(tone: str, now: Words, words: Words) -> Iterator[str]:
    typed = words.get(tone, "")
    if not typed.strip():
        if tone in now:
            yield EMPTY
        return
    wanted, given = placeholders(said(now, tone)), placeholders(typed)
    if gone := wanted - given:
        yield MARKS.format(marks=_marks(gone))
    if new := given - wanted:
        yield NO_MARKS.format(marks=_marks(new))
    yield from wrong_in(tone, typed)


def _marks(found: Collection[tuple[str, str]]) -> str:
    return " en ".join(f"{{{{{kind}:{name}}}}}" for kind, name in sorted(found))


def _unfit(version: PackageVersion, place: str, words: Words) -> Mapping[str, str]:
    """What the check of packages refuses, such as a title that is too long."""
    ground = Ground(declared_sections(), parameters(version.local), surroundings())
    before = {str(one) for one in problems_of(_package(version), ground)}
    after = problems_of(with_words(_package(version), {place: words}), ground)
    new = [one for one in after if str(one) not in before]
    return {"nl": UNFIT.format(problem=f"{new[0].problem} {new[0].write_instead}")} if new else {}


def _package(version: PackageVersion) -> Package:
    return Package(version.slug, version.sections, version.texts, version.local, version.hash)

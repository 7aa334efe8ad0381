"""Lines of services are kept per language: what one visitor reads is never in the language of the one before."""

from django.utils.translation import override

from naast.catalogue.templatetags.naast_catalogue import service_list
from naast.catalogue.types import ShownService

BENEFIT = ShownService("bijstand", "", "Bijstand", "Geld <voor> wie te weinig heeft.", "", starts_here=True)
PENSION = ShownService("aow", "nl", "AOW", "Pensioen van de overheid.", "de SVB", starts_here=False)


def test_the_line_follows_the_language_of_the_page():
    with override("nl"):
        dutch = service_list([BENEFIT, PENSION])
    with override("en"):
        english = service_list([BENEFIT, PENSION])
    assert "Kan hier online" in dutch
    assert "Door: <span" in dutch
    assert "Kan hier online" not in english
    assert "Door:" not in english
    with override("nl"):
        assert service_list([BENEFIT, PENSION]) == dutch


def test_what_is_not_in_the_language_of_the_page_says_so():
    with override("en"):
        page = service_list([PENSION])
    assert '<span class="naast-question__title" lang="nl">AOW</span>' in page
    assert '<span class="naast-question__text" lang="nl">Pensioen van de overheid.</span>' in page


def test_words_of_a_package_are_no_markup_and_a_short_line_leaves_them_out():
    with override("nl"):
        assert "Geld &lt;voor&gt; wie" in service_list([BENEFIT])
        assert "Geld" not in service_list([BENEFIT], short=True)

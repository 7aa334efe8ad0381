"""`{% load naast %}`: every tag of the house. The style guide at /design/ shows each in each state."""

from django import template

from naast.design.templatetags import (
    naast_desk,
    naast_fields,
    naast_frame,
    naast_icons,
    naast_matters,
    naast_words,
)

register = template.Library()

for part in (naast_icons, naast_words, naast_fields, naast_matters, naast_frame, naast_desk):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)

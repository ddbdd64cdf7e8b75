"""Words for what the templates of this domain show often."""

from __future__ import annotations

from django import template
from django.utils.html import format_html

from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.wording import UNSEEN
from minhbach.engine.screening.signs import pattern_of, short_name

register = template.Library()


@register.filter
def sign_label(sign: str) -> str:
    return short_name(sign)


@register.filter
def sign_pattern(sign: str) -> str:
    """Name the line that the style sheet draws under the words of a sign."""
    return pattern_of(sign)


@register.simple_tag
def sign_chip(sign: str) -> str:
    return format_html('<span class="sign-chip sign-{}">{}</span>', pattern_of(sign), short_name(sign))


@register.filter
def priority(lead: Lead) -> int:
    """A whole number reads better than a worth between 0 and 10."""
    return round(lead.score * 100)


@register.filter
def visible(text: str) -> str:
    """Signs that nobody sees, or that turn the direction of writing, are written out."""
    return UNSEEN.sub(lambda sign: f"‹U+{ord(sign.group()):04X}›", str(text))

"""Words for what the templates of this domain show often."""

from __future__ import annotations

from django import template

from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.types import Sign
from minhbach.domains.screening.wording import UNSEEN

register = template.Library()


@register.filter
def sign_label(sign: str) -> str:
    return str(Sign(sign).label)


@register.filter
def priority(lead: Lead) -> int:
    """A whole number reads better than a worth between 0 and 10."""
    return round(lead.score * 100)


@register.filter
def visible(text: str) -> str:
    """Signs that nobody sees, or that turn the direction of writing, are written out."""
    return UNSEEN.sub(lambda sign: f"‹U+{ord(sign.group()):04X}›", str(text))

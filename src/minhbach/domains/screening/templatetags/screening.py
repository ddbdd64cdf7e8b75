"""Words for what the templates of this domain show often."""

from __future__ import annotations

from math import ceil

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from minhbach.domains.screening.categories import category_name
from minhbach.domains.screening.lead_kinds import LEAD_KINDS
from minhbach.domains.screening.models import Lead, SweptLead
from minhbach.domains.screening.types import LeadState
from minhbach.engine.identifiers.platforms import platform_name
from minhbach.engine.screening.signs import pattern_of, short_name
from minhbach.engine.telling.values import written_out
from minhbach.foundation.pages.chips import chip_of

register = template.Library()

# Shares of a sweep's leads, in percent from the top.
HIGH, MIDDLE = 10, 50


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
def how_urgent(place: SweptLead) -> str:
    """Say how far up a lead stood in its sweep: a number alone has no scale."""
    share = ceil(100 * place.rank / max(place.out_of, 1))
    level = _("cao") if share <= HIGH else _("vừa") if share <= MIDDLE else _("thấp")
    said = {"level": level, "share": share, "rank": place.rank, "count": place.out_of}
    if share > MIDDLE:
        return _("%(level)s: thứ %(rank)s trên %(count)s của lượt quét") % said
    return _("%(level)s: trong %(share)s%% đầu của lượt quét, thứ %(rank)s trên %(count)s") % said


@register.filter
def kind_of_lead(lead: Lead) -> str:
    return str(LEAD_KINDS[lead.kind].words) if lead.kind in LEAD_KINDS else lead.kind


@register.filter
def lead_state(lead: Lead) -> tuple[str, str]:
    return chip_of(LeadState(lead.state))


@register.filter
def platform(code: str) -> str:
    return platform_name(code)


@register.filter
def category(written: str) -> str:
    return category_name(written)


@register.filter
def visible(text: str) -> str:
    """Signs that nobody sees, or that turn the direction of writing, are written out."""
    return written_out(str(text))

"""What a body outside is shown of a lead that was opened to it by hand: the listing, as everybody can see it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from minhbach.domains.screening.models import Lead
from minhbach.domains.screening.refusals import LeadWithoutListing
from minhbach.foundation.pages.detail import Fact


def refuse_without_listing(lead: Lead) -> None:
    """What was found in a network stands on records of others. Raises: LeadWithoutListing."""
    if lead.kind != "listing":
        raise LeadWithoutListing


def facts(lead: Lead) -> list[Fact]:
    """Say what is offered, where and by whom; nothing of why it was noticed, nor of who works on it."""
    return [
        Fact(_("Sàn, nền tảng"), lead.platform),
        Fact(_("Mã tin"), lead.listing_id),
        Fact(_("Địa chỉ"), lead.url),
        Fact(_("Người bán"), lead.seller_name),
        Fact(_("Mã người bán"), lead.seller_id),
        Fact(_("Giá"), lead.price_vnd, kind="vnd"),
        Fact(_("Thấy lần cuối"), lead.last_seen_at, kind="moment"),
    ]

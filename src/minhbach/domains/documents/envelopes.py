"""What surrounds a document's content, drawn from the agency and from who signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from minhbach.domains.agencies.models import Agency, AgencyArea, Officer, Place, Post
from minhbach.domains.agencies.types import AgencyLevel, PlaceLevel
from minhbach.domains.documents.drawn_elsewhere import may_be_drawn_elsewhere
from minhbach.domains.documents.layout import CitedDocument, Envelope, Letterhead, Signature
from minhbach.domains.documents.models import NumberSource, OfficialDocument, PaperSymbol, ScanRule
from minhbach.domains.documents.policies import SigningRight
from minhbach.domains.documents.types import Form, NumberFrom, ScanTime

# NĐ 30/2020 II.2.a: common phrases in the name of the superior agency are abbreviated.
ABBREVIATIONS = (("Ủy ban nhân dân", "UBND"), ("Uỷ ban nhân dân", "UBND"))


def letterhead_of(agency: Agency) -> Letterhead:
    """Give an agency's name, its superior's and its "địa danh"."""
    superior = agency.parent.name if agency.parent else None
    if superior:
        for phrase, short in ABBREVIATIONS:
            superior = superior.replace(phrase, short)
    return Letterhead(superior=superior, agency=agency.name, place=_place_name(agency))


def symbol_of(form: Form, agency: Agency, *, on: date) -> str:
    """Give what follows the number: "QĐ-XPHC", "BC-BCĐ389".

    Where the form gives none, it is what the agency has set for that day; empty where it has set nothing.
    """
    if form.symbol is not None:
        return form.symbol.format(agency=agency.symbol)
    begun = PaperSymbol.objects.filter(owner_agency=agency, kind=form.kind, valid_from__lte=on)
    found = begun.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on)).first()
    return found.symbol if found else ""


def symbol_on(document: OfficialDocument, day: date) -> str:
    """Give a document's symbol for a day: what its form gives stays as drafted, the agency's own is the day's."""
    if document.form.symbol is not None:
        return document.symbol
    return symbol_of(document.form, document.issuing_agency, on=day)


def source_on(agency: Agency, kind: str, day: date) -> NumberFrom:
    """Say where an agency takes the number of a kind of paper from on a day; here, unless it has set another place."""
    found = _set_for(NumberSource, agency, kind, day)
    if found is None or (found.source == NumberFrom.DRAWN and not may_be_drawn_elsewhere(kind)):
        return NumberFrom.HERE
    return NumberFrom(found.source)


def scan_time_on(agency: Agency, kind: str, day: date) -> ScanTime:
    """Say when an agency scans the sealed copy of a kind of paper: before it is issued, unless it has set otherwise."""
    found = _set_for(ScanRule, agency, kind, day)
    return ScanTime(found.scanned) if found else ScanTime.FIRST


def _set_for(rules: Any, agency: Agency, kind: str, day: date) -> Any:
    """Return what an agency has set for a kind on a day, else what it has set for every kind."""
    begun = rules.objects.filter(owner_agency=agency, kind__in=(kind, ""), valid_from__lte=day)
    return begun.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day)).order_by("-kind").first()


def signature_by_right(right: SigningRight) -> Signature:
    """Set a signature with KT. and the delegation where the right rests on them."""
    delegation = right.delegation
    return Signature(
        title=right.post.title_vi,
        full_name=right.post.officer.full_name,
        authority="KT." if right.on_behalf_of else None,
        on_behalf_of=right.on_behalf_of,
        delegation=CitedDocument(number=delegation.decision_number, dated=delegation.decision_on)
        if delegation
        else None,
    )


def signature_by_maker(post: Post) -> Signature:
    """Set the signature of one who draws a paper up."""
    return Signature(title=post.title_vi, full_name=post.officer.full_name)


def signature_by_drafter(officer: Officer, posts: Sequence[Post]) -> Signature:
    """Set the signature under a submission slip."""
    return Signature(title=posts[0].title_vi if posts else None, full_name=officer.full_name)


def envelope_of(agency: Agency, symbol: str, *, signature: Signature, recipients: Sequence[str]) -> Envelope:
    """Gather a document's envelope, still without number and date."""
    return Envelope(letterhead=letterhead_of(agency), symbol=symbol, signature=signature, recipients=tuple(recipients))


def _place_name(agency: Agency) -> str | None:
    """Provincial agencies and their teams write the province, communal ones the commune (II.4.a)."""
    area = AgencyArea.objects.filter(agency=agency).select_related("place__parent__parent").order_by("id").first()
    if area is None:
        return _place_name(agency.parent) if agency.parent else None
    place: Place | None = area.place
    if agency.level != AgencyLevel.COMMUNE:
        while place is not None and place.level not in (PlaceLevel.PROVINCE, PlaceLevel.NATION):
            place = place.parent
    if place is None or place.level == PlaceLevel.NATION:
        return None
    return _bare_name(place)


def _bare_name(place: Place) -> str:
    """Drop the kind before a name ("Tỉnh Lạng Sơn"), but keep it before a number and for Thành phố Hồ Chí Minh."""
    bare = place.name.removeprefix(place.kind).strip()
    if not bare or bare[0].isdigit() or bare == "Hồ Chí Minh":
        return place.name
    return bare

"""Drafts: typed for most kinds, filled from the paper for a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.outreach.kinds import BY_CODE, GOODS, Kind, key_of, name_key
from minhbach.domains.outreach.kinds.finding import NAME
from minhbach.domains.outreach.models import Publication, PublicIdentifier
from minhbach.domains.outreach.policies import require_own, require_writer
from minhbach.domains.outreach.refusals import (
    DecisionNotIssued,
    DecisionPublished,
    DecisionRevoked,
    NamesSeller,
    NotADraft,
    NoticeNotStanding,
    NoticePublished,
    NotInDecision,
    NotStanding,
    TermTooLong,
    TermTooShort,
)
from minhbach.domains.outreach.selectors.decisions import found_in, is_revoked, may_publish, told_of
from minhbach.domains.outreach.selectors.notices import found_at, may_tell, notice_of
from minhbach.domains.outreach.selectors.publications import rule_of
from minhbach.domains.outreach.services.journal import TARGET, passed
from minhbach.domains.outreach.services.pictures import copy_pictures
from minhbach.domains.outreach.types import STANDING, State, Step
from minhbach.domains.sites.models import Site
from minhbach.engine.identifiers import KINDS as IDENTIFIERS
from minhbach.engine.identifiers import Identity, recognise
from minhbach.engine.text.keys import search_key
from minhbach.foundation import audit, codec
from minhbach.foundation.clock import local_date
from minhbach.foundation.database.locks import hold, wait_turn
from minhbach.foundation.ids import new_id
from minhbach.foundation.scope import Sharing
from minhbach.foundation.writing import write_day

_SLUG_LETTERS = 60


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a writer gives besides the content: GOODS_FOUND_BY are products' names and barcodes."""

    title: str
    summary: str
    ground: str
    summary_en: str = ""
    publish_at: datetime | None = None
    days: int | None = None
    goods_found_by: tuple[str, ...] = ()


@transaction.atomic
def draft(*, officer: Officer, at: datetime, kind: Kind, words: Draft, content: Any) -> Publication:
    """Begin a publication of a kind that is typed.

    Raises: RoleMissing, NamesSeller, TermTooShort, TermTooLong.
    """
    agency = require_writer(officer, at=at)
    made = _make(officer, agency, kind, words, content, at=at)
    _find_by(made, _goods(words.goods_found_by))
    return made


@transaction.atomic
def draft_from_decision(
    *,
    officer: Officer,
    at: datetime,
    document: OfficialDocument,
    words: Draft,
    found_by: Iterable[str] | None = None,
) -> Publication:
    """Begin the publication of an issued decision: its content is read from the paper. FOUND_BY keeps some keys of it.

    Raises: RoleMissing, DecisionNotIssued, DecisionRevoked, DecisionPublished, NotInDecision, TermTooShort,
        TermTooLong.
    """
    agency = require_writer(officer, at=at)
    if not may_publish(officer, document, at=at):
        raise DecisionNotIssued
    if is_revoked(document):
        raise DecisionRevoked
    wait_turn("outreach decision", document.pk)
    if Publication.objects.filter(document=document, state__in=(State.DRAFT, State.WAITING, *STANDING)).exists():
        raise DecisionPublished
    made = _make(officer, agency, BY_CODE["decision"], words, told_of(document), at=at, document=document)
    _find_by(made, _kept(document, found_by))
    return made


@transaction.atomic
def draft_from_site(*, officer: Officer, at: datetime, site: Site, seen_on: date, words: Draft) -> Publication:
    """Begin the publication of what online.gov.vn, read on a day, says of a site in the register.

    Raises: RoleMissing, NoticeNotStanding, NoticePublished.
    """
    agency = require_writer(officer, at=at)
    if not may_tell(officer, site, at=at) or seen_on > local_date(at):
        raise NoticeNotStanding
    wait_turn("outreach site", site.pk)
    if Publication.objects.filter(site=site, state__in=(State.DRAFT, State.WAITING, *STANDING)).exists():
        raise NoticePublished
    made = _make(officer, agency, BY_CODE["notice"], words, notice_of(site, seen_on=seen_on), at=at, site=site)
    _find_by(made, found_at(site))
    return made


@transaction.atomic
def draft_correction(*, officer: Officer, at: datetime, publication: Publication) -> Publication:
    """Begin the publication that corrects one that stands: the same words, to be mended, approved and published.

    Raises: RoleMissing, PublicationOfAnotherAgency, NotStanding.
    """
    require_own(officer, publication, at=at)
    publication = hold(publication)
    if publication.state != State.PUBLISHED:
        raise NotStanding
    words = Draft(
        title=_("Đính chính: %(title)s") % {"title": publication.title.removeprefix(_("Đính chính: "))},
        summary=publication.summary,
        summary_en=publication.summary_en,
        ground=publication.ground,
        days=publication.days,
    )
    kind = BY_CODE[publication.kind]
    content = codec.read(publication.content, kind.content)
    if publication.document is not None:
        content = told_of(publication.document)
    if publication.site is not None:
        content = notice_of(publication.site, seen_on=local_date(at))
    made = _make(
        officer, publication.owner_agency, kind, words, content, at=at, document=publication.document,
        site=publication.site, corrects=publication,
    )  # fmt: skip
    copy_pictures(publication, made)
    PublicIdentifier.objects.bulk_create(
        PublicIdentifier(publication=made, kind=one.kind, value=one.value, key=one.key)
        for one in publication.identifiers.all()
    )
    return made


@transaction.atomic
def edit(
    *,
    officer: Officer,
    at: datetime,
    publication: Publication,
    words: Draft,
    content: Any = None,
    found_by: Iterable[str] | None = None,
) -> Publication:
    """Change a draft; what is read from a decision is read anew.

    Raises: RoleMissing, PublicationOfAnotherAgency, NotADraft, NamesSeller, NotInDecision, TermTooShort, TermTooLong.
    """
    require_own(officer, publication, at=at)
    publication = hold(publication)
    if publication.state != State.DRAFT:
        raise NotADraft
    kind = BY_CODE[publication.kind]
    _require_term(kind, words.days, at=at)
    document, site = publication.document, publication.site
    if document is not None:
        found, content = _kept(document, found_by), told_of(document)
    elif site is not None:
        seen_on = codec.read(publication.content, kind.content).dated
        found, content = found_at(site), notice_of(site, seen_on=seen_on)
    else:
        found = _goods(words.goods_found_by)
    publication.content = codec.write(content)
    publication.edited_by = officer
    for name in ("title", "summary", "summary_en", "ground", "publish_at", "days"):
        setattr(publication, name, getattr(words, name))
    publication.save(
        update_fields=["title", "summary", "summary_en", "ground", "publish_at", "days", "content", "edited_by"]
    )
    publication.identifiers.all().delete()
    _find_by(publication, found)
    passed(publication, Step.EDITED, officer=officer, at=at)
    audit.record(
        "outreach.publication.edited", officer_id=officer.id, at=at, target_type=TARGET, target_id=publication.id
    )
    return publication


@transaction.atomic
def discard(*, officer: Officer, at: datetime, publication: Publication) -> Publication:
    """Give a draft up; it stays in the list of what was given up.

    Raises: RoleMissing, PublicationOfAnotherAgency, NotADraft.
    """
    require_own(officer, publication, at=at)
    publication = hold(publication)
    if publication.state != State.DRAFT:
        raise NotADraft
    publication.state = State.DISCARDED
    publication.save(update_fields=["state"])
    passed(publication, Step.DISCARDED, officer=officer, at=at)
    audit.record(
        "outreach.publication.discarded", officer_id=officer.id, at=at, target_type=TARGET, target_id=publication.id
    )
    return publication


def title_of(document: OfficialDocument) -> str:
    """Return the title of a decision's publication; it names nobody, so that feeds and lists do not."""
    told = told_of(document)
    return _("Quyết định xử phạt số %(number)s ngày %(day)s") % {"number": told.number, "day": write_day(told.dated)}


def title_of_site(site: Site) -> str:
    return _("%(name)s: đã thông báo, đăng ký với Bộ Công Thương") % {"name": site.name[:120]}


def _make(
    officer: Officer,
    agency: Agency,
    kind: Kind,
    words: Draft,
    content: Any,
    *,
    at: datetime,
    document: OfficialDocument | None = None,
    site: Site | None = None,
    corrects: Publication | None = None,
) -> Publication:
    _require_term(kind, words.days, at=at)
    made_id = new_id()
    made: Publication = Publication.objects.create(
        id=made_id, kind=kind.code, slug=_slug(words.title, made_id.hex[-8:]), title=words.title,
        summary=words.summary, summary_en=words.summary_en, ground=words.ground, publish_at=words.publish_at,
        days=words.days, content=codec.write(content), document=document, site=site, corrects=corrects,
        drafted_by=officer, edited_by=officer, owner_agency=agency, sharing=Sharing.AGENCY, created_at=at,
    )  # fmt: skip
    passed(made, Step.DRAFTED, officer=officer, at=at)
    audit.record(
        "outreach.publication.drafted",
        officer_id=officer.id,
        at=at,
        target_type=TARGET,
        target_id=made.id,
        data={"kind": kind.code},
    )
    return made


def _slug(title: str, ending: str) -> str:
    return f"{search_key(title).replace(' ', '-').encode('ascii', 'ignore').decode()[:_SLUG_LETTERS]}-{ending}"


def _require_term(kind: Kind, days: int | None, *, at: datetime) -> None:
    rule = rule_of(kind, local_date(at))
    if days is None or rule is None or rule.days is None:
        return
    if rule.bound == "min" and days < rule.days:
        raise TermTooShort(days=rule.days)
    if rule.bound == "max" and days > rule.days:
        raise TermTooLong(days=rule.days)


def _goods(written: Iterable[str]) -> dict[Identity, str]:
    """Read products' names and barcodes; whatever leads to a seller needs a decision."""
    found: dict[Identity, str] = {}
    for said in filter(None, (" ".join(one.split()) for one in written)):
        read = recognise(said)
        barcode = next((one for one in read if one.kind == "gtin"), None)
        seller = next((one for one in read if one.kind not in GOODS), None)
        if barcode is not None:
            found[barcode] = said
        elif seller is not None:
            raise NamesSeller(said=said, kind=IDENTIFIERS[seller.kind].words)
        else:
            found[Identity(NAME, said)] = said
    return found


def _kept(document: OfficialDocument, found_by: Iterable[str] | None) -> dict[Identity, str]:
    found = found_in(document)
    if found_by is None:
        return found
    keys = set(found_by)
    if not keys <= {_key(one) for one in found}:
        raise NotInDecision
    return {one: value for one, value in found.items() if _key(one) in keys}


def _key(identity: Identity) -> str:
    return name_key(identity.canonical) if identity.kind == NAME else key_of(identity.kind, identity.canonical)


def _find_by(publication: Publication, found: dict[Identity, str]) -> None:
    rows = {
        _key(one): PublicIdentifier(publication=publication, kind=one.kind, value=value, key=_key(one))
        for one, value in found.items()
    }
    PublicIdentifier.objects.bulk_create(rows.values())

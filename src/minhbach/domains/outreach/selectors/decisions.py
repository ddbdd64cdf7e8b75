"""What of an issued decision is published: read from the paper, never typed again.

Of a person his name; of an organisation its name, address and code. What may lead to a seller (a shop, a site, a
telephone, an account) is what the decision names where it tells the acts and measures, and not who collects the fine.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.selectors import has_role
from minhbach.domains.cases.acts.change import say_change
from minhbach.domains.cases.selectors.decisions import ChangeTold, changes_of
from minhbach.domains.documents.models import OfficialDocument
from minhbach.domains.documents.papers import thaw_content
from minhbach.domains.documents.papers.sanction_decision import SanctionDecisionContent
from minhbach.domains.documents.selectors import visible_documents
from minhbach.domains.documents.types import Individual, Kind, State
from minhbach.domains.outreach.kinds import GOODS, SELLERS, Decision
from minhbach.domains.outreach.policies import WRITERS
from minhbach.engine.identifiers import IdentifierUnreadable, Identity, display, find_identities, read
from minhbach.foundation.clock import local_date
from minhbach.foundation.money import format_vnd
from minhbach.foundation.writing import write_day

IN_FORCE = (State.ISSUED, State.FILED)
MOST_OFFERED = 100


def decisions_to_publish(officer: Officer, *, at: datetime) -> list[OfficialDocument]:
    """List the latest decisions in force that an officer's agency or one below it issued, but those revoked since."""
    rows = visible_documents().filter(kind=Kind.SANCTION_DECISION, state__in=IN_FORCE)[:MOST_OFFERED]
    found = [one for one in rows if may_publish(officer, one, at=at)]
    changed = changes_of([one.pk for one in found])
    return [one for one in found if not any(told.is_revocation for told in changed.get(one.pk, ()))]


def decisions_named(ids: list[UUID]) -> QuerySet[OfficialDocument]:
    """List decisions in reach by their ids, for a form to offer."""
    return visible_documents().filter(id__in=ids)


def may_publish(officer: Officer, document: OfficialDocument, *, at: datetime) -> bool:
    is_in_force = document.kind == Kind.SANCTION_DECISION and document.state in IN_FORCE
    return is_in_force and has_role(officer, *WRITERS, on=local_date(at), agency=document.issuing_agency)


def told_of(document: OfficialDocument) -> Decision:
    """Return what is published of a sanction decision."""
    content = _content_of(document)
    party = content.party
    is_person = isinstance(party, Individual)
    return Decision(
        party=(party.full_name if isinstance(party, Individual) else party.name) or "",
        address="" if isinstance(party, Individual) else party.head_office or "",
        is_person=is_person,
        number=document.number_text,
        dated=document.dated or local_date(document.changed_at),
        agency=document.issuing_agency.name,
        acts=tuple(act.description or "" for act in content.acts if act.description),
        sanctions=tuple(_sanctions(content)),
        remedies=tuple(filter(None, (_joined(one.kind, one.details) for one in content.remedies))),
        execution=_("trong %(days)s ngày, kể từ ngày nhận được quyết định") % {"days": content.payment_days}
        if content.payment_days
        else "",
        changes=tuple(_changes(document, is_person=is_person)),
    )


def changes_told(document: OfficialDocument) -> list[ChangeTold]:
    """List what changed an issued decision since."""
    return changes_of([document.pk]).get(document.pk, [])


def is_revoked(document: OfficialDocument) -> bool:
    return any(one.is_revocation for one in changes_told(document))


def _changes(document: OfficialDocument, *, is_person: bool) -> Iterator[str]:
    """Tell each change with its paper. The paper's own words may name a person's home or papers: they stay inside."""
    for one in changes_told(document):
        words = one.amounts if is_person else say_change(one.fact)
        yield _("Quyết định %(number)s ngày %(day)s: %(words)s") % {
            "number": one.number, "day": write_day(one.dated), "words": words,
        }  # fmt: skip


def found_in(document: OfficialDocument) -> dict[Identity, str]:
    """Return by what a decision may be found, each as it is read: the name, and what the decision itself names."""
    content, told = _content_of(document), told_of(document)
    found = {Identity("name", told.party): told.party} if told.party else {}
    if not isinstance(content.party, Individual) and content.party.business_code:
        try:
            code = read("tax_code", content.party.business_code)
        except IdentifierUnreadable:
            pass
        else:
            found[code] = display(code.kind, code.canonical)
    for text in _named(content):
        for one in find_identities(text):
            if one.identity.kind in SELLERS | GOODS:
                found.setdefault(one.identity, display(one.identity.kind, one.identity.canonical))
    return found


def _content_of(document: OfficialDocument) -> SanctionDecisionContent:
    content = thaw_content(document.content)
    if not isinstance(content, SanctionDecisionContent):
        raise TypeError(f"{document.kind} is no sanction decision")
    return content


def _sanctions(content: SanctionDecisionContent) -> Iterator[str]:
    for act in content.acts:
        fine = format_vnd(act.fine_vnd) if act.fine_vnd is not None else ""
        yield _joined(act.main_sanction, fine or act.main_sanction_details)
    for more in content.additional_sanctions:
        if not more.not_applied_reason and more.kind:
            yield _joined(more.kind, more.details)


def _named(content: SanctionDecisionContent) -> Iterator[str]:
    yield from (act.description or "" for act in content.acts)
    yield from (act.main_sanction_details or "" for act in content.acts)
    yield from (one.details or "" for one in content.additional_sanctions)
    yield from (text for one in content.remedies for text in (one.details or "", one.related_content or ""))


def _joined(*parts: str | None) -> str:
    return ": ".join(part for part in parts if part)


def withdrawn_documents(ids: list[UUID]) -> dict[UUID, str]:
    """Say which of some decisions are no longer in force, and why, as the public is told."""
    rows = OfficialDocument.objects.filter(id__in=ids).exclude(state__in=IN_FORCE)
    found = {one: _("Quyết định đã bị hủy, thu hồi hoặc thay thế.") for one in rows.values_list("id", flat=True)}
    for document_id, changes in changes_of(ids).items():
        for one in changes:
            if one.is_revocation:
                words = _("Quyết định này đã bị hủy bỏ toàn bộ theo Quyết định %(number)s ngày %(day)s.")
                found[document_id] = words % {"number": one.number, "day": write_day(one.dated)}
    return found

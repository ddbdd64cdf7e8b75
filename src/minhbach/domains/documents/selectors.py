"""Reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.agencies.selectors import has_role, held_posts, posts_of, with_descendant_ids
from minhbach.domains.agencies.types import Role
from minhbach.domains.documents.drawn_elsewhere import drawn_elsewhere
from minhbach.domains.documents.envelopes import envelope_of, source_on, symbol_of, symbol_on
from minhbach.domains.documents.layout import (
    Envelope,
    Gap,
    Paper,
    Signature,
    blank_lines,
    digest_of,
    forgotten,
    left_to_the_pen,
    render_html,
    thaw,
)
from minhbach.domains.documents.layout.words import write_official_number
from minhbach.domains.documents.models import (
    DocumentEvent,
    DocumentFile,
    NumberRegister,
    NumberSource,
    OfficialDocument,
    PaperSymbol,
    RegisterReturn,
    ScanRule,
    TakenNumber,
)
from minhbach.domains.documents.papers import PAPERS, Content, Kind, thaw_content
from minhbach.domains.documents.policies import (
    REGISTER_KEEPERS,
    REGISTER_STARTERS,
    SigningRight,
    signing_rights,
)
from minhbach.domains.documents.refusals import RegisterNotAhead
from minhbach.domains.documents.types import FileKind, NumberFrom, State, Target
from minhbach.engine.text.keys import search_key
from minhbach.foundation import search
from minhbach.foundation.clock import local_date
from minhbach.foundation.pages.tally import Tally, tally
from minhbach.foundation.refusals import NotFound

TOKENS = search.words_of("documents.officialdocument")
Documents = QuerySet[OfficialDocument]
# What a line of the register adds to the paper.
LINE = ("copies", "file_copy", "sent_on", "received_by", "note")


def access_document(officer: Officer, document_id: UUID) -> OfficialDocument:
    """Fetch a document within the officer's reach.

    Raises: NotFound, which does not tell a hidden document from none.
    """
    document: OfficialDocument | None = (
        visible_documents().select_related("owner_agency", "delegation", "supersedes").filter(id=document_id).first()
    )
    if document is None:
        raise NotFound
    return document


def visible_documents() -> Documents:
    """List the documents within reach, last changed first."""
    documents: Documents = OfficialDocument.objects.select_related(
        "issuing_agency__parent", "drafted_by", "signer_post__officer", "signer_post__agency"
    ).order_by("-changed_at", "-id")
    return documents


def documents_of(target: Target) -> Documents:
    """List the documents about one record and its parts, or about one part only, oldest first."""
    documents = visible_documents().filter(target_type=target.target_type, target_id=target.target_id)
    if target.part:
        documents = documents.filter(target_part=target.part)
    return documents.order_by("created_at", "id")


def waiting_to_sign(officer: Officer, *, at: datetime) -> Documents:
    """List the documents put before an officer for signing, longest waiting first."""
    posts = [post.id for post in held_posts(officer, on=local_date(at))]
    return visible_documents().filter(state=State.SUBMITTED, signer_post_id__in=posts).order_by("changed_at", "id")


def waiting_to_number(officer: Officer, *, at: datetime) -> Documents:
    """List the signed documents a records clerk is to number, in the order in which they were signed."""
    return _for_clerk(officer, at=at).filter(state=State.SIGNED).order_by("signed_at", "id")


def waiting_to_issue(officer: Officer, *, at: datetime) -> Documents:
    """List the numbered documents a records clerk is to issue."""
    return _for_clerk(officer, at=at).filter(state=State.NUMBERED).order_by("changed_at", "id")


def owing_scan(officer: Officer, *, at: datetime) -> Documents:
    """List the documents a records clerk has issued before their sealed copy was scanned, longest waiting first."""
    return _for_clerk(officer, at=at).filter(register_line__is_scan_owed=True).order_by("changed_at", "id")


def returned_to(officer: Officer) -> Documents:
    """List the documents returned to the officer who drafted them."""
    return visible_documents().filter(state=State.RETURNED, drafted_by=officer).order_by("changed_at", "id")


def way_of(document: OfficialDocument) -> list[DocumentEvent]:
    """Tell a document's way: each step with who, in which post, over which file."""
    return list(document.events.select_related("officer", "post__agency", "delegation", "file").order_by("at", "id"))


@dataclass(frozen=True)
class Settled:
    """What somebody was asked at a step and went on without: the words for who that is, the sentences, who and when."""

    who: str
    sentences: tuple[str, ...]
    officer: str
    at: datetime


def settled_of(document: OfficialDocument) -> list[Settled]:
    """Tell what was confirmed on the way of the paper as it stands: from its last submission, or signature, on."""
    who = {
        "documents.document.submitted": _("Người trình đã xác nhận"),
        "documents.document.signed": _("Người ký đã xác nhận"),
        "documents.document.issued": _("Văn thư đã xác nhận"),
    }
    settled: list[Settled] = []
    for step in document.events.select_related("officer").filter(action__in=who).order_by("at", "id"):
        if step.action.endswith(".submitted"):
            settled = []
        if step.confirmed:
            sentences = tuple(one["sentence"] for one in step.confirmed)
            settled.append(Settled(who[step.action], sentences, step.officer.full_name, step.at))
    return [] if document.state in (State.DRAFT, State.RETURNED) else settled


def confirmed_at_submission(document: OfficialDocument) -> frozenset[tuple[str, str]]:
    """Give what the submitter of the file that lies before its signer went on without, by code and sentence."""
    if document.state != State.SUBMITTED:
        return frozenset()
    signed_over = document.files.filter(kind=FileKind.SIGNED_OVER).order_by("-version").first()
    step = (
        document.events.filter(action="documents.document.submitted", file=signed_over).order_by("-at", "-id").first()
    )
    return frozenset((one["code"], one["sentence"]) for one in step.confirmed) if step else frozenset()


def files_of(document: OfficialDocument) -> list[DocumentFile]:
    """List a document's files, newest first."""
    return list(document.files.select_related("made_by").defer("frozen").order_by("-made_at", "-id"))


def signers_for(document: OfficialDocument, *, at: datetime) -> list[SigningRight]:
    """List who may sign a document today."""
    return signing_rights(document.issuing_agency, document.kind, on=local_date(at))


def signers_of_agency(agency: Agency, kind: Kind, *, at: datetime) -> list[SigningRight]:
    """List who may sign a kind of document for an agency today, the head first."""
    return signing_rights(agency, kind, on=local_date(at))


@dataclass(frozen=True)
class Preview:
    """A document's paper for the screen, and the lines on which fields are still empty."""

    html: str
    blanks: tuple[str, ...]


def preview_of(document: OfficialDocument) -> Preview:
    """Draw a document as it will print: from the frozen file once there is one, from the draft before."""
    content, envelope = _content_and_envelope(document)
    paper = content.compose(envelope)
    return Preview(render_html(paper), blank_lines(paper))


def content_digest(document: OfficialDocument) -> str:
    """Return the digest of what a document says now, to compare with what it said once."""
    return digest_of(document.content)


def gaps_of(document: OfficialDocument) -> tuple[Gap, ...]:
    """List what is still forgotten on a document, but for what later steps give."""
    return forgotten(_content_and_envelope(document)[0])


def pen_lines_of(document: OfficialDocument) -> tuple[str, ...]:
    """List the lines of a document that its form leaves to the pen."""
    return left_to_the_pen(_content_and_envelope(document)[0])


def drawn_with(document: OfficialDocument, content: Content, *, recipients: Sequence[str]) -> str:
    """Draw a draft as it would print with another content."""
    envelope = envelope_of(document.issuing_agency, document.symbol, signature=Signature(), recipients=recipients)
    return render_html(content.compose(envelope))


def drawn_for(agency: Agency, kind: Kind, content: Content, *, on: date) -> str:
    """Draw a content as it would print for an agency, while there is no document of it yet."""
    symbol = symbol_of(PAPERS[kind], agency, on=on)
    return render_html(content.compose(envelope_of(agency, symbol, signature=Signature(), recipients=())))


def paper_of(document: OfficialDocument) -> Paper:
    """Compose a document's paper as it stands."""
    content, envelope = _content_and_envelope(document)
    return content.compose(envelope)


def _content_and_envelope(document: OfficialDocument) -> tuple[Content, Envelope]:
    file = _drawn_file(document)
    if file is not None and file.frozen is not None:
        return thaw_content(file.frozen["content"]), thaw(file.frozen["envelope"], Envelope)
    envelope = envelope_of(
        document.issuing_agency, document.symbol, signature=Signature(), recipients=document.recipients
    )
    return thaw_content(document.content), envelope


def _drawn_file(document: OfficialDocument) -> DocumentFile | None:
    """The file that shows a document best: with its number, else as put up for signing, else none yet."""
    if document.state in (State.DRAFT, State.RETURNED):
        return None
    drawn = document.files.filter(kind__in=(FileKind.NUMBERED, FileKind.SIGNED_OVER))
    found: DocumentFile | None = drawn.order_by("-made_at", "-id").first()
    return found


def is_clerk(officer: Officer, *, at: datetime) -> bool:
    """Say whether an officer numbers and issues papers anywhere."""
    return has_role(officer, Role.RECORDS_CLERK, on=local_date(at))


def _for_clerk(officer: Officer, *, at: datetime) -> Documents:
    clerk = {post.agency_id for post in held_posts(officer, on=local_date(at)) if post.role == Role.RECORDS_CLERK}
    agencies = with_descendant_ids(clerk)
    return visible_documents().filter(issuing_agency_id__in=agencies)


def document_counts() -> Tally:
    """Count the documents in reach by state, for the month at a glance."""
    return tally(visible_documents(), "state", State.values)


def taken_numbers() -> QuerySet[TakenNumber]:
    """List the numbers given out in the registers within reach, last taken first: cancelled ones too."""
    numbers: QuerySet[TakenNumber] = (
        TakenNumber.objects.filter(
            register__in=NumberRegister.objects.all(), document__in=OfficialDocument.objects.all()
        )
        .select_related("register__owner_agency", "document__signer_post__officer", "taken_by")
        .order_by("-taken_at", "-id")
    )
    return numbers


def next_number(document: OfficialDocument, *, on: date) -> str:
    """Say which number a document would be given on a day, as "22/QĐ-KT"; empty where it is given none here.

    Another clerk may take it first: the number counts that is given in the end.
    """
    symbol = symbol_on(document, on)
    if not symbol or source_on(document.issuing_agency, document.kind, on) is not NumberFrom.HERE:
        return ""
    register = NumberRegister.objects.filter(owner_agency=document.issuing_agency_id, symbol=symbol, year=on.year)
    last = register.values_list("last_number", flat=True).first() or 0
    return f"{write_official_number(last + 1)}/{symbol}"


def number_sources() -> QuerySet[NumberSource]:
    """List where agencies take their numbers from, the last to begin first."""
    sources: QuerySet[NumberSource] = NumberSource.objects.select_related("owner_agency")
    return sources.order_by("-valid_from", "-id")


def kinds_drawn_elsewhere(agency: Agency, *, on: date) -> frozenset[str]:
    """List the kinds of paper that a unit draws, with their numbers, in another system on a day."""
    return drawn_elsewhere(agency, on=on)


def scan_rules() -> QuerySet[ScanRule]:
    """List when agencies scan their sealed papers, the last to begin first."""
    rules: QuerySet[ScanRule] = ScanRule.objects.select_related("owner_agency")
    return rules.order_by("-valid_from", "-id")


def sources_elsewhere(*, on: date) -> QuerySet[NumberSource]:
    """List the agencies, with the kind of paper, whose numbers are taken elsewhere on a day."""
    begun: QuerySet[NumberSource] = NumberSource.objects.filter(valid_from__lte=on).exclude(source=NumberFrom.HERE)
    in_force = begun.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    return in_force.select_related("owner_agency").order_by("owner_agency__sort_key", "kind", "id")


def register_rows() -> QuerySet[TakenNumber]:
    """List the lines of the registers of outgoing papers: the numbers given, each with what its line adds."""
    lines = {name: F(f"document__register_line__{name}") for name in LINE}
    return taken_numbers().defer("document__content").annotate(whom=_whom("document__"), **lines)


def with_whom(documents: Documents) -> Documents:
    """Add to each document whom its paper names, for the words of a list."""
    return documents.annotate(whom=_whom())


def abstract_of(title: str, whom: str | None) -> str:
    """Name a paper by its kind and whom it is about: "Quyết định … đối với ông …", the record's number behind it."""
    if not whom or whom in title:
        return title
    words, _dash, record = title.partition(" – ")
    named = _("%(paper)s đối với %(whom)s") % {"paper": words, "whom": whom}
    return f"{named} ({record})" if record else named


def named(document: OfficialDocument) -> str:
    """Name one document as lists do."""
    content = document.content
    party, inspected = content.get("party") or {}, content.get("inspected") or {}
    whom = party.get("full_name") or party.get("name") or inspected.get("name") or content.get("belongs_to")
    return abstract_of(document.title, whom)


def _whom(prefix: str = "") -> Coalesce:
    """Read from a frozen content whom the paper is about, wherever its kind of paper says so."""
    content = f"{prefix}content"
    said = [
        KeyTextTransform("full_name", KeyTransform("party", content)),
        KeyTextTransform("name", KeyTransform("party", content)),
        KeyTextTransform("name", KeyTransform("inspected", content)),
        KeyTextTransform("belongs_to", content),
    ]
    return Coalesce(*said, Value(""), output_field=TextField())


def registers_ahead(*, on: date) -> QuerySet[NumberRegister]:
    """List the registers within reach in which a number bears a day after ON: a clock ran ahead once."""
    ahead = NumberRegister.objects.filter(last_dated__gt=on).select_related("owner_agency")
    return ahead.order_by("owner_agency", "symbol", "year")


def register_returns() -> QuerySet[RegisterReturn]:
    """List when registers within reach were brought back, the last first."""
    returns: QuerySet[RegisterReturn] = RegisterReturn.objects.filter(register__in=NumberRegister.objects.all())
    return returns.select_related("register__owner_agency", "officer").order_by("-at", "-id")


def register_ahead(register_id: UUID, *, on: date) -> NumberRegister:
    """Read one of them. Raises: NotFound, RegisterNotAhead."""
    register: NumberRegister | None = (
        NumberRegister.objects.filter(id=register_id).select_related("owner_agency").first()
    )
    if register is None:
        raise NotFound
    if register.last_dated is None or register.last_dated <= on:
        raise RegisterNotAhead
    return register


def registers_to_start(officer: Officer, *, at: datetime) -> list[tuple[Agency, str]]:
    """List this year's registers, by agency and symbol, that an officer keeps and that gave no number yet."""
    on = local_date(at)
    held = [post.agency_id for post in held_posts(officer, on=on) if post.role in REGISTER_STARTERS]
    agencies = Agency.objects.on(on).filter(id__in=held).order_by("sort_key", "id")
    running = set(
        NumberRegister.objects.filter(year=on.year, last_number__gt=0).values_list("owner_agency_id", "symbol")
    )
    found = {
        (agency.pk, symbol): (agency, symbol)
        for agency in agencies
        for form in PAPERS.values()
        if (symbol := symbol_of(form, agency, on=on)) and (agency.pk, symbol) not in running
    }
    return sorted(found.values(), key=lambda one: (one[0].sort_key, one[1]))


def registers() -> list[NumberRegister]:
    """List the registers within reach, this year's first."""
    return list(NumberRegister.objects.select_related("owner_agency").order_by("-year", "symbol", "id"))


def find_documents(text: str) -> Documents:
    """Find documents within reach by the words of the title, or by number and symbol."""
    return search.matching(visible_documents(), TOKENS, text)


def documents_with_words(rows: Documents, text: str) -> Documents:
    """Narrow a list to what these find."""
    return rows.filter(id__in=find_documents(text).values("id"))


def kinds() -> list[tuple[str, str]]:
    """List the codes of the papers with their names, in the order of the alphabet."""
    return sorted(((form.kind, str(form.name)) for form in PAPERS.values()), key=lambda kind: search_key(kind[1]))


def kinds_without_symbol() -> list[tuple[str, str]]:
    """List the papers whose form gives no symbol, so that an agency sets its own."""
    return [(kind, name) for kind, name in kinds() if PAPERS[kind].symbol is None]


def symbols_set() -> QuerySet[PaperSymbol]:
    """List the symbols that agencies have set, the last to begin first."""
    return PaperSymbol.objects.select_related("owner_agency").order_by("-valid_from", "-id")


def agencies_administered_by(officer: Officer, *, at: datetime) -> QuerySet[Agency]:
    """List the agencies whose symbols an officer sets: those in which they are the administrator, and those below."""
    return _agencies_below(officer, (Role.ADMINISTRATOR,), at=at)


def agencies_kept_by(officer: Officer, *, at: datetime) -> QuerySet[Agency]:
    """List the agencies of which an officer says when papers are scanned: their own as head or administrator."""
    return _agencies_below(officer, REGISTER_KEEPERS, at=at)


def _agencies_below(officer: Officer, roles: Sequence[Role], *, at: datetime) -> QuerySet[Agency]:
    on = local_date(at)
    posts = posts_of(officer, on=on).filter(role__in=roles)
    agencies: QuerySet[Agency] = Agency.objects.on(on).filter(
        id__in=with_descendant_ids(set(posts.values_list("agency_id", flat=True)))
    )
    return agencies.order_by("sort_key", "id")

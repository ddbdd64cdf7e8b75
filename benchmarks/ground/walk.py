"""A walk over every address as officers of several posts, with what nobody types: no page may break,
and no record out of reach be told of.

    MINHBACH_DEMO=true python benchmarks/ground/walk.py    # after `make demo`, against its database; changes nothing
    MINHBACH_DEMO=true python benchmarks/ground/walk.py --thorough
    MINHBACH_DEMO=true python benchmarks/ground/walk.py --seconds=300   # of them the same for each officer
    MINHBACH_DEMO=true python benchmarks/ground/walk.py kiemsoat --only=cases

Which words a page asks for is not listed anywhere: it is overheard while the page reads them. Each request runs in a
transaction that is taken back. What a page answers with a fault of ours is named with the line that raised it; so is a
link that leads nowhere.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from math import inf
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    from minhbach.interfaces.cli import installation

    sys.path.insert(0, str(Path(__file__).parents[2]))
    os.environ.setdefault("MINHBACH_DEMO", "true")
    installation.prepare()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import transaction
from django.forms import BaseForm
from django.http import QueryDict
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils.datastructures import MultiValueDict

from benchmarks.ground.beyond import ask_beyond
from minhbach.domains.agencies.models import (
    Agency,
    Delegation,
    Disclosure,
    GuestProposal,
    IdentityProvider,
    Officer,
    Place,
    Post,
    PostProposal,
    SharingChange,
)
from minhbach.domains.agencies.selectors import access_of
from minhbach.domains.areas.models import (
    GatheringPoint,
    Keeping,
    Licence,
    Measure,
    Plan,
    Pursuit,
    Source,
    Visit,
)
from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.cases.acts import BY_SLUG, PAPERS
from minhbach.domains.cases.models import Case, CaseEvent, FieldEntry, FieldKit, Referral
from minhbach.domains.custody.models import Blanking, Hold, Item, Opening
from minhbach.domains.custody.models import Key as CustodyKey
from minhbach.domains.documents.models import DocumentFile, NumberRegister, OfficialDocument
from minhbach.domains.dues.models import Account, Slip
from minhbach.domains.dues.models import Entry as Cost
from minhbach.domains.elsewhere.models import Export as OtherFile
from minhbach.domains.elsewhere.models import Twin
from minhbach.domains.enquiries.models import Enquiry, Notice, Question
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.handovers.models import Minutes
from minhbach.domains.hotline.models import Box, Call, Line, Mail, Transfer
from minhbach.domains.inspections.models import Card, CheckPoint, Laboratory, Overlap, PlanItem, SamplingPlan
from minhbach.domains.inspections.models import Plan as InspectionPlan
from minhbach.domains.intake.models import GroupAnswer, Handover, Letterbox, Template, Tie
from minhbach.domains.intake.models import Report as PublicReport
from minhbach.domains.law.models import ChangeProposal, ChangeSet, LawRow
from minhbach.domains.linkage.models import Candidate, Judgement, SampledPair
from minhbach.domains.markets.models import Market, PlanChange, Round, RoundMark, Stall
from minhbach.domains.mediation.models import Dispute
from minhbach.domains.outreach.models import PartnerKey, Publication
from minhbach.domains.pictures.models import KnownPicture, PictureMatch, Upload
from minhbach.domains.reporting.models import Membership, Report
from minhbach.domains.rights.models import Notice as RightsNotice
from minhbach.domains.rights.models import Right
from minhbach.domains.screening.models import Export, Lead, LeadBulk, LexiconEntry, LexiconTrial, Sweep
from minhbach.domains.sites.models import Site
from minhbach.domains.stores.models import Entry, Keeper, Lot, Store
from minhbach.domains.subjects.models import Identifier, Import, Statement, Subject
from minhbach.domains.taskforces.models import CallOut, Errand, Mark, Member, TaskForce
from minhbach.domains.watching.models import Alert, Patrol, WatchEntry, WatchFile, WatchList
from minhbach.foundation.audit.proving import LogProof
from minhbach.foundation.clock import now
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.list_views import ListView
from minhbach.foundation.scope import acting_as

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OFFICERS = ("bcd389", "phantich", "kiemsoat", "doitruong", "vanthu", "phapche", "quantri")
FEW = (
    "a\x00b", "x" * 10_000, "9" * 5_000, "²", "9999-12-31", "0001-01-01T00:00", "31/02/2026",
    "00000000-0000-0000-0000-000000000000", "9223372036854775808",
)  # fmt: skip
MANY = (
    *FEW, "", " ", "\x0b\ufffe", "'", "%", "\\", "👍🏽", "-1", "0", "1e999", "NaN", "-Infinity", "1" * 40,
    "٣", "2026-13-45", "0001-01-01", "1/1/1", "9999-12-31T23:59", "not-an-id", "[]", "{}", '{"a":', "../..",
    "<script>", "true", "2147483648", "1,5", "1.000.000.000.000.000.000", "=1+1", "-" * 300, "--opened", "all", "xlsx",
)  # fmt: skip
SKIPPED = {"account_logout", "office:demo_enter", "office:alive"}
_OF_AREAS: Mapping[str, Any] = {
    "keeping_id": Keeping, "visit_id": Visit, "licence_id": Licence, "point_id": GatheringPoint, "source_id": Source,
    "plan_id": Plan, "measure_id": Measure, "pursuit_id": Pursuit,
}  # fmt: skip
_OF_INSPECTIONS: Mapping[str, Any] = {
    "check_id": CheckPoint, "sampling_id": SamplingPlan, "laboratory_id": Laboratory, "card_id": Card,
}  # fmt: skip
_NEVER_ASKED = {"csrfmiddlewaretoken"}

Kwargs = dict[str, Any]


@dataclass
class Found:
    """What a walk met."""

    requests: int = 0
    faults: dict[str, str] = field(default_factory=dict)  # the line that raised it -> an example
    statuses: dict[int, int] = field(default_factory=dict)
    tell: Callable[[str], None] = lambda said: None


@dataclass(frozen=True)
class Visit:
    """An address, the words it reads and those it is sent, and its form filled in where it has one."""

    name: str
    address: str
    read: set[str]
    wanted: set[str]
    whole: dict[str, Any]
    form: Any


class Walk:
    """One officer's walk."""

    def __init__(self, officer: Officer, found: Found, nasty: Sequence[str], *, each: bool) -> None:
        self._officer, self._found, self._words, self._each = officer, found, nasty, each
        self._client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        self._client.force_login(officer, backend=BACKEND)

    def go(self, examples: int, *, only: Sequence[str] = (), until: float = inf) -> None:
        """Go to every address, first with nothing, then again with each nasty word; stop when the time is up."""
        known = records(self._officer, examples)
        visits: list[Visit] = []
        chosen = [one for one in routes() if not only or one[0].partition(":")[0] in only]
        for name, names in chosen:
            for kwargs in addresses(names, known):
                with suppress(NoReverseMatch):
                    if time.monotonic() < until:
                        visits.append(self._begin(name, reverse(name, kwargs=kwargs)))
        for rounds in (self._edges, *(partial(self._nasty, value) for value in self._words)):
            for visit in visits:
                if time.monotonic() < until:
                    rounds(visit)

    def _begin(self, name: str, address: str) -> Visit:
        read, form = self._ask("GET", name, address, {})
        wanted, _ = self._ask("POST", name, address, {})
        whole = filled(form) if form is not None else {}
        if whole:
            more, _ = self._ask("POST", name, address, whole)
            wanted |= more | set(whole)
        return Visit(name, address, read, wanted, whole, form)

    def _edges(self, visit: Visit) -> None:
        for key, values in extremes(visit.form) if visit.form is not None else ():
            for value in values:
                self._ask("POST", visit.name, visit.address, {**visit.whole, key: value})

    def _nasty(self, value: str, visit: Visit) -> None:
        for given in self._given(visit.read, value) if visit.read else ():
            self._ask("GET", visit.name, visit.address, given)
        for given in self._given(visit.wanted, value) if visit.wanted else ():
            self._ask("POST", visit.name, visit.address, {**visit.whole, **given})

    def _given(self, names: set[str], value: str) -> Iterator[dict[str, Any]]:
        yield dict.fromkeys(names, value)
        if self._each:
            for name in sorted(names):
                yield {name: value}
                yield {name: [value, value]}

    def _ask(self, method: str, name: str, address: str, given: Mapping[str, Any]) -> tuple[set[str], Any]:
        raised: list[str] = []

        def hear(**about: Any) -> None:
            raised.append(_place(sys.exc_info()[1]))

        got_request_exception.connect(hear)
        try:
            with transaction.atomic(), _overheard() as asked:
                sent = self._client.post(address, given) if method == "POST" else self._client.get(address, given)
                if sent.streaming:
                    b"".join(sent.streaming_content)  # type: ignore[arg-type]
                transaction.set_rollback(True)
        finally:
            got_request_exception.disconnect(hear)
        self._found.requests += 1
        self._found.statuses[sent.status_code] = self._found.statuses.get(sent.status_code, 0) + 1
        line = ""
        if sent.status_code >= 500:
            line = raised[0] if raised else f"{name} {sent.status_code}"
        elif not sent.streaming and b' href=""' in sent.content:
            # What a template asks of a record that does not know it stays empty without a word.
            line = f"{name}: a link that leads nowhere"
        if line:
            shown = {key: str(value)[:60] for key, value in given.items()}
            if line not in self._found.faults:
                example = (
                    f"{method} {address} {json.dumps(shown, ensure_ascii=False)[:600]} as {self._officer.username}"
                )
                self._found.faults[line] = example
                self._found.tell(f"✗ {line}\n    {example}")
        form = (sent.context or {}).get("form") if sent.status_code == 200 else None
        return asked - _NEVER_ASKED, form if isinstance(form, BaseForm) else None


@contextmanager
def _overheard() -> Iterator[set[str]]:
    """Listen to which words are asked for while a request is answered."""
    asked: set[str] = set()
    kept: dict[str, Any] = {}

    def listening(name: str) -> Callable[..., Any]:
        plain = getattr(MultiValueDict, name, None) or getattr(dict, name)

        def ask(self: Any, key: Any, *more: Any) -> Any:
            if isinstance(key, str) and isinstance(self, QueryDict):
                asked.add(key)
            return plain(self, key, *more)

        return ask

    for name in ("get", "getlist", "__getitem__", "__contains__"):
        kept[name] = QueryDict.__dict__.get(name)
        setattr(QueryDict, name, listening(name))
    try:
        yield asked
    finally:
        for name, before in kept.items():
            if before is None:
                delattr(QueryDict, name)
            else:
                setattr(QueryDict, name, before)


def routes() -> list[tuple[str, tuple[str, ...]]]:
    """List every address that has a name, with the names of what stands in it."""
    found: list[tuple[str, tuple[str, ...]]] = []

    def walk(patterns: Sequence[URLPattern | URLResolver], space: str) -> None:
        for one in patterns:
            if isinstance(one, URLResolver):
                walk(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)
            elif one.name and f"{space}{one.name}" not in SKIPPED:
                found.append((f"{space}{one.name}", tuple(one.pattern.regex.groupindex)))

    walk(get_resolver().url_patterns, "")
    return found


def addresses(names: tuple[str, ...], known: Mapping[tuple[str, ...], list[Any]]) -> Iterator[Kwargs]:
    """Yield what may stand in an address: pairs that belong together where they are known, else each with each."""
    if len(names) == 1:
        yield from ({names[0]: value} for value in known[names])
        return
    if names in known:
        for values in known[names]:
            yield dict(zip(names, values, strict=True))
        return
    for values in product(*(known[(name,)] for name in names)):
        yield dict(zip(names, values, strict=True))


def records(officer: Officer, examples: int) -> dict[tuple[str, ...], list[Any]]:
    """Look for examples of everything that stands in an address, within the officer's reach."""

    def some(rows: Any, *columns: str) -> list[Any]:
        return list(rows.values_list(*columns, flat=len(columns) == 1)[:examples])

    with acting_as(access_of(officer, at=now())):
        cases = [
            one for step in Case.objects.order_by().values_list("step", flat=True).distinct()
            for one in some(Case.objects.filter(step=step), "id")[:1]
        ]  # fmt: skip
        documents = [
            one for state in OfficialDocument.objects.order_by().values_list("state", flat=True).distinct()
            for one in some(OfficialDocument.objects.filter(state=state), "id")[:1]
        ]  # fmt: skip
        subjects = some(Subject.objects.order_by("id"), "id")
        leads = [
            one for state in Lead.objects.order_by().values_list("state", flat=True).distinct()
            for one in some(Lead.objects.filter(state=state), "id")[:1]
        ]  # fmt: skip
        events = list(CaseEvent.objects.filter(case_id__in=cases).order_by("case", "-recorded_at").distinct("case"))
        members = list(Membership.objects.order_by("id").values_list("agency_id", flat=True)[:examples])
        reports = some(Report.objects.order_by("-year", "-month"), "id")
        planned = list(PlanItem.objects.order_by("id")[:examples])
        watched = list(WatchEntry.objects.order_by("id")[:examples])
        sent_there = list(Member.objects.order_by("id")[:examples])
        marked = list(Mark.objects.order_by("id")[:examples])
        sent = list(WatchFile.objects.order_by("id")[:examples])
        singles: dict[str, list[Any]] = {
            "lead_id": leads,
            "export_id": some(Export.objects, "id"),
            "sweep_id": some(Sweep.objects, "id"),
            "bulk_id": [*some(LeadBulk.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "entry_id": some(LexiconEntry.objects, "id"),
            "trial_id": some(LexiconTrial.objects, "id"),
            "number": [0, 1, 2**63],
            "case_id": cases,
            "referral_id": some(Referral.objects, "id"),
            "subject_id": subjects,
            "event_id": [event.id for event in events],
            "slug": list(BY_SLUG),
            "document_id": documents,
            "file_id": some(DocumentFile.objects, "id"),
            "agency_id": some(Agency.objects.order_by("id"), "id"),
            "post_id": some(Post.objects, "id"),
            "delegation_id": some(Delegation.objects, "id"),
            "officer_id": some(Officer.objects, "id"),
            "body_id": some(Agency.everywhere.exclude(outside=""), "id"),
            "guest_id": some(Officer.objects.filter(is_guest=True), "id"),
            "guest_proposal_id": some(GuestProposal.objects, "id"),
            "provider_id": some(IdentityProvider.objects, "id"),
            "place_id": [*some(Place.objects, "id"), 2**63],
            "import_id": some(Import.objects, "id"),
            "identifier_id": some(Identifier.objects, "id"),
            "statement_id": some(Statement.objects, "id"),
            "what": ["bien-so", "phone", "dien-thoai", "dia-chi"],
            "report_id": reports,
            "code": ["tinh-hinh", "x"],
            "row_id": [*some(LawRow.objects, "row_id"), "a\x00b", "👍🏽"],
            "register_id": some(NumberRegister.objects, "id"),
            "proposal_id": [
                *some(PostProposal.objects, "id"),
                *some(ChangeProposal.objects, "id"),
                "00000000-0000-0000-0000-000000000000",
            ],
            "candidate_id": [*some(Candidate.objects.order_by("id"), "id"), "00000000-0000-0000-0000-000000000000"],
            "judgement_id": [*some(Judgement.objects.order_by("id"), "id"), "00000000-0000-0000-0000-000000000000"],
            "pair_id": [*some(SampledPair.objects.order_by("id"), "id"), "00000000-0000-0000-0000-000000000000"],
            "enquiry_id": [*some(Enquiry.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "question_id": [*some(Question.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "notice_id": [*some(Notice.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "planning_id": [*some(InspectionPlan.objects.order_by("id"), "id"), "00000000-0000-0000-0000-000000000000"],
            "overlap_id": [*some(Overlap.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "watch_id": [*some(WatchList.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "alert_id": [*some(Alert.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "patrol_id": [*some(Patrol.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "force_id": [*some(TaskForce.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "errand_id": [*some(Errand.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "call_out_id": [*some(CallOut.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "set_id": [*some(ChangeSet.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "item_id": some(EvidenceItem.objects, "id"),
            "site_id": [*some(Site.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "market_id": [*some(Market.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "stall_id": [*some(Stall.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "change_id": [*some(PlanChange.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "round_id": [*some(Round.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "mark_id": [*some(RoundMark.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "kit_id": [*some(FieldKit.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "field_id": [*some(FieldEntry.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "letterbox_id": [*some(Letterbox.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "key_id": [*some(CustodyKey.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "opening_id": [*some(Opening.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "blanking_id": [*some(Blanking.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "due_id": [*some(Item.objects, "id"), 1],
            "hold_id": [*some(Hold.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "handover_id": [*some(Handover.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "tip_id": [*some(PublicReport.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "call_id": [*some(Call.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "box_id": [*some(Box.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "mail_id": [*some(Mail.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "transfer_id": [*some(Transfer.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "line_id": [*some(Line.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "minutes_id": [*some(Minutes.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "store_id": [*some(Store.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "keeper_id": [*some(Keeper.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "book_entry_id": [*some(Entry.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "lot_id": [*some(Lot.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "other_file_id": [*some(OtherFile.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "match_id": [*some(PictureMatch.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "known_id": [*some(KnownPicture.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "upload_id": [*some(Upload.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "twin_id": [*some(Twin.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "form": ["csv", "x"],
            "field": ["fine_vnd", "x"],
            "dispute_id": [*some(Dispute.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "right_id": [*some(Right.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "links_id": [*some(RightsNotice.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "picture_id": ["00000000-0000-0000-0000-000000000000"],
            "said_id": ["00000000-0000-0000-0000-000000000000"],
            "part": ["nguoi-ban", "x"],
            "step_id": ["00000000-0000-0000-0000-000000000000"],
            "pressed": ["00000000-0000-0000-0000-000000000000"],
            "publication_id": [*some(Publication.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "partner_id": [*some(PartnerKey.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "kind_slug": ["canh-bao", "huong-dan", "quyet-dinh", "thong-bao-dang-ky", "so-lieu", "x"],
            "group_answer_id": [*some(GroupAnswer.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "tied_to": ["case", "lead", "subject", "x"],
            "series": [*some(Template.objects, "series"), "00000000-0000-0000-0000-000000000000"],
            "account_id": [*some(Account.objects.order_by("id"), "id"), "00000000-0000-0000-0000-000000000000"],
            "slip_id": [*some(Slip.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "cost_id": [*some(Cost.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "arrival_id": some(Arrival.objects.order_by("id"), "id"),
            **{
                name: [*some(table.objects.order_by("id"), "id"), "00000000-0000-0000-0000-000000000000"]
                for name, table in {**_OF_AREAS, **_OF_INSPECTIONS}.items()
            },
            "view_id": [*some(ListView.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "disclosure_id": [*some(Disclosure.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "outside_reply_id": ["00000000-0000-0000-0000-000000000000"],
            "sharing_id": [*some(SharingChange.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "proof_id": [*some(LogProof.objects, "id"), "00000000-0000-0000-0000-000000000000"],
            "target_type": ["subjects.subject", "cases.case", "screening.lead", "x\x00"],
            "target_id": [*subjects[:1], *cases[:1], *leads[:1]],
            "ending": ["csv", "xlsx", "x"],
            "username": ["phantich"],
            "key": ["x"],
            "pk": [0, 1, 2**63],
        }
        together: dict[tuple[str, ...], list[Any]] = {
            ("case_id", "event_id"): [(event.case_id, event.id) for event in events],
            ("case_id", "slug"): _each_with_one(cases, list(BY_SLUG), examples),
            ("case_id", "kind"): _each_with_one(cases, [str(kind) for kind in PAPERS], examples),
            ("case_id", "subject_id"): list(product(cases[:1], subjects[:1])),
            ("planning_id", "planned_id"): [(one.plan_id, one.id) for one in planned],
            ("watch_id", "watched_id"): [(one.watch_list_id, one.id) for one in watched],
            ("tip_id", "tie_id"): list(Tie.objects.values_list("report_id", "id")[:1]),
            ("tip_id", "number"): list(product(some(PublicReport.objects, "id")[:1], [0, 1, 2**63])),
            ("mail_id", "number"): list(product(some(Mail.objects, "id")[:1], [0, 1, 2**63])),
            ("publication_id", "number"): list(product(some(Publication.objects, "id")[:1], [0, 1, 2**63])),
            ("publication_id", "number", "side"): list(
                product(some(Publication.objects, "id")[:1], [0, 1, 2**63], ["that", "gia", "x"])
            ),
            ("match_id", "side"): list(product(some(PictureMatch.objects, "id")[:1], ["nay", "kia", "x"])),
            ("force_id", "member_id"): [(one.force_id, one.id) for one in sent_there],
            ("force_id", "marked_id"): [(one.force_id, one.id) for one in marked],
            ("watch_id", "sent_id"): [(one.watch_list_id, one.id) for one in sent],
            ("report_id", "agency_id"): list(product(reports, members)),
            ("target_type", "target_id"): [
                *(("subjects.subject", one) for one in subjects[:1]),
                *(("cases.case", one) for one in cases[:1]),
                *(("screening.lead", one) for one in leads[:1]),
                ("x\x00", "00000000-0000-0000-0000-000000000000"),
            ],
        }
    return {**{(name,): values for name, values in singles.items()}, **together, (): [()]}


def _each_with_one(cases: list[Any], words: list[str], examples: int) -> list[tuple[Any, str]]:
    """Pair each word with so many cases, another for each."""
    return [
        (cases[(place + more) % len(cases)], word)
        for place, word in enumerate(words)
        for more in range(min(examples, len(cases)))
    ]


def filled(form: Any) -> dict[str, Any]:
    """Fill a form in as somebody might, so that what is nasty in one field reaches the service."""
    return {bound.name: value for bound in form for value in [_sound(bound)] if value is not None}


def _sound(bound: Any) -> Any:
    asked, known = bound.field, bound.value()
    if isinstance(asked, fields.File):
        return SimpleUploadedFile("tep.csv", b"a;b\n1;2\n")
    if known not in (None, "", []):
        return [str(one) for one in known] if isinstance(known, list | tuple) else _written(bound, known)
    choices = [str(code) for code, _ in getattr(asked, "choices", ()) or () if str(code)]
    if choices:
        return choices[0]
    return next((value for kind, value in _SOUND.items() if isinstance(asked, kind)), "Chữ")


def _written(bound: Any, known: Any) -> Any:
    return bound.field.widget.format_value(known) if hasattr(bound.field.widget, "format_value") else str(known)


_SOUND: dict[type, str] = {
    fields.Day: "2026-11-20",
    fields.Moment: "2026-11-20T09:30",
    fields.Money: "1.000.000",
    fields.Whole: "2",
    fields.Quantity: "2",
    fields.Email: "a@b.gov.vn",
}
_EXTREMES: dict[type, tuple[str, ...]] = {
    fields.Day: ("0001-01-01", "9999-12-31", "1900-02-28"),
    fields.Moment: ("0001-01-01T00:00", "9999-12-31T23:59", "1800-01-01T00:00"),
    fields.Money: ("999.999.999.999.999.999.999", "-5", "1e12 tỷ", "0"),
    fields.Whole: ("99999999999999999999", "-99999999999", "0"),
    fields.Quantity: ("99999999999999999999999", "1e5000", "0,00000000000000001", "-1", "NaN"),
    fields.Text: ("x" * 290, "👍🏽\x0b\x00", "'\"<&>\\%", " "),
}


def extremes(form: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield for each field what it takes at its edges."""
    for bound in form:
        asked = bound.field
        choices = [str(code) for code, _ in getattr(asked, "choices", ()) or () if str(code)]
        if choices:
            yield bound.name, [*choices[1:5], choices[-1], [*choices[:3]]]
        for kind, values in _EXTREMES.items():
            if isinstance(asked, kind):
                yield bound.name, list(values)


def _place(error: BaseException | None) -> str:
    """Name the last line of ours that an error came through."""
    if error is None:
        return "no error"
    ours = [one for one in traceback.extract_tb(error.__traceback__) if "/minhbach/" in one.filename]
    line = f"{ours[-1].filename.partition('/minhbach/')[2]}:{ours[-1].lineno} {ours[-1].line}" if ours else ""
    return f"{type(error).__name__}: {str(error).splitlines()[0][:120] if str(error) else ''} · {line}"


def walk(
    officers: Sequence[str] = OFFICERS,
    *,
    nasty: Sequence[str] = FEW,
    examples: int = 2,
    each: bool = False,
    only: Sequence[str] = (),
    seconds: float = inf,
    tell: Callable[[str], None] = lambda said: None,
) -> Found:
    """Walk as each of these officers."""
    found = Found(tell=tell)
    begun = time.monotonic()
    for place, username in enumerate(officers, start=1):
        officer = Officer.objects.get(username=username)
        Walk(officer, found, nasty, each=each).go(examples, only=only, until=begun + seconds / len(officers) * place)
    return found


def main() -> None:
    """Walk, and say what was met."""
    thorough = "--thorough" in sys.argv
    seconds = next((float(one.removeprefix("--seconds=")) for one in sys.argv[1:] if one.startswith("--seconds=")), inf)
    only = [one.removeprefix("--only=") for one in sys.argv[1:] if one.startswith("--only=")]
    chosen = [one for one in sys.argv[1:] if not one.startswith("--")] or OFFICERS
    found = walk(
        chosen,
        nasty=MANY if thorough else FEW,
        examples=3 if thorough else 1,
        each=thorough,
        only=only,
        seconds=seconds,
        tell=print,
    )
    told: list[str] = []
    asked = hidden = 0
    for username in chosen:
        officer = Officer.objects.get(username=username)
        beyond = ask_beyond(officer, routes(), records(officer, 1), examples=3 if thorough else 1)
        asked, hidden, told = asked + beyond.requests, hidden + beyond.records, told + beyond.told
    for line in told:
        print(f"✗ {line}")
    print(json.dumps({"requests": found.requests, "statuses": found.statuses}))
    print(
        f"{len(chosen)} cán bộ, {found.requests} yêu cầu với giá trị lạ: {len(found.faults)} lỗi 500;"
        f" {asked} yêu cầu tới {hidden} hồ sơ ngoài tầm: {len(told)} lần không từ chối"
    )
    sys.exit(bool(found.faults or told))


if __name__ == "__main__":
    main()

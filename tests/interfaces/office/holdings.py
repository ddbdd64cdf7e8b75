"""One of everything that an agency can hold, so that a test may try every page on everybody's things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4
from zlib import crc32

from django.db import models

from minhbach.domains.agencies import services as agencies
from minhbach.domains.agencies.models import (
    Agency,
    Delegation,
    Disclosure,
    GuestProposal,
    IdentityProvider,
    Officer,
    OutsideReply,
    Place,
    Post,
    PostProposal,
    SharingChange,
)
from minhbach.domains.agencies.types import Role
from minhbach.domains.areas.models import GatheringPoint, Keeping, Licence, Measure, Plan, Pursuit, Visit
from minhbach.domains.arrivals.models import Arrival
from minhbach.domains.cases.acts import BY_SLUG, PAPERS
from minhbach.domains.cases.models import Case, CaseEvent, FieldEntry, FieldKit, Referral
from minhbach.domains.cases.services import open_case
from minhbach.domains.documents.layout import freeze
from minhbach.domains.documents.models import DocumentFile, NumberRegister, OfficialDocument
from minhbach.domains.dues.models import Account, Slip
from minhbach.domains.dues.models import Entry as Cost
from minhbach.domains.elsewhere.models import Export as OtherFile
from minhbach.domains.elsewhere.models import Twin
from minhbach.domains.enquiries.models import Enquiry, Notice, Question
from minhbach.domains.evidence.models import EvidenceItem
from minhbach.domains.handovers.models import Minutes
from minhbach.domains.hotline.models import Box, Call, Enclosure, Letter, Line, Mail, Mailbox, MailFile, Transfer
from minhbach.domains.inspections.models import Card, CheckPoint, Laboratory, Overlap, PlanItem, SamplingPlan
from minhbach.domains.inspections.models import Plan as InspectionPlan
from minhbach.domains.intake.models import (
    Attachment,
    ClockMark,
    GroupAnswer,
    Handover,
    Letterbox,
    Overdue,
    Template,
    Tie,
)
from minhbach.domains.intake.models import Report as PublicReport
from minhbach.domains.law.models import ChangeProposal, LawRow
from minhbach.domains.markets.models import Market, PlanChange, Round, RoundMark, Stall, Tenancy
from minhbach.domains.mediation.models import Dispute, Promise, Step
from minhbach.domains.outreach.models import PartnerKey, Publication
from minhbach.domains.pictures.models import KnownPicture, PictureMatch, Upload
from minhbach.domains.reporting.models import Membership, Report
from minhbach.domains.rights.models import Notice as RightsNotice
from minhbach.domains.rights.models import NoticeLink, Picture, Right, Seller
from minhbach.domains.screening.models import (
    Export,
    Lead,
    LeadBulk,
    LexiconEntry,
    LexiconTrial,
    LexiconVersion,
    Sighting,
    Sweep,
)
from minhbach.domains.sites.models import Site
from minhbach.domains.stores.models import Entry, Keeper, Lot, Store
from minhbach.domains.subjects.models import Import, Statement, Subject
from minhbach.domains.subjects.services import add_identifier, register_subject
from minhbach.domains.subjects.types import IdentifierKind, SubjectKind
from minhbach.domains.taskforces.models import CallOut, Errand, Invitation, Mark, Member, TaskForce
from minhbach.domains.watching.models import Alert, Patrol, WatchEntry, WatchFile, WatchList
from minhbach.foundation.scope import acting_as, share_with
from minhbach.foundation.scope.access import FIRST_TERM, SYSTEM
from tests import worlds
from tests.domains.custody import making as custody
from tests.domains.documents.layout.samples import DECISION
from tests.domains.screening.runs import listing
from tests.worlds import World, officer_in


@dataclass(frozen=True)
class Holding:
    """An agency, the place its things lie in, and what stands in an address for each of them."""

    agency: Agency
    place: Place
    person: Officer
    proposal: PostProposal
    named: dict[str, Any]


@dataclass(frozen=True)
class Held:
    """The small world, and who holds what in it."""

    world: World
    holdings: list[Holding]


def make_world() -> Held:
    """Let the inspector's own team, another, the branch above and that of the next province hold things."""
    world = worlds.make_world()
    return Held(
        world,
        [
            hold(world, world.team, world.inspector, world.commune),
            hold(world, world.other_team, world.outsider, world.other_commune),
            hold(world, world.branch, world.head, worlds.place("2025:20")),
            hold(world, world.neighbor, world.stranger, worlds.place("2025:04")),
        ],
    )


def hold(world: World, agency: Agency, holder: Officer, place: Place) -> Holding:
    """Let HOLDER, who opens cases in AGENCY, hold one of everything there. Its reach is the area."""
    at, tag, key = world.at, agency.key, crc32(agency.key.encode())
    with world.acting(holder):
        subject = register_subject(officer=holder, at=at, kind=SubjectKind.INDIVIDUAL, name=f"Hộ {tag}", place=place)
        number = f"0912{key % 10**6:06d}"
        statement = add_identifier(officer=holder, at=at, subject=subject, kind=IdentifierKind.PHONE, value=number)
        case = open_case(
            officer=holder, at=at, title=f"Vụ {tag}", subject_id=subject.id, place=place, agency=agency
        )  # fmt: skip
        # Its page is found by its series.
        template = filled(
            Template, id=agency.pk, agency=agency, series=agency.pk, version=1, name=f"Mẫu {tag}", made_by=holder, at=at
        )
    with acting_as(SYSTEM):
        owned = {"owner_agency": agency, "place": place, "sharing": "area", "created_at": at}
        by = {"officer": holder, "at": at}
        make = lambda model, **given: filled(model, **{**owned, **by, **given})  # noqa: E731
        export = make(Export, sha256=f"{key:064d}", columns=["a"])
        sweep = make(Sweep, export=export, lead_count=1)
        lead = make(Lead, sweep=sweep, listing_id=tag, signs=["exaggerated_claim"], title=f"Tin {tag}")
        make(Sighting, lead=lead, sweep=sweep, signs=[], signals=[], snapshot=listing(1, listing_id=tag))
        bulk = make(LeadBulk, requested_by=holder, lead_ids=[lead.id], state="chosen")
        entry = make(LexiconEntry, code=f"{key}", name=f"Mục {tag}", written_by=holder)
        version = make(LexiconVersion, entry=entry, number=1, phrases=["x"], legal_basis=[], fires=[], spares=[])
        LexiconEntry.unscoped.filter(pk=entry.pk).update(version=version)
        trial = make(LexiconTrial, entry=entry, version=version, export=export)
        paper = make(
            OfficialDocument, kind="sanction_decision", issuing_agency=agency, drafted_by=holder,
            content=freeze(DECISION), target_type="cases.case", target_id=case.id,
        )  # fmt: skip
        file = make(DocumentFile, document=paper)
        referral = filled(Referral, id=uuid4(), case=case, to_body=f"Cơ quan {tag}", **by)
        register = make(NumberRegister, last_dated=date(2027, 1, 1))
        evidence = make(
            EvidenceItem, target_type="cases.case", target_id=case.id, sha256="0" * 64, size=1,
            secret_register_number="", file_name="a.txt", media_type="text/plain",
        )  # fmt: skip
        report = make(Report, year=2026, month=10, start=date(2026, 10, 1), end=date(2026, 11, 1))
        arrival = make(Arrival, number=1, registered_by=holder)
        account = make(Account, case=case, violator=subject, decision_number=f"1/{tag}", number_key=f"{key}")
        slip = make(Slip, number=f"CT {tag}", amount_vnd=1, entered_by=holder, batch=UUID(int=key), sharing="agency")
        cost = filled(Cost, case=case, amount_vnd=1, entered_by=holder, at=at, officer=holder)
        # Asked by an agency of none of those who try the pages.
        enquiry = make(Enquiry, kind="phone", asked_by=holder, sharing="agency", place=None)
        question = make(
            Question, enquiry=enquiry, asked=agency, kind="phone", asked_by=world.police_officer, sharing="agency",
            place=None, owner_agency=world.police,
        )  # fmt: skip
        share_with(question, agency, officer_id=None, at=at)
        notice = make(
            Notice, enquiry=enquiry, kind="phone", asked_by=world.police_officer, asked_from=world.police,
            sharing="silent", place=None,
        )  # fmt: skip
        about = {"subject": subject, "sharing": "area"}
        keeping, visit = make(Keeping, **about, added_by=holder), make(Visit, **about)
        licence, plan = make(Licence, **about), make(Plan, **about, ground="repeat", opened_by=holder)
        measure, pursuit = make(Measure, plan=plan, due_on=at.date()), make(Pursuit, **about)
        point = make(GatheringPoint, recorded_by=holder)
        check = filled(CheckPoint, group=f"Nhóm {tag}", words="x", position=1, added_at=at)
        sampling = filled(SamplingPlan, lot_from=1, samples=1, added_at=at)
        laboratory = filled(Laboratory, added_at=at)
        card = make(Card, officer=holder, number=f"T{tag}")
        planning = make(InspectionPlan, drafted_by=holder, state="shared", read_by="area")
        planned = make(PlanItem, plan=planning, subject=subject, unit=agency)
        overlap = make(
            Overlap, plan=planning, item=planned, other_item=planned, other_agency=agency, state="noted",
            sharing="agency", place=None,
        )  # fmt: skip
        watched = make(WatchList, keeper=holder)
        narrowed = make(
            SharingChange, record_type="cases.case", record_id=case.pk, officer=holder, was="area", now="agency",
            sharing="silent", place=None,
        )  # fmt: skip
        sent = make(WatchFile, watch_list=watched, name=f"Tệp {tag}", recorded_by=holder)
        watch_entry = make(WatchEntry, watch_list=watched, kind="goods", value="x", key="x x", added_by=holder)
        alert = make(
            Alert, entry=watch_entry, keeper=holder, met_type="subjects.subject", met_id=subject.pk, mark=subject.pk,
            sharing="agency", place=None,
        )  # fmt: skip
        patrol = make(Patrol, recorded_by=holder)
        band = Agency.objects.create(
            key=f"to.{tag}", name=f"Tổ {tag}", short_name=f"Tổ {tag}", symbol="TCT", force="KHAC", level="task_force",
            parent=agency, valid_from=at.date(), valid_until=at.date() + timedelta(days=9),
        )  # fmt: skip
        in_band: dict[str, Any] = {"owner_agency": band, "sharing": "agency", "place": None}
        force = make(TaskForce, set_up_by=holder, **in_band)
        invitation = filled(Invitation, force=force, agency=agency, wanted=1, **by)
        sent_there = filled(
            Post, officer=holder, agency=band, role=Role.MEMBER, at=at, valid_from=at.date(),
            valid_until=band.valid_until,
        )  # fmt: skip
        member = filled(Member, force=force, post=sent_there, invitation=invitation, agency=agency, **by)
        errand = make(Errand, force=force, given="", assigned_by=holder, **in_band)
        called_out = make(CallOut, force=force, called_by=holder, **in_band)
        marked = make(Mark, force=force, subject=subject, marked_by=holder, **in_band)
        taken_in = make(Import, recorded_by=holder, kind="register", phase="looked", step="check")
        site = make(Site, name=f"Trang {tag}", key=tag, url="x", entered_by=holder)
        market = make(Market, name=f"Chợ {tag}")
        stall = filled(Stall, market=market, number="1", key="|000001")
        change = make(PlanChange, market=market, recorded_by=holder)
        filled(Tenancy, market=market, stall=stall, subject=subject, began_by=change, starts_on=at.date())
        walked = make(Round, market=market, opened_by=holder)
        letterbox = make(Letterbox, slug=f"hop-{key}", name=f"Hộp {tag}", opened_by=holder)
        tip = make(
            PublicReport, kind="TIN_BAO", number=f"26-{key % 10**8:08d}", receipt=f"{key:064d}", letterbox=letterbox,
            what="x",
        )  # fmt: skip
        filled(Attachment, report=tip, position=1, sha256="0" * 64, media_type="image/png")
        hotline = make(
            Line, number="1", digits=f"{key}"[:20], name=f"Đường dây {tag}", letterbox=letterbox, opened_by=holder
        )
        first_key, second_key = (
            officer_in(agency, Role.INSPECTOR, f"Giữ chìa {tag} {n}", "Chuyên viên", username=f"k{n}.{tag}")
            for n in (1, 2)
        )
        box = make(
            Box, name=f"Hòm {tag}", stands_at="x", letterbox=letterbox, first_key=first_key, second_key=second_key,
            opened_by=holder,
        )  # fmt: skip
        letter = make(Letter, origin="post", came_on=at.date(), officer=holder, report=tip)
        filled(Enclosure, letter=letter, position=1, name="x.png", media_type="image/png", size=1, sha256="0" * 64)
        store = make(Store, name=f"Kho {tag}", kind="own", hired_from="", opened_by=holder)
        keeper = filled(Keeper, store=store, officer=holder, appointed_by=holder, valid_from=at.date(), at=at)
        booked = make(
            Entry, store=store, case=case, sequence=1, kind="in", way="seized", number=1, year=2026, happened_at=at,
            recorded_at=at, previous="",
        )  # fmt: skip
        lot = make(Lot, store=store, case=case, line_id=case.pk, number=1, since=at)
        other_file = make(OtherFile, system="ins", name=f"{tag}.csv", file="0" * 64, columns_key="0" * 64)
        pictures = make(Upload, sweep=sweep, name="anh.zip", requested_by=holder, sha256="0" * 64, request_key="0" * 64)
        known = make(KnownPicture, upload=pictures, kind="fake", label=f"Hộp {tag}", views=[], key=f"{key}")
        met = filled(
            PictureMatch, upload=pictures, lead=lead, known=known, kind="fake", by="pdq", pair_key=f"{key}", at=at
        )  # fmt: skip
        twin = make(Twin, system="ins", number=f"INS{key}"[:60], read_at=at)
        dispute = make(Dispute, report=tip, number=tip.number, firm=f"Cửa hàng {tag}", opened_by=holder)
        step = filled(
            Step, dispute=dispute, kind="written", side="office", way="office", text="x", data={"digest": "0" * 64},
            officer=holder, happened_on=at.date(), entered_at=at, sha256="0" * 64, media_type="image/png",
        )  # fmt: skip
        filled(Promise, step=step, position=1, side="firm", what="x", due_on=at.date())
        right = make(Right, kind="trademark", number=tag, number_key=tag, state="proposed", entered_by=holder)
        said_of = filled(Seller, right=right, role="importer", entered_by=holder, entered_at=at, valid_from=at.date())
        drawn = filled(Picture, right=right, shows="sign", sha256="0" * 64, entered_by=holder, entered_at=at)
        reported = make(RightsNotice, right=right, sent_by=holder, sha256="0" * 64, line_count=1, state="done")
        filled(NoticeLink, notice=reported, row=1, state="waiting", lead_id=lead.id)
        call = make(Call, line=hotline, state="missed", came_at=at)
        mailbox = make(Mailbox, key=f"{key}"[:60], address="x@x.vn", letterbox=letterbox)
        mail = make(
            Mail, mailbox=mailbox, uidvalidity=1, uid=1, digest=f"{key:064d}", state="waiting", came_at=at,
            subject=f"Thư {tag}", text="x",
        )  # fmt: skip
        filled(MailFile, mail=mail, position=1, name="x.png", media_type="image/png", size=1, sha256="0" * 64)
        transfer = make(
            Transfer, number=f"TD-{tag}", came_on=at.date(), batch=UUID(int=key), officer=holder, report=tip
        )
        group_answer = make(GroupAnswer, requested_by=holder, about=tip, report_ids=[tip.id], text="x", goes_at=at)
        filled(ClockMark, report=tip, what="accepted", happened_on=at.date(), officer=holder, at=at)
        handed = make(
            Handover, report=tip, number=tip.number, kind=tip.kind, receiver=agency, sent_by=holder, due_on=at.date()
        )
        make(Overdue, report=tip, number=tip.number, kind=tip.kind, due_on=at.date(), level=agency, step=1, is_top=True)
        tied = filled(Tie, report=tip, what="case", target_id=subject.pk, made_by=holder, at=at)
        publication = make(
            Publication, kind="typical_case", slug=f"vu-{key}", title="x", summary="x", ground="x",
            content={"happened": "x", "found": "", "outcome": "x", "lesson": ""}, drafted_by=holder, edited_by=holder,
        )  # fmt: skip
        partner = make(
            PartnerKey, partner=f"Ví {tag}", paper="x", per_second=5, valid_until=at + timedelta(days=9),
            proposed_by=holder,
        )  # fmt: skip
        kit = filled(FieldKit, case=case, officer=holder, day=at.date(), at=at)
        from_field = filled(
            FieldEntry, id=UUID(int=key), kit=kit, case=case, kind="goods", content={"name": "x"}, digest="0" * 64,
            clock_off=timedelta(0), state="waiting", at=at,
        )  # fmt: skip
        noted = make(RoundMark, round=walked, stall=stall, subject=subject, kind="signed", made_at=at)
        person = officer_in(agency, Role.ANALYST, f"Cán bộ {tag}", "Chuyên viên", username=f"p.{tag}")
        minutes = make(
            Minutes, person=person, opened_by=holder, leaves_on=at.date(), state="open", ended_at=None, ended_by=None,
            document_id=None,
        )  # fmt: skip
        first = officer_in(agency, Role.ADMINISTRATOR, f"Quản trị {tag}", "Quản trị", username=f"q.{tag}")
        signs = officer_in(agency, Role.HEAD, f"Thủ trưởng {tag}", "Trưởng", username=f"t.{tag}", may_sign=True)
        delegation = agencies.delegate(
            from_post=Post.objects.get(officer=signs), to_post=Post.objects.get(officer=person),
            decision_number=f"1/{tag}", decision_on=date(2026, 1, 5), valid_from=date(2026, 1, 5), officer=None, at=at,
        )  # fmt: skip
        Membership.objects.create(body=world.committee, agency=agency, valid_from=date(2025, 7, 1), order=0)
        body = filled(
            Agency, key=f"ngoai.{key}", name=f"Bên ngoài {tag}", outside="trader", kept_by=agency, force="KHAC",
            level="", symbol=f"{key}", at=at,
        )  # fmt: skip
        guest = filled(Officer, username=f"g.{tag}", full_name=f"Người {tag}", is_guest=True, made_in=agency, at=at)
        opening = filled(
            GuestProposal, kept_by=agency, body=body, full_name=f"Người {tag}", username=f"h.{tag}", proposed_by=first,
            proposed_at=at, at=at, valid_from=at.date(), valid_until=at.date() + timedelta(days=9),
        )  # fmt: skip
        shown = make(
            Disclosure, record_type="subjects.subject", record_id=subject.id, name=f"Hộ {tag}", body=body,
            purpose="reply", reason="x", until=at.date() + timedelta(days=9), key=FIRST_TERM + key % 10**8,
            opened_by=holder,
        )  # fmt: skip
        said = filled(OutsideReply, disclosure=shown, text="x", written_by=guest, written_at=at, at=at)
        provider = filled(
            IdentityProvider, body=body, issuer="https://id.example.vn", hosts=["id.example.vn"], keeps_password=True,
            proposed_by=first, proposed_at=at, at=at,
        )  # fmt: skip
        filled(
            Post, officer=guest, agency=body, role=Role.GUEST, at=at, valid_from=at.date(),
            valid_until=at.date() + timedelta(days=9),
        )  # fmt: skip
    with world.acting(first):
        proposal = agencies.give_post(
            person=person, agency=agency, role=Role.HEAD, title_vi="Phó", valid_from=date(2026, 11, 1), officer=first,
            at=at,
        )  # fmt: skip
    assert isinstance(proposal, PostProposal)
    sealed = custody.held(world, agency, letterbox.slug)
    named = {
        "subject_id": subject, "statement_id": statement, "identifier_id": statement.identifier, "case_id": case,
        "event_id": CaseEvent.objects.filter(case=case).order_by("-sequence").first(), "export_id": export,
        "sweep_id": sweep, "lead_id": lead, "bulk_id": bulk, "entry_id": entry, "trial_id": trial, "document_id": paper,
        "file_id": file, "item_id": evidence, "target_id": case, "report_id": report, "import_id": taken_in,
        "agency_id": agency, "officer_id": person, "post_id": Post.objects.get(officer=person),
        "delegation_id": delegation, "proposal_id": proposal, "register_id": register, "body_id": body,
        "guest_id": guest, "guest_proposal_id": opening, "provider_id": provider, "disclosure_id": shown,
        "outside_reply_id": said,
        "market_id": market, "stall_id": stall, "change_id": change, "round_id": walked, "mark_id": noted,
        "kit_id": kit, "field_id": from_field,
        "site_id": site, "letterbox_id": letterbox, "tip_id": tip, "line_id": hotline, "call_id": call, "box_id": box,
        "mail_id": mail, "transfer_id": transfer,
        "handover_id": handed, "tie_id": tied, "series": template, "dispute_id": dispute, "step_id": step,
        "publication_id": publication, "partner_id": partner, "group_answer_id": group_answer,
        "arrival_id": arrival, "enquiry_id": enquiry, "question_id": question, "notice_id": notice,
        "keeping_id": keeping, "account_id": account, "slip_id": slip, "cost_id": cost,
        "visit_id": visit, "measure_id": measure, "licence_id": licence, "plan_id": plan, "pursuit_id": pursuit,
        "point_id": point,
        "planning_id": planning, "planned_id": planned,
        "check_id": check, "sampling_id": sampling, "laboratory_id": laboratory, "card_id": card,
        "overlap_id": overlap, "watch_id": watched, "watched_id": watch_entry,
        "sent_id": sent, "referral_id": referral,
        "sharing_id": narrowed, "alert_id": alert, "patrol_id": patrol,
        "other_file_id": other_file, "twin_id": twin,
        "match_id": met, "known_id": known, "upload_id": pictures, "minutes_id": minutes,
        "store_id": store, "keeper_id": keeper, "book_entry_id": booked, "lot_id": lot,
        "right_id": right, "said_id": said_of, "picture_id": drawn, "links_id": reported,
        "force_id": force, "member_id": member, "errand_id": errand, "call_out_id": called_out, "marked_id": marked,
        **sealed,
    }  # fmt: skip
    return Holding(agency, place, person, proposal, named)


def law_change(proposer: Officer, at: Any) -> ChangeProposal:
    """Let a legal officer propose to switch a row off."""
    return ChangeProposal.objects.create(
        kind="switch_off", row=LawRow.objects.current().get(row_id="ND98-D9-2022"), basis="x", proposed_by=proposer,
        proposed_at=at,
    )  # fmt: skip


PLAIN = {
    "slug": next(iter(BY_SLUG)), "kind": next(iter(PAPERS)), "what": "dinh-danh", "code": "I", "number": 1, "pk": 1,
    "target_type": "cases.case", "row_id": "ND98-D9-2022", "view_id": UUID(int=1), "proof_id": UUID(int=1),
    "candidate_id": UUID(int=1), "judgement_id": UUID(int=1), "pair_id": UUID(int=1),
    "set_id": UUID(int=1), "source_id": UUID(int=1), "pressed": UUID(int=1), "kind_slug": "canh-bao", "tied_to": "case",
    "due_id": 1, "hold_id": UUID(int=1), "side": "that", "field": "fine", "form": "xlsx", "part": "nguoi-ban",
}  # fmt: skip


def filled(model: type[models.Model], **given: Any) -> Any:
    """Make a row with what is given; whatever else it needs is filled in with anything of the right type."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name in given:
            values[field.name] = given[field.name]
        elif not (field.null or field.has_default() or field.primary_key or field.blank):
            values[field.name] = _anything(field, given)
    return model._base_manager.create(**values)


def _anything(field: models.Field[Any, Any], given: dict[str, Any]) -> Any:
    if field.remote_field is not None and field.related_model is Officer:
        return given["officer"]
    if field.choices:
        return field.choices[0][0]
    match field:
        case models.DateTimeField():
            return given["at"]
        case models.DateField():
            return given["at"].date()
        case models.JSONField():
            return {}
        case models.CharField() | models.TextField():
            return "x"
        case models.BooleanField():
            return False
        case models.UUIDField():
            return given["owner_agency"].pk
        case _:
            return 1


__all__ = ["PLAIN", "Case", "Delegation", "Holding", "Statement", "Subject", "hold", "law_change"]

"""The way of a document: each step by the one who may take it, in its order, recorded."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.urls import reverse

from minhbach.domains.agencies.models import Delegation, Officer, Post
from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.domains.documents import events, refusals, selectors, services, types
from minhbach.domains.documents.layout import digest_of, render_docx
from minhbach.domains.documents.models import DocumentEvent, DocumentFile, OfficialDocument
from minhbach.domains.documents.papers import thaw_content
from minhbach.domains.documents.refusals import NotTheSigner, SignerWithoutRight
from minhbach.domains.documents.requirements import requirements_of
from minhbach.domains.documents.signing_stack import summary_of
from minhbach.domains.documents.types import (
    NO_SCAN,
    DocumentMoved,
    FileKind,
    Kind,
    PaperGuard,
    ScanTime,
    State,
    Supersession,
    Target,
)
from minhbach.domains.documents.work import work_items
from minhbach.foundation.audit.models import AuditEntry
from minhbach.foundation.ids import new_id
from minhbach.foundation.pages.work import WorkItem
from minhbach.foundation.refusals import NotFound, Refusal
from minhbach.foundation.requirements import NotConfirmed, RequirementsUnmet, Unmet, must, should
from minhbach.foundation.scope import acting_as
from minhbach.foundation.scope.access import SYSTEM
from tests.domains.documents.layout.samples import DECISION, RECORD
from tests.domains.documents.world import (
    GAPPED,
    NOW,
    TODAY,
    UNFINISHED,
    World,
    as_officer,
    draft_decision,
    drafted_record,
    issued_decision,
    later,
    numbered_decision,
    read,
    signed_decision,
    submitted_decision,
)


def way(document_id: UUID) -> list[tuple[str, str]]:
    with acting_as(SYSTEM):
        steps = DocumentEvent.objects.filter(document_id=document_id).select_related("officer")
        return [(step.action.rsplit(".", 1)[1], step.officer.full_name) for step in steps]


def files(document_id: UUID, kind: FileKind) -> list[DocumentFile]:
    with acting_as(SYSTEM):
        return list(DocumentFile.objects.filter(document_id=document_id, kind=kind).order_by("version"))


def refused(
    world: World, document_id: UUID, post: Post, refusal: type[Refusal], act: object, **arguments: object
) -> None:
    """An act is refused, and nothing in the tables has changed."""
    before = read(document_id), way(document_id)
    with pytest.raises(refusal), as_officer(post) as officer:
        act(document_id=document_id, officer=officer, at=NOW, **arguments)  # type: ignore[operator]
    after = read(document_id), way(document_id)
    assert after == before
    assert after[0].state == before[0].state
    assert after[0].number == before[0].number


def test_a_decision_goes_from_draft_to_the_file(world: World) -> None:
    document_id = issued_decision(world)
    with as_officer(world.clerk) as officer:
        services.file_away(document_id=document_id, officer=officer, at=later(), file_reference="Hồ sơ 12")
    document = read(document_id)
    assert document.state == State.FILED
    assert document.number_text == "01/QĐ-XPHC"
    assert document.dated == TODAY
    assert way(document_id) == [
        ("drafted", "Vi Văn Hải"),
        ("submitted", "Vi Văn Hải"),
        ("signed", "Hoàng Thị Bình"),
        ("numbered", "Lương Thị Chi"),
        ("issued", "Lương Thị Chi"),
        ("filed", "Lương Thị Chi"),
    ]


def test_each_step_is_audited_with_ids_and_digests_only(world: World) -> None:
    document_id = numbered_decision(world)
    entries = AuditEntry.objects.filter(target_id=str(document_id)).order_by("id")
    assert [entry.action.rsplit(".", 1)[1] for entry in entries] == ["drafted", "submitted", "signed", "numbered"]
    words = " ".join(str(entry.data) for entry in entries)
    assert "Nông Văn Tường" not in words
    assert files(document_id, FileKind.SIGNED_OVER)[0].sha256 in words


def test_the_deputy_signs_in_place_of_the_head_and_cites_the_delegation(world: World) -> None:
    document_id = signed_decision(world)
    with as_officer(world.deputy) as officer:
        document = selectors.access_document(officer, document_id)
        signed = next(step for step in selectors.way_of(document) if step.action.endswith("signed"))
        text = re.sub("<[^>]+>", "", selectors.preview_of(document).html)
    assert signed.delegation == world.delegation
    assert signed.post == world.deputy
    assert signed.file is not None
    assert "KT. CHI CỤC TRƯỞNG" in text
    assert "05/QĐ-GQXP ngày 05/01/2026 về việc giao quyền" in text


def test_the_head_signs_in_their_own_name(world: World) -> None:
    document_id = signed_decision(world, world.head)
    assert read(document_id).delegation is None
    with as_officer(world.head) as officer:
        html = selectors.preview_of(selectors.access_document(officer, document_id)).html
    assert "KT." not in html
    assert "giao quyền" not in html


def test_the_numbered_file_differs_from_the_signed_one_but_rests_on_the_same_content(world: World) -> None:
    document_id = numbered_decision(world)
    (signed,), (numbered,) = files(document_id, FileKind.SIGNED_OVER), files(document_id, FileKind.NUMBERED)
    assert signed.sha256 != numbered.sha256
    assert signed.content_digest == numbered.content_digest == digest_of(read(document_id).content)


def test_the_file_signed_over_stays_as_it_was_when_its_drawing_is_repeated(world: World) -> None:
    document_id = numbered_decision(world)
    with as_officer(world.clerk) as officer:
        document = selectors.access_document(officer, document_id)
        from minhbach.foundation.files import put

        assert put(render_docx(selectors.paper_of(document))).sha256 == files(document_id, FileKind.NUMBERED)[0].sha256


def test_whoever_is_asked_to_sign_must_have_the_right(world: World) -> None:
    document_id = draft_decision(world)
    refused(
        world, document_id, world.inspector, SignerWithoutRight, services.submit, signer_post_id=world.clerk.id,
    )  # fmt: skip


def test_a_delegation_that_does_not_name_the_kind_gives_no_right(world: World) -> None:
    Delegation.objects.update(document_kinds=[Kind.REPORT])
    document_id = draft_decision(world)
    refused(
        world, document_id, world.inspector, SignerWithoutRight, services.submit, signer_post_id=world.deputy.id,
    )  # fmt: skip


@pytest.mark.parametrize("field", ["valid_until", "revoked_on"])
def test_a_delegation_that_ended_since_the_submission_stops_the_signature(world: World, field: str) -> None:
    document_id = submitted_decision(world)
    Delegation.objects.update(**{field: TODAY})
    refused(world, document_id, world.deputy, SignerWithoutRight, services.sign)


def test_a_delegation_from_one_who_may_not_sign_gives_no_right(world: World) -> None:
    Post.objects.filter(id=world.head.id).update(may_sign=False)
    document_id = draft_decision(world)
    refused(
        world, document_id, world.inspector, SignerWithoutRight, services.submit, signer_post_id=world.deputy.id,
    )  # fmt: skip


def test_only_the_one_asked_signs(world: World) -> None:
    document_id = submitted_decision(world)
    refused(world, document_id, world.head, NotTheSigner, services.sign)
    refused(world, document_id, world.inspector, NotTheSigner, services.sign)


def test_a_signer_who_read_another_file_is_told_so(world: World) -> None:
    document_id = submitted_decision(world)
    refused(world, document_id, world.deputy, refusals.FileChanged, services.sign, expected_sha256="0" * 64)


def test_a_document_is_not_signed_twice(world: World) -> None:
    document_id = signed_decision(world)
    refused(world, document_id, world.deputy, refusals.WrongState, services.sign)


def test_what_was_forgotten_stops_the_submission_whatever_is_confirmed(world: World) -> None:
    document_id = draft_decision(world, content=GAPPED)
    for confirmed in ((), ("documents.gap.payment_place",)):
        refused(
            world, document_id, world.inspector, RequirementsUnmet, services.submit, signer_post_id=world.deputy.id,
            confirmed=confirmed,
        )  # fmt: skip
    with as_officer(world.inspector) as officer:
        services.redraft(document_id=document_id, officer=officer, at=NOW, content=DECISION)
        services.submit(document_id=document_id, officer=officer, at=NOW, signer_post_id=world.deputy.id)
    assert read(document_id).state == State.SUBMITTED


def test_whatever_was_forgotten_keeps_a_paper_from_its_signer(world: World) -> None:
    document_id = draft_decision(world, content=UNFINISHED)
    with pytest.raises(RequirementsUnmet) as refusal, as_officer(world.inspector) as officer:
        services.submit(document_id=document_id, officer=officer, at=NOW, signer_post_id=world.deputy.id)
    [gap] = refusal.value.unmet
    assert (gap.code, str(gap.sentence)) == ("documents.gap.executing", "Chưa điền: Gửi để tổ chức thực hiện")
    assert gap.url.endswith("/sua/#id_executing")
    assert read(document_id).state == State.DRAFT


def test_a_returned_document_is_changed_and_submitted_anew(world: World) -> None:
    document_id = submitted_decision(world)
    refused(world, document_id, world.deputy, refusals.ReasonMissing, services.return_for_changes, reason=" ")
    with as_officer(world.deputy) as officer:
        services.return_for_changes(document_id=document_id, officer=officer, at=NOW, reason="Sửa mức phạt")
    assert read(document_id).state == State.RETURNED
    with as_officer(world.inspector) as officer:
        assert list(selectors.returned_to(officer)) == [read(document_id)]
        acts = (replace(DECISION.acts[0], fine_vnd=12_000_000), *DECISION.acts[1:])
        services.redraft(document_id=document_id, officer=officer, at=NOW, content=replace(DECISION, acts=acts))
        services.submit(document_id=document_id, officer=officer, at=NOW, signer_post_id=world.deputy.id)
    first, second = files(document_id, FileKind.SIGNED_OVER)
    assert first.content_digest != second.content_digest
    assert [file.version for file in files(document_id, FileKind.SLIP)] == [1, 2]


def test_the_drafter_takes_back_what_is_not_signed_yet(world: World) -> None:
    document_id = submitted_decision(world)
    refused(world, document_id, world.clerk, refusals.NotTheDrafter, services.recall)
    with as_officer(world.inspector) as officer:
        services.recall(document_id=document_id, officer=officer, at=NOW)
    document = read(document_id)
    assert document.state == State.DRAFT
    assert document.signer_post is None


def test_a_submitted_document_is_not_redrafted(world: World) -> None:
    document_id = submitted_decision(world)
    refused(world, document_id, world.inspector, refusals.WrongState, services.redraft, content=DECISION)


def test_redrafting_with_the_same_content_changes_nothing(world: World) -> None:
    document_id = draft_decision(world)
    with as_officer(world.inspector) as officer:
        services.redraft(document_id=document_id, officer=officer, at=later(), content=DECISION)
    assert way(document_id) == [("drafted", "Vi Văn Hải")]


def test_a_content_of_another_kind_is_refused(world: World) -> None:
    document_id = draft_decision(world)
    refused(world, document_id, world.inspector, refusals.ContentOfAnotherKind, services.redraft, content=RECORD)


def test_a_record_is_signed_by_its_maker_at_once(world: World) -> None:
    document_id = drafted_record(world)
    with as_officer(world.inspector) as officer:
        services.sign(document_id=document_id, officer=officer, at=NOW)
        services.give_number(document_id=document_id, officer=officer, at=NOW)
        services.issue(document_id=document_id, officer=officer, at=NOW, confirmed=[NO_SCAN])
    document = read(document_id)
    assert document.number_text == "01/BB-VPHC"
    assert document.state == State.ISSUED
    assert document.signer_post == world.inspector


def test_a_record_is_not_signed_by_an_analyst(world: World) -> None:
    refused(world, drafted_record(world), world.analyst, RoleMissing, services.sign)


def test_a_decision_is_not_signed_from_draft(world: World) -> None:
    refused(world, draft_decision(world), world.inspector, refusals.WrongState, services.sign)


def test_only_the_records_clerk_numbers_issues_and_files_a_decision(world: World) -> None:
    signed = signed_decision(world)
    refused(world, signed, world.inspector, RoleMissing, services.give_number)
    refused(world, signed, world.deputy, RoleMissing, services.give_number)
    numbered = numbered_decision(world)
    refused(world, numbered, world.deputy, RoleMissing, services.issue)
    issued = issued_decision(world)
    refused(world, issued, world.inspector, RoleMissing, services.file_away)


def test_steps_out_of_order_are_refused(world: World) -> None:
    drafted = draft_decision(world)
    refused(world, drafted, world.clerk, refusals.WrongState, services.give_number)
    refused(world, drafted, world.clerk, refusals.WrongState, services.issue)
    refused(world, drafted, world.clerk, refusals.WrongState, services.file_away)
    refused(world, signed_decision(world), world.clerk, refusals.WrongState, services.issue)


def test_what_is_issued_is_not_cancelled(world: World) -> None:
    document_id = issued_decision(world)
    refused(world, document_id, world.inspector, refusals.WrongState, services.cancel, reason="Nhầm")


def test_an_issued_order_is_mended_by_a_new_document(world: World) -> None:
    old = issued_decision(world)
    new = numbered_decision(world, supersedes_id=old, supersession=Supersession.REPLACES)
    assert read(old).state == State.ISSUED
    with as_officer(world.clerk) as officer:
        services.issue(document_id=new, officer=officer, at=later(), confirmed=[NO_SCAN])
    assert read(old).state == State.SUPERSEDED
    assert read(old).number_text == "01/QĐ-XPHC"
    assert read(new).number_text == "02/QĐ-XPHC"
    assert way(old)[-1] == ("superseded", "Lương Thị Chi")


def test_a_document_is_corrected_by_one_other_at_a_time(world: World) -> None:
    old = issued_decision(world)
    first = draft_decision(world, supersedes_id=old)
    with pytest.raises(refusals.AlreadyBeingCorrected):
        draft_decision(world, supersedes_id=old)
    with as_officer(world.inspector) as officer:
        services.cancel(document_id=first, officer=officer, at=NOW, reason="Làm lại")
    draft_decision(world, supersedes_id=old)


def test_a_draft_is_not_superseded(world: World) -> None:
    drafted = draft_decision(world)
    with pytest.raises(refusals.NotIssuedYet):
        draft_decision(world, supersedes_id=drafted)


@pytest.fixture
def own_listeners(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_listeners", [])


@pytest.mark.usefixtures("own_listeners")
def test_listeners_hear_each_move_and_a_refusal_of_theirs_undoes_it(world: World) -> None:
    heard: list[DocumentMoved] = []
    target = Target("tests.record", new_id())

    def listen(moved: DocumentMoved) -> None:
        heard.append(moved)
        if moved.state == State.ISSUED:
            raise Refusal

    events.on_document_moved(listen)
    document_id = numbered_decision(world, target=target)
    refused(world, document_id, world.clerk, Refusal, services.issue, confirmed=[NO_SCAN])
    assert [(moved.previous_state, moved.state) for moved in heard] == [
        (State.DRAFT, State.SUBMITTED),
        (State.SUBMITTED, State.SIGNED),
        (State.SIGNED, State.NUMBERED),
        (State.NUMBERED, State.ISSUED),
    ]
    assert heard[-1].target_id == target.target_id
    assert heard[-1].number_text == "01/QĐ-XPHC"


def test_each_desk_sees_what_waits_for_it(world: World) -> None:
    submitted, signed, numbered = submitted_decision(world), signed_decision(world), numbered_decision(world)
    with as_officer(world.deputy) as officer:
        assert [document.id for document in selectors.waiting_to_sign(officer, at=NOW)] == [submitted]
        assert not selectors.waiting_to_number(officer, at=NOW)
    with as_officer(world.clerk) as officer:
        assert [document.id for document in selectors.waiting_to_number(officer, at=NOW)] == [signed]
        assert [document.id for document in selectors.waiting_to_issue(officer, at=NOW)] == [numbered]
        assert not selectors.waiting_to_sign(officer, at=NOW)


def test_todays_work_names_the_act_that_waits(world: World) -> None:
    submitted, signed = submitted_decision(world), signed_decision(world)
    with as_officer(world.deputy) as officer:
        (item,) = (one for one in work_items(officer, at=NOW) if isinstance(one, WorkItem))
    assert (item.kind, item.what, item.act) == ("sign", "Ký: quyết định xử phạt", "Ký")
    assert item.about.endswith(" · Đội Quản lý thị trường số 1")
    assert item.url == f"{reverse('documents:stack')}?van-ban={submitted}"
    with as_officer(world.clerk) as officer:
        (item,) = (one for one in work_items(officer, at=NOW) if isinstance(one, WorkItem))
    assert (item.act, item.url) == ("Cấp số", read(signed).get_absolute_url())
    with as_officer(world.policeman) as officer:
        assert work_items(officer, at=NOW) == []


def test_documents_of_one_record_come_in_their_order(world: World) -> None:
    target = Target("tests.record", new_id())
    first, second = draft_decision(world, target=target), draft_decision(world, target=target, at=later())
    draft_decision(world)
    with as_officer(world.inspector):
        assert [document.id for document in selectors.documents_of(target)] == [first, second]


def test_documents_of_one_part_are_told_from_those_of_the_whole(world: World) -> None:
    record = new_id()
    whole = Target("tests.record", record)
    anh, binh = Target("tests.record", record, "người vi phạm 1"), Target("tests.record", record, "người vi phạm 2")
    of_whole, of_anh, of_binh = (draft_decision(world, target=target) for target in (whole, anh, binh))
    with as_officer(world.inspector):
        assert [document.id for document in selectors.documents_of(whole)] == [of_whole, of_anh, of_binh]
        assert [document.id for document in selectors.documents_of(binh)] == [of_binh]


@pytest.mark.usefixtures("own_listeners")
def test_a_move_tells_the_part_and_a_correction_keeps_it(world: World) -> None:
    heard: list[DocumentMoved] = []

    def listen(moved: DocumentMoved) -> None:
        heard.append(moved)

    target = Target("tests.record", new_id(), "người vi phạm 1")
    events.on_document_moved(listen)
    document_id = issued_decision(world, target=target)
    assert {moved.target_part for moved in heard} == {"người vi phạm 1"}
    with as_officer(world.inspector) as officer:
        made = services.draft_correction(
            document_id=document_id, officer=officer, at=later(), supersession=Supersession.REPLACES
        )
    assert (made.target_id, made.target_part) == (target.target_id, "người vi phạm 1")


def test_those_who_may_sign_are_offered_with_the_head_first(world: World) -> None:
    document_id = draft_decision(world)
    with as_officer(world.inspector) as officer:
        document = selectors.access_document(officer, document_id)
        rights = selectors.signers_for(document, at=NOW)
    assert [(right.post, right.on_behalf_of) for right in rights] == [
        (world.head, None),
        (world.deputy, "Chi cục trưởng"),
    ]


def test_other_agencies_neither_see_nor_move_a_document(world: World) -> None:
    document_id = signed_decision(world)
    refused(world, document_id, world.police_clerk, NotFound, services.give_number)
    with as_officer(world.policeman) as officer:
        with pytest.raises(NotFound):
            selectors.access_document(officer, document_id)
        assert not selectors.visible_documents()


def test_the_database_holds_what_the_application_would_let_slip(world: World) -> None:
    document_id = numbered_decision(world)
    with as_officer(world.policeman):
        assert not OfficialDocument.unscoped.filter(id=document_id)
        assert not DocumentEvent.objects.filter(document_id=document_id)
        assert not DocumentFile.objects.filter(document_id=document_id)
    with as_officer(world.clerk):
        assert OfficialDocument.unscoped.filter(id=document_id)


def test_the_draft_says_its_content_back(world: World) -> None:
    assert thaw_content(read(draft_decision(world)).content) == DECISION


def test_a_signature_is_refused_when_the_stored_file_was_touched(world: World) -> None:
    from minhbach.foundation.files import FileDamaged, path_of

    document_id = submitted_decision(world)
    path = path_of(files(document_id, FileKind.SIGNED_OVER)[0].sha256)
    path.chmod(0o640)
    path.write_bytes(b"another text")
    refused(world, document_id, world.deputy, FileDamaged, services.sign)


def test_a_date_before_the_signature_is_refused(world: World) -> None:
    document_id = signed_decision(world)
    refused(world, document_id, world.clerk, refusals.DateOutOfOrder, services.give_number, dated=date(2026, 11, 20))
    refused(world, document_id, world.clerk, refusals.DateOutOfOrder, services.give_number, dated=date(2026, 11, 22))


class Guarded:
    """A room above whose records lack what a test says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lacking: tuple[Unmet, ...] = ()
        guard = PaperGuard("tests.record", lambda document, to, at: self.lacking)
        monkeypatch.setattr(types, "offered", lambda kind: (guard,))


def test_what_the_record_must_have_stops_submission_signature_and_number_alike(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, about = Guarded(monkeypatch), {"target": Target("tests.record", new_id())}
    papers = [make(world, **about) for make in (draft_decision, submitted_decision, signed_decision)]
    room.lacking = (must("identity", "Chưa biết người vi phạm là ai."), should("scan", "Chưa có bản quét."))
    steps: list[tuple[Post, object, dict[str, object]]] = [
        (world.inspector, services.submit, {"signer_post_id": world.deputy.id, "confirmed": ["scan"]}),
        (world.deputy, services.sign, {"confirmed": ["scan", "identity"]}),
        (world.clerk, services.give_number, {}),
    ]
    for paper, (post, step, asked) in zip(papers, steps, strict=True):
        refused(world, paper, post, RequirementsUnmet, step, **asked)
    room.lacking = room.lacking[1:]
    with as_officer(world.clerk) as officer:
        services.give_number(document_id=papers[2], officer=officer, at=NOW)
    refused(world, papers[1], world.deputy, NotConfirmed, services.sign)


def test_a_paper_without_its_sealed_copy_is_issued_only_when_that_is_confirmed(world: World) -> None:
    document_id = numbered_decision(world)
    refused(world, document_id, world.clerk, NotConfirmed, services.issue)
    with as_officer(world.clerk) as officer:
        services.attach_scan(document_id=document_id, officer=officer, at=NOW, content=b"%PDF-1.7 ban quet")
        services.issue(document_id=document_id, officer=officer, at=NOW)
    assert read(document_id).state == State.ISSUED


def test_what_the_submitter_confirmed_is_shown_to_the_signer_and_not_asked_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Guarded(monkeypatch)
    room.lacking = (should("day", "Ngày kiểm tra 21/11/2026 là ngày nghỉ."),)
    paper = submitted_decision(world, target=Target("tests.record", new_id()), confirmed=["day"])
    with as_officer(world.deputy) as officer:
        document = selectors.access_document(officer, paper)
        [settled] = selectors.settled_of(document)
        assert (settled.who, settled.sentences, settled.officer) == (
            "Người trình đã xác nhận", ("Ngày kiểm tra 21/11/2026 là ngày nghỉ.",), "Vi Văn Hải",
        )  # fmt: skip
        assert requirements_of(document, State.SIGNED, at=NOW) == ()
        assert settled.sentences in [fact.value for fact in summary_of(document, at=NOW)]
    # Another thing of the same name is asked: it is not what was confirmed.
    room.lacking = (should("day", "Ngày kiểm tra 22/11/2026 là ngày nghỉ."),)
    refused(world, paper, world.deputy, NotConfirmed, services.sign)
    room.lacking = (should("day", "Ngày kiểm tra 21/11/2026 là ngày nghỉ."),)
    with as_officer(world.deputy) as officer:
        services.sign(document_id=paper, officer=officer, at=NOW)
    assert read(paper).state == State.SIGNED


def test_a_paper_put_up_again_asks_its_submitter_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    room = Guarded(monkeypatch)
    room.lacking = (should("day", "Ngày nghỉ."),)
    paper = submitted_decision(world, target=Target("tests.record", new_id()), confirmed=["day"])
    with as_officer(world.deputy) as officer:
        services.return_for_changes(document_id=paper, officer=officer, at=NOW, reason="Xem lại ngày")
        assert selectors.settled_of(read(paper)) == []
    refused(world, paper, world.inspector, NotConfirmed, services.submit, signer_post_id=world.deputy.id)


def test_a_maker_signs_and_numbers_in_one_act_or_neither(world: World) -> None:
    paper = drafted_record(world)
    with as_officer(world.inspector) as officer:
        services.sign_and_number(document_id=paper, officer=officer, at=NOW)
    assert (read(paper).state, read(paper).number_text) == (State.NUMBERED, "01/BB-VPHC")
    assert [act for act, _who in way(paper)] == ["drafted", "signed", "numbered"]
    another = submitted_decision(world)
    refused(world, another, world.deputy, RoleMissing, services.sign_and_number)


def test_what_is_scanned_later_is_numbered_and_issued_in_one_act_and_its_scan_stays_owed(world: World) -> None:
    paper = signed_decision(world)
    # Where nothing is set, the clerk is asked as ever, and neither is done.
    refused(world, paper, world.clerk, NotConfirmed, services.number_and_issue)
    with pytest.raises(RoleMissing), as_officer(world.clerk) as officer:
        set_later(world, officer)
    with as_officer(world.head) as officer:
        set_later(world, officer)
        with pytest.raises(refusals.ScanRuleAlreadySet):
            set_later(world, officer)
    with as_officer(world.clerk) as officer:
        services.number_and_issue(document_id=paper, officer=officer, at=NOW)
        assert (read(paper).state, read(paper).number_text) == (State.ISSUED, "01/QĐ-XPHC")
        [owed] = [item for item in work_items(officer, at=NOW) if isinstance(item, WorkItem)]
        assert (owed.what, owed.url) == (
            "Đính kèm bản quét: 1 văn bản đã phát hành", f"{read(paper).get_absolute_url()}#scan",
        )  # fmt: skip
        services.attach_scan(document_id=paper, officer=officer, at=NOW, content=b"%PDF-1.7 ban quet")
        assert work_items(officer, at=NOW) == []
    # What has its scan already owes none.
    other = signed_decision(world)
    with as_officer(world.clerk) as officer:
        services.attach_scan(document_id=other, officer=officer, at=NOW, content=b"%PDF-1.7 ban khac")
        services.number_and_issue(document_id=other, officer=officer, at=NOW)
        assert work_items(officer, at=NOW) == []


def set_later(world: World, officer: Officer) -> None:
    services.set_scan_rule(
        agency=world.department, kind="", scanned=ScanTime.LATER, valid_from=TODAY, officer=officer, at=NOW
    )

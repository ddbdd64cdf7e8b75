"""Whatever is kept of people is declared: what for, until when, and how it ends"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

import minhbach.domains.law
from minhbach.domains.custody.types import Blanks
from minhbach.foundation.audit.looks import Personal
from minhbach.foundation.kept_files import KeptFile
from minhbach.foundation.office import offered
from minhbach.foundation.people import Until, kept_of_people, needs
from minhbach.foundation.scope import SharingField

# Names under which something is told of a person, in any table.
TELLING = {
    "abstract", "account", "address", "alias", "canonical", "caller", "content", "data", "email", "found", "full_name",
    "holder", "instruction", "key", "met", "note", "opinion", "party", "phone", "reason", "refusal", "sample", "sealed",
    "seen", "seller_id", "seller_name", "sender", "snapshot", "subject", "text", "told", "url", "username", "value",
    "what", "word", "words",
}  # fmt: skip
# Of a table that tells of people, columns that tell of none: codes, digests, the house's own words for a state.
CODES = {
    "alike_key", "classes", "columns_key", "content_digest", "content_sha256", "detail", "digest", "encoding", "font",
    "goods", "identifier_kind", "kind", "media_type", "met_type", "original_sha256", "platform", "property",
    "record_type", "run_sha256", "secret_register_number", "seller_key", "series", "signs", "snapshot_sha256",
    "source_type", "step", "symbol", "target_id", "target_part", "target_type", "text_sha256", "urgency", "versions",
    "clock_row", "category", "violation_class", "report_category", "number", "marks", "failure", "stage", "state",
}  # fmt: skip
# Each with why nobody is told of by it.
OFFICE = "the office's own: its name, its address, its number"
WORD = "a code or a name of the house's own"
FIGURES = "figures, and words about figures"
IDS = "ids of rows, which have their own time"
EXCUSED = {
    "agencies.Agency.key": OFFICE,
    "agencies.Place.key": "a place",
    "areas.Keeping.group": WORD,
    "cases.Case.code": "the number of a case",
    "cases.CaseEvent.part": WORD,
    "cases.Referral.answer_number": "the number of a decision",
    "cases.Referral.part": WORD,
    "cases.Referral.sheets": FIGURES,
    "cases.Referral.to_body": OFFICE,
    "cases.ReferralItem.sha256": "the digest of a file",
    "documents.DocumentEvent.action": WORD,
    "dues.Account.decision_number": "the number of a decision",
    "dues.Account.number_key": "the number of a decision",
    "dues.Slip.decision_number": "the number of a decision",
    "elsewhere.Export.system": WORD,
    "elsewhere.Settlement.field": WORD,
    "elsewhere.Twin.system": WORD,
    "foundation.ListView.address": "the address of a list, without what it was asked",
    "hotline.Call.key": "the exchange's own name of a call",
    "hotline.Mailbox.address": OFFICE,
    "hotline.Mailbox.key": OFFICE,
    "inspections.CheckPoint.words": "a thing to look at",
    "intake.Letterbox.address": OFFICE,
    "intake.Letterbox.email": OFFICE,
    "intake.Recording.trouble": WORD,
    "intake.Report.receipt": "a keyed digest",
    "intake.Template.text": "a text for many",
    "law.ChangeProposal.content": "the law",
    "law.ChangeProposal.reason": "the law",
    "law.LawRow.content": "the law",
    "linkage.SampledPair.stratum": WORD,
    "markets.PlanChange.counts": FIGURES,
    "markets.Stall.key": "a stall",
    "networks.Mark.key": IDS,
    "outreach.Publication.ground": "the law",
    "outreach.Publication.slug": WORD,
    "pictures.KnownPicture.key": "the digest of a picture",
    "pictures.PictureMatch.by": WORD,
    "pictures.PictureMatch.other_view": WORD,
    "pictures.PictureMatch.pair_key": "a digest",
    "pictures.PictureMatch.view": WORD,
    "pictures.Upload.told": "goods, a mark, who gave the picture",
    "reporting.FiguresDraft.typed": FIGURES,
    "reporting.FrozenFigures.content": FIGURES,
    "reporting.Report.due_rule_id": WORD,
    "reporting.Report.rule_id": WORD,
    "reporting.ReportEvent.data": FIGURES,
    "reporting.SectionText.code": WORD,
    "reporting.SectionText.text": FIGURES,
    "reporting.Submission.figures": FIGURES,
    "rights.NoticeLink.problem": WORD,
    "rights.Right.folded": "a sign that a register publishes",
    "rights.Right.number_key": "the number of a paper that a register publishes",
    "rights.Right.spellings": "a sign that a register publishes",
    "rights.Right.title": "a sign that a register publishes",
    "screening.LeadReason.outcome_ids": IDS,
    "screening.LeadReason.statement_ids": IDS,
    "screening.LeadReason.subject_ids": IDS,
    "screening.LexiconEvent.note": "words that are looked for in listings",
    "sites.Observed.trick": WORD,
    "sites.Site.missing": WORD,
    "stores.Entry.previous": "the digest of an entry",
    "stores.Entry.way": WORD,
    "stores.Store.address": OFFICE,
    "subjects.Import.sha256": "the digest of a list",
}


def is_worded(field: models.Field[Any, Any]) -> bool:
    if isinstance(field, SharingField) or field.choices or field.remote_field:
        return False
    return isinstance(
        field, models.CharField | models.TextField | models.JSONField | models.BinaryField | KeptFile | ArrayField
    )


def looking_personal() -> Iterator[str]:
    for model in apps.get_models():
        if not model.__module__.startswith("minhbach."):
            continue
        for field in model._meta.local_concrete_fields:
            if is_worded(field) and (
                field.name in TELLING or (issubclass(model, Personal) and field.name not in CODES)
            ):
                yield f"{model._meta.label}.{field.name}"


def declared() -> set[str]:
    return {f"{one.model}.{column}" for one in kept_of_people() for column in one.columns}


def test_every_column_that_looks_personal_is_declared_or_excused() -> None:
    found = set(looking_personal())
    assert len(found) > 150
    assert sorted(found - declared() - EXCUSED.keys()) == []
    # And none is both, or excused for nothing.
    assert sorted(EXCUSED.keys() & declared()) == []
    assert sorted(EXCUSED.keys() - found) == []


def test_what_is_declared_is_there() -> None:
    for one in kept_of_people():
        columns = {field.name for field in apps.get_model(one.model)._meta.concrete_fields}
        assert set(one.columns) <= columns, one.model


def test_each_rests_on_a_row_of_the_law() -> None:
    data = Path(minhbach.domains.law.__file__).parent / "data" / "retention_and_personal_data.json"
    rows = {row["id"] for row in json.loads(data.read_text())["rows"]}
    assert {one.row for one in kept_of_people()} <= rows


def test_an_end_has_an_event_from_which_it_runs_and_only_what_the_unit_may_end_is_blanked() -> None:
    for one in kept_of_people():
        assert bool(one.since) == (one.until != Until.UNSET), one.model
        assert not one.kind or one.until == Until.UNIT, one.model
    # Who is blanked at the office's wish is declared, and what is declared so is offered there.
    assert {one.kind for one in kept_of_people() if one.kind} == {one.code for one in offered(Blanks)}


@pytest.mark.django_db
def test_the_database_knows_the_same_kinds_and_the_same_needs(owner_url: str) -> None:
    import psycopg

    with psycopg.connect(owner_url, dbname=connection.settings_dict["NAME"]) as owner:
        kinds = {row[0] for row in owner.execute("select kind from custody_blanks")}
        told = {row[0] for row in owner.execute("select why from custody_needs")}
        follows = {row[0] for row in owner.execute("select kind from custody_follows")}
    assert kinds == {one.code for one in offered(Blanks)}
    # `order` and `again` are said by custody itself.
    assert told | {"order", "again"} == set(needs())
    assert follows <= kinds

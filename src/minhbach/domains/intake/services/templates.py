"""Texts kept for answers: each change is a version of its own, and what was sent stays as it was sent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from minhbach.domains.agencies.models import Agency, Officer
from minhbach.domains.intake.kinds import BY_CODE
from minhbach.domains.intake.models import Template
from minhbach.domains.intake.placeholders import SHOWN, unknown_in
from minhbach.domains.intake.policies import require_keeper, require_own_template
from minhbach.domains.intake.refusals import KindOff, PlaceholderUnknown, TemplateReplaced, TextMissing
from minhbach.domains.intake.services.reports import LONGEST_MESSAGE
from minhbach.domains.intake.types import Stage
from minhbach.foundation import audit
from minhbach.foundation.database.locks import hold
from minhbach.foundation.ids import new_id

TARGET = "intake.template"


@transaction.atomic
def keep_template(*, officer: Officer, at: datetime, name: str, kind: str, stage: str, text: str) -> Template:
    """Keep a text for the officer's agency and those below it.

    Raises: RoleMissing, KindOff, PlaceholderUnknown, TextMissing.
    """
    agency = require_keeper(officer, at=at)
    made = _write(officer, at, agency, new_id(), 1, name, kind, stage, text)
    audit.record("intake.template.kept", officer_id=officer.id, at=at, target_type=TARGET, target_id=made.id)
    return made


@transaction.atomic
def change_template(
    *, officer: Officer, at: datetime, template: Template, name: str, kind: str, stage: str, text: str
) -> Template:
    """Let another version take the place of one.

    Raises: RoleMissing, TemplateOfAnotherAgency, TemplateReplaced, KindOff, PlaceholderUnknown, TextMissing.
    """
    before = _end(officer, at, template)
    made = _write(officer, at, before.agency, before.series, before.version + 1, name, kind, stage, text)
    audit.record("intake.template.changed", officer_id=officer.id, at=at, target_type=TARGET, target_id=made.id)
    return made


@transaction.atomic
def put_away_template(*, officer: Officer, at: datetime, template: Template) -> Template:
    """Offer a text no more.

    Raises: RoleMissing, TemplateOfAnotherAgency, TemplateReplaced.
    """
    ended = _end(officer, at, template)
    audit.record("intake.template.put_away", officer_id=officer.id, at=at, target_type=TARGET, target_id=ended.id)
    return ended


def _end(officer: Officer, at: datetime, template: Template) -> Template:
    require_own_template(officer, template, at=at)
    held = hold(template)
    if held.ended_at is not None:
        raise TemplateReplaced
    held.ended_at = at
    held.save(update_fields=["ended_at"])
    return held


def _write(
    officer: Officer, at: datetime, agency: Agency, series: UUID, version: int, name: str, kind: str, stage: str,
    text: str,
) -> Template:  # fmt: skip
    said = text.strip()[:LONGEST_MESSAGE]
    if not said or not name.strip():
        raise TextMissing
    if kind and BY_CODE[kind].off:
        raise KindOff(kind=str(BY_CODE[kind].short), why=str(BY_CODE[kind].off))
    if unknown := unknown_in(said):
        raise PlaceholderUnknown(found=", ".join(unknown), known=SHOWN)
    made: Template = Template.objects.create(
        agency=agency, series=series, version=version, name=" ".join(name.split()), kind=kind,
        stage=Stage(stage).value if stage else "", text=said, made_by=officer, made_at=at,
    )  # fmt: skip
    return made

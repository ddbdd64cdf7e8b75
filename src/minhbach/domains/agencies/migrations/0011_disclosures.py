"""Records opened to bodies outside by hand until a day, and what these say to them."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.ids
from minhbach.foundation.database.operations import KEYS, ProtectByParent, ProtectByScope
from minhbach.foundation.database.roles import APPLICATION

_PROTECT = django.db.models.deletion.PROTECT
_LEVELS = [
    ("agency", "trong nội bộ cơ quan"),
    ("area", "các đơn vị phụ trách địa bàn"),
    ("network", "toàn mạng lưới thành viên"),
]
_STATES = [("waiting", "chờ xem xét"), ("taken", "đã tiếp nhận"), ("declined", "không tiếp nhận")]

# Whoever reads an disclosure may reply to it; what comes of a reply is the word of the record's own agency.
DECIDED = f"""
create policy own_insert on agencies_outsidereply as restrictive for insert to {APPLICATION}
    with check (state = 'waiting');
create policy own_update on agencies_outsidereply as restrictive for update to {APPLICATION} using (
    exists (select from agencies_disclosure o where o.id = disclosure_id and o.owned_by && {KEYS})
);
revoke delete, truncate on agencies_outsidereply from {APPLICATION};
revoke delete, truncate on agencies_disclosure from {APPLICATION};
"""
DECIDED_BACK = f"""
grant delete on agencies_disclosure to {APPLICATION};
grant delete on agencies_outsidereply to {APPLICATION};
drop policy own_update on agencies_outsidereply;
drop policy own_insert on agencies_outsidereply;
"""
# Who closes a body sees of what was opened to it no more than his own agency's: the database closes all of it, so that
# nothing comes back with a body that is let in again.
CLOSED = """
create function agencies_body_closed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update agencies_disclosure set closed_at = now() where body_id = new.id and closed_at is null;
    delete from foundation_share where agency_id = new.id and key is not null;
    return null;
end $$;
revoke all on function agencies_body_closed() from public;
create trigger body_closed after update of valid_until on agencies_agency
    for each row when (new.outside <> '' and old.valid_until is null and new.valid_until is not null)
    execute function agencies_body_closed();
"""
CLOSED_BACK = "drop function agencies_body_closed() cascade;"


def _id() -> models.UUIDField:
    return models.UUIDField(default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)


def _to(model: str, **given: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=_PROTECT, to=model, **{"related_name": "+", **given})


class Migration(migrations.Migration):
    dependencies = [("agencies", "0010_identity"), ("foundation", "0021_terms")]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", _id()),
                ("sharing", models.CharField(choices=_LEVELS, default="area", max_length=8)),
                ("created_at", models.DateTimeField()),
                ("record_type", models.CharField(max_length=60)),
                ("record_id", models.UUIDField()),
                ("name", models.CharField(max_length=200)),
                ("purpose", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=300)),
                ("until", models.DateField()),
                ("key", models.IntegerField(unique=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_for", models.CharField(blank=True, max_length=300)),
                ("body", _to("agencies.agency")),
                ("closed_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ("opened_by", _to(settings.AUTH_USER_MODEL)),
                ("owner_agency", _to("agencies.agency")),
                ("place", _to("agencies.place", blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "indexes": [
                    models.Index(fields=["-created_at", "id"], name="agencies_disclosure_order"),
                    models.Index(fields=["record_id"], name="agencies_disclosure_record"),
                    models.Index(fields=["body", "-created_at"], name="agencies_disclosure_body"),
                ],
            },
            managers=[("unscoped", django.db.models.manager.Manager())],
        ),
        migrations.CreateModel(
            name="OutsideReply",
            fields=[
                ("id", _id()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("state", models.CharField(choices=_STATES, default="waiting", max_length=10)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("decided_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ("disclosure", _to("agencies.disclosure", related_name="replies")),
                ("written_by", _to(settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["disclosure", "written_at"], name="agencies_reply_of"),
                    models.Index(
                        fields=["written_at", "id"],
                        condition=models.Q(state="waiting"),
                        name="agencies_reply_waiting",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(state="waiting", decided_at__isnull=True)
                        | models.Q(~models.Q(state="waiting"), decided_at__isnull=False, decided_by__isnull=False),
                        name="agencies_outsidereply_decided",
                    ),
                ],
            },
        ),
        ProtectByScope("agencies", "Disclosure"),
        ProtectByParent("agencies", "OutsideReply", parent_field="disclosure"),
        migrations.RunSQL(DECIDED, DECIDED_BACK),
        migrations.RunSQL(CLOSED, CLOSED_BACK),
    ]

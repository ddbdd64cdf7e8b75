"""Bodies outside and their people: apart from every agency, which the database holds whatever the application says."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.ids

_PROTECT = django.db.models.deletion.PROTECT
_KINDS = [
    ("rights_holder", "chủ thể quyền"),
    ("platform", "sàn, nền tảng"),
    ("bank", "ngân hàng, trung gian thanh toán"),
    ("telecom", "doanh nghiệp viễn thông"),
    ("association", "hội, hiệp hội"),
    ("trader", "tổ chức, cá nhân kinh doanh"),
    ("observer", "quan sát viên"),
]
_ROLES = [
    ("analyst", "chuyên viên phân tích"),
    ("inspector", "kiểm soát viên"),
    ("inspection_leader", "trưởng đoàn kiểm tra"),
    ("head", "thủ trưởng đơn vị"),
    ("records_clerk", "văn thư"),
    ("committee_officer", "chuyên viên Ban Chỉ đạo 389"),
    ("legal_officer", "công chức pháp chế"),
    ("auditor", "người kiểm tra nhật ký"),
    ("custodian", "người giữ danh tính"),
    ("internal_inspector", "thanh tra, kiểm tra nội bộ"),
    ("administrator", "quản trị hệ thống"),
    ("guest", "người của bên ngoài"),
]
_STATES = [
    ("waiting", "chờ xác nhận"),
    ("confirmed", "đã xác nhận"),
    ("refused", "không được xác nhận"),
    ("withdrawn", "đã rút lại"),
]

# A post outside is a guest's and a guest's post is outside; it signs nothing and has no area. Neither a person nor a
# body changes sides, and nothing is put above or below a body. Who changes these rows is the application's own role,
# so that a fault in its code, or a query slipped into it, makes nobody an officer.
APART = """
create function agencies_guests_apart() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
    is_outside boolean := (select outside <> '' from agencies_agency where id = new.agency_id);
    is_guest boolean := (select o.is_guest from agencies_officer o where o.id = new.officer_id);
begin
    if is_outside is distinct from is_guest or is_outside is distinct from (new.role = 'guest') then
        raise exception 'a guest holds a post outside alone, and nobody else does' using errcode = 'check_violation';
    end if;
    if is_outside and (new.may_sign or new.covers_area or new.valid_until is null) then
        raise exception 'a post outside signs nothing, has no area and ends' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guests_apart before insert or update on agencies_post
    for each row execute function agencies_guests_apart();

create function agencies_stays_on_its_side() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    raise exception 'nobody changes sides' using errcode = 'check_violation';
end $$;
create trigger stays_on_its_side before update on agencies_officer
    for each row when (new.is_guest <> old.is_guest) execute function agencies_stays_on_its_side();
create trigger stays_on_its_side before update on agencies_agency
    for each row when ((new.outside = '') <> (old.outside = '')) execute function agencies_stays_on_its_side();

create function agencies_nothing_under_a_body() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if exists (
        select from agencies_agency a
        where a.id in (new.parent_id, new.successor_id, new.kept_by_id) and a.outside <> ''
    ) then
        raise exception 'nothing stands above, below or after a body outside' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger nothing_under_a_body before insert or update of parent_id, successor_id, kept_by_id on agencies_agency
    for each row when (coalesce(new.parent_id, new.successor_id, new.kept_by_id) is not null)
    execute function agencies_nothing_under_a_body();

create function agencies_body_has_no_area() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if (select outside <> '' from agencies_agency where id = new.agency_id) then
        raise exception 'a body outside has no area' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger body_has_no_area before insert or update on agencies_agencyarea
    for each row execute function agencies_body_has_no_area();
"""
NOT_APART = """
drop function agencies_guests_apart(), agencies_stays_on_its_side(), agencies_nothing_under_a_body(),
    agencies_body_has_no_area() cascade;
"""


def _to(model: str, **given: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=_PROTECT, related_name="+", to=model, **given)


class Migration(migrations.Migration):
    dependencies = [("agencies", "0008_custodians")]

    operations = [
        migrations.AlterModelManagers("agency", [("everywhere", django.db.models.manager.Manager())]),
        migrations.AddField("agency", "kept_by", _to("agencies.agency", null=True, blank=True)),
        migrations.AddField(
            "agency", "outside", models.CharField(max_length=20, choices=_KINDS, blank=True, default="", db_default="")
        ),
        migrations.AddField("officer", "is_guest", models.BooleanField(default=False, db_default=False)),
        migrations.AlterField("post", "role", models.CharField(max_length=20, choices=_ROLES)),
        migrations.AlterField("postproposal", "role", models.CharField(max_length=20, choices=_ROLES)),
        migrations.AddConstraint(
            "agency",
            models.CheckConstraint(
                condition=models.Q(outside="", kept_by__isnull=True)
                | models.Q(
                    ~models.Q(outside=""),
                    kept_by__isnull=False,
                    parent__isnull=True,
                    successor__isnull=True,
                    works_in_system=False,
                    force="KHAC",
                    level="",
                ),
                name="agencies_agency_outside_is_apart",
            ),
        ),
        migrations.CreateModel(
            name="GuestProposal",
            fields=[
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("state", models.CharField(choices=_STATES, default="waiting", max_length=10)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("kind", models.CharField(choices=_KINDS, max_length=20)),
                ("name", models.CharField(max_length=200)),
                ("code", models.CharField(max_length=30)),
                ("paper_number", models.CharField(max_length=60)),
                ("paper_on", models.DateField()),
                ("paper_at", models.CharField(max_length=200)),
                ("full_name", models.CharField(max_length=100)),
                ("title_vi", models.CharField(max_length=120)),
                ("username", models.CharField(max_length=60)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("body", _to("agencies.agency", null=True)),
                ("kept_by", _to("agencies.agency")),
                ("proposed_by", _to(settings.AUTH_USER_MODEL)),
                ("decided_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ("person", _to(settings.AUTH_USER_MODEL, null=True)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["state", "kept_by"], name="agencies_guest_waiting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(valid_until__isnull=True)
                        | models.Q(valid_from__isnull=True)
                        | models.Q(valid_until__gt=models.F("valid_from")),
                        name="agencies_guestproposal_period_runs_forward",
                    )
                ],
            },
        ),
        migrations.RunSQL(APART, NOT_APART),
    ]

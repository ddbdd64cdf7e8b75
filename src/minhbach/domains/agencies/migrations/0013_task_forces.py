"""Task forces: who is sent to one sees what it sees until its term ends, and gets nothing else by it."""

from __future__ import annotations

from django.db import migrations, models

_LEVELS = [
    ("nation", "trung ương"),
    ("region", "khu vực"),
    ("province", "cấp tỉnh"),
    ("team", "đội"),
    ("commune", "cấp xã"),
    ("task_force", "tổ công tác"),
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
    ("accountant", "kế toán, thủ quỹ"),
    ("administrator", "quản trị hệ thống"),
    ("guest", "người của bên ngoài"),
    ("member", "thành viên tổ công tác"),
]

# A post in a force is a member's, and a member's post is in a force: it signs nothing, covers no area, and ends no
# later than the force. Nothing hangs below a force, and it is no force whose records others share.
SENT = """
create function agencies_members_are_sent() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
    force agencies_agency := (select a from agencies_agency a where a.id = new.agency_id);
begin
    if (force.level = 'task_force') is distinct from (new.role = 'member') then
        raise exception 'a member holds a post in a task force, and nobody else does' using errcode = 'check_violation';
    end if;
    if new.role = 'member' and (
        new.may_sign or new.covers_area or new.valid_until is null or force.valid_until is null
        or new.valid_until > greatest(force.valid_until, new.valid_from + 1)
    ) then
        raise exception 'a member signs nothing, has no area and leaves with the term'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger members_are_sent before insert or update on agencies_post
    for each row execute function agencies_members_are_sent();

create function agencies_task_force_is_apart() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if tg_op = 'UPDATE' and (new.level = 'task_force') <> (old.level = 'task_force') then
        raise exception 'an agency does not become a task force, nor a force an agency'
            using errcode = 'check_violation';
    end if;
    if new.level = 'task_force' and (
        new.parent_id is null or new.valid_until is null or new.force <> 'KHAC' or new.works_in_system
    ) then
        raise exception 'a task force has a committee, a term and no force' using errcode = 'check_violation';
    end if;
    if exists (select from agencies_agency a where a.id = new.parent_id and a.level = 'task_force') then
        raise exception 'nothing stands below a task force' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger task_force_is_apart before insert or update on agencies_agency
    for each row execute function agencies_task_force_is_apart();
"""
NOT_SENT = "drop function agencies_members_are_sent(), agencies_task_force_is_apart() cascade;"


class Migration(migrations.Migration):
    dependencies = [("agencies", "0012_accountant")]

    operations = [
        migrations.AlterField("agency", "level", models.CharField(max_length=10, choices=_LEVELS)),
        migrations.AlterField("post", "role", models.CharField(max_length=20, choices=_ROLES)),
        migrations.AlterField("postproposal", "role", models.CharField(max_length=20, choices=_ROLES)),
        migrations.RunSQL(SENT, NOT_SENT),
    ]

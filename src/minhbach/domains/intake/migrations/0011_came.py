"""The day on which something came to the office, where that was before it was entered: its sender is told it, too."""

from __future__ import annotations

from django.db import migrations, models

CAME = """(select m.happened_on from intake_clockmark m where m.report_id = r.id and m.what = 'came'
            and m.annuls_id is null and not exists (select from intake_clockmark a where a.annuls_id = m.id))"""
TOLD = """
create or replace function intake_told(r intake_report) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select jsonb_build_object(
        'number', r.number, 'kind', r.kind, 'stage', r.stage, 'outcome', r.outcome, 'due_on', r.due_on,
        'due_by', r.due_by, 'received_on', {received_on}, 'office', b.name, 'hotline', b.hotline
    ) from intake_letterbox b where b.id = r.letterbox_id
$$;
"""
ENTERED = "(r.created_at at time zone 'Asia/Ho_Chi_Minh')::date"


class Migration(migrations.Migration):
    dependencies = [("intake", "0010_answers")]

    operations = [
        migrations.AlterField(
            model_name="clockmark",
            name="what",
            field=models.CharField(
                choices=[
                    ("came", "đến cơ quan, trước ngày nhập"),
                    ("known", "người khiếu nại biết quyết định"),
                    ("obstacle", "trở ngại khách quan bắt đầu"),
                    ("obstacle_over", "trở ngại khách quan chấm dứt"),
                    ("many_places", "phải kiểm tra ở nhiều nơi"),
                    ("complex", "vụ việc phức tạp, đã ghi bằng văn bản"),
                    ("remote", "ở vùng sâu, vùng xa"),
                    ("simple", "thông tin đơn giản, có sẵn"),
                    ("accepted", "thụ lý"),
                    ("not_accepted", "không thụ lý"),
                    ("notified", "đã thông báo việc thụ lý"),
                    ("extended", "gia hạn"),
                    ("extended_more", "gia hạn, đặc biệt phức tạp"),
                    ("supplement", "yêu cầu bổ sung hồ sơ"),
                    ("complete", "nhận đủ hồ sơ"),
                    ("concluded", "kết luận, quyết định giải quyết"),
                    ("told", "đã gửi kết luận"),
                    ("forwarded", "đã chuyển người bán"),
                    ("bargained", "doanh nghiệp nhận thương lượng"),
                    ("refused", "doanh nghiệp từ chối, nêu lý do"),
                    ("negotiated", "thương lượng kết thúc"),
                    ("not_agreed", "thương lượng không thành"),
                    ("withdrawn", "người tiêu dùng rút yêu cầu"),
                    ("answered", "trả lời, thông báo bằng văn bản"),
                ],
                max_length=14,
            ),
        ),
        migrations.RunSQL(TOLD.format(received_on=f"coalesce({CAME}, {ENTERED})"), TOLD.format(received_on=ENTERED)),
    ]

"""Mailboxes with what is drawn from them, transfers of the national line, marks on scans; who sees their rows."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.audit.looks
import minhbach.foundation.ids
from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0008_custodians"),
        ("hotline", "0002_protect"),
        ("intake", "0009_sealed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="enclosure",
            name="marks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("virus", "có mã độc"),
                        ("test_virus", "là tệp thử của phần mềm diệt vi-rút"),
                        ("program", "là hoặc chứa chương trình chạy được"),
                        ("false_name", "tên tệp giả loại khác"),
                        ("two_kinds", "một tệp mang hai loại"),
                        ("macro", "có macro"),
                        ("active", "PDF có lệnh tự chạy hoặc tệp nhúng"),
                        ("page", "là trang web, có thể chạy lệnh"),
                        ("bomb", "bung ra quá lớn"),
                        ("unseen", "tệp nén không xem được bên trong"),
                        ("unscanned", "chưa quét được vi-rút"),
                        ("archive", "tệp nén, đã xem danh sách bên trong"),
                    ],
                    max_length=12,
                ),
                default=list,
                size=None,
            ),
        ),
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("agency", "trong nội bộ cơ quan"),
                            ("area", "các đơn vị phụ trách địa bàn"),
                            ("network", "toàn mạng lưới thành viên"),
                        ],
                        default="area",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("key", models.CharField(max_length=60, unique=True)),
                ("address", models.CharField(max_length=320, verbose_name="địa chỉ thư")),
                ("uidvalidity", models.BigIntegerField(null=True)),
                ("last_uid", models.BigIntegerField(default=0)),
                ("drawn_at", models.DateTimeField(null=True, verbose_name="lấy thư lúc")),
                ("failing_since", models.DateTimeField(null=True)),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unreachable", "Không nối được máy chủ thư. Kiểm tra tên máy chủ, cổng, tường lửa."),
                            (
                                "certificate",
                                "Chứng thư của máy chủ thư không hợp lệ. Kiểm tra tên máy chủ, ngày hết hạn, nơi cấp.",
                            ),
                            ("refused", "Máy chủ thư không nhận tài khoản. Kiểm tra tên, mật khẩu, quyền dùng IMAP."),
                            ("secret", "Không đọc được tệp mật khẩu. Kiểm tra đường dẫn và quyền đọc của tệp."),
                            ("folder", "Không mở được thư mục thư. Kiểm tra tên thư mục trong tệp cấu hình."),
                            (
                                "letterbox",
                                "Hộp thư tiếp nhận không có hoặc đã đóng. Sửa tên hộp thư trong tệp cấu hình.",
                            ),
                            (
                                "broken",
                                "Máy chủ thư trả lời sai giao thức. Hệ thống tự thử lại; nếu kéo dài, báo nơi giữ thư.",
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "letterbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="intake.letterbox"
                    ),
                ),
                (
                    "owner_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.place",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("agency", "trong nội bộ cơ quan"),
                            ("area", "các đơn vị phụ trách địa bàn"),
                            ("network", "toàn mạng lưới thành viên"),
                        ],
                        default="area",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("uidvalidity", models.BigIntegerField()),
                ("uid", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("is_marked", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "chờ phân loại"),
                            ("unread", "không đọc được, xem ở hộp thư"),
                            ("entered", "đã thành tin, đơn"),
                            ("joined", "đã nối vào tin, đơn"),
                            ("aside", "để riêng"),
                        ],
                        max_length=8,
                        verbose_name="tình trạng",
                    ),
                ),
                ("came_at", models.DateTimeField(verbose_name="đến lúc")),
                ("sender", models.CharField(blank=True, max_length=1200)),
                ("subject", models.CharField(blank=True, max_length=1000, verbose_name="tiêu đề")),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
                (
                    "automatic",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("bounce", "thư báo không gửi được"),
                            ("answer", "thư trả lời tự động"),
                            ("list", "thư gửi hàng loạt"),
                        ],
                        max_length=8,
                    ),
                ),
                ("is_damaged", models.BooleanField(default=False)),
                ("settled_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "owner_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.place",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="intake.report"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mailbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mails", to="hotline.mailbox"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="MailFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("virus", "có mã độc"),
                                ("test_virus", "là tệp thử của phần mềm diệt vi-rút"),
                                ("program", "là hoặc chứa chương trình chạy được"),
                                ("false_name", "tên tệp giả loại khác"),
                                ("two_kinds", "một tệp mang hai loại"),
                                ("macro", "có macro"),
                                ("active", "PDF có lệnh tự chạy hoặc tệp nhúng"),
                                ("page", "là trang web, có thể chạy lệnh"),
                                ("bomb", "bung ra quá lớn"),
                                ("unseen", "tệp nén không xem được bên trong"),
                                ("unscanned", "chưa quét được vi-rút"),
                                ("archive", "tệp nén, đã xem danh sách bên trong"),
                            ],
                            max_length=12,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("virus", models.CharField(blank=True, max_length=120)),
                (
                    "members",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), default=list, size=None
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="hotline.mail"
                    ),
                ),
            ],
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("agency", "trong nội bộ cơ quan"),
                            ("area", "các đơn vị phụ trách địa bàn"),
                            ("network", "toàn mạng lưới thành viên"),
                        ],
                        default="area",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("number", models.CharField(max_length=60, verbose_name="số của tổng đài")),
                ("came_on", models.DateField(verbose_name="ngày tổng đài chuyển")),
                ("batch", models.UUIDField()),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "owner_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.place",
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="intake.report"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            bases=(minhbach.foundation.audit.looks.Personal, models.Model),
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name="mailbox",
            index=models.Index(fields=["-created_at", "id"], name="hotline_mailbox_order"),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(fields=["-came_at", "id"], name="hotline_mail_order"),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["came_at"], name="hotline_mail_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(("is_marked", False)), fields=["mailbox", "uid"], name="hotline_mail_unmarked"
            ),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(("report__isnull", False)), fields=["report"], name="hotline_mail_report"
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.UniqueConstraint(fields=("mailbox", "digest"), name="hotline_mail_once"),
        ),
        migrations.AddIndex(
            model_name="mailfile",
            index=models.Index(
                condition=models.Q(("marks__contains", ["unscanned"])), fields=["id"], name="hotline_mailfile_unscanned"
            ),
        ),
        migrations.AddConstraint(
            model_name="mailfile",
            constraint=models.UniqueConstraint(fields=("mail", "position"), name="hotline_mailfile_place"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["-created_at", "id"], name="hotline_transfer_order"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["batch"], name="hotline_transfer_batch"),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(fields=("owner_agency", "number"), name="hotline_transfer_once"),
        ),
        ProtectByScope("hotline", "Mailbox"),
        ProtectByScope("hotline", "Mail"),
        ProtectByScope("hotline", "Transfer"),
        ProtectByParent("hotline", "MailFile", parent_field="mail"),
        AppendOnly("hotline", "Transfer"),
    ]

"""The accountant of a unit: who writes down what money came in. No column changes, only what a form offers."""

from __future__ import annotations

from django.db import migrations, models

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
]


class Migration(migrations.Migration):
    dependencies = [("agencies", "0011_disclosures")]

    operations = [
        migrations.AlterField("post", "role", models.CharField(max_length=20, choices=_ROLES)),
        migrations.AlterField("postproposal", "role", models.CharField(max_length=20, choices=_ROLES)),
    ]

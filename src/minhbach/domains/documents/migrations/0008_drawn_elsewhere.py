"""A further place that numbers come from: a system in which the paper itself is drawn."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0007_found"),
    ]

    operations = [
        migrations.AlterField(
            model_name="numbersource",
            name="source",
            field=models.CharField(
                choices=[
                    ("here", "cấp trong hệ thống này"),
                    ("office", "lấy từ phần mềm quản lý văn bản của cơ quan"),
                    ("forms", "lấy từ hệ thống quản lý ấn chỉ (INS)"),
                    ("drawn", "lập và lấy số trong INS, không soạn ở đây"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="takennumber",
            name="source",
            field=models.CharField(
                choices=[
                    ("here", "cấp trong hệ thống này"),
                    ("office", "lấy từ phần mềm quản lý văn bản của cơ quan"),
                    ("forms", "lấy từ hệ thống quản lý ấn chỉ (INS)"),
                    ("drawn", "lập và lấy số trong INS, không soạn ở đây"),
                ],
                default="here",
                max_length=8,
            ),
        ),
    ]

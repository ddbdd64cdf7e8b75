import django.db.models.deletion
from django.db import migrations, models

import minhbach.foundation.ids


def _id():
    return models.UUIDField(default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0009_outside"),
        ("documents", "0007_found"),
        ("outreach", "0004_look_up"),
        ("sites", "0002_protect"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="site",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sites.site"
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("site__isnull", False)), fields=["site"], name="outreach_publication_site"
            ),
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("id", _id()),
                ("pair", models.PositiveSmallIntegerField()),
                ("caption", models.CharField(max_length=100)),
                ("is_genuine", models.BooleanField()),
                ("alt", models.CharField(max_length=200)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pictures",
                        to="outreach.publication",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "pair", "is_genuine"), name="outreach_picture_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="MailAsk",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("sealed", models.TextField()),
                ("wanted", models.JSONField()),
                ("language", models.CharField(max_length=2)),
                ("is_paid", models.BooleanField()),
                ("asked_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("token", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("token", ""), _negated=True),
                        fields=("token",),
                        name="outreach_mailask_token",
                    )
                ],
                "indexes": [
                    models.Index(fields=["digest", "asked_at"], name="outreach_mailask_digest"),
                    models.Index(
                        condition=models.Q(("mailed_at__isnull", True)),
                        fields=["asked_at"],
                        name="outreach_mailask_waiting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", _id()),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("sealed", models.TextField(blank=True)),
                ("wanted", models.JSONField()),
                ("language", models.CharField(max_length=2)),
                ("token", models.CharField(max_length=64, unique=True)),
                ("confirmed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.CharField(
                        blank=True,
                        choices=[("asked", "người nhận ngừng"), ("bounced", "máy chủ thư trả lại")],
                        max_length=10,
                    ),
                ),
                ("bounces", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("digest", ""), _negated=True),
                        fields=("digest",),
                        name="outreach_subscription_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True), models.Q(("digest", ""), ("sealed", "")), _connector="OR"
                        ),
                        name="outreach_subscription_blanked",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", _id()),
                (
                    "told",
                    models.CharField(choices=[("published", "đã đăng"), ("retracted", "đã rút lại")], max_length=10),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="announcements",
                        to="outreach.publication",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "told"), name="outreach_announcement_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                ("id", _id()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("not_before", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                (
                    "announcement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mailings",
                        to="outreach.announcement",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mailings",
                        to="outreach.subscription",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("announcement", "subscription"), name="outreach_mailing_once")
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("taken_at__isnull", True)),
                        fields=["not_before", "id"],
                        name="outreach_mailing_due",
                    )
                ],
            },
        ),
    ]

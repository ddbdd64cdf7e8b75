"""Where people of a body outside sign in, and who of them is whom there."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import minhbach.foundation.ids

# By an identity somebody comes in whom a machine of others named: never an officer, whatever the application says; and
# whom it named first, as long as the row stands.
OF_GUESTS = """
create function agencies_identity_of_guest() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if not (select o.is_guest from agencies_officer o where o.id = new.person_id) then
        raise exception 'an identity elsewhere is a guest''s alone' using errcode = 'check_violation';
    end if;
    if tg_op = 'UPDATE' and old.subject <> '' and (new.subject, new.issuer, new.person_id)
        is distinct from (old.subject, old.issuer, old.person_id) then
        raise exception 'who was bound stays' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger of_guest before insert or update on agencies_guestidentity
    for each row execute function agencies_identity_of_guest();
"""
NOT_OF_GUESTS = "drop function agencies_identity_of_guest() cascade;"


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0009_outside"),
    ]

    operations = [
        migrations.CreateModel(
            name="GuestIdentity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issuer", models.CharField(max_length=300)),
                ("subject", models.CharField(blank=True, max_length=255)),
                ("code", models.CharField(blank=True, max_length=64)),
                ("invited_at", models.DateTimeField()),
                ("bound_at", models.DateTimeField(null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identity",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("subject", ""), _negated=True),
                        fields=("issuer", "subject"),
                        name="agencies_guestidentity_is_ones",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("code",),
                        name="agencies_guestidentity_code_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityProvider",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=minhbach.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "chờ xác nhận"),
                            ("confirmed", "đã xác nhận"),
                            ("refused", "không được xác nhận"),
                            ("withdrawn", "đã rút lại"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("paper_number", models.CharField(max_length=60)),
                ("paper_on", models.DateField()),
                ("paper_at", models.CharField(max_length=200)),
                ("issuer", models.CharField(max_length=300)),
                ("client_id", models.CharField(max_length=200)),
                ("secret", models.CharField(blank=True, max_length=800)),
                (
                    "hosts",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=260), size=None),
                ),
                (
                    "proofs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("keeps_password", models.BooleanField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_for", models.CharField(blank=True, max_length=300)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identity_providers",
                        to="agencies.agency",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("state", "confirmed")),
                        fields=("body",),
                        name="agencies_identityprovider_one_in_force",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("body",),
                        name="agencies_identityprovider_one_waits",
                    ),
                ],
            },
        ),
        migrations.RunSQL(OF_GUESTS, NOT_OF_GUESTS),
    ]

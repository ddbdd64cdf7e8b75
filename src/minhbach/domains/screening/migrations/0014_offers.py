"""Leads say what they offer, by keys under which others that offer the same are found."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("screening", "0013_reasons_protect")]

    operations = [
        migrations.AddField(model_name="lead", name="text_key", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="lead", name="goods_key", field=models.UUIDField(null=True)),
        migrations.AddField(
            model_name="lead", name="goods", field=models.CharField(blank=True, default="", max_length=120)
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("text_key__isnull", False)), fields=["text_key"], name="screening_lead_copies"
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("goods_key__isnull", False)), fields=["goods_key"], name="screening_lead_goods"
            ),
        ),
    ]

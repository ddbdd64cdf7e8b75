"""The article number of the code that a line of goods carries."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0022_goods")]

    operations = [
        migrations.AddField(
            model_name="goodsline",
            name="gtin",
            field=models.CharField(blank=True, default="", max_length=14),
        ),
        migrations.AddIndex(
            model_name="goodsline",
            index=models.Index(
                condition=models.Q(("gtin", ""), _negated=True), fields=["gtin", "case"], name="cases_goodsline_gtin"
            ),
        ),
    ]

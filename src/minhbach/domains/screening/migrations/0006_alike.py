from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

from minhbach.domains.screening.keys import alike_key, seller_key
from minhbach.engine.identifiers.platforms import platform_code
from minhbach.foundation.database.operations import ProtectByParent

BATCH = 2_000
# The migration works in every agency's rows: nobody's reach holds while it does.
OPEN = (
    "alter table screening_lead no force row level security; alter table screening_lead disable trigger others;"
    "alter table screening_sighting no force row level security;"
    "alter table screening_sweep no force row level security"
)
CLOSED = (
    "set constraints all immediate;"
    "alter table screening_lead enable trigger others; alter table screening_lead force row level security;"
    "alter table screening_sighting force row level security; alter table screening_sweep force row level security"
)
KEYED = """
    update screening_lead lead set alike_key = found.key
    from unnest(%s::uuid[], %s::text[]) found(id, key) where lead.id = found.id and found.key <> ''
"""
# Of earlier runs it is known which leads they found first and which they found changed, and by what score.
SWEPT = """
    insert into screening_sweptlead (sweep_id, lead_id, rank, out_of, goods, price_vnd)
    select sweep_id, lead_id, rank() over (partition by sweep_id order by score desc),
        count(*) over (partition by sweep_id), '', (snapshot->>'price_vnd')::numeric::bigint
    from screening_sighting
"""


def fill(apps: Any, schema_editor: Any) -> None:
    """Give the leads there are one code for their platform and their keys, and the runs their leads."""
    schema_editor.execute(OPEN)
    leads, platforms = apps.get_model("screening", "Lead"), apps.get_model("screening", "Platform")
    with_code = {name: platform_code(name) for name in platforms._base_manager.values_list("name", flat=True)}
    for name, code in with_code.items():
        if name != code:
            _give_code(leads, name, code)
            platforms._base_manager.filter(name=name).delete()
            platforms._base_manager.get_or_create(name=code)
    rows = leads._base_manager.exclude(seller_key="").order_by().values_list("id", "seller_key", "title")
    for batch in _batches(rows.iterator(chunk_size=BATCH)):
        keys = [alike_key(seller, title) for _, seller, title in batch]
        schema_editor.execute(KEYED, ([number for number, *_ in batch], keys))
    schema_editor.execute(SWEPT)
    schema_editor.execute(CLOSED)


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _give_code(leads: Any, name: str, code: str) -> None:
    """Name a platform by its code; a listing that stands under the code already keeps its two leads."""
    known = leads._base_manager.filter(platform=code)
    for lead in leads._base_manager.filter(platform=name).iterator(chunk_size=BATCH):
        if not known.filter(owner_agency_id=lead.owner_agency_id, listing_id=lead.listing_id).exists():
            lead.platform, lead.seller_key = code, seller_key(code, lead.seller_id, lead.seller_name)
            lead.save(update_fields=["platform", "seller_key"])


class Migration(migrations.Migration):
    dependencies = [("screening", "0005_lists")]

    operations = [
        migrations.AddField("lead", "alike_key", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("sweep", "refused_kinds", models.JSONField(default=list)),
        migrations.CreateModel(
            name="SweptLead",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("rank", models.IntegerField()),
                ("out_of", models.IntegerField()),
                ("goods", models.CharField(blank=True, max_length=120)),
                ("price_vnd", models.BigIntegerField(null=True)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="swept", to="screening.lead"
                    ),
                ),
                (
                    "sweep",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="swept", to="screening.sweep"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["sweep", "goods", "rank"], name="screening_sweptlead_goods")],
                "constraints": [models.UniqueConstraint(fields=("sweep", "lead"), name="screening_sweptlead_once")],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        ProtectByParent("screening", "SweptLead", parent_field="lead"),
        migrations.AddIndex(
            "lead", models.Index(F("price_vnd").desc(nulls_last=True), F("id"), name="screening_lead_dearest")
        ),
        migrations.AddIndex("lead", models.Index(fields=["alike_key", "-score", "id"], name="screening_lead_alike")),
    ]

"""The words by which records of most domains are found."""

from __future__ import annotations

from django.db import models


class SearchWord(models.Model):
    """One word of one record, written by the database beside the record (`FoundByWords`) and seen by who sees that.

    The largest tables keep words of their own kind beside themselves: `subjects.SearchToken`, `screening.LeadWord`.
    """

    id = models.BigAutoField(primary_key=True)
    # "cases.case": the model's label.
    kind = models.CharField(max_length=60, db_collation="C")
    record_id = models.CharField(max_length=64, db_collation="C")
    word = models.CharField(max_length=100, db_collation="C")

    class Meta:
        app_label = "foundation"
        indexes = [
            models.Index(fields=["kind", "word", "record_id"], name="foundation_searchword_found"),
            models.Index(fields=["kind", "record_id"], name="foundation_searchword_record"),
        ]

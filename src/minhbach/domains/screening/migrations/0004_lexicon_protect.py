"""Who sees an office's lexicon, and which of its rows can only be added."""

from django.db import migrations

from minhbach.foundation.database.operations import AppendOnly, ProtectByParent, ProtectByScope


class Migration(migrations.Migration):
    dependencies = [("screening", "0003_lexicon_initial"), ("foundation", "0002_protect")]

    operations = [
        ProtectByScope("screening", "LexiconEntry"),
        ProtectByParent("screening", "LexiconVersion", parent_field="entry"),
        ProtectByParent("screening", "LexiconEvent", parent_field="entry"),
        ProtectByParent("screening", "LexiconTrial", parent_field="entry"),
        ProtectByParent("screening", "TrialLead", parent_field="trial"),
        AppendOnly("screening", "LexiconVersion"),
        AppendOnly("screening", "LexiconEvent"),
    ]

"""The sentence of each action, for the audit pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.foundation import audit


def register() -> None:
    audit.register("screening.export.received", _("uploaded an export of listings"))
    audit.register("screening.sweep.requested", _("started a sweep"))
    audit.register("screening.sweep.canceled", _("stopped a sweep"))
    audit.register("screening.sweep.imported", _("received the leads of a sweep"))
    audit.register("screening.sweep.failed", _("had a sweep fail"))
    audit.register("screening.lead.viewed", _("looked at a lead"))
    audit.register("screening.lead.explanation_taken", _("downloaded the explanation of a lead"))
    audit.register("screening.lead.taken", _("took a lead to verify"))
    audit.register("screening.lead.released", _("gave a lead back"))
    audit.register("screening.lead.dismissed", _("dismissed a lead"))
    audit.register("screening.lead.restored", _("restored a dismissed lead"))
    audit.register("screening.lead.attached", _("attached a lead to a subject"))
    audit.register("screening.lead.detached", _("detached a lead from its subject"))
    audit.register("screening.lead.passed_on", _("passed a lead on to another agency"))
    audit.register("screening.lead.case_linked", _("opened a case from a lead"))
    audit.register("screening.lexicon.written", _("wrote an entry of the office's lexicon"))
    audit.register("screening.lexicon.tried", _("tried an entry of the lexicon on swept listings"))
    audit.register("screening.lexicon.proposed", _("asked for approval of an entry of the lexicon"))
    audit.register("screening.lexicon.returned", _("gave an entry of the lexicon back"))
    audit.register("screening.lexicon.approved", _("approved an entry of the lexicon"))
    audit.register("screening.lexicon.off", _("switched an entry of the lexicon off"))
    audit.register("screening.lexicon.deleted", _("deleted a draft of the lexicon"))
    audit.register("screening.lexicon.restored", _("brought a draft of the lexicon back"))
    audit.register("screening.lexicon.trial_stopped", _("stopped a trial of the lexicon"))
    audit.register("screening.lexicon.trial_failed", _("had a trial of the lexicon fail"))
    audit.register("screening.lexicon.judged", _("judged a listing that a trial of the lexicon added"))

"""Who listens to whom. A lower domain emits a plain event; only this page names the higher one that hears it."""

from __future__ import annotations


def connect() -> None:
    """Tie every listener to its event; called once, when all applications are loaded."""
    from minhbach.domains.agencies.events import on_unit_joined
    from minhbach.domains.areas.services import follow_subject
    from minhbach.domains.cases.events import on_file_changed
    from minhbach.domains.cases.services import hear_document
    from minhbach.domains.documents.events import on_document_moved
    from minhbach.domains.documents.services import hear_joined, rescope_documents
    from minhbach.domains.dues.services import hear_file, rescope_accounts
    from minhbach.domains.elsewhere.services import hear_file as compare_file
    from minhbach.domains.enquiries.services import hear_reclosed
    from minhbach.domains.evidence.services import rescope_evidence
    from minhbach.domains.inspections.services import rescope_visits
    from minhbach.domains.linkage.services import hear_subjects
    from minhbach.domains.networks.events import on_network_found
    from minhbach.domains.networks.services import hear_subjects as look_at_networks
    from minhbach.domains.networks.services import rescope_outcomes
    from minhbach.domains.reporting.services import hear_document as follow_report
    from minhbach.domains.rights.events import on_notice_read
    from minhbach.domains.screening.services import follow_lead, hear_network, hear_notice
    from minhbach.domains.subjects.events import on_subjects_changed, on_values_reclosed
    from minhbach.domains.subjects.services import rescope_story
    from minhbach.domains.watching.services import follow_reach
    from minhbach.domains.watching.services import hear_reclosed as watch_reclosed
    from minhbach.foundation.scope import on_reach_changed

    # An inspection order or a sanction decision that is issued is an event of its case.
    on_document_moved(hear_document)
    # What is owed by a decision follows its file.
    on_file_changed(hear_file)
    # What another system keeps of the same is compared with it.
    on_file_changed(compare_file)
    # A unit whose force draws its papers in a system of its own does not draw them here to begin with.
    on_unit_joined(hear_joined)
    # A report whose document is issued is issued; one returned may be changed again.
    on_document_moved(follow_report)
    # What is written of somebody is compared with what is known already, by the worker.
    on_subjects_changed(hear_subjects)
    # And looked at in its network, by the worker, too.
    on_subjects_changed(look_at_networks)
    # A value that is closed by another key is so wherever it is kept.
    on_values_reclosed(hear_reclosed)
    on_values_reclosed(watch_reclosed)
    # What is found there is a lead, for those who may see what it rests on.
    on_network_found(hear_network)
    # A link that the owner of a right reported is a lead, too.
    on_notice_read(hear_notice)
    # What hangs on a record is seen by those who see the record, also after it has moved.
    on_reach_changed(rescope_story)
    on_reach_changed(rescope_evidence)
    on_reach_changed(rescope_documents)
    on_reach_changed(rescope_visits)
    on_reach_changed(follow_subject)
    on_reach_changed(rescope_outcomes)
    on_reach_changed(rescope_accounts)
    on_reach_changed(follow_lead)
    on_reach_changed(follow_reach)

from __future__ import annotations

from django.urls import path

from minhbach.domains.documents.web import (
    acts,
    editing,
    files,
    lists,
    pages,
    registers,
    scan_rules,
    sources,
    stack,
    symbols,
)

app_name = "documents"
urlpatterns = [
    path("", lists.document_list, name="list"),
    path("cho-ky/", stack.stack, name="stack"),
    path("cho-ky/<uuid:document_id>/ky/", stack.sign_next, name="sign_next"),
    path("cho-ky/<uuid:document_id>/tra-lai/", stack.send_back_next, name="send_back_next"),
    path("so/", lists.register, name="register"),
    path("so/bat-dau/", registers.start, name="start_register"),
    path("so/<uuid:register_id>/ve-hom-nay/", registers.bring_back, name="register_back"),
    path("ky-hieu/", symbols.symbol_list, name="symbols"),
    path("ky-hieu/dat/", symbols.set_symbol, name="set_symbol"),
    path("noi-lay-so/", sources.source_list, name="sources"),
    path("noi-lay-so/dat/", sources.set_source, name="set_source"),
    path("luc-quet/", scan_rules.rule_list, name="scan_rules"),
    path("luc-quet/dat/", scan_rules.set_rule, name="set_scan_rule"),
    path("<uuid:document_id>/", pages.document, name="document"),
    path("<uuid:document_id>/sua/", editing.edit, name="edit"),
    path("<uuid:document_id>/sua/xem-truoc/", editing.preview, name="preview"),
    path("<uuid:document_id>/trinh/", acts.take_step, {"step": "submit"}, name="submit"),
    path("<uuid:document_id>/rut/", acts.take_step, {"step": "recall"}, name="recall"),
    path("<uuid:document_id>/tra-lai/", acts.take_step, {"step": "send_back"}, name="send_back"),
    path("<uuid:document_id>/ky/", acts.take_step, {"step": "sign"}, name="sign"),
    path("<uuid:document_id>/ky-va-cap-so/", acts.take_step, {"step": "sign_and_number"}, name="sign_and_number"),
    path(
        "<uuid:document_id>/cap-so-va-phat-hanh/", acts.take_step, {"step": "number_and_issue"}, name="number_and_issue"
    ),
    path("<uuid:document_id>/cap-so/", acts.take_step, {"step": "give_number"}, name="give_number"),
    path("<uuid:document_id>/phat-hanh/", acts.take_step, {"step": "issue"}, name="issue"),
    path("<uuid:document_id>/luu/", acts.take_step, {"step": "file_away"}, name="file_away"),
    path("<uuid:document_id>/huy/", acts.take_step, {"step": "cancel"}, name="cancel"),
    path("<uuid:document_id>/thay-the/", acts.take_step, {"step": "correct"}, name="correct"),
    path("<uuid:document_id>/dong-so/", acts.take_step, {"step": "write_line"}, name="write_line"),
    path("<uuid:document_id>/ban-quet/", acts.take_step, {"step": "attach_scan"}, name="attach_scan"),
    path("<uuid:document_id>/du-thao.docx", files.draft_file, name="draft_file"),
    path("<uuid:document_id>/ban-doc.pdf", files.pdf_copy, name="pdf_copy"),
    path("<uuid:document_id>/tep/<uuid:file_id>/", files.take_file, name="file"),
]

"""Writes. A document goes dự thảo → trình → ký → cấp số → phát hành → lưu, and each step is one function here."""

from minhbach.domains.documents.services.drafting import draft, draft_correction, pass_draft_on, redraft
from minhbach.domains.documents.services.ending import cancel, file_away, supersede
from minhbach.domains.documents.services.following import rescope_documents
from minhbach.domains.documents.services.issuing import issue, number_and_issue
from minhbach.domains.documents.services.lines import write_register_line
from minhbach.domains.documents.services.looking import look_at, take_copy, take_file
from minhbach.domains.documents.services.numbering import give_number
from minhbach.domains.documents.services.registers import bring_register_back, start_register
from minhbach.domains.documents.services.scan_rules import set_scan_rule
from minhbach.domains.documents.services.scans import attach_scan
from minhbach.domains.documents.services.signing import sign, sign_and_number
from minhbach.domains.documents.services.sources import hear_joined, set_number_source
from minhbach.domains.documents.services.submitting import recall, return_for_changes, submit
from minhbach.domains.documents.services.symbols import set_symbol

__all__ = [
    "attach_scan",
    "bring_register_back",
    "cancel",
    "draft",
    "draft_correction",
    "file_away",
    "give_number",
    "hear_joined",
    "issue",
    "look_at",
    "number_and_issue",
    "pass_draft_on",
    "recall",
    "redraft",
    "rescope_documents",
    "return_for_changes",
    "set_number_source",
    "set_scan_rule",
    "set_symbol",
    "sign",
    "sign_and_number",
    "start_register",
    "submit",
    "supersede",
    "take_copy",
    "take_file",
    "write_register_line",
]

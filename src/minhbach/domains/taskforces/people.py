"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople("taskforces.TaskForce", ("purpose",), _lazy("Tổ công tác"), _lazy("biết tổ làm gì"), Until.UNSET),
    OfPeople(
        "taskforces.Decision",
        ("number", "signer", "note"),
        _lazy("Quyết định về tổ công tác"),
        _lazy("biết tổ dựa trên văn bản nào"),
        Until.UNSET,
    ),
    OfPeople(
        "taskforces.Errand", ("what", "result"), _lazy("Việc giao tổ công tác"), _lazy("theo dõi việc"), Until.UNSET
    ),
    OfPeople("taskforces.Mark", ("note",), _lazy("Đối tượng tổ để ý"), _lazy("phối hợp trong tổ"), Until.UNSET),
    OfPeople("taskforces.LogLine", ("words",), _lazy("Nhật ký tổ công tác"), _lazy("biết tổ đã làm gì"), Until.UNSET),
    OfPeople(
        "taskforces.CallOut",
        ("what", "meet_where", "result"),
        _lazy("Lần điều động"),
        _lazy("tập hợp lực lượng"),
        Until.UNSET,
    ),
    OfPeople("taskforces.Answer", ("reason",), _lazy("Trả lời điều động"), _lazy("biết ai tới"), Until.UNSET),
)

"""A form over a record that stands: what another changed since the page was opened is never overwritten unseen.

The form carries a mark of each value it was filled with. When it is sent, the record is held, the form is made anew
from it, and the marks are compared: where they differ nothing is kept, the form comes back as it was typed with what
the other wrote beside each field, and may be sent again, now in the knowledge of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.database.locks import hold
from minhbach.foundation.press import NAME as PRESS
from minhbach.foundation.refusals import Refusal

if TYPE_CHECKING:
    from minhbach.foundation.pages.forms import PageForm

SEEN = "seen_marks"
_SHOWN_LETTERS = 300


class ChangedSince(Refusal):
    code = "foundation.changed_since"
    sentence = _lazy(
        "Hồ sơ đã được người khác sửa sau khi bạn mở trang. Xem từng chỗ họ đã sửa; gửi lại thì nội dung của bạn "
        "sẽ thay vào."
    )


@dataclass(frozen=True)
class Edits:
    """The RECORD a form changes, and the form ANEW: empty of what was sent, filled with what the record now says."""

    record: Model
    anew: Callable[[], PageForm]


def carry_marks(form: PageForm) -> None:
    """Let a form that is shown carry the marks of what it is filled with."""
    form.fields[SEEN] = forms.CharField(
        required=False, initial=json.dumps(_marks_of(form)), widget=forms.HiddenInput(attrs={"id": False})
    )


def require_unchanged(form: PageForm, edits: Edits) -> None:
    """Hold the record until the transaction ends; refuse where it says something else than the sender had seen.

    Raises: ChangedSince, with what changed said at the fields of the form.
    """
    hold(edits.record)
    seen = _read(form.data.get(SEEN, ""))
    if not seen:
        return
    anew = edits.anew()
    now = _marks_of(anew)
    changed = [name for name in now if now[name] != seen.get(name)]
    if not changed and seen.keys() == now.keys():
        return
    _come_back(form, anew, now)
    for name in changed:
        if name in form.fields:
            form.add_error(name, _("Người khác đã sửa mục này thành “%(words)s”.") % {"words": _words_of(anew[name])})
    raise ChangedSince


def _come_back(form: PageForm, anew: PageForm, now: Mapping[str, str]) -> None:
    """Let the form show what was typed, with the marks of today, and today's values where it asked for nothing."""
    data: QueryDict = cast("QueryDict", form.data).copy()
    data[SEEN] = json.dumps(now)
    for name in now.keys() - set(data):
        if not isinstance(anew[name].field, forms.BooleanField | forms.MultipleChoiceField):
            data[name] = anew[name].value()
    form.data = data


def _marks_of(form: PageForm) -> dict[str, str]:
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {
        name: _digest(form.fields[name].prepare_value(value))
        for name, value in values.items()
        if name not in (SEEN, PRESS)
    }


def _digest(value: Any) -> str:
    if isinstance(value, Model):
        value = value.pk
    words = json.dumps(value if value is not None else "", ensure_ascii=False, default=str)
    return hashlib.sha256(words.encode()).hexdigest()[:10]


def _words_of(field: forms.BoundField) -> str:
    """The value of a field as a person reads it."""
    value = field.value()
    choices = dict(getattr(field.field, "choices", ()) or ())
    if isinstance(field.field, forms.BooleanField):
        return _("có") if value else _("không")
    values = value if isinstance(value, list | tuple) else [value]
    known = {str(key): str(words) for key, words in choices.items()}
    words = "; ".join(known.get(str(one), str(one)) for one in values if one not in (None, ""))
    return (words or _("để trống"))[:_SHOWN_LETTERS]


def _read(text: str) -> dict[str, str]:
    try:
        marks = json.loads(text)
    except ValueError:
        return {}
    return marks if isinstance(marks, dict) else {}

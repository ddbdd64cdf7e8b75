"""The fields of the house: each has the office's look, reads as people type, says in our words what is wrong.

    reason = fields.Text(label=_("Lý do"), longest=500, rows=3)
    paid_on = fields.Day(label=_("Ngày nộp"))
    amount_vnd = fields.Money(label=_("Số tiền (đồng)"), required=False)

A field that need not be filled is marked “không bắt buộc” by the template. Choices that depend on who asks are given
when the form is made: `form.offer("leader_id", choices)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _lazy

from minhbach.engine.text.clean import clean
from minhbach.foundation.clock import VIETNAM
from minhbach.foundation.money import MoneyUnreadable, parse_vnd
from minhbach.foundation.pages.formats import DAY_FORMATS, MOMENT_FORMATS, MONTH_FORMATS, is_within_reason
from minhbach.foundation.writing import read_quantity, write_number, write_quantity

INPUT = {"class": "form-control"}
SELECT = {"class": "form-select"}
TICK = {"class": "form-check-input"}
# Never the browser's own picker: on an English Windows it writes 11/12 for the twelfth of November.
_TYPED = {"autocomplete": "off", "inputmode": "numeric"}
DAY = {**_TYPED, "data-day": "day", "placeholder": _lazy("ngày/tháng/năm")}
MONTH = {**_TYPED, "data-day": "month", "placeholder": _lazy("tháng/năm")}
MOMENT = {**_TYPED, "data-day": "moment", "inputmode": "text", "placeholder": _lazy("ngày/tháng/năm giờ:phút")}

FILL_IN = _lazy("Chưa nhập mục này.")
CHOOSE = _lazy("Chưa chọn mục nào.")
NOT_OFFERED = _lazy("Mục đã chọn không có trong danh sách. Hãy chọn lại.")
TOO_LONG = _lazy("Dài %(show_value)d chữ; nhiều nhất %(limit_value)d chữ.")


class Text(forms.CharField):
    """Words; several lines of them where ROWS are given."""

    default_error_messages = {
        "required": FILL_IN,
        "max_length": TOO_LONG,
        "min_length": _lazy("Mới có %(show_value)d chữ; ít nhất %(limit_value)d chữ."),
    }

    def __init__(self, *, longest: int = 300, rows: int = 0, **more: Any) -> None:
        attrs = {**INPUT, **more.pop("attrs", {})}
        widget = forms.Textarea(attrs={"rows": rows, **attrs}) if rows else forms.TextInput(attrs=attrs)
        self.is_one_line = not rows
        super().__init__(max_length=longest, **{"widget": widget, **more})

    def to_python(self, value: Any) -> Any:
        text = clean(super().to_python(value) or "")
        return text.replace("\n", " ").replace("\r", "") if self.is_one_line else text


class Code(forms.RegexField):
    """Words of a fixed shape; SHAPE says in words what they look like."""

    default_error_messages = {"required": FILL_IN, "max_length": TOO_LONG}

    def __init__(self, regex: str, *, shape: Any, longest: int = 60, **more: Any) -> None:
        more.setdefault("widget", forms.TextInput(attrs={**INPUT, **more.pop("attrs", {})}))
        super().__init__(regex, max_length=longest, error_messages={"invalid": shape}, **more)


class Email(forms.EmailField):
    default_error_messages = {
        "required": FILL_IN,
        "invalid": _lazy("Địa chỉ thư điện tử viết như ten@co-quan.gov.vn."),
        "max_length": TOO_LONG,
    }

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"widget": forms.EmailInput(attrs=INPUT), **more})


class Carried(forms.CharField):
    """Words that a form carries unseen, as it was given out with them."""

    widget = forms.HiddenInput

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"required": False, **more})


class Lines(Text):
    """Several statements, one a line: a tuple of them."""

    def __init__(self, *, rows: int = 3, longest: int = 20_000, **more: Any) -> None:
        super().__init__(rows=rows, longest=longest, **more)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> Any:
        return tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())


class Day(forms.DateField):
    """A day as people here write it, 05/11/2026; a calendar of our own helps where scripts run."""

    default_error_messages = {
        "required": _lazy("Chưa nhập ngày."),
        "invalid": _lazy("Không đọc được ngày này. Viết ngày/tháng/năm, như 05/11/2026."),
    }

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(format=DAY_FORMATS[0], attrs={**INPUT, **DAY, **more.pop("attrs", {})})
        super().__init__(input_formats=DAY_FORMATS, **{"widget": widget, **more})

    def to_python(self, value: Any) -> Any:
        return _within_reason(super().to_python(value), self.error_messages["invalid"])


class LastDay(Day):
    """The last day as people say it; kept, as every period of the house, as the first day no more."""

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        return day and day + timedelta(days=1)


class Month(forms.DateField):
    """A month of this century, as its first day."""

    default_error_messages = {
        "required": _lazy("Chưa nhập tháng."),
        "invalid": _lazy("Không đọc được tháng này. Viết tháng/năm, như 11/2026."),
    }

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(format=MONTH_FORMATS[0], attrs={**INPUT, **MONTH, **more.pop("attrs", {})})
        super().__init__(input_formats=MONTH_FORMATS, **{"widget": widget, **more})

    def clean(self, value: Any) -> Any:
        month = super().clean(value)
        if month and not 2000 <= month.year <= 2099:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return month


class Moment(forms.DateTimeField):
    """A day and an hour in Vietnam."""

    default_error_messages = {
        "required": _lazy("Chưa nhập ngày và giờ."),
        "invalid": _lazy("Không đọc được ngày giờ này. Viết như 05/11/2026 14:30."),
    }

    def __init__(self, **more: Any) -> None:
        attrs = {**INPUT, **MOMENT, **more.pop("attrs", {})}
        widget = forms.DateTimeInput(format=MOMENT_FORMATS[0], attrs=attrs)
        super().__init__(input_formats=MOMENT_FORMATS, **{"widget": widget, **more})

    def to_python(self, value: Any) -> Any:
        return _within_reason(super().to_python(value), self.error_messages["invalid"])

    def prepare_value(self, value: Any) -> Any:
        return value.astimezone(VIETNAM) if isinstance(value, datetime) and value.tzinfo else value


class Money(Text):
    """Đồng, typed as people do: 1.250.000 or 1,25 triệu; None where nothing is typed."""

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", **more.pop("attrs", {})}
        super().__init__(longest=40, attrs=attrs, **more)

    def prepare_value(self, value: Any) -> Any:
        return write_number(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        try:
            return parse_vnd(super().clean(value))
        except MoneyUnreadable as refusal:
            raise ValidationError(str(refusal)) from refusal


class Whole(forms.IntegerField):
    """A whole number."""

    default_error_messages = {
        "required": _lazy("Chưa nhập số."),
        "invalid": _lazy("Chỉ viết chữ số, như 12."),
        "min_value": _lazy("Ít nhất là %(limit_value)s."),
        "max_value": _lazy("Nhiều nhất là %(limit_value)s."),
    }

    def __init__(self, *, least: int | None = None, most: int | None = None, **more: Any) -> None:
        widget = forms.NumberInput(attrs={**INPUT, **more.pop("attrs", {})})
        super().__init__(min_value=least, max_value=most, **{"widget": widget, **more})


class Quantity(Text):
    """An amount that may be broken, as a Vietnamese hand writes it: 1.200 is twelve hundred, 12,5 twelve and a half."""

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", **more.pop("attrs", {})}
        super().__init__(longest=30, attrs=attrs, **more)

    def prepare_value(self, value: Any) -> Any:
        return write_quantity(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        try:
            return read_quantity(super().clean(value))
        except ValueError:
            raise ValidationError(_lazy("Viết một số, như 12 hoặc 1,5.")) from None


class Tick(forms.BooleanField):
    """Yes where it is ticked; leaving it empty is an answer too."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"required": False, "widget": forms.CheckboxInput(attrs=TICK), **more})


class Choice(forms.TypedChoiceField):
    """One of several, as codes or as the members of an enumeration; in a list, or side by side as OPEN buttons."""

    default_error_messages = {"required": CHOOSE, "invalid_choice": NOT_OFFERED}

    def __init__(self, *, choices: Any = (), open: bool = False, **more: Any) -> None:  # noqa: A002
        attrs = {**(TICK if open else SELECT), **more.pop("attrs", {})}
        widget = forms.RadioSelect(attrs=attrs) if open else forms.Select(attrs=attrs)
        super().__init__(choices=_capital(choices), **{"widget": widget, **more})


class Either(Choice):
    """Yes or no, each in its own words and neither beforehand."""

    def __init__(self, *, yes: str | Promise, no: str | Promise, **more: Any) -> None:
        choices = [("yes", yes), ("no", no)]
        super().__init__(choices=choices, open=True, coerce=lambda code: code == "yes", empty_value=None, **more)

    def prepare_value(self, value: Any) -> Any:
        return ("yes" if value else "no") if isinstance(value, bool) else value


class Choices(forms.TypedMultipleChoiceField):
    """Several of several, each with a box to tick: a tuple of codes."""

    default_error_messages = {"required": CHOOSE, "invalid_choice": NOT_OFFERED, "invalid_list": NOT_OFFERED}

    def __init__(self, *, choices: Any = (), **more: Any) -> None:
        widget = forms.CheckboxSelectMultiple(attrs={**TICK, **more.pop("attrs", {})})
        super().__init__(choices=_capital(choices), **{"widget": widget, **more})

    def clean(self, value: Any) -> Any:
        return tuple(super().clean(value))


class Person(Choice):
    """One person, by id; those who may be chosen are offered when the form is made, with their titles."""


class People(Choices):
    """Several people, by id."""


class Record(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One record of a list that is offered when the form is made; WORDS say how it is named."""

    default_error_messages = {"required": CHOOSE, "invalid_choice": NOT_OFFERED}

    def __init__(self, *, words: Callable[[Any], str] = str, **more: Any) -> None:
        self.words = words
        widget = forms.Select(attrs={**SELECT, **more.pop("attrs", {})})
        super().__init__(**{"queryset": None, "empty_label": "—", "widget": widget, **more})

    def label_from_instance(self, obj: Model) -> str:
        return self.words(obj)


class Records(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several records, each with a box to tick."""

    default_error_messages = {"required": CHOOSE, "invalid_choice": NOT_OFFERED, "invalid_list": NOT_OFFERED}

    def __init__(self, *, words: Callable[[Any], str] = str, **more: Any) -> None:
        self.words = words
        super().__init__(**{"queryset": None, "widget": forms.CheckboxSelectMultiple(attrs=TICK), **more})

    def label_from_instance(self, obj: Model) -> str:
        return self.words(obj)


class Place(Text):
    """A place typed by its name with suggestions; FIND turns the words into the place or refuses in its own words."""

    def __init__(self, *, find: Callable[[str], Any], suggestions: Iterable[str] = (), **more: Any) -> None:
        self.find, self.suggestions = find, list(suggestions)
        super().__init__(longest=200, attrs={"autocomplete": "off"}, **more)

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        bound: forms.BoundField = super().get_bound_field(form, field_name)
        self.widget.attrs["list"] = f"{bound.auto_id}_list"
        return bound

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.find(text) if text else None


# The name of what a phone's camera takes, beside the name of what is chosen.
CAMERA = "camera"


class _FileInput(forms.FileInput):
    """A file that was chosen, or taken by the camera; of several, both."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        given = super().value_from_datadict(data, files, name)
        taken = files.getlist(f"{name}_{CAMERA}") if hasattr(files, "getlist") else []
        if not self.allow_multiple_selected:
            return given or (taken[-1] if taken else None)
        return [*(given if isinstance(given, list | tuple) else [given] if given else []), *taken]


class File(forms.FileField):
    """One file; ACCEPT is what the browser offers to choose from, as ".xlsx,.csv", LARGEST how many MB it may have.

    With a CAMERA a phone offers to take a photograph, too.
    """

    is_file = True
    default_error_messages = {
        "required": _lazy("Chưa chọn tệp."),
        "empty": _lazy("Tệp này rỗng."),
        "missing": _lazy("Chưa chọn tệp."),
        "invalid": _lazy("Tệp chưa được gửi lên. Hãy chọn lại."),
        "max_length": _lazy("Tên tệp dài %(length)d chữ; nhiều nhất %(max)d chữ."),
        "too_large": _lazy("Tệp lớn hơn %(largest)d MB; hãy chia nhỏ."),
    }

    def __init__(self, *, accept: str = "", largest: int = 0, camera: bool = False, **more: Any) -> None:
        attrs = {**INPUT, **({"accept": accept} if accept else {})}
        self.largest, self.has_camera = largest, camera
        super().__init__(**{"widget": _FileInput(attrs=attrs), "max_length": 300, **more})
        if largest:  # the browser says so before it sends
            sentence = self.error_messages["too_large"] % {"largest": largest}
            self.widget.attrs.update({"data-largest": largest << 20, "data-too-large": sentence})

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file and self.largest and file.size > self.largest << 20:
            raise ValidationError(self.error_messages["too_large"], code="too_large", params={"largest": self.largest})
        return file


class _SeveralFiles(_FileInput):
    allow_multiple_selected = True


class Files(File):
    """Several files at once: a list, each to be judged on its own by whoever keeps them."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"widget": _SeveralFiles(attrs=dict(INPUT)), **more})

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise ValidationError(self.error_messages["required"], code="required")
        # An empty file is refused by the service in its own words.
        return list(given)


def _within_reason(day: Any, sentence: Any) -> Any:
    if day is not None and not is_within_reason(day):
        raise ValidationError(sentence, code="invalid")
    return day


def _capital(choices: Any) -> Any:
    """Begin each choice with a capital: in a sentence they are small words, in a list they stand alone."""
    if callable(choices):
        return lambda: _capital(choices())
    return [(code, capfirst(words)) for code, words in choices]

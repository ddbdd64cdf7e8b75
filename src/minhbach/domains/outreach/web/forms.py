"""Forms of this room. What a kind's content asks follows from its dataclass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Officer
from minhbach.domains.outreach import selectors
from minhbach.domains.outreach.kinds import Asked, Kind
from minhbach.domains.outreach.kinds.finding import key_of, name_key
from minhbach.domains.outreach.models import Publication
from minhbach.domains.outreach.services.drafting import Draft, title_of, title_of_site
from minhbach.domains.outreach.services.pictures import Shot
from minhbach.engine.identifiers import KINDS as IDENTIFIERS
from minhbach.engine.identifiers import Identity
from minhbach.foundation.pages import fields as kit
from minhbach.foundation.pages.forms import PageForm, Part
from minhbach.foundation.writing import read_quantity, write_day, write_quantity

_BAR = "|"
_FOLDED = ("summary_en", "publish_at", "days")
# In MB; two of them pass the ordinary bound of a request.
_PICTURES, _LARGEST = ".jpg,.jpeg,.png,.webp", 12
_FOR_WHO_DOES_NOT_SEE = _lazy("Một câu, cho người không nhìn thấy ảnh.")


class Rows(kit.Lines):
    """Lines of several things with bars between them: a tuple of the dataclass that holds one line."""

    def __init__(self, *, row: type[Any], columns: tuple[Any, ...], **more: Any) -> None:
        self.row, self.columns = row, columns
        super().__init__(**more)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, tuple) or not value or not is_dataclass(value[0]):
            return super().prepare_value(value)
        return "\n".join(f" {_BAR} ".join(_written(getattr(one, part.name)) for part in fields(one)) for one in value)

    def clean(self, value: Any) -> Any:
        return tuple(self._row(number, line) for number, line in enumerate(super().clean(value), start=1))

    def _row(self, number: int, line: str) -> Any:
        said = [part.strip() for part in line.split(_BAR)]
        heads = f" {_BAR} ".join(str(one) for one in self.columns)
        if len(said) != len(self.columns) or not all(said):
            raise ValidationError(
                _("Dòng %(number)d chưa đủ các phần: %(heads)s.") % {"number": number, "heads": heads}
            )
        kinds = get_type_hints(self.row)
        values = [read_quantity(part) if kinds[one.name] is Decimal else part
                  for one, part in zip(fields(self.row), said, strict=True)]  # fmt: skip
        if None in values:
            raise ValidationError(_("Dòng %(number)d: không đọc được số “%(said)s”.") % {
                "number": number, "said": said[-1],
            })  # fmt: skip
        return self.row(*values)


def _written(value: Any) -> str:
    return write_quantity(value) if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True)
class _Slot:
    name: str
    field: forms.Field


def _slots(content: type[Any]) -> Iterator[_Slot]:
    hints = get_type_hints(content, include_extras=True)
    for one in fields(content):
        if get_origin(hints[one.name]) is not Annotated:
            continue
        kind, how = get_args(hints[one.name])
        assert isinstance(how, Asked)  # noqa: S101
        told: dict[str, Any] = {"label": how.label, "help_text": how.help, "required": how.is_needed}
        if get_origin(kind) is not tuple:
            field: forms.Field = kit.Text(rows=how.rows if how.rows > 1 else 0, longest=how.longest, **told)
        elif is_dataclass(row := get_args(kind)[0]) and isinstance(row, type):
            field = Rows(row=row, columns=how.columns, rows=how.rows, **told)
        else:
            field = kit.Lines(rows=how.rows, **told)
        yield _Slot(one.name, field)


class WordsForm(PageForm):
    """What every draft is asked besides its content."""

    summary = kit.Text(
        label=_lazy("Tóm tắt"), rows=3, longest=1_000, help_text=_lazy("Hai, ba câu người dân đọc được ngay.")
    )
    ground = kit.Text(
        label=_lazy("Căn cứ công bố"),
        longest=500,
        help_text=_lazy("Vì sao được công bố; người duyệt đọc, người dân không thấy."),
    )
    summary_en = kit.Text(label=_lazy("Tóm tắt tiếng Anh"), rows=3, longest=1_000, required=False)
    publish_at = kit.Moment(
        label=_lazy("Đăng từ lúc"), required=False, help_text=_lazy("Để trống: đăng ngay khi được duyệt.")
    )
    days = kit.Whole(label=_lazy("Đăng trong (ngày)"), least=1, most=3650, required=False)

    @property
    def parts(self) -> Iterator[Part]:
        yield Part("", [field for field in self.visible_fields() if field.name not in _FOLDED])
        folded = [field for field in self.visible_fields() if field.name in _FOLDED]
        yield Part(_lazy("Tiếng Anh, ngày đăng, ngày gỡ"), folded, is_folded=True)


class PublicationForm(WordsForm):
    """A draft of a kind that is typed."""

    title = kit.Text(label=_lazy("Tiêu đề"), longest=200)
    field_order = ("title", "summary")

    def __init__(self, *args: Any, kind: Kind, known: Publication | None = None, **kwargs: Any) -> None:
        self.kind = kind
        if known is not None:
            content = selectors.content_of(known)
            words = {name: getattr(known, name) for name in ("title", "summary", "ground", *_FOLDED)}
            told = {slot.name: getattr(content, slot.name) for slot in _slots(kind.content)}
            found = tuple(one.value for one in selectors.identifiers_of(known))
            kwargs["initial"] = {**words, **told, "goods_found_by": found}
        super().__init__(*args, **kwargs)

    def derived(self) -> dict[str, forms.Field]:
        asked = {slot.name: slot.field for slot in _slots(self.kind.content)}
        if self.kind.names_goods:
            asked["goods_found_by"] = kit.Lines(
                label=_lazy("Tra được theo"),
                required=False,
                rows=2,
                help_text=_lazy("Tên hàng, mã vạch; mỗi dòng một. Không ghi tên người bán, số điện thoại, trang web."),
            )
        return asked

    def prepare(self) -> None:
        # The form's own fields after those of the content, but for what is read first.
        first = ["title", "summary"]
        asked = list(self.derived())
        self.order_fields([*first, *asked, "ground", *_FOLDED])

    def words(self) -> Draft:
        given = self.asked
        names = ("title", "summary", "ground", "summary_en", "publish_at", "days")
        return Draft(**{name: given[name] for name in names}, goods_found_by=given.get("goods_found_by", ()))

    def content(self) -> Any:
        given = self.asked
        return self.kind.content(**{slot.name: given[slot.name] for slot in _slots(self.kind.content)})


class DecisionForm(WordsForm):
    """A draft that is filled from an issued decision."""

    document = kit.Record(label=_lazy("Quyết định"), words=lambda one: f"{one.number_text} · {write_day(one.dated)}")
    field_order = ("document",)

    def __init__(self, *args: Any, officer: Officer, at: datetime, **kwargs: Any) -> None:
        self.officer, self.at = officer, at
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        may = selectors.decisions_to_publish(self.officer, at=self.at)
        self.offer("document", selectors.decisions_named([one.pk for one in may]))

    def words(self) -> Draft:
        given = self.asked
        names = ("summary", "ground", "summary_en", "publish_at", "days")
        return Draft(title=title_of(given["document"]), **{name: given[name] for name in names})


class EditDecisionForm(WordsForm):
    """The words around a decision, and by what of it the publication may be found."""

    found_by = kit.Choices(
        label=_lazy("Tra được theo"),
        required=False,
        help_text=_lazy("Chỉ điều quyết định có nêu. Bỏ dấu ở điều không nên tra được."),
    )
    field_order = ("summary", "found_by")

    def __init__(self, *args: Any, known: Publication, **kwargs: Any) -> None:
        self.known = known
        words = {name: getattr(known, name) for name in ("summary", "ground", *_FOLDED)}
        kept = [one.key for one in selectors.identifiers_of(known)]
        super().__init__(*args, initial={**words, "found_by": kept}, **kwargs)

    def prepare(self) -> None:
        if self.known.document is not None:
            found = selectors.found_in(self.known.document)
            self.offer("found_by", [(_key(one), f"{_kind_words(one)}: {value}") for one, value in found.items()])

    def words(self) -> Draft:
        names = ("summary", "ground", "summary_en", "publish_at", "days")
        return Draft(title=self.known.title, **{name: self.asked[name] for name in names})


class SiteForm(WordsForm):
    """A draft that is filled from the register of sites."""

    site = kit.Record(label=_lazy("Trang, ứng dụng"), words=lambda one: f"{one.name} · {one.url}")
    seen_on = kit.Day(label=_lazy("Xem ở online.gov.vn ngày"), help_text=_lazy("Hiện bên cạnh, để người đọc biết."))
    field_order = ("site", "seen_on")

    def __init__(self, *args: Any, officer: Officer, at: datetime, **kwargs: Any) -> None:
        self.officer, self.at = officer, at
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        may = selectors.notices_to_publish(self.officer, at=self.at)
        self.offer("site", selectors.sites_named([one.pk for one in may]))

    def words(self) -> Draft:
        given = self.asked
        names = ("summary", "ground", "summary_en", "publish_at", "days")
        return Draft(title=title_of_site(given["site"]), **{name: given[name] for name in names})


class EditSiteForm(WordsForm):
    """The words around what online.gov.vn says."""

    def __init__(self, *args: Any, known: Publication, **kwargs: Any) -> None:
        self.known = known
        words = {name: getattr(known, name) for name in ("summary", "ground", *_FOLDED)}
        super().__init__(*args, initial=words, **kwargs)

    def words(self) -> Draft:
        names = ("summary", "ground", "summary_en", "publish_at", "days")
        return Draft(title=self.known.title, **{name: self.asked[name] for name in names})


class PairForm(PageForm):
    """What is genuine beside what is fake; of each what it shows, for who does not see it."""

    ids = "pair"
    caption = kit.Text(label=_lazy("Xem ở đâu"), longest=100, help_text=_lazy("Ví dụ: nắp chai, tem, đáy hộp."))
    genuine = kit.File(label=_lazy("Ảnh hàng thật"), accept=_PICTURES, largest=_LARGEST)
    genuine_alt = kit.Text(label=_lazy("Ảnh hàng thật cho thấy gì"), longest=200, help_text=_FOR_WHO_DOES_NOT_SEE)
    fake = kit.File(label=_lazy("Ảnh hàng giả"), accept=_PICTURES, largest=_LARGEST)
    fake_alt = kit.Text(label=_lazy("Ảnh hàng giả cho thấy gì"), longest=200)

    def told_service(self) -> dict[str, Any]:
        given = self.asked
        sides = {side: Shot(given[side].name, given[side].file, given[f"{side}_alt"]) for side in ("genuine", "fake")}
        return {"caption": given["caption"], **sides}


def _key(identity: Identity) -> str:
    return name_key(identity.canonical) if identity.kind == "name" else key_of(identity.kind, identity.canonical)


def _kind_words(identity: Identity) -> str:
    return IDENTIFIERS[identity.kind].words if identity.kind in IDENTIFIERS else _("tên")


class ReasonForm(PageForm):
    reason = kit.Text(label=_lazy("Lý do"), longest=500, rows=2)


class RetractForm(PageForm):
    reason = kit.Text(
        label=_lazy("Lý do rút lại"),
        longest=500,
        rows=2,
        help_text=_lazy("Hiện trên trang công khai; không nhắc lại điều bị rút, không nêu tên ai."),
    )


class ReplyForm(PageForm):
    party = kit.Text(label=_lazy("Ý kiến của ai"), longest=200)
    text = kit.Text(label=_lazy("Ý kiến, nguyên văn"), rows=4, longest=4_000)
    dated = kit.Day(label=_lazy("Văn bản ngày"))


class KeyForm(PageForm):
    partner = kit.Text(label=_lazy("Đối tác"), longest=200, help_text=_lazy("Ngân hàng, ví, sàn, nền tảng nào."))
    paper = kit.Text(label=_lazy("Văn bản đề nghị"), longest=200, help_text=_lazy("Số, ngày, cơ quan gửi."))
    per_second = kit.Whole(label=_lazy("Số lần hỏi mỗi giây"), least=1, most=500, initial=20)
    valid_until = kit.Day(label=_lazy("Dùng đến hết ngày"))

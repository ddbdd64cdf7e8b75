"""What a paper says of itself, and the table in which it then stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.documents.layout.envelope import Envelope
from minhbach.domains.documents.layout.freezing import ContentUnreadable, thaw
from minhbach.domains.documents.layout.paper import Paper

Words = str | Promise

# How far a paper has been checked against the law's text; its page says so.
GENERAL = _lazy(
    "Trình bày theo thể thức chung của Nghị định 30/2020/NĐ-CP. Chưa đối chiếu lời văn mẫu "
    "số %(form)s Thông tư 22/2021/TT-BCT."
)
ANNEX = _lazy(
    "Mẫu %(form)s Nghị định 118/2021/NĐ-CP, chưa hợp nhất Nghị định 68/2025/NĐ-CP và "
    "190/2025/NĐ-CP (chưa đối chiếu); phải đối chiếu trước khi in chính thức."
)
ANNEX_UNREAD = _lazy(
    "Trình bày theo thể thức chung của Nghị định 30/2020/NĐ-CP. Chưa đối chiếu lời văn mẫu %(form)s "
    "Nghị định 118/2021/NĐ-CP; phải đối chiếu trước khi in chính thức."
)
ANNEX_UNREAD_TERM = _lazy(
    "Trình bày theo thể thức chung của Nghị định 30/2020/NĐ-CP. Chưa đối chiếu lời văn mẫu %(form)s "
    "Nghị định 118/2021/NĐ-CP; phải đối chiếu trước khi in chính thức. Ngày hết hạn tạm giữ do cán bộ tự nhập, "
    "hệ thống không tính và chưa đối chiếu."
)
DECREE_30 = _lazy("Trình bày theo thể thức Nghị định 30/2020/NĐ-CP.")


class Content(Protocol):
    """What a paper says, but its envelope: a frozen dataclass that sets itself on paper."""

    def compose(self, envelope: Envelope) -> Paper: ...


class SignedBy(StrEnum):
    """Whose signature a paper needs: a rank that may sign for the agency, or whoever drew the paper up."""

    AUTHORITY = "authority"
    MAKER = "maker"


class _Codes(type):
    """`Kind.SANCTION_DECISION` is the paper "sanction_decision" of the table; `for kind in Kind` walks it."""

    def __getattr__(cls, name: str) -> Kind:
        form = PAPERS.get(name.lower())
        if form is None or not name.isupper():
            raise AttributeError(name)
        return form.kind

    def __iter__(cls) -> Iterator[Kind]:
        return iter([form.kind for form in PAPERS.values()])


class Kind(str, metaclass=_Codes):
    """The code of a paper: what its row, delegations and the audit name it by. Only a code in the table is one.

    Raises: ValueError.
    """

    __slots__ = ()

    def __new__(cls, code: str) -> Kind:
        form = PAPERS.get(code)
        if form is None:
            raise ValueError(f"{code!r} is no paper.")
        return form.kind

    @property
    def label(self) -> Words:
        return PAPERS[self].name


@dataclass(frozen=True)
class Form:
    """How a paper is made.

    `symbol` follows the number; "{agency}" stands for the agency's own abbreviation; None where the form gives none and
    the agency sets it. `caution` says on the page how far the form has been checked against the law's text.
    `filled_elsewhere` says where a content is filled that nobody types on its draft.
    """

    kind: Kind
    content: type[Any]
    name: Words
    title_vi: str
    symbol: str | None
    signed_by: SignedBy
    form_id: str
    caution: Words
    filled_elsewhere: Words
    # Another form than its own, where a field of the content says so: the field, that form, how far it was read.
    instead: tuple[str, str, Words] | None = None

    def said_caution(self, content: Mapping[str, Any]) -> str:
        """Say how far the form of a content has been checked against the law's text."""
        if self.instead is not None and content.get(self.instead[0]):
            return str(self.instead[2]) % {"form": self.instead[1]}
        return str(self.caution) % {"form": self.form_id}


# Filled by the modules of this package, one paper each.
_papers: dict[str, Form] = {}
PAPERS: Mapping[str, Form] = _papers

C = TypeVar("C", bound=Content)


def paper(
    code: str,
    *,
    name: Words,
    title: str,
    signed_by: SignedBy,
    caution: Words,
    symbol: str | None = None,
    form: str = "",
    filled_elsewhere: Words = "",
    instead: tuple[str, str, Words] | None = None,
) -> Callable[[type[C]], type[C]]:
    """Put a content into the table of papers under CODE. NAME is what lists call it, TITLE what a draft is called."""

    def put(content: type[C]) -> type[C]:
        _papers[code] = Form(
            str.__new__(Kind, code),
            content,
            name,
            title,
            symbol,
            signed_by,
            form,
            caution,
            filled_elsewhere,
            instead,
        )  # fmt: skip
        return content

    return put


def thaw_content(frozen: Mapping[str, Any]) -> Any:
    """Rebuild the content of a paper that `freeze` froze.

    Raises: ContentUnreadable when it names no content of the table or does not fit it.
    """
    name = frozen.get("_type")
    content = next((form.content for form in PAPERS.values() if form.content.__name__ == name), None)
    if content is None:
        raise ContentUnreadable(f"{name!r} is no known content.")
    return thaw(frozen, content)

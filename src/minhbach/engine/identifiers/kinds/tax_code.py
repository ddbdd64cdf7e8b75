"""Tax codes."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.engine.identifiers.kind import Kind
from minhbach.engine.identifiers.personal_numbers import LENGTH
from minhbach.engine.identifiers.tax_codes import fault_of, find_tax_codes, read_tax_code


class TaxCodeKind(Kind):
    """Ten digits, a dash and three for a branch; a household's is its owner's personal number, personal data."""

    code = "tax_code"
    words = "mã số thuế"
    faults = {
        "length": "“{said}” không phải mã số thuế: mã có 10 chữ số, 13 chữ số đối với chi nhánh, hoặc 12 chữ số là số "
        "định danh của chủ hộ.",
        "digits": "“{said}” không phải mã số thuế: mã chỉ gồm chữ số và dấu gạch ngang trước số chi nhánh.",
        "number": "“{said}” không phải mã số thuế từng được cấp: hãy đối chiếu với giấy tờ.",
        "branch": "“{said}” không phải mã số thuế: số chi nhánh từ 001 đến 999.",
        "check_digit": "“{said}” không phải mã số thuế: sai chữ số kiểm tra; hãy đối chiếu với giấy tờ.",
        "province": "“{said}” không phải mã số thuế 12 chữ số: ba chữ số đầu không phải mã tỉnh của số định danh.",
        "century": "“{said}” không phải mã số thuế 12 chữ số: chữ số thứ tư của số định danh từ 0 đến 3.",
        "form": "“{said}” không phải mã số thuế.",
    }

    def parse(self, written: str, within: str) -> str | None:
        if fault := fault_of(written):
            raise self.unreadable(fault, written)
        code = read_tax_code(written)
        return code.canonical if code else None

    def keys(self, canonical: str) -> tuple[str, ...]:
        return (canonical.replace("-", ""),)

    def digits(self, canonical: str) -> str:
        return canonical.replace("-", "")

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        for code, start, end in find_tax_codes(text):
            yield code.canonical, start, end

    def tells_person(self, canonical: str) -> bool:
        return len(canonical) == LENGTH

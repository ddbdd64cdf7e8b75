"""The model card in Vietnamese: what was learned from, how it fared beside the model before, what it cannot do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from minhbach.engine.screening.signs import sign_name
from minhbach.engine.telling.sentences import rule_name
from minhbach.foundation.writing import write_day, write_number

_NONE = "—"


def write_card(model: Mapping[str, Any], refused: Sequence[Mapping[str, Any]]) -> str:
    """Return the card of a model, or of a candidate that was refused, in Markdown."""
    is_screen = model["kind"] == "screen"
    parts = [
        f"# Thẻ mô hình {model['version']}",
        "",
        f"Học ngày {_day(model['made_on'])} bằng `minhbach learn`. Mọi con số dưới đây có trong `model.json`.",
        "",
        "## Kết luận",
        "",
        *_conclusion(model, refused),
        "",
        "## Học từ đâu",
        "",
        *(_outcomes(model) if is_screen else _table(model)),
        "",
        "## Kiểm tra thế nào",
        "",
        *_method(model),
        "",
        "## Kết quả trên phần để riêng",
        "",
        *_measures(model["validation"]),
        "",
        "Trong ngoặc là khoảng tin cậy 95 % (lấy mẫu lại theo người bán). Độ chính xác trung bình và AUC: càng cao "
        "càng tốt. Điểm Brier và sai lệch xác suất: càng thấp càng tốt.",
        "",
        "## Xác suất có đáng tin không",
        "",
        *_reliability(model["validation"]),
        "",
        *(_by_sign(model) if is_screen else []),
        *(_factors(model) if is_screen else []),
        "## Giới hạn",
        "",
        *_limits(model),
        "",
        "## Hoàn tác",
        "",
        "Mô hình trước được giữ ở `model-previous.json`. `minhbach learn --undo --knowledge THƯ-MỤC` đổi hai mô hình "
        "cho nhau.",
    ]
    return "\n".join(parts) + "\n"


def refusal_reasons(refused: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return why a candidate was refused, a sentence each with both figures."""
    sentences = {
        "verdict.worse_average_precision": "Độ chính xác trung bình của mô hình mới là {new}, thấp hơn {before} của mô "
        "hình hiện tại, và chênh lệch này không phải do ngẫu nhiên.",
        "verdict.worse_precision_at": "Trong {capacity} lượt kiểm tra đầu, mô hình mới đúng {new}, thấp hơn {before} "
        "của mô hình hiện tại, và chênh lệch này không phải do ngẫu nhiên.",
        "verdict.worse_brier": "Xác suất của mô hình mới kém tin cậy hơn: điểm Brier {new}, cao hơn {before} của mô "
        "hình hiện tại, và chênh lệch này không phải do ngẫu nhiên.",
        "verdict.no_better": "Mô hình mới không tốt hơn: độ chính xác trung bình {new}, mô hình hiện tại {before}; "
        "xác suất cũng không đáng tin hơn rõ rệt.",
        "verdict.no_better_than_chance": "Mô hình mới chưa hơn chọn ngẫu nhiên: AUC {new}, chọn ngẫu nhiên {before}; "
        "khoảng tin cậy còn chạm mức ngẫu nhiên.",
        "verdict.outcomes_reversed": "Kết quả ngược với mô hình hiện tại (AUC {before}, dưới mức ngẫu nhiên 0,5; mô "
        "hình mới {new}). Hãy kiểm tra xem cột kết quả có bị ghi đảo không.",
    }
    return [
        sentences[one["code"]].format(
            new=_figure(one["new"]), before=_figure(one["before"]), capacity=one.get("capacity")
        )
        for one in refused
    ]


def _conclusion(model: Mapping[str, Any], refused: Sequence[Mapping[str, Any]]) -> list[str]:
    report = model["validation"]
    if refused:
        return ["**Bị từ chối: mô hình hiện tại được giữ nguyên.**", "",
                *(f"- {reason}" for reason in refusal_reasons(refused))]  # fmt: skip
    number = max(
        (int(name.rsplit("_", 1)[1]) for name, one in report["new"].items()
         if name.startswith("precision_at_") and one["value"] is not None),
        default=None, key=lambda k: (k == report["capacity"], -abs(k - report["capacity"])),
    )  # fmt: skip
    told = ["**Được dùng.**"]
    if number is not None:
        new = report["new"][f"precision_at_{number}"]["value"]
        said = f"Nếu chỉ kiểm tra được {number} nơi, chọn theo mô hình này thì khoảng {round(new * number)} nơi đúng"
        if "before" in report:
            before = report["before"][f"precision_at_{number}"]["value"]
            said += f"; theo mô hình trước: {round(before * number)}"
        told.append(f"{said}; chọn ngẫu nhiên trong cùng danh sách: {round(report['confirmed_share'] * number)}.")
    return [" ".join(told)]


def _outcomes(model: Mapping[str, Any]) -> list[str]:
    told = model["learned_from"]
    lines = [
        f"- Tệp `{told['file']}` (SHA-256 `{told['sha256'][:16]}…`): {write_number(told['rows'])} dòng, từ "
        f"{_day(told['first_day'])} đến {_day(told['last_day'])}.",
        f"- {write_number(told['listings'])} tin đã kiểm tra của {write_number(told['sellers'])} người bán: "
        f"{write_number(told['confirmed'])} tin được xác nhận, {write_number(told['unfounded'])} tin không có cơ sở.",
    ]
    lines += [
        f"- {sign_name(sign)}: {counts.get('confirmed', 0)} xác nhận, {counts.get('unfounded', 0)} không."
        for sign, counts in told["by_sign"].items()
    ]
    if told["by_platform"]:
        places = ", ".join(
            f"{name or 'không ghi sàn'} {write_number(number)}" for name, number in told["by_platform"].items()
        )
        lines.append(f"- Theo sàn: {places}.")
    if told["random_visits"]:
        lines.append(
            f"- {told['random_visits']} lượt kiểm tra chọn ngẫu nhiên; mỗi lượt được tính nặng hơn, đúng theo số đầu "
            "mối mà nó thay mặt (nghịch đảo xác suất được chọn, tối đa 20 lần)."
        )
    else:
        lines.append(
            "- **Cảnh báo: không có lượt kiểm tra ngẫu nhiên nào.** Mô hình chỉ thấy những nơi mà chính nó đã chọn, "
            "nên không biết mình bỏ sót gì. Hãy dành 5 % số lượt cho `minhbach learn --plan`."
        )
    asides = [
        (told["waiting"], "dòng chưa có kết quả, để lần sau"),
        (told["repeated"], "dòng lặp lại kết quả đã có, tính một lần"),
        (len(told["overruled"]), "kết quả được một kết quả về sau thay thế"),
        (
            told["missed"],
            "vi phạm được xác nhận mà máy không thấy dấu hiệu: không học trọng số được từ đó, cần thêm từ điển",
        ),
        (
            told["unknown_sign"],
            "kết quả xác nhận không ghi dấu hiệu nào trong số các dấu hiệu của tin: chỉ dùng cho cả tin",
        ),
        (told["without_evidence"], "tin không có lý do nào có trọng số, không dùng được"),
        (len(told["skipped"]), "dòng hỏng được bỏ qua theo yêu cầu"),
    ]
    return lines + [f"- {write_number(number)} {words}." for number, words in asides if number]


def _table(model: Mapping[str, Any]) -> list[str]:
    told, columns = model["learned_from"], model["columns"]
    lines = [
        f"- Tệp `{told['file']}` (SHA-256 `{told['sha256'][:16]}…`): {write_number(told['rows'])} dòng.",
        f"- Cột chữ: {', '.join(columns['texts'])}. Cột nhãn: {columns['label']}; giá trị cần tìm: "
        f"“{told['positive']}”.",
        f"- {write_number(told['listings'])} dòng dùng được: {write_number(told['confirmed'])} có, "
        f"{write_number(told['unfounded'])} không.",
    ]
    if columns["price"]:
        lines.append(f"- Giá: cột {columns['price']}, {write_number(told['with_price'])} dòng đọc được.")
    if columns["seller"]:
        lines.append(f"- Người bán: cột {columns['seller']}, {write_number(told['sellers'])} người bán.")
    for name, words in (("numbers", "Cột số"), ("categories", "Cột phân loại")):
        if columns.get(name):
            lines.append(f"- {words} (tầng hai, cây quyết định tăng cường): {', '.join(columns[name])}.")
    if told["first_day"]:
        lines.append(f"- Thời gian: từ {_day(told['first_day'])} đến {_day(told['last_day'])}.")
    asides = [
        (told["without_label"], "dòng không có nhãn, bỏ qua"),
        (told.get("without_time", 0), "dòng không đọc được thời gian, bỏ qua"),
        (told["empty_texts"], "dòng không có chữ nào, vẫn được dùng"),
        (told["skipped_rows"], "dòng hỏng của tệp, bỏ qua"),
    ]
    return lines + [f"- {write_number(number)} {words}." for number, words in asides if number]


def _method(model: Mapping[str, Any]) -> list[str]:
    report = model["validation"]
    whose = "người bán" if report.get("grouped_by", "seller") == "seller" else "nhóm bài viết gần như giống nhau"
    if report["is_time_ordered"]:
        how = (
            f"Học từ những gì có trước, kiểm tra trên những gì có sau: {len(report['folds'])} lần, mỗi lần trên một "
            f"đoạn thời gian chưa thấy. Không {whose} nào nằm ở cả hai phía."
        )
    else:
        how = (
            f"Không có thời gian, nên dữ liệu được chia ngẫu nhiên thành {len(report['folds'])} phần, lần lượt để "
            f"riêng từng phần. Không {whose} nào nằm ở cả hai phía. Kết quả thật về sau có thể kém hơn."
        )
    lines = [
        how,
        f"Phần để riêng gồm {write_number(report['rows'])} trường hợp của {write_number(report['sellers'])} {whose}, "
        f"trong đó {write_number(report['confirmed'])} đúng ({_share(report['confirmed_share'])}).",
    ]
    before = model["before"]
    if "before" not in report:
        lines.append("Chưa có mô hình nào trước đó để so; mô hình phải hơn chọn ngẫu nhiên mới được dùng.")
    elif before and before.get("is_shipped"):
        lines.append(f"So với bộ trọng số đi kèm phần mềm ({before['version']}) trên đúng các trường hợp ấy.")
    elif before:
        lines.append(
            f"So với mô hình trước ({before['version']}) trên đúng các trường hợp ấy; trường hợp mà mô hình trước đã "
            "học thì không tính."
        )
    return lines


def _measures(report: Mapping[str, Any]) -> list[str]:
    new, before, difference = report["new"], report.get("before"), report.get("difference")
    names = {"average_precision": "Độ chính xác trung bình (AP)", "auc": "AUC", "brier": "Điểm Brier"}
    names |= {
        name: f"Đúng trong {name.rsplit('_', 1)[1]} lượt đầu (P@{name.rsplit('_', 1)[1]})"
        for name in new
        if name.startswith("precision_at_")
    }
    head = "| | Mô hình mới |" + (" Mô hình trước | Chênh lệch |" if before else "")
    lines = [head, "|---|---|" + ("---|---|" if before else "")]
    for name, words in names.items():
        cells = [_interval(new[name])]
        if before and difference:
            cells += [_interval(before[name]), _interval(difference[name], signed=True)]
        lines.append(f"| {words} | {' | '.join(cells)} |")
    cells = [_figure(new["calibration_error"])] + ([_figure(before["calibration_error"]), ""] if before else [])
    lines.append(f"| Sai lệch xác suất (ECE) | {' | '.join(cells)} |")
    if any(new[name]["value"] is None for name in names):
        lines += ["", f"“{_NONE}”: phần để riêng ít hơn số lượt, hoặc không đủ cả hai loại để tính."]
    return lines


def _reliability(report: Mapping[str, Any]) -> list[str]:
    lines = ["| Mô hình mới nói | Số trường hợp | Trung bình nói | Thực tế đúng |", "|---|---|---|---|"]
    lines += [
        f"| {_share(row['from'])}–{_share(row['to'])} | {write_number(row['rows'])} | {_share(row['said'])} | "
        f"{_share(row['came_true'])} |"
        for row in report["new"]["reliability"]
    ]
    return lines


def _by_sign(model: Mapping[str, Any]) -> list[str]:
    lines = [
        "## Theo dấu hiệu (trên phần để riêng)",
        "",
        "| Dấu hiệu | Trường hợp | Xác nhận | Mô hình mới nói | AP mới | AP trước | Brier mới | Brier trước |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for sign, told in model["validation"]["by_sign"].items():
        new, before = told["new"], told["before"]
        lines.append(
            f"| {sign_name(sign)} | {told['rows']} | {told['confirmed']} | {_share(new['said'])} | "
            f"{_figure(new['average_precision'])} | {_figure(before['average_precision'])} | {_figure(new['brier'])} | "
            f"{_figure(before['brier'])} |"
        )
    return [*lines, ""]


def _factors(model: Mapping[str, Any]) -> list[str]:
    families = [one for one in model["factors"] if one["rule"] is None]
    families.sort(key=lambda one: -abs(one["factor"] - 1))
    lines = [
        "## Trọng số thay đổi",
        "",
        "Hệ số nhân với trọng số đặt tay: trên 1 là lý do đáng tin hơn, dưới 1 là kém tin hơn. Nhóm ít kết quả thì hệ "
        "số gần 1. Hệ số của từng quy tắc có trong `model.json`.",
        "",
        "| Nhóm lý do | Dấu hiệu | Hệ số | Kết quả | Xác nhận |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {rule_name(one['family'], one['sign'])} (`{one['family']}`) | "
        f"{sign_name(one['sign'])} | {_figure(one['factor'])} ± "
        f"{_figure(one['spread'])} | "
        f"{one['outcomes']} | {one['confirmed']} |"
        for one in families
    ]
    return [*lines, ""]


def _limits(model: Mapping[str, Any]) -> list[str]:
    told = model["learned_from"]
    lines = ["- Xác suất chỉ để xếp thứ tự kiểm tra. Dấu hiệu chưa phải là vi phạm, và không đưa vào hồ sơ vụ việc."]
    if model["kind"] == "screen":
        lines.append("- Mô hình không tự thấy thêm dấu hiệu mới: nó chỉ cân lại những lý do mà các quy tắc đã đưa ra.")
        few = [sign_name(sign) for sign, counts in told["by_sign"].items() if sum(counts.values()) < 30]
        if few:
            lines.append(f"- Dưới 30 kết quả, nên gần như giữ nguyên trọng số cũ: {', '.join(few)}.")
        if not told["random_visits"]:
            lines.append("- Không có lượt ngẫu nhiên: kết quả trên chỉ đúng cho những nơi đứng đầu danh sách.")
    else:
        lines.append(f"- Chỉ đúng cho văn bản cùng loại với tệp `{told['file']}`; ngôn ngữ hay sàn khác phải học lại.")
        if not model["columns"]["seller"]:
            lines.append(
                "- Không có cột người bán: các bài gần giống nhau được giữ cùng một phía, nhưng không biết ai viết."
            )
    if model["validation"]["rows"] < 200:
        lines.append("- Phần để riêng ít, khoảng tin cậy còn rộng: hãy học lại khi có thêm kết quả.")
    return lines


def _interval(one: Mapping[str, float | None], *, signed: bool = False) -> str:
    if one["value"] is None:
        return _NONE
    sign = "+" if signed and one["value"] > 0 else ""
    if one["low"] is None:
        return f"{sign}{_figure(one['value'])}"
    return f"{sign}{_figure(one['value'])} ({_figure(one['low'])} – {_figure(one['high'])})"


def _figure(value: float | None) -> str:
    return _NONE if value is None else f"{value:.3f}".replace(".", ",").replace("-", "−")


def _share(value: float | None) -> str:
    return _NONE if value is None else f"{value * 100:.0f} %"


def _day(text: str) -> str:
    return write_day(date.fromisoformat(text))

"""The order in which the demo world is built."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from minhbach.domains.agencies.models import Officer
from minhbach.domains.agencies.services import load_demo_province
from minhbach.foundation.clock import local_date
from minhbach.foundation.scope.access import SYSTEM, acting_as
from minhbach.interfaces.demo.accounts import demo_accounts
from minhbach.interfaces.demo.merchants import merchants
from minhbach.interfaces.demo.scenarios import open_scenarios, past_scenarios
from minhbach.interfaces.demo.world.agenda import tell_in_order
from minhbach.interfaces.demo.world.ahead import look_ahead
from minhbach.interfaces.demo.world.areas import keep_area
from minhbach.interfaces.demo.world.arrivals import letters
from minhbach.interfaces.demo.world.calls import answer_calls
from minhbach.interfaces.demo.world.cards import give_cards
from minhbach.interfaces.demo.world.current import current_case
from minhbach.interfaces.demo.world.desk import make_bench
from minhbach.interfaces.demo.world.disputes import bargain
from minhbach.interfaces.demo.world.elsewhere import read_export
from minhbach.interfaces.demo.world.fieldwork import write_in_the_field
from minhbach.interfaces.demo.world.forces import raise_force
from minhbach.interfaces.demo.world.leads import first_sweep, judge_leads, latest_sweep, leads_of
from minhbach.interfaces.demo.world.lexicon import try_new_words
from minhbach.interfaces.demo.world.mails import draw_mails
from minhbach.interfaces.demo.world.markets import keep_market
from minhbach.interfaces.demo.world.money import pay_in
from minhbach.interfaces.demo.world.networks import open_new_shops
from minhbach.interfaces.demo.world.outside import hear_outside, let_in
from minhbach.interfaces.demo.world.past import enter_past
from minhbach.interfaces.demo.world.province import appoint_staff
from minhbach.interfaces.demo.world.published import publish
from minhbach.interfaces.demo.world.reports import report_months
from minhbach.interfaces.demo.world.rights import claim
from minhbach.interfaces.demo.world.rota import put_on_duty
from minhbach.interfaces.demo.world.scanning import scan_later
from minhbach.interfaces.demo.world.stores import keep_stores, open_stores
from minhbach.interfaces.demo.world.subjects import register_merchants
from minhbach.interfaces.demo.world.voices import hear_people


def build(*, at: datetime, progress: Callable[[str], None]) -> None:
    """Build the world in one transaction: it stands whole or not at all, and a second run finds it."""
    begun = time.monotonic()
    with acting_as(SYSTEM):
        if stands():
            progress("Tỉnh mẫu đã có sẵn, giữ nguyên.")
            return
        load_demo_province(at=at)
        staff = appoint_staff(at=at)
        put_on_duty(staff, at=at)
        progress(f"{give_cards(staff, at=at)} thẻ kiểm tra")
        progress(f"{let_in(staff, at=at)} tài khoản của bên ngoài")
        progress(f"{len(staff.officers)} cán bộ, {len(demo_accounts())} vai để vào thử")
        subjects = register_merchants(staff, at=at)
        progress(f"{len(subjects)} tổ chức, cá nhân")
        first_sweep(staff, at=at)
        bench = make_bench(staff, subjects, leads_of(merchants()))
        past = past_scenarios(local_date(at))
        enter_past(bench, past, at=at)
        progress(f"{len(past)} vụ việc đã xong")
        open_stores(staff, at=at)
        current = open_scenarios(local_date(at))
        tell_in_order(current_case(bench, scenario) for scenario in current)
        progress(f"{len(current)} vụ việc đang làm, ở mọi bước")
        scan_later(bench, valid_from=local_date(at), at=at)
        sweep = latest_sweep(staff, at=at - timedelta(hours=3))
        trial = try_new_words(staff, sweep.export, at=at - timedelta(hours=2))
        judge_leads(staff, subjects, at=at - timedelta(hours=1))
        progress(f"{open_new_shops(staff, at=at - timedelta(minutes=50))} gian hàng mới của người đã bị xử lý")
        progress(f"{sweep.rows_done} tin đăng đã quét, {sweep.lead_count} thông tin cần thẩm tra")
        progress(f"từ điển của đơn vị: 1 mục đang dùng, 1 mục đã thử (thêm {trial.added_count} đầu mối)")
        progress(f"{pay_in(staff, at=at - timedelta(minutes=40))} chứng từ nộp tiền chờ khớp")
        progress(f"{read_export(staff, at=at - timedelta(minutes=30))} hồ sơ đọc từ tệp xuất của INS")
        progress(f"{letters(staff, at=at)} văn bản đến")
        progress(f"chợ: {keep_market(staff, at=at)} ô")
        progress(f"{keep_area(staff, subjects, at=at)} cơ sở trên địa bàn của đội 1")
        progress(f"{look_ahead(staff, subjects, at=at)} nơi trong kế hoạch kiểm tra")
        progress(f"{keep_stores(staff, at=at)} dòng tang vật trong kho")
        progress(f"{raise_force(staff, subjects, at=at)} người trong tổ công tác")
        progress(f"{write_in_the_field(staff, at=at)} mục ghi tại hiện trường")
        progress(f"{hear_people(staff, at=at)} tin báo, đơn thư của người dân")
        progress(f"{bargain(staff, at=at)} yêu cầu của người tiêu dùng chuyển doanh nghiệp")
        progress(f"{answer_calls(staff, at=at)} cuộc gọi tới đường dây nóng")
        progress(f"{draw_mails(staff, at=at)} thư điện tử, yêu cầu tổng đài chuyển")
        progress(f"{publish(staff, at=at)} nội dung công bố")
        progress(f"{hear_outside(staff, at=at)} nội dung mở cho bên ngoài")
        progress(f"{claim(staff, at=at)} quyền sở hữu trí tuệ")
        reports = report_months(staff, at=at)
        progress(f"{len(reports)} báo cáo tháng")
    progress(f"Tỉnh mẫu xong sau {time.monotonic() - begun:.0f} giây")


def stands() -> bool:
    """Say whether the demo world is there already."""
    return Officer.objects.filter(username=demo_accounts()[0].username).exists()

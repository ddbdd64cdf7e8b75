"""The officers of the demo province: who they are, where they serve, and what waits for them."""

from __future__ import annotations

from dataclasses import dataclass

HEAD_OF_BRANCH_POWERS = (
    "Chi cục trưởng Chi cục Quản lý thị trường, Trưởng phòng Nghiệp vụ Quản lý thị trường thuộc "
    "Cục Quản lý và Phát triển thị trường trong nước"
)
HEAD_OF_TEAM_POWERS = "Đội trưởng Đội Quản lý thị trường thuộc Chi cục Quản lý thị trường thuộc Sở Công Thương"
CONTROLLER_POWERS = "Kiểm soát viên thị trường đang thi hành công vụ"


@dataclass(frozen=True)
class DemoPost:
    """A post: the agency's key, the role there, and the title as it stands under a signature."""

    agency: str
    role: str
    title: str
    powers_title: str = ""
    may_sign: bool = False
    covers_area: bool = False


@dataclass(frozen=True)
class DemoAccount:
    """An officer anybody may sign in as, in demo mode."""

    username: str
    name: str
    role: str
    waits: str
    posts: tuple[DemoPost, ...]

    @property
    def is_outside(self) -> bool:
        return any(post.role == "guest" for post in self.posts)


# Whom the first team answers for: a body outside, by its number.
BODY = "MAU-0001"
BRANCH = "qltt.20"
TEAM_ONE = "qltt.20.doi-1"
TEAM_THREE = "qltt.20.doi-3"
COMMITTEE = "bcd389.20"
STANDING_OFFICE = "bcd389-thuong-truc.20"
BORDER_GUARD = "bien-phong.20"
TAX = "thue.20"
FOREST_RANGERS = "kiem-lam.20"
COMMUNE_COMMITTEE = "bcd389.2025:06187"
POLICE = "cong-an.20"
CUSTOMS = "hai-quan.20"

ACCOUNTS = (
    DemoAccount(
        "phantich",
        "Nông Thu Hiền",
        "Chuyên viên phân tích",
        "Thông tin cần thẩm tra từ đợt quét mới nhất, xếp theo mức ưu tiên.",
        (DemoPost(STANDING_OFFICE, "analyst", "Chuyên viên", covers_area=True),),
    ),
    DemoAccount(
        "kiemsoat",
        "Hoàng Văn Kiên",
        "Kiểm soát viên, Đội QLTT số 1",
        "Vụ việc đang thẩm tra, biên bản chờ hoàn thành và hạn xử lý sắp đến.",
        (DemoPost(TEAM_ONE, "inspector", "Kiểm soát viên", CONTROLLER_POWERS, covers_area=True),),
    ),
    DemoAccount(
        "truongdoan",
        "Lý Minh Tuấn",
        "Trưởng đoàn kiểm tra",
        "Quyết định kiểm tra đã ký chờ công bố và biên bản kiểm tra đang lập.",
        (
            DemoPost(
                TEAM_ONE,
                "inspection_leader",
                "Phó Đội trưởng",
                CONTROLLER_POWERS,
                covers_area=True,
            ),
        ),
    ),
    DemoAccount(
        "doitruong",
        "Triệu Quang Hùng",
        "Đội trưởng Đội QLTT số 1",
        "Quyết định kiểm tra của đội trình ký; thông tin mới trên địa bàn.",
        (DemoPost(TEAM_ONE, "head", "Đội trưởng", HEAD_OF_TEAM_POWERS, may_sign=True, covers_area=True),),
    ),
    DemoAccount(
        "chicuctruong",
        "Vi Đức Thắng",
        "Chi cục trưởng Chi cục QLTT",
        "Quyết định kiểm tra và văn bản trình ký.",
        (DemoPost(BRANCH, "head", "Chi cục trưởng", HEAD_OF_BRANCH_POWERS, may_sign=True, covers_area=True),),
    ),
    DemoAccount(
        "phochicuctruong",
        "Đặng Bích Vân",
        "Phó Chi cục trưởng, ký thay (KT.)",
        "Quyết định xử phạt trình ký theo văn bản giao quyền.",
        (DemoPost(BRANCH, "head", "Phó Chi cục trưởng", may_sign=True, covers_area=True),),
    ),
    DemoAccount(
        "vanthu",
        "Lương Thị Thu Trang",
        "Văn thư",
        "Văn bản đã ký chờ cấp số, phát hành.",
        (
            DemoPost(BRANCH, "records_clerk", "Văn thư"),
            DemoPost(COMMITTEE, "records_clerk", "Văn thư kiêm nhiệm"),
        ),
    ),
    DemoAccount(
        "ketoan",
        "Nông Bích Diệp",
        "Kế toán Chi cục QLTT",
        "Chứng từ nộp tiền chờ khớp với quyết định; ai còn nợ tiền phạt.",
        (DemoPost(BRANCH, "accountant", "Kế toán"),),
    ),
    DemoAccount(
        "thukho",
        "Hứa Thị Kiều",
        "Thủ kho tang vật",
        "Phiếu nhập, xuất kho chờ xác nhận; hàng trong kho và sổ kho.",
        (DemoPost(BRANCH, "inspector", "Kiểm soát viên kiêm thủ kho"),),
    ),
    DemoAccount(
        "bcd389",
        "Trần Ngọc Khánh",
        "Chuyên viên BCĐ 389 tỉnh",
        "Báo cáo tháng đang mở: thành viên đã gửi, chưa gửi và số liệu chờ chốt.",
        (DemoPost(COMMITTEE, "committee_officer", "Chuyên viên", covers_area=True),),
    ),
    DemoAccount(
        "truongban389",
        "Hoàng Xuân Lâm",
        "Phó Trưởng Ban Thường trực BCĐ 389 tỉnh",
        "Báo cáo tháng trình ký.",
        (DemoPost(COMMITTEE, "head", "Phó Trưởng Ban Thường trực", may_sign=True, covers_area=True),),
    ),
    DemoAccount(
        "bcd389xa",
        "Lê Thị Ngọc Yến",
        "Chuyên viên BCĐ 389 phường Kỳ Lừa",
        "Báo cáo tháng của phường và vụ việc trên địa bàn.",
        (DemoPost(COMMUNE_COMMITTEE, "committee_officer", "Chuyên viên", covers_area=True),),
    ),
    DemoAccount(
        "haiquan",
        "Phạm Đình Nghĩa",
        "Đầu mối báo cáo, Hải quan",
        "Số liệu tháng của đơn vị cần gửi lên.",
        (DemoPost(CUSTOMS, "committee_officer", "Công chức tổng hợp"),),
    ),
    DemoAccount(
        "phapche",
        "Dương Minh Chi",
        "Công chức pháp chế",
        "Dòng luật chưa đối chiếu bản gốc chờ xem xét.",
        (DemoPost(BRANCH, "legal_officer", "Công chức pháp chế"),),
    ),
    DemoAccount(
        "kiemtoan",
        "Đinh Hữu Toàn",
        "Người kiểm tra nhật ký",
        "Nhật ký hệ thống: ai làm gì, khi nào, đã niêm phong đến đâu.",
        (DemoPost(COMMITTEE, "auditor", "Thanh tra viên", covers_area=True),),
    ),
    DemoAccount(
        "quantri",
        "Chu Viết Dũng",
        "Quản trị hệ thống",
        "Tài khoản, chức vụ và giao quyền của các đơn vị.",
        (
            DemoPost(COMMITTEE, "administrator", "Quản trị hệ thống"),
            DemoPost(BRANCH, "administrator", "Quản trị kiêm nhiệm"),
        ),
    ),
    DemoAccount(
        "phapche2",
        "Lành Thu Hà",
        "Công chức pháp chế thứ hai",
        "Thay đổi pháp luật chờ người thứ hai xác nhận.",
        (DemoPost(STANDING_OFFICE, "legal_officer", "Công chức pháp chế"),),
    ),
    DemoAccount(
        "quantri2",
        "Bế Trọng Nghĩa",
        "Quản trị hệ thống thứ hai",
        "Chức vụ ký văn bản, quản trị chờ người thứ hai xác nhận.",
        (DemoPost(COMMITTEE, "administrator", "Quản trị hệ thống"),),
    ),
    DemoAccount(
        "khacdonvi",
        "Mông Trung Hiếu",
        "Kiểm soát viên, Đội QLTT số 3",
        "Chỉ thấy việc của đội mình; dùng để thử phân quyền.",
        (DemoPost(TEAM_THREE, "inspector", "Kiểm soát viên", CONTROLLER_POWERS, covers_area=True),),
    ),
    DemoAccount(
        "congan",
        "Nguyễn Công Vinh",
        "Cán bộ Công an tỉnh",
        "Số liệu tháng cần gửi và hồ sơ vụ việc được chuyển đến.",
        (DemoPost(POLICE, "inspector", "Cán bộ"), DemoPost(POLICE, "committee_officer", "Cán bộ tổng hợp")),
    ),
    DemoAccount(
        "giudanhtinh",
        "Vi Thị Hạnh",
        "Người giữ danh tính",
        "Tạo khóa, duyệt và mở danh tính người gửi tin khi có đề nghị.",
        (DemoPost(COMMITTEE, "custodian", "Phó Chánh Văn phòng"),),
    ),
    DemoAccount(
        "giudanhtinh2",
        "Hoàng Đức Long",
        "Người giữ danh tính thứ hai",
        "Xác nhận khóa của người giữ kia; mở điều người kia đã duyệt.",
        (DemoPost(COMMITTEE, "custodian", "Chuyên viên bảo mật"),),
    ),
    DemoAccount(
        "thanhtra",
        "Hà Minh Tâm",
        "Thanh tra, kiểm tra nội bộ",
        "Phản ánh về cán bộ của các đơn vị trên địa bàn, nếu người dân gửi.",
        (DemoPost(COMMITTEE, "internal_inspector", "Thanh tra viên"),),
    ),
    DemoAccount(
        "congty",
        "Ngô Thị Mây",
        "Người của bên ngoài",
        "Những gì cơ quan chia sẻ với doanh nghiệp của mình, không gì khác.",
        (DemoPost(BODY, "guest", "Đại diện theo ủy quyền"),),
    ),
)


def demo_accounts() -> list[DemoAccount]:
    """List the accounts of the demo, in the order of the work."""
    return list(ACCOUNTS)

"""What backing up and restoring refuse; nothing was changed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import Refusal


class PlaceUnreachable(Refusal):
    code = "foundation.backup.place"
    sentence = _lazy("Không đọc hay ghi được nơi sao lưu %(place)s: %(detail)s")


class PlaceTaken(Refusal):
    code = "foundation.backup.place_taken"
    sentence = _lazy("Nơi %(place)s đã giữ bản sao lưu của một bản cài khác; mỗi bản cài một nơi.")


class BackupUnderWay(Refusal):
    code = "foundation.backup.under_way"
    sentence = _lazy("Một lần sao lưu khác của cơ sở dữ liệu này đang chạy.")


class ReaderUnknown(Refusal):
    code = "foundation.backup.reader"
    sentence = _lazy(
        "Chưa khai báo MINHBACH_BACKUP_DATABASE_URL: địa chỉ cơ sở dữ liệu với vai trò minhbach_backup;"
        " xem docs/operations/backup.md."
    )


class DatabaseUnreachable(Refusal):
    code = "foundation.backup.database"
    sentence = _lazy("Không vào được cơ sở dữ liệu bằng vai trò sao lưu: %(detail)s")


class NothingThere(Refusal):
    code = "foundation.backup.nothing"
    sentence = _lazy("Cơ sở dữ liệu chưa có bảng nào; chạy minhbach migrate trước.")


class NotEncrypted(Refusal):
    code = "foundation.backup.not_encrypted"
    sentence = _lazy(
        "Chưa có khóa sao lưu nên bản sao lưu sẽ không được mã hóa. Tạo khóa bằng: minhbach backup-key TỆP;"
        " hoặc thêm --plain nếu nơi lưu được giữ kín như chính máy chủ này."
    )


class RecipientUnreadable(Refusal):
    code = "foundation.backup.recipient"
    sentence = _lazy("Tệp %(path)s có dòng không phải khóa công khai age: %(line)s")


class KeyUnreadable(Refusal):
    code = "foundation.backup.key_unreadable"
    sentence = _lazy("Tệp %(path)s không phải tệp khóa sao lưu.")


class KeyMissing(Refusal):
    code = "foundation.backup.key_missing"
    sentence = _lazy("Bản sao lưu này được mã hóa; nêu tệp khóa bằng --key TỆP.")


class KeyWrong(Refusal):
    code = "foundation.backup.key_wrong"
    sentence = _lazy("Khóa này không mở được bản sao lưu. Bản sao lưu mở bằng khóa riêng của: %(recipients)s.")


class KeyExists(Refusal):
    code = "foundation.backup.key_exists"
    sentence = _lazy("Tệp %(path)s đã có; không ghi đè lên một khóa.")


class ProgramMissing(Refusal):
    code = "foundation.backup.program"
    sentence = _lazy(
        "Máy chủ dữ liệu là PostgreSQL %(version)s, máy này không có %(program)s hợp với nó."
        " Cài gói postgresql-client-%(version)s."
    )


class ProgramFailed(Refusal):
    code = "foundation.backup.program_failed"
    sentence = _lazy("%(program)s không làm xong: %(detail)s")


class NoSet(Refusal):
    code = "foundation.backup.none"
    sentence = _lazy("Không có bản sao lưu trọn vẹn nào ở %(place)s.")


class SetDamaged(Refusal):
    code = "foundation.backup.damaged"
    sentence = _lazy("Bản sao lưu thiếu hoặc đã bị sửa, hỏng: %(part)s. Chưa thay đổi gì; hãy dùng bản khác.")


class SetNewer(Refusal):
    code = "foundation.backup.newer"
    sentence = _lazy(
        "Bản sao lưu là của bản phát hành %(release)s, mới hơn bản đang cài (%(ours)s)."
        " Cài bản phát hành ấy rồi làm lại."
    )


class ServerOlder(Refusal):
    code = "foundation.backup.server_older"
    sentence = _lazy("Bản sao lưu lấy từ PostgreSQL %(theirs)s; máy chủ này là %(ours)s, cũ hơn. Dùng máy chủ mới hơn.")


class NotEmpty(Refusal):
    code = "foundation.backup.not_empty"
    sentence = _lazy("%(what)s đã có dữ liệu. Muốn thay bằng bản sao lưu (phần cũ được giữ riêng): thêm --replace.")


class InUse(Refusal):
    code = "foundation.backup.in_use"
    sentence = _lazy("Cơ sở dữ liệu %(database)s đang có %(count)s kết nối. Dừng trang web và việc nền rồi làm lại.")


class RolesMissing(Refusal):
    code = "foundation.backup.roles"
    sentence = _lazy("Máy chủ dữ liệu chưa có các vai trò; chạy minhbach prepare-database trước.")

"""A file that a signed-in person hands in: a mail, a text, or an export of rows, told apart by its name."""

from __future__ import annotations

from monitor.collect.intake.csv_files import decode
from monitor.collect.intake.files import explain_table, read_table
from monitor.collect.intake.mails import MAX_MAIL_BYTES
from monitor.collect.intake.mapping import ColumnMapping, guess
from monitor.collect.intake.tables import MAX_FILE_BYTES, RowFault, TableError
from monitor.core.intake import Fate, How, Submission, Submitted, Upload
from monitor.stages.importing import FileOfRows, Imported, import_rows
from monitor.stages.intake import Intake
from monitor.stages.mailing import MailRoom

MAX_TEXT_BYTES = 1024 * 1024
ROWS, MAIL, TEXT = frozenset({"csv", "xlsx", "json", "jsonl", "xls", "tsv"}), frozenset({"eml"}), frozenset({"txt"})
FAULTS_TOLD = 5

NOT_READ = (
    "Chưa đọc được loại tệp này. Hãy gửi tệp .eml, .txt, .csv, .xlsx hoặc .json; với ảnh và văn bản khác, hãy chép nội "
    "dung vào ô văn bản rồi gửi kèm tệp."
)
NOTHING_IN_MAIL = "Thư này không có nội dung để xét (thư tự động, thư báo lỗi hoặc thư do chính hệ thống gửi)."


def submit_file(intake: Intake, room: MailRoom, upload: Upload, *, sender: str, how: How) -> tuple[Submitted, ...]:
    """Take a file in and say what became of it; of an export one answer for all rows. Never empty."""
    ending = upload.name.rpartition(".")[2].lower()
    name = upload.name.replace("\\", "/").rpartition("/")[2][:200]
    limit = MAX_FILE_BYTES if ending in ROWS else MAX_MAIL_BYTES if ending in MAIL else MAX_TEXT_BYTES
    if ending not in ROWS | MAIL | TEXT:
        return (Submitted(Fate.REFUSED, NOT_READ),)
    if len(upload.content) > limit:
        return (Submitted(Fate.REFUSED, f"Tệp lớn quá {limit // 1024 // 1024} MB; hãy chia nhỏ rồi gửi lại."),)
    if ending in MAIL:
        told = room.take(upload.content, sender=sender, how=how, detail=name)
        return told or (Submitted(Fate.REFUSED, NOTHING_IN_MAIL),)
    if ending in TEXT:
        return (intake.submit(Submission(sender, how, text=decode(upload.content), detail=name)),)
    return (_rows(intake, upload, sender=sender, name=name),)


def _rows(intake: Intake, upload: Upload, *, sender: str, name: str) -> Submitted:
    try:
        table = read_table(upload.content)
    except TableError as error:
        return Submitted(Fate.REFUSED, f"Không nhập được tệp: {explain_table(error)}.")
    mapping: ColumnMapping = guess(table.columns)
    if not mapping.usable:
        columns = ", ".join(table.columns[:20])
        words = "Không đoán được cột nội dung hay tiêu đề. Hãy đặt tên cột là «Nội dung» hoặc «Tiêu đề»."
        return Submitted(Fate.REFUSED, f"{words} Các cột: {columns}")
    return _told(import_rows(intake, FileOfRows(table, mapping, sender, name)))


def _told(done: Imported) -> Submitted:
    words = f"Đã nhập {done.new} tin mới; {done.known} tin đã có từ trước."
    if done.faults:
        first = "; ".join(_fault(fault) for fault in done.faults[:FAULTS_TOLD])
        words += f" {len(done.faults)} dòng không nhận: {first}."
    worst = max(done.incidents.values(), key=lambda incident: incident.level, default=None)
    fate = Fate.NEW if done.new else Fate.KNOWN if done.known else Fate.REFUSED
    return Submitted(fate, words, incident=worst)


def _fault(fault: RowFault) -> str:
    column = f", cột «{fault.column}»" if fault.column else ""
    return f"dòng {fault.number}{column}: {fault.reason}"

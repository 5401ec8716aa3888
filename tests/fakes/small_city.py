"""A small city of news that appears while a test runs: three serious incidents, a complaint, and quiet days around them.

Nothing in the texts depends on the hour or the day; places are communes of the period from 2025-07-01.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import yaml

from monitor.demo.city import City, load_city

OUTLETS = [
    {"id": "bao-song-que", "name": "Báo Sông Quê", "kind": "html", "channel": "press-local", "tier": "state",
     "home_place": "ben-tre"},
    {"id": "tin-nam-bo", "name": "Tin Nam Bộ", "kind": "rss", "channel": "press-central", "tier": "national"},
    {"id": "giao-duc-moi", "name": "Giáo dục Mới", "kind": "atom", "channel": "press-trade", "tier": "trade"},
    {"id": "gom-tin", "name": "Gom Tin", "kind": "rss", "channel": "aggregator", "tier": "aggregator"},
    {"id": "phu-huynh", "name": "Phụ huynh xứ dừa", "kind": "telegram", "channel": "telegram", "tier": "open-social",
     "home_place": "ben-tre"},
]  # fmt: skip

POISONING = ("a1", "a2", "a3", "a4", "a5", "a6")
STABBING = ("b1", "b2", "b3")
DROWNING = ("c1", "c2")
COMPLAINT = ("d1", "d2")

_POISONED = (
    "Theo Trung tâm Y tế khu vực Giồng Trôm, 46 học sinh Trường Tiểu học Bông Sen Trắng, xã Châu Hòa, tỉnh Vĩnh Long đã "
    "nhập viện với biểu hiện đau bụng, nôn ói sau bữa ăn bán trú, trong đó 2 em phải điều trị tích cực. "
    "Công an xã đã niêm phong bếp ăn; ngành y tế lấy mẫu thức ăn để xét nghiệm."
)

PIECES: tuple[tuple[str, str, str, str], ...] = (
    ("f01", "bao-song-que", "Học sinh xã Bình Đại góp sách cũ, dựng tủ sách chung",
     "Sau hai tuần vận động, tủ sách chung của Trường THCS Cồn Gió, xã Bình Đại đã có hơn 900 cuốn sách do học sinh và cựu "
     "học sinh góp lại."),
    ("f02", "tin-nam-bo", "Giá dừa khô nhích lên, nhà vườn phấn khởi",
     "Thương lái đang thu mua dừa khô với giá cao hơn tuần trước, nhiều nhà vườn tranh thủ bẻ dừa bán sớm."),
    ("a1", "phu-huynh", "",
     "Mấy mẹ có con học bán trú Trường Tiểu học Bông Sen Trắng bên Châu Hòa ơi, bé nào về than đau bụng hông? Bé nhà em ói "
     "hoài từ lúc ăn cơm trường xong."),
    ("f03", "giao-duc-moi", "Thầy giáo làng chế máy chiếu từ vỏ hộp",
     "Từ vỏ hộp cũ và thấu kính bỏ đi, một thầy giáo dạy vật lý ở xã Thạnh Phú làm được máy chiếu nhỏ cho học trò."),
    ("f04", "phu-huynh", "", "Trường nào còn nhận đồng phục cũ hông mọi người, nhà em dư hai bộ còn mới muốn gửi tặng."),
    ("a2", "phu-huynh", "",
     "Bông Sen Trắng ở Châu Hòa có hơn chục đứa nhập viện rồi nha, ngộ độc bữa ăn bán trú, xe cấp cứu chạy ra chạy vô."),
    ("f05", "bao-song-que", "Phường An Hội tập huấn kỹ năng thư viện cho giáo viên",
     "Gần 60 giáo viên phụ trách thư viện các trường trên địa bàn phường An Hội dự lớp tập huấn về sắp xếp và giới thiệu "
     "sách."),
    ("a3", "bao-song-que", "Nhiều học sinh tiểu học ở Châu Hòa nhập viện sau bữa ăn bán trú",
     "Ít nhất 18 học sinh Trường Tiểu học Bông Sen Trắng, xã Châu Hòa nhập viện vì đau bụng, nôn ói sau bữa ăn bán trú, nghi "
     "ngộ độc thực phẩm. Trung tâm Y tế khu vực Giồng Trôm đang theo dõi các em."),
    ("f06", "tin-nam-bo", "Thêm chuyến phà đêm qua sông Cổ Chiên",
     "Bến phà tăng thêm hai chuyến ban đêm để phục vụ người dân đi lại dịp cuối năm."),
    ("b1", "phu-huynh", "",
     "Nghe nói trước cổng Trường THCS Hàng Me Xanh ở xã Ba Tri có đứa lớp 9 bị bạn đâm, máu me quá trời, xe cấp cứu chở đi "
     "rồi."),
    ("f07", "giao-duc-moi", "Câu lạc bộ cờ vua của học trò xã Tân Hào",
     "Mỗi chiều thứ bảy, sân trường lại rộn ràng tiếng quân cờ của hơn 40 thành viên nhí."),
    ("a4", "tin-nam-bo", "46 học sinh tiểu học ở Vĩnh Long nhập viện nghi ngộ độc", _POISONED),
    ("f08", "phu-huynh", "", "Mưa lớn quá, phụ huynh đón con nhớ chạy chậm nha, khúc cầu Bà Nhựt trơn lắm."),
    ("a5", "gom-tin", "46 học sinh tiểu học ở Vĩnh Long nhập viện nghi ngộ độc", _POISONED),
    ("f09", "bao-song-que", "Trao 50 suất học bổng cho học sinh vượt khó xã Mỏ Cày",
     "Hội Khuyến học trao 50 suất học bổng, mỗi suất 2 triệu đồng, cho học sinh có hoàn cảnh khó khăn của xã Mỏ Cày."),
    ("b2", "bao-song-que", "Một nam sinh lớp 9 ở Ba Tri bị bạn đâm trọng thương",
     "Công an xã Ba Tri đang làm rõ vụ một nam sinh lớp 9 Trường THCS Hàng Me Xanh bị bạn cùng trường dùng dao đâm trọng "
     "thương trước cổng trường. Em đang được cấp cứu tại bệnh viện."),
    ("f10", "tin-nam-bo", "Đội bóng chuyền nữ giành vé vào vòng trong",
     "Thắng ba trận liên tiếp, đội bóng chuyền nữ của tỉnh sớm giành vé vào vòng tiếp theo."),
    ("d1", "phu-huynh", "",
     "Trường THPT Cù Lao Xanh ở xã Phú Túc thu tiền quỹ lớp 1 triệu 200 ngàn mà nói là tự nguyện, ai không đóng cô nhắc tên "
     "trước lớp, lạm thu vậy ai coi được."),
    ("c1", "bao-song-que", "Hai học sinh lớp 7 ở Thới Thuận đuối nước tử vong",
     "Hai học sinh lớp 7 Trường THCS Bãi Ngao, xã Thới Thuận, tử vong do đuối nước khi tắm ở bãi bồi sau giờ học. Ủy ban nhân "
     "dân xã Thới Thuận xác nhận vụ việc và đang cùng nhà trường hỗ trợ gia đình."),
    ("f11", "giao-duc-moi", "Học trò làm phim ngắn về nghề đan giỏ cọng dừa",
     "Nhóm học sinh lớp 10 dành một tháng theo chân các nghệ nhân để dựng bộ phim dài 12 phút."),
    ("a6", "giao-duc-moi", "Dừng bếp ăn trường có 46 học sinh nhập viện ở xã Châu Hòa",
     "Ủy ban nhân dân xã Châu Hòa yêu cầu Trường Tiểu học Bông Sen Trắng dừng bếp ăn bán trú sau vụ 46 học sinh nhập viện "
     "nghi ngộ độc, chờ kết quả xét nghiệm mẫu thức ăn."),
    ("f12", "phu-huynh", "", "Có ai biết lịch tiêm nhắc cho mấy bé lớp 1 ở phường Sơn Đông hông, chỉ em với."),
    ("c2", "tin-nam-bo", "Đau lòng hai học sinh đuối nước ở xã Thới Thuận",
     "Người dân tìm thấy thi thể hai học sinh lớp 7 Trường THCS Bãi Ngao, xã Thới Thuận, tỉnh Vĩnh Long bị đuối nước khi tắm "
     "ở bãi bồi."),
    ("f13", "bao-song-que", "Thả 3.000 cá giống về sông Hàm Luông",
     "Đoàn viên thanh niên thả 3.000 cá giống xuống sông Hàm Luông nhằm tái tạo nguồn lợi thủy sản."),
    ("b3", "gom-tin", "Công an vào cuộc vụ nam sinh Ba Tri bị bạn đâm",
     "Vụ nam sinh lớp 9 Trường THCS Hàng Me Xanh, xã Ba Tri bị bạn đâm trọng thương đang được công an làm rõ; nhà trường đã "
     "mời phụ huynh các em liên quan làm việc."),
    ("d2", "phu-huynh", "",
     "Lớp con em ở Trường THPT Cù Lao Xanh, Phú Túc cũng bị thu quỹ lớp hơn triệu, phụ huynh phản ứng mà trường im re."),
    ("f14", "tin-nam-bo", "Chợ nổi thưa ghe, thương hồ tìm bến mới",
     "Ghe hàng về chợ nổi ít dần, nhiều thương hồ chuyển lên bờ buôn bán."),
    ("f15", "giao-duc-moi", "Giờ học ngoài vườn của cô trò xã Hưng Khánh Trung",
     "Thay cho hình vẽ trong sách, học sinh được tự tay ghép cành và ghi nhật ký cây giống."),
)  # fmt: skip
"""Id, outlet, title (posts have none), text; in order of appearance."""


def write_city(folder: Path, *, start: datetime, span: timedelta) -> City:
    """Write the city's files with the pieces spread evenly over `span`, and read them as the product does."""
    folder.mkdir(parents=True)
    head = {"name": "Thành phố nhỏ", "start": start.isoformat(), "days": 1, "sources": OUTLETS}
    (folder / "city.yaml").write_text(yaml.safe_dump(head, allow_unicode=True), encoding="utf-8")
    articles, posts = [], []
    for number, (piece_id, outlet, title, text) in enumerate(PIECES):
        at = (start + span * number / (len(PIECES) - 1)).isoformat()
        record = {"id": piece_id, "source": outlet, "at": at}
        if title:
            lead, _, rest = text.partition(". ")
            body = [rest or text, f"Bạn đọc có thể gửi thêm thông tin cho tòa soạn về chuyện «{title.lower()}»."]
            articles.append({**record, "title": title, "lead": lead, "body": body})
        else:
            posts.append({**record, "text": text})
    _write_lines(folder / "articles.jsonl", articles)
    _write_lines(folder / "posts.jsonl", posts)
    return load_city(folder)


def _write_lines(path: Path, records: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")

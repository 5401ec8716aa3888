"""Expressions around a trigger that the guards ask about: old times, lessons, questions, nobody at all."""

from __future__ import annotations

import re

from classifiers.reading.gating import folded
from classifiers.reading.phrases import spelling

COUNT = r"((?<!\d)\d{1,4}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mot|bon|sau|bay|tam|chin|muoi)"
AGO = folded(
    rf"{COUNT}\s+(?:năm|nam)\s+(?:trước|truoc|về trước)(?!\w)|"
    rf"(?:cách đây|cach day)\s+(?:hơn |gần |hon |gan |khoảng )?{COUNT}\s+(?:năm|nam|tháng|thang)(?!\w)"
)
YEAR = folded(
    r"(?<![\w/.\-])(?:(?:từ |vào |hồi |tu |vao |hoi )?(?:năm|nam)(?: học| hoc)?|tháng \d{1,2}[/.\-]|"
    r"(?:ngày )?\d{1,2}[/.\-]\d{1,2}[/.\-]|\d{1,2}[/.\-])\s?((?:19|20)\d\d)(?!\w)"
)
DATED = folded(
    r"(?<![\w/.\-])(?:\d{1,2}[/.\-]){1,2}\s?((?:19|20)\d\d)(?!\w)|(?:tháng|thang) \d{1,2} (?:năm|nam) ((?:19|"
    r"20)\d\d)(?!\w)"
)
"""A day or a month of a year: what follows in the sentence happened then."""
NOT_THE_EVENT = spelling(
    r"(?<!\w)(?:sinh|xây|xây dựng|khánh thành|thành lập|quyết định|thông tư|nghị định|công văn|văn bản|kế hoạch|"
    r"hợp đồng|số|khởi công|đưa vào sử dụng)(?: \w+)?(?: ngày| tháng| từ| vào| hồi)?\s*$"
)
YEARS_GONE = spelling(
    rf"(?<!\w)(?:mới đó mà|mới đó|thấm thoắt|thoáng cái|thoắt cái|tròn|vậy mà) (?:đã |gần |"
    rf"hơn )?{COUNT} năm(?: rồi)?(?!\w)"
)
FRESH = spelling(
    r"(?<!\w)(?:hôm nay|sáng nay|chiều nay|trưa nay|tối qua|đêm qua|hôm qua|năm nay|mới đây|vừa|hồi sáng|bữa nay)(?!\w)"
)
TODAY_AT_LAST = spelling(
    r"[,;:–—] (?:rồi |thì |nhưng |và )?(?:hôm nay|sáng nay|chiều nay|trưa nay|tối nay|tối qua|đêm qua|hôm qua|bữa nay)"
    r"(?!\w)"
)
"""`dọa từ tuần trước, sáng nay …`: a new clause tells what came of it."""
SCHOOL_YEAR = re.compile(r"học|hoc")
NEGATION_REACH_WORDS = 3
HEAD_CHARS = 220
FRESH_MONTHS = 2
QUOTED_FILM = folded(r"(?<!\w)phim\s+[“\"'«‘]")
"""`phim “…”`: a title follows, so what is told is its story."""
IF_IT_BEFALLS = folded(
    r"(?<!\w)(?:khi|lúc|luc)\s+(?:bị|gặp|xảy ra|rơi vào|phát hiện|bi|gap|xay ra|roi vao|phat hien)(?!\w)"
)
"""`kỹ năng thoát hiểm khi bị …`: the lesson is about such a case, which has not happened."""
TEACHES = spelling(
    r"(?<!\w)(?:giúp|(?<!thầy )(?<!cô )(?<!viên )dạy|hướng dẫn|chỉ cho|tập cho|tập huấn|tuyên truyền|trang bị|rèn|"
    r"học(?= cách| kỹ năng| bài)|bày|cẩm nang|bí kíp|sinh hoạt|chuyên đề)(?!\w)[^.!?\n]{0,60}?(?<!\w)(?:cách|biết|"
    r"dám|nhận biết|nhận diện|"
    r"nói [“\"‘']?không|kỹ năng|tự bảo vệ|phòng vệ|lên tiếng)(?!\w)[^.!?\n;]{0,70}?(?<!\w)"
    r"(?:khi|lúc|nếu|lỡ) (?:bị|gặp|có (?:người|kẻ|ai)|kẻ|ai đó|người lớn|người lạ|phát hiện|thấy)(?!\w)"
)
"""What a lesson teaches for the case that something befalls."""
WHETHER = spelling(r"(?<!\w)(?:có|liệu|hỏi)(?: bị)? $")
OR_NOT = spelling(r"[^.!?,;:\n]{0,25}(?<!\w)(?:không|hông|hong|hok|ko)(?: vậy| ta| ạ| đây| nhỉ| ha)*\s*(?:[?.]|$)")
"""`có bị bắt không?`: somebody wants to know."""
THOUGHT = spelling(r"(?<!\w)(?:tưởng|ngỡ|nhầm|lầm|tưởng rằng)(?: đó| đây)?(?: là)?(?: buổi| cuộc| đang)?\s*$")
"""Before a word for a drill: people only took it for one."""
LESSONS = frozenset(
    (
        *("kỹ năng", "hướng dẫn học sinh", "dạy trẻ", "dạy học sinh", "dạy các em", "dạy con", "tập huấn", "chuyên đề"),
        *("tuyên truyền", "ngoại khóa về", "huấn luyện", "phổ biến kiến thức", "giáo dục về", "nói chuyện chuyên đề"),
    )
)
NONE = spelling(
    r"(?<!\w)(?:không|chưa|chẳng|hổng|hông|hong|hok|ko)(?:(?: |, )\w+){1,8}? nào(?!\w)(?<!thể nào)(?<!thế nào)"
    r"(?<!cách nào)(?<!lúc nào)(?<!khi nào)(?<!hôm nào)(?<!bữa nào)(?<!chừng nào)(?<!đời nào)(?<!kiểu nào)"
)
"""`không có học sinh, giáo viên nào`: nobody at all; `không thể nào` says nothing about anybody."""
NO_MORE = spelling(r"(?:không|chẳng|hổng|hông) còn (?:vụ|cảnh|chuyện|trường hợp|ca|tình trạng)(?!\w)")
"""`không còn vụ … nào`: there were such cases, and there are none now."""
OMITS = spelling(
    r"\s{1,8}(?:hay|biết|can|cản|báo|nói|dám|cứu|giúp|chịu|quản|ngăn|trông|coi|gọi|để ý|đứng ra|lên tiếng|thấy|xử lý|"
    r"trả lời|nhận|kịp|tới|đến|ra|vào)(?!\w)"
)
"""After `không giáo viên nào`: somebody failed to act, and what they failed to stop did happen."""
BEFELL = spelling(
    r" (?:bị|sao|gì|phải|có|chết|tử vong|thiệt mạng|thương|mắc|nhiễm|dương tính|nhập viện|ngộ độc|đuối|nguy|trúng|còn|"
    r"vi phạm|đánh|nghỉ|bỏ|vắng|trong|nào|hề)(?!\w)"
)
"""After `không ai`: it befell nobody; other verbs tell that nobody acted."""
OTHERS_COUNTED = spelling(
    r"[,;–] (?:còn |trong khi |có |đã có |hơn |gần |khoảng |trên )*(?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|"
    r"mười|nhiều|hàng chục) (?:học sinh|hs|em|trẻ|bé|cháu|đứa|bạn|người|nam sinh|nữ sinh|thí sinh|giáo viên|cô|thầy|"
    r"phụ huynh)(?!\w)"
)
ZERO = spelling(
    r"(?<![\w.,/:])0 (?:ca|trường hợp|vụ|vụ việc|học sinh|hs|em|người|trẻ|bé|cháu|giáo viên|nạn nhân)(?!\w)"
)
ZERO_AFTER = spelling(
    r"(?: \w+){0,6}?(?: (?:là|bằng|vẫn là|vẫn bằng|dừng ở|giữ ở)(?: con)?(?: số)?| ?[:=]) ?(?:0|không)"
    r"(?= ?(?:[.;\n)]|$))"
)
"""`số ca mắc mới: 0`: counted, and none."""
TAUGHT = spelling(
    r"(?<!\w)(?:tập huấn|chuyên đề|nói về|bàn về|trao đổi về|chia sẻ về|hướng dẫn|cách|kỹ năng|giúp|biết|dấu hiệu|"
    r"bồi dưỡng|cẩm nang|tài liệu|bí quyết|quy trình)(?!\w)[^.!?\n;]{0,60}?(?<!\w)(?:nhận diện|nhận biết|phát hiện|"
    r"ứng phó|xử lý|xử trí|hỗ trợ|can thiệp|giải quyết)(?: \w+){0,4} ?$"
)
"""`cách nhận diện học sinh bị …`: what is taught to be seen has not happened."""
ADVISED_WHEN = spelling(
    r"(?<!\w)(?:khuyến cáo|khuyên|dặn|nhắc|nên|cần|hãy|hướng dẫn|yêu cầu|đề nghị)(?!\w)[^.!?;\n]{0,60}(?<!\w)"
    r"(?:khi|nếu|lúc|lỡ)(?: bị| có| thấy)?(?:(?: \w+){1,2},)?(?: triệu chứng| dấu hiệu)? $"
)
"""`khuyến cáo bạn nghỉ khi sốt`: what to do once it happens."""
ASKS_HOW = spelling(
    r"(?<!\w)(?:nói|trả lời|giải thích|ứng xử|an ủi|phản ứng|xử lý|xử trí|kể|làm)(?: \w+){0,3}? "
    r"(?:gì|sao|ra sao|thế nào|như thế nào)(?!\w)"
)
WHEN_IT_BEFALLS = spelling(r"(?<!\w)(?:khi|nếu|lúc|lỡ)(?: \w+){0,7} ?$")
"""`nói gì với trẻ khi một bạn …?`, `Khi con …, cha mẹ nên nói gì`: how to bear what may befall anybody."""
CAN_CAUSE = spelling(r"(?<!\w)(?:có thể|dễ|rất dễ)(?: \w+){1,4}? (?:làm|khiến|gây|dẫn đến|dẫn tới)(?: \w+){0,6} ?$")
"""`có thể phát nổ làm …`: what a danger would do has not happened, though `làm` tells results elsewhere."""
MAY = spelling(
    r"(?<!\w)(?<!không )có thể(?! (?:đã|do|vì|thấy|nói|khẳng định|là|nghe))(?: \w+){0,3}"
    r"(?: (?:rồi|và|hoặc)(?: \w+)?)? $"
)
"""Just before the harm: what a danger can do; `có thể đã` guesses at what happened."""
SHOWN = spelling(
    r"(?<!\w)(?:(?:trình diễn|biểu diễn|minh họa|mô phỏng|tái hiện|thị phạm|làm thử|trình bày|giới thiệu|chỉ ra|"
    r"vạch ra|phân tích|giải thích|kể|nói) (?:lại )?(?:cách|thủ đoạn|chiêu|chiêu trò|mánh khóe)(?: mà)?(?: (?:kẻ|bọn|"
    r"nhóm|tội phạm|đối tượng|tin tặc|hacker|người)(?: \w+)?)?|"
    r"(?:giải thích|tìm hiểu|cắt nghĩa|biết|hiểu|phân tích)(?: rõ| thêm)? (?:vì sao|tại sao|khi nào))"
    r"(?: (?!học sinh|em|trẻ|cháu|bé|hs|người)[^\W\d]+,?){0,8} $"
)
"""Before the harm: what somebody demonstrates or explains, with nobody told to whom it happened."""
PREVENTS = spelling(
    r"(?<!\w)(?<!trong )(?<!ở )(?<!căn )(?:phòng|ngừa|phòng ngừa|phòng chống|phòng, chống|chống)"
    r"(?: dịch| bệnh| nguy cơ)? $"
)
PREVENTED = spelling(
    r"(?:ngộ độc|đuối nước|tai nạn|thương tích|xâm hại|bạo lực|bạo hành|bắt nạt|quấy rối|sốt xuất huyết|tay chân miệng|"
    r"đau mắt đỏ|thủy đậu|sởi|cúm|covid|ổ dịch|điện giật|bắt cóc|lừa đảo|ma túy|cháy|hỏa hoạn)(?!\w)"
)
"""Nouns that follow `phòng` only when it means to prevent; before a verb it may be a room."""
EASILY = spelling(r"(?: \w+){0,2} (?:dễ|có thể) (?:bùng|lây|lan|xảy ra|bị|mắc|tái phát)(?!\w)")
WHOEVER = spelling(r"(?<!\w)(?:nào|ai)(?: có| bị| mắc)(?!\w)[^.!?\n]{0,40}$")
ONLY_WHEN = spelling(r"[\s\"'“‘,–-]*(?:trước đó|trước kia|hồi|vào|từ|khoảng|đó là)?[\s,]*(?:vào|hồi|từ)?\s*")
"""What may stand before a year that opens a sentence."""
BY_NOW = spelling(
    r"(?<!\w)(?:(?:nay|hiện nay|hiện|giờ|bây giờ) (?:có|đã có|lại|bị|tiếp tục)|lại tiếp tục|hôm nay|sáng nay|chiều nay|"
    r"tối qua|đêm qua|hôm qua)(?!\w)"
)
"""Between an old time and the trigger: the sentence has come to today."""
WHEN = spelling(r"(?<!\w)(?:khi|lúc|trong lúc|trong khi|trong chuyến|trong buổi)(?!\w)")
"""`Trượt chân khi dọn vườn năm ngoái, cô …`: a clause of time dates what follows its comma."""
HAD_A_CASE = spelling(r"\s{1,8}(?:có|xảy ra|ghi nhận|chứng kiến|trải qua)(?: một| hai| nhiều| những| mấy)? vụ(?!\w)")
THEN = spelling(r"(?: \w+){0,3},? thì(?!\w)")
"""`trường nào có trẻ mắc bệnh thì tạm nghỉ`: a rule for a case that may come."""
CLAUSE = re.compile(r"[;,:()–—]| - ")
ANNOUNCED_DRILLS = frozenset(("diễn tập", "tình huống giả định", "phiên tòa giả định", "thực tập phương án"))
OLD_AGO_MONTHS = 6
ONLY_A_CALL = re.compile(
    r"\s{0,8}(?:cả |mọi người |mọi người ơi |bà con |ca |moi nguoi |ba con )?"
    r"(?:nha|nhe|nhé|nghen|nghe|nè|ne|đó|do|với|voi)"
    r"(?: \w{1,20}){0,3}\s{0,8}[,;:–—]"
)
"""`coi chừng nha, …`: the warning ends there, and what happened follows."""
NUMBER_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mot": 1, "bon": 4, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip

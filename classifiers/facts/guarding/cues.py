"""Words that speak against a fact, read by `classifiers.facts.guarding.text`: label → phrases divided by `/`."""

from __future__ import annotations

from collections.abc import Mapping

_TABLE: Mapping[str, str] = {
    "negated-near": (
        "không/chưa/chẳng/hổng/hông/ko/chớ hề/không hề/chưa hề/không phải/không bị/không để/chưa bị/đâu có/"
        "làm gì có/!chả/hong/!đừng/không phải do/không phải vì/không phải tại/chẳng phải vì/khỏi phải/!khỏi bị/!để khỏi"
    ),
    "negated-wide": (
        "không có học sinh nào/không có em nào/không có trẻ nào/không ai/không có ai/không em nào/"
        "chưa có học sinh nào/chưa có em nào/không có trường hợp nào/chưa có trường hợp nào/không ghi nhận/"
        "chưa ghi nhận/không phát hiện/không xảy ra/chưa xảy ra/không có ca nào/chưa có ca nào/không có ca/"
        "hổng có ai/hông có ai/hông ai/hổng ai/không có cháu nào/không cháu nào/không có bé nào/không bé nào/"
        "chưa phát hiện/không có đứa nào/hổng có đứa nào/chẳng ai/chưa ai/không có giáo viên nào/"
        "không học sinh nào/không thí sinh nào/không có thí sinh nào/không còn tình trạng/không có dấu hiệu/"
        "không có tình trạng/không có hiện tượng/không có hành vi/không có ai phải/chưa có ai/"
        "chưa có thông tin/không có căn cứ/chưa có cơ sở nói/chưa có cơ sở khẳng định/không có vụ/"
        "không có chuyện gì/không có vụ nào/chưa có vụ nào/không có trường hợp/không có vụ việc/không nhận đơn/"
        "không nhận được đơn/không có đơn/không nhận phản ánh/không nhận được phản ánh/chưa nhận được phản ánh"
    ),
    "hypothetical": (
        "nếu/!lỡ/giả sử/giả dụ/giả như/!nhỡ/phòng khi/trong trường hợp/khi xảy ra/lỡ như/!kẻo/nguy cơ/có nguy cơ/"
        "để tránh/!tránh/đề phòng/ngăn ngừa/ngăn chặn/hạn chế/không để xảy ra/!sợ/lo sợ/lo ngại/có thể bị/"
        "có thể gây/có thể dẫn đến/dễ bị/cảnh báo/để không/coi chừng/liệu có/biết đâu/mai mốt/"
        "dấu hiệu nhận biết/dấu hiệu/khả năng bị/giả thử/nhằm giảm/!lo/!chống/tình huống/cách xử lý khi/"
        "xử lý khi có/xử lý khi phát hiện/phương án khi có/ứng phó khi có/"
        "làm gì khi/chẳng lẽ/nguy hiểm nếu/đợi tới khi/chờ tới khi/tránh để/giảm thiểu/chờ có/!dọa/dọa sẽ/"
        "ước gì/!giảm/không lẽ/có chuyện gì/mà bị vậy/mà bị thế/mà bị như vậy/mà gặp cảnh/mà bị vầy"
    ),
    "drill": (
        "diễn tập/tập huấn/!giả định/tình huống giả định/thực tập phương án/thực tập/tuyên truyền/phòng ngừa/"
        "phòng chống/phòng tránh/kỹ năng/hội thi/huấn luyện/chuyên đề/kịch bản/hướng dẫn học sinh/"
        "ngoại khóa về/phổ biến kiến thức/nói chuyện chuyên đề/giáo dục về/dạy trẻ/phòng cháy chữa cháy/"
        "kỹ năng sơ cứu/dạy sơ cứu/lớp học kỹ năng/phiên tòa giả định/"
        "phiên tòa giả/phiên xử giả/diễn thử/tọa đàm/bộ quy tắc/ký cam kết/"
        "thi vẽ tranh/dạy bơi/phổ cập bơi/dạy học sinh/dạy các em/dạy con/cứu người/tư vấn/phong trào"
    ),
    "not-drill": (
        "sách chuyên đề/chuyên đề học tập/lớp chuyên đề/"
        "kỹ năng sống/phong trào đoàn/cảnh sát phòng cháy/công an phòng cháy/lực lượng phòng cháy/đội phòng cháy/"
        "lính phòng cháy/chiến sĩ phòng cháy/xe phòng cháy/phòng cảnh sát phòng cháy/hệ thống phòng cháy/"
        "thiết bị phòng cháy/tổ phòng cháy/cảnh sát phòng chống/đội phòng chống/lực lượng phòng chống/"
        "ban chỉ huy phòng chống/ban chỉ đạo phòng chống/ban phòng chống/trung tâm phòng chống/cục phòng chống/"
        "chi cục phòng chống/phòng phòng chống/tổ phòng chống/giáo sinh thực tập/sinh viên thực tập/đoàn thực tập/"
        "trung tâm huấn luyện/phòng tư vấn/tổ tư vấn/lao vào cứu người/nhảy xuống cứu người/lực lượng cứu người/"
        "thầy dạy bơi/cô dạy bơi/viên dạy bơi/người dạy bơi/thầy dạy học sinh/cô dạy học sinh/thầy dạy các em/"
        "đội cứu người/dũng cảm cứu người/lao ra cứu người/kịp cứu người"
    ),
    "past": (
        "năm ngoái/năm trước/ngày xưa/hồi xưa/hồi nhỏ/thời đi học/hồi đó/hồi tui đi học/trước đây/!từng/"
        "hồi còn đi học/hồi mình đi học/năm xưa/hồi xửa/hồi tôi/nhiều năm trước/mấy năm trước/thời xưa/"
        "năm kia/kỷ niệm/thời của/hồi mình/thời chiến/tưởng niệm/!giỗ/kiếp trước/vài năm trước/"
        "cách đây mấy năm/cách đây nhiều năm"
    ),
    "fiction": (
        "bộ phim/trong phim/phim ngắn/phim truyền hình/phim tài liệu/tiểu thuyết/truyện ngắn/vở kịch/"
        "trong truyện/trong game/phim hàn/kịch bản phim/mv/hoạt hình/phim học đường/nhân vật/tập phim/"
        "web drama/phim điện ảnh/cuốn tiểu thuyết/vở diễn/tiểu phẩm/truyện tranh/phim kinh dị/phim hành động/"
        "đạo diễn/diễn viên/đóng phim/!tuồng/cải lương/tiểu thuyết mạng/series phim/phim về/xem phim/coi phim/"
        "phim mới/trailer/teaser/cảnh phim/diễn như thật/diễn như thiệt/coi như phim thật/ra rạp/dàn dựng/hoạt cảnh/"
        "phim của học trò/phim của học sinh/đóng vai/đóng kịch/diễn kịch/trích đoạn/"
        "phim tuyên truyền/phim đó nha/trích đoạn kịch/kịch ngắn/"
        "vở kịch ngắn/hậu trường/game mới/tựa game/con game/game kinh dị/map trường/map mới/ra map/bản game/"
        "những bức tranh/triển lãm tranh/tranh học sinh vẽ/chơi game này/tựa truyện/truyện này/đọc truyện"
    ),
    "fiction-not": (
        "chiếu phim/quay phim/đoạn phim/thước phim/phim khiêu dâm/mở phim/phim 18/phim chụp/"
        "diễn viên nhí/diễn viên múa/diễn viên không chuyên"
    ),
    "denied-before": (
        "bác bỏ/bác tin/bác thông tin/không có chuyện/không có việc/phủ nhận/tin giả/tin vịt/tin bịa/"
        "tin đồn thất thiệt/thất thiệt/đính chính/cải chính/bịa đặt/bịa chuyện/bịa ra/bịa tin/đừng đồn/"
        "tung tin/đồn nhảm/hổng có chuyện/hông có chuyện/hổng phải/tin sai/làm gì có chuyện/không phải là/"
        "hết tin đồn"
    ),
    "denied-after": (
        "là nội dung bịa/là nội dung sai/"
        "là tin giả/là sai/!là giả/là không đúng/!là bịa/là tin vịt/là tin bịa/là sai sự thật/sai sự thật/"
        "không đúng sự thật/là không có/không chính xác/là bịa đặt/là tin đồn/là thất thiệt/"
        "hoàn toàn không có/tin vịt/là tin đồn thất thiệt/là tin cũ/tin giả/là hoàn toàn sai/"
        "không phải sự thật/bị cắt ghép/là nhảm/toàn tin nhảm"
    ),
    "question-after": "thì sao/thì làm sao/thì làm gì/thì ai chịu/thì ai chịu trách nhiệm/thì phải làm sao/rồi ai chịu",
    "release": (
        "sau khi/sau vụ/sau bữa/sau sự việc/vì/do/khiến/làm/dẫn đến/khi/nhưng/tuy nhiên/!song/mà/trong lúc/"
        "giữa lúc/sau/để rồi/thế mà/vậy mà/bởi/trước việc/trước vụ/liên quan đến vụ/vụ/nên/từ vụ/liên quan/"
        "nhân vụ/xung quanh vụ/trước tình trạng/dù/ngay sau"
    ),
    "during": (
        "trong lúc/trong khi/khi/giữa/trong buổi/sau buổi/sau/sau khi/đi/lúc/trong giờ/trong lớp/lúc đi/buổi/"
        "lớp/trong đợt/trong hội thi"
    ),
    "real": "thật/sự cố/không may/tai nạn/ngoài kịch bản/ngoài ý muốn/thiệt/bị bỏng thật/bị thương thật",
    "court": (
        "xét xử/tuyên phạt/tuyên án/phiên tòa/hầu tòa/bị cáo/ra tòa/phúc thẩm/sơ thẩm/xử phúc thẩm/vụ án/"
        "lãnh án/mãn hạn"
    ),
    "not-negating": (
        # Hips, not negations; in posts `hông` has been written out as `không`.
        "vô hông/vào hông/trúng hông/ngang hông/xương hông/vô không/trúng không/ngang không/xương không/"
        "không chỉ/không những/không may/không biết/không rõ/không ngờ/không hiểu/không phải chỉ/không báo/"
        "không nói/không hay/không kịp/không dám/không thể/không riêng/chưa kịp/không thấy/không được/"
        "không cứu/chưa đầy/chưa đến/chưa rõ/chưa biết/không gọi/không coi/không qua khỏi/không xử lý/"
        "không cho/không học/không ai hay/không ai biết/không ai can/không ai cản/không ai báo/không ai nói/"
        "không ai dám/"
        "không ai cứu/không ai giúp/không ai chịu/không ai quản/không ai ngăn/không ai trông/không ai coi/không ai gọi/"
        "không ai để ý/hổng ai hay/hông ai hay/hổng ai biết/hông ai biết/chưa ai hay/chưa ai biết/chẳng ai hay/"
        "không có ai can/không có ai trông/không có ai giúp/không cứu được/không còn/hổng biết/hông biết/ko biết/"
        "ko dám/ko thấy/ko kịp/ko nói/ko cho/chưa hết/"
        "không dưới/không ít/không tin/khống chế"
    ),
}

CUES: Mapping[str, tuple[str, ...]] = {label: tuple(phrases.split("/")) for label, phrases in _TABLE.items()}

"""Short texts that tell a grave event without naming it, and texts of the same words that tell none. All invented."""

from __future__ import annotations

from collections.abc import Mapping

TELLING: Mapping[str, str] = {
    "death-hinted": """
Chiều nay cả lớp 8A mặc áo trắng đứng hai bên đường tiễn em Khoa ra nghĩa trang, chiếc xe đạp gãy đôi còn để trước nhà.
Xuồng úp ngay vàm, ba đứa bám được bập dừa, đứa lớp 6 thì tới giờ vẫn chưa thấy nổi lên.
Bảo vệ trường tắt cầu dao xong thì thằng nhỏ lớp 9 đã nằm im, môi tím ngắt, gọi hoài không dậy.
Bàn cuối lớp 7B để trống, trên bàn có bó hoa trắng với tấm di ảnh nhỏ.
Xe ben lùi vô sân trường, cô hiệu trưởng chạy ra thì người ta đã phủ chiếu lên bé lớp 1.
Mẹ nó ôm cái cặp ướt mà ngất lên ngất xuống, thợ lặn còn mò dưới đáy hồ, cả lớp đứng trên bờ khóc.
Tập chạy bền được hai vòng, em ngã gục xuống đường chạy, thầy ép tim tới lúc xe tới mà không kịp nữa.
Gia đình báo với cô chủ nhiệm lớp lá: sáng mai di quan, các bạn trong lớp tới thắp nhang cho bé.
xe dua ruoc hoc sinh lat xuong muong, keo len duoc 11 dua, con 1 dua ket lai duoi nuoc, bac si bo tay
""",
    "suicide-hinted": """
Nó leo qua lan can lầu ba trường mình, la lên con xin lỗi ba mẹ rồi buông tay.
Con bé lớp 11 uống nguyên vỉ thuốc ngủ, để lại lá thư trong hộc bàn cho cô chủ nhiệm.
Em học sinh lớp 12 đứng trên thành cầu Rạch Miễu, nhắn cho bạn: đừng tìm mình nữa.
Cháu gái tôi lớp 9 nằm rửa ruột ở bệnh viện, trong cặp có chai thuốc cỏ đã cạn.
Dòng chữ cuối nó ghi trên bảng lớp: mình mệt quá rồi. Sau đó có người thấy nó ra sân thượng.
Học trò cũ của tôi gieo mình từ lan can, để lại tờ giấy dặn mẹ đừng khóc vì con.
Khóa trái phòng ký túc xá, dao lam nằm dưới sàn, em viết lại tờ giấy: con không chịu nổi nữa.
con be lop 10 leo len thanh cau roi tha tay, ban no doc duoc tin nhan cuoi luc 5h sang
""",
    "abduction-hinted": """
Tan học, có người bịt khẩu trang kéo con bé lớp 3 lên xe hơi rồi phóng mất, bạn nó la mà không kịp.
Người tự xưng là dì vô cổng rước bé lớp lá, tới giờ gia đình hỏi không ai quen người đó.
Thằng bé lớp 5 leo lên xe bảy chỗ biển số lạ, từ đó điện thoại nó tắt luôn.
Cháu tôi bị người lạ dắt lên xe ôm trước cổng trường tiểu học, đã sáu tiếng rồi chưa có tin.
Hai em lớp 9 nghe lời rủ việc nhẹ lương cao, giờ bên Campuchia gọi về đòi tiền chuộc.
Chúng lôi học sinh lớp 7 vô xe tải nhỏ, chiều gọi cho ba em đòi 300 triệu.
Bà kia nói là bà nội vô đón mất bé rồi, cô giáo coi camera mới biết không phải người nhà.
chau lop 2 bi keo len xe o to trang, nguoi ta duoi khong kip, 4 tieng roi chua thay ve
""",
    "missing-hinted": """
Con gái tôi học lớp 8 không về nhà từ chiều thứ ba, công an xã đang đi tìm dọc bờ kênh.
Ai gặp cháu Bảo lớp 4 làm ơn báo, cháu mất tích hai ngày rồi, gia đình đã trình báo.
Em học sinh lớp 10 bỏ đi lúc nửa đêm, cả xóm chia nhau đi tìm, đôi dép còn bên mép cầu.
Bé lớp chồi biến mất trong giờ ngủ trưa, nhà trường nhờ thợ lặn rà cái ao sau bếp.
Tan trường em không về, tới khuya người ta rọi đèn dọc sông mà chưa thấy.
Trường đăng tin tìm cháu lớp 6: rời trường lúc 11 giờ, tới nay chưa có tin gì, xe đạp dựng ngay bờ kè.
Nhỏ bạn cùng bàn của con tui mất liên lạc ba đêm rồi, người nhà đã báo công an.
be lop 3 di lac tu trua, cong an xa dang tim kiem, ai thay chau o dau bao gium
""",
    "attack-hinted": """
Thằng lớp 11 rút dao rượt theo bạn ra tới cổng, tay bạn đó đứt gân, máu me đầy áo.
Phụ huynh xông vô lớp cầm cây sắt phang cô giáo, cô bị nứt sọ.
Có người lạ nhào vô nhà trẻ, vung kéo lung tung, cô bảo mẫu đỡ cho bé nên bị thủng phổi.
Nhóm học sinh chặn đường bạn, dùng mã tấu chém đứt lìa bàn tay phải.
Nó tạt cả ca axit vô mặt bạn ngay hành lang, bác sĩ nói mắt trái khó giữ.
Học trò lớp 9 cầm búa đập vô đầu thầy giám thị, thầy nứt xương sọ.
Đám thanh niên vây trước cổng trường, chai bể đâm trúng em lớp 10, máu chảy không cầm được, vũng máu còn đó.
thang do rut ma tau chem dut gan tay hoc sinh lop 12, mau me day cong truong
""",
    "injury-hinted": """
Em học sinh lớp 4 bị cột cờ đổ trúng, giờ thở máy ở Chợ Rẫy, bác sĩ nói dập phổi.
Cô giáo bị đánh gãy xương hàm, phải mổ gấp trong đêm.
Nó bị đạp vô bụng bể lá lách, đang nằm phòng mổ bệnh viện tỉnh.
Bé lớp 2 té từ cầu thang xuống, xuất huyết não, chuyển thẳng Nhi Đồng 1.
Quạt rớt trúng, bác sĩ nói mắt phải của em không giữ được.
Thầy thực hành Hóa làm nổ chai cồn, ba em phỏng độ ba, một em phỏng nửa người.
Bị bạn đá trúng hạ bộ, bác sĩ phải cắt một bên tinh hoàn của em lớp 7.
hs lop 8 bi danh vo la lach, mo gap hoi toi o benh vien Nguyen Dinh Chieu
""",
    "humiliation-hinted": """
Coi cái clip mà nghẹn: bốn đứa lột áo con bé lớp 7 rồi cười.
Clip tụi nó bắt bạn quỳ liếm giày đang đầy trong nhóm phụ huynh lớp 8.
Con tui bị bạn dúi đầu vô bồn rửa, đứa kia đứng quay clip.
Có video nhóm nữ sinh cắt tóc bạn cùng lớp ngay trong nhà vệ sinh trường.
Tụi lớp 9 livestream cảnh em lớp 6 bị bắt quỳ xin lỗi giữa sân.
Đoạn phim quay cảnh dội mắm lên đầu bạn, em đó nghỉ học luôn.
Đứa quay clip còn nhắc bạn giữ đầu nó xuống, nước bồn cầu chảy đầy mặt em lớp 8.
tui no lot ao ban lop 7 roi quay clip gui khap noi, truong van im
""",
    "abuse-hinted": """
Thầy kêu con bé ở lại sau giờ, khóa cửa rồi ôm chặt nó, nó kể mà run.
Bé nói ông bảo vệ dẫn vô phòng kho, sờ vô quần con rồi cho tiền mua kẹo.
Con em lớp 5, thầy dạy thêm luồn tay vô áo nó, dặn đừng nói với mẹ.
Tài xế xe đưa rước bắt bé ngồi lên đùi, kéo rèm xe lại, bé về cứ than đau phía dưới.
Thầy thể dục gọi riêng từng em nữ lên phòng thiết bị đo hình, bắt cởi áo.
Em lớp 9 trễ kinh hai tháng mới dám kể: mỗi tối thầy chủ nhiệm kêu qua nhà thầy học riêng.
Huấn luyện viên bơi vuốt đùi mấy bé, hăm nói ra là loại khỏi đội, giữ bí mật.
thay day them khoa cua lai roi so vo dui con be lop 6, no khong dam di hoc nua
""",
    "care-hinted": """
Cô giữ trẻ nhét khăn vô miệng bé mười tám tháng, bé tím tái phải đưa đi cấp cứu.
Bảo mẫu cho bé uống thuốc ngủ mỗi trưa, hôm nay bé li bì gọi không dậy.
Nhóm trẻ gần chợ trói tay bé vô ghế, chiều về bé co giật.
Camera nhà trẻ quay cảnh cô dốc ngược bé xuống, bác sĩ chụp ra bé bị xuất huyết não.
Gởi con có mười ngày, cô trùm mền cho nín, giờ bé nằm hồi sức.
Cô giáo mầm non ép uống sữa, bịt mũi bé, bé ngưng thở một lúc, giờ còn hôn mê.
Chủ nhóm trẻ lắc mạnh bé bảy tháng, bệnh viện Nhi Đồng nói tổn thương não.
co giu tre bit mieng be bang khan, be tim tai phai nhap vien, me no khoc qua troi
""",
    "leak-hinted": """
Tối qua trong nhóm luyện thi có người gửi bài hình, sáng nay phát đề ra y chang không sai một số.
Con tôi kể bạn nó biết trước câu nghị luận từ hôm qua, vô phòng thi mở đề ra trúng y.
Đề Toán tuyển sinh còn đang làm mà bên ngoài đã giải sẵn nguyên câu cuối.
Thí sinh chụp đề gửi ra lúc còn đang ngồi làm, mười phút sau có bài giải.
Đêm trước ngày thi học kỳ, lớp thầy K. làm trước đúng y đề thi của cả huyện.
Chưa phát đề mà quán photo đã bán đáp án, đem so thì giống hệt đề thi chính thức.
Trước giờ thi một tiếng, nó đọc vanh vách từng câu của đề Anh, vô thi trùng khớp.
toi qua co dua gui cau nghi luan, sang nay vo phong thi mo de ra y chang luon, thi tuyen sinh ma vay
""",
    "threat-hinted": """
Mai tao đem dao vô trường, mấy đứa trong danh sách coi chừng trả giá hết.
Nó nhắn nhóm lớp: thứ hai mang xăng vô, đốt hết tụi bây rồi đi cùng nhau.
Sáng mai xách mã tấu lên lớp 9C, giết từng đứa một, tin nhắn còn nguyên.
Học sinh lớp 10 đăng: ngày mai mang súng tới, đừng đi học nếu còn muốn sống.
Tuần sau tao thủ đồ chơi theo, thằng nào đụng tao thì biết tay, đổ máu cho coi.
Có em nhắn thầy: mai em mang hàng nóng vô, tính sổ với thầy.
Bạn cùng lớp con tui hăm đem lựu đạn vô lớp, chết chung một lượt.
mai tao xach dao vo truong, tui bay khoi ve, tra thu cho thang em tao
""",
    "arrest-hinted": """
Sáng nay thầy hiệu trưởng bị còng tay ngay trước cổng trường, học trò đứng ngó theo.
Công an đọc lệnh ngay phòng kế toán trường, bà T. bước lên xe không dám ngẩng mặt.
Cô giáo lớp lá bị áp giải ra xe, phụ huynh đứng đầy ngoài cổng.
Khám xét phòng làm việc của phó phòng giáo dục từ sáng tới trưa.
Thầy dạy Lý giờ ở trại tạm giam, nhà trường phân người khác dạy thay.
Bảo mẫu nhóm trẻ bị dẫn đi lúc chín giờ, vợ chồng chủ nhà khóc.
Công an tỉnh dẫn giải thủ quỹ trường về nhà riêng lấy sổ sách.
hieu truong bi cong tay dua len xe cong an hoi chieu, ca truong xon xao
""",
    "crowd-hinted": """
Trạm y tế xã hết giường, ba chục đứa ôm bụng ói từ trưa tới giờ.
Xe cứu thương chạy bốn chuyến, cả lớp 4B ói mửa sau bữa bán trú.
Hai lớp lá nằm la liệt ở bệnh viện huyện, bé nào cũng tiêu chảy.
Mười tám học sinh chóng mặt, ngất sau khi xịt muỗi, đang truyền dịch ở trạm xá.
Nguyên lớp nằm hàng dài ngoài hành lang bệnh viện, đứa nào cũng ói.
Cả trường xôn xao: mấy chục em đau bụng, xe cấp cứu hú còi liên tục.
Bác sĩ chạy không kịp thở, hai chục bé ói xanh mặt, chật kín phòng.
ca lop 5A oi mua sau khi uong sua, tram y te het giuong, truyen nuoc bien ngoai hanh lang
""",
}

HARMLESS: Mapping[str, str] = {
    "death-hinted": """
Cả lớp 8A đứng hai bên đường tiễn bạn Khoa chuyển trường theo ba mẹ ra Hà Nội.
Xuồng úp ngay vàm mà may là ba đứa đều bám được bập dừa, lên bờ hết.
Thầy trò thắp nhang ở nghĩa trang liệt sĩ nhân 27-7, về trường lúc chiều.
Bàn cuối lớp 7B để trống vì bạn đi thi học sinh giỏi, chiều bạn về.
Vở kịch của lớp 9: em nhỏ nằm im dưới chiếu, cả lớp khóc ngất, được giải nhất.
Cây phượng bật gốc, cô hiệu trưởng kêu thợ cưa cây, trồng lại cây khác.
Con mèo nhà em nằm im lạnh ngắt dưới gầm xe, cả nhà khóc quá trời.
Ông nội em mất, cô chủ nhiệm với cả lớp đi viếng, thắp nhang rồi về học.
Diễn tập phòng cháy: khói lên, một em nằm bất động chờ khiêng ra, ai cũng vỗ tay.
""",
    "suicide-hinted": """
Thầy dặn đừng leo lan can lầu ba, té là khổ ba mẹ.
Uống nguyên vỉ thuốc bổ của nội rồi giấu, mẹ la cho một trận, con xin lỗi mẹ rồi.
Lớp em diễn tiểu phẩm: bạn nữ đứng trên thành cầu, để lại lá thư, được giải nhì.
Tạm biệt mọi người, tụi mình ra trường rồi, nhớ hoài cái lan can lầu hai.
Con mệt quá trời sau buổi chạy bộ trên cầu, mà vui.
Chuyên đề phòng ngừa tự tử: nhận ra dấu hiệu như để lại thư, giấu thuốc ngủ.
Bà ngoại em tám mươi tuổi uống hết lọ thuốc ngủ, phải súc ruột.
con tho leo len thanh cau ho hoai moi xuong, de lai tin nhan cho vo, quan nhau thoi
""",
    "abduction-hinted": """
Mẹ kẹt xe nên dì ruột rước rồi, cô giáo gọi hỏi liền, bé về nhà an toàn.
Trong phim, tụi nó kéo con bé lên xe rồi phóng mất, coi mà hồi hộp.
Cả lớp leo lên xe đi tham quan, điện thoại nộp cho cô giữ.
Công an tập huấn: khi có người lạ dắt lên xe, con la lớn và chạy vô chỗ đông.
Con mèo nhà em leo lên xe tải, từ đó mất tăm, ai thấy chỉ giùm.
Hai đứa lớp 5 bịa chuyện bị kéo lên xe vì trốn học sợ đòn.
Xe lạ đậu trước cổng là xe phụ huynh mới, bảo vệ hỏi rồi, mọi người an tâm.
tin chau be bi keo len xe la tin gia, cong an xa xac minh roi, dung chia se
""",
    "missing-hinted": """
Đã tìm thấy cháu Bảo lớp 4, cháu ngủ quên trong thư viện, cám ơn công an xã.
Bé đi lạc ở chợ chừng năm phút, bảo vệ dắt lại cho mẹ.
Truyện kể cô bé biến mất, cả làng rọi đèn đi tìm.
Mất cái cặp ở bến đò, ai nhặt được cho em xin lại.
Chó nhà em đi lạc hai ngày rồi, ai thấy ở đâu báo giùm.
Nhóm em tìm kiếm tài liệu cho bài thuyết trình tới khuya mới về nhà.
Diễn tập tình huống trẻ đi lạc, công an phường tổ chức tìm kiếm trong hai mươi phút.
tim duoc roi ca nha oi, chau ngoi cau ca ngoai bo kenh, di lac gi dau
""",
    "attack-hinted": """
Cô dạy cắm hoa, em cầm kéo cắt hụt, trầy nhẹ ở ngón tay.
Vở kịch có cảnh rượt chém bằng dao gỗ, máu me toàn màu phẩm.
Trong game nó vung búa đập đầu boss, vũng máu đầy màn hình.
Thợ dùng búa đập vô tường cũ, gạch rớt đầy sân, chưa em nào vô.
Tập huấn xử lý tình huống có người xông vô trường với con dao, cô nào cũng thuộc bài.
Bác thợ hồ bị gạch rớt trúng, đứt gân chân, công trình ở ngoài chợ.
Chú bảo vệ cầm cây sắt chặn đường con bò xông vô sân trường.
tui no rut kiem go ra chem nhau tren san khau, mau gia day ao, duoc giai nhat
""",
    "injury-hinted": """
Em bị trầy đầu gối, cô y tế trường rửa rồi dán băng, chiều học bình thường.
Té gãy cái răng sữa, nha sĩ nói răng khác mọc lên.
Bài sinh học: lá lách, gan, thận nằm ở đâu, em nào lên bảng chỉ.
Cái bảng bị nứt một đường, hiệu trưởng hứa thay.
Thầy bị bong gân lúc đá banh, nghỉ hai ngày.
Ông ngoại con bị tai biến, xuất huyết não, nằm Chợ Rẫy, con xin nghỉ học một bữa.
Trong phim bệnh viện, bác sĩ mổ gấp cho cậu bé dập phổi.
bai thuc hanh mo ech, ban em cat trung ngon tay xiu xiu, dan bang ca nhan la xong
""",
    "humiliation-hinted": """
Lớp em quay clip nhảy dân vũ, cô khen quá trời.
Chị thợ cắt tóc miễn phí cho học sinh nghèo, có quay clip.
Phim ngắn dự thi: cảnh bạn bị bắt quỳ, cuối phim cả nhóm ôm nhau.
Video hướng dẫn cách cột tóc cho bé gái.
Cô quay lại cảnh cả lớp té nước mừng lễ, đứa nào cũng ướt.
Bé tự cắt tóc mái rồi quay video khoe ngoại.
Tiểu phẩm chống bạo lực có cảnh dội nước lên đầu bạn, tụi nhỏ tập hoài mắc cười.
clip day con nau com, khong lien quan gi truong lop
""",
    "abuse-hinted": """
Thầy kêu cả lớp ở lại sau giờ học múa, đóng cửa cho khỏi ồn.
Cô y tế đo chiều cao, kêu từng em cởi áo khoác ra.
Chuyên đề cho bé: không cho ai sờ vô vùng kín, không giữ bí mật kiểu đó.
Thầy xoa đầu khen con ngoan trước cả lớp, có phụ huynh đứng đó.
Bác bảo vệ ẵm bé bị té vô phòng y tế, gọi mẹ liền.
Huấn luyện viên dạy bơi chỉ cách đạp chân, ba mẹ ngồi trên bờ coi.
Thầy chủ nhiệm ôm chặt học trò cũ ngày họp mặt, ai cũng khóc.
thay day them khoa cua di ve luc 9h toi, tui nho cho ba me ruoc truoc cong
""",
    "care-hinted": """
Cô giữ trẻ đút cháo từng muỗng, bé ăn hết chén, ngủ ngon.
Bé sốt từ ở nhà, cô gọi mẹ rước đi khám, bác sĩ nói siêu vi.
Cô dán băng keo mấy tấm hình lên tường lớp lá.
Tập huấn sơ cứu cho bảo mẫu: bé hóc thì vỗ lưng, đừng dốc ngược.
Nhóm trẻ khóa cửa nghỉ tết, ngày mùng tám mở lại.
Cô cho bé uống nước cam, bé đòi thêm.
Bảo mẫu quấn khăn ấm cho bé ngủ trưa, trời lạnh quá.
co giu tre de thuong lam, be khoc la co am lien, chieu ve be ngu ngon
""",
    "leak-hinted": """
Đề cương ôn tập giống hệt năm ngoái, tụi nhỏ học trước từ hè.
Tối qua con làm đề thi thử, đúng y dạng cô dạy.
Thi xong rồi trên mạng bàn đề Văn rần rần, con nói đề hay.
Đề minh họa Bộ công bố trước, cấu trúc y chang đề năm kia.
Cô in bài tập về nhà, có câu trùng khớp trong sách.
Bạn em trúng tủ bài thơ, mừng quá trời.
Tập huấn quy trình bóc niêm phong, không ai biết trước đề thi.
de thi thu o trung tam y chang de minh hoa, toi qua con lam duoc 8 diem
""",
    "threat-hinted": """
Mai con đem bánh vô lớp chia cho mấy đứa nha.
Sáng mai nhớ mang đồ nghề vẽ tranh vô trường.
Thứ hai mang giấy màu, kéo cùn, keo dán theo giờ thủ công.
Ngày mai mang cơm theo, trường không nấu.
Chiều nay thủ môn mang găng vô đá trận cuối.
Trò chơi này bắn hết quái là qua màn.
Tuần sau đem chai nhựa tới trường gom gây quỹ.
mai nho mang ao mua vo truong nha, troi mua hoai
""",
    "arrest-hinted": """
Công an xã vô trường nói chuyện về luật giao thông, thầy hiệu trưởng cám ơn.
Kế toán trường niêm phong tủ hồ sơ trước kỳ kiểm kê như mọi năm.
Thầy dẫn đội tuyển lên huyện thi, công an dẫn đường.
Vở diễn có cảnh ông hiệu trưởng bị còng tay, khán giả cười.
Trường mượn cái còng số 8 đồ chơi diễn tiểu phẩm cho giáo viên coi.
Cô giáo đọc lịch thi cho lớp, chiều phát phiếu.
Thủ quỹ được mời lên phòng giáo dục nhận bằng khen.
cong an phuong ve truong tap huan phong chay, giao vien di du day du
""",
    "crowd-hinted": """
Cả lớp ngồi hàng dài coi diễn văn nghệ, đứa nào cũng cười.
Một bé đau bụng, cô y tế cho uống nước ấm, chiều hết.
Đoàn bác sĩ bệnh viện tỉnh khám răng cho 200 em.
Trạm y tế tiêm ngừa cho hai lớp lá, bé nào cũng ngoan.
Diễn tập ngộ độc: ba chục em ôm bụng, xe cấp cứu hú còi vô sân.
Cả lớp ăn quá trời, no ôm bụng cười.
Giường mới về cho hai phòng bán trú, hai chục bé ngủ sướng.
ca truong di kham suc khoe o tram y te, khong em nao benh
""",
}

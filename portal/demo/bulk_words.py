"""Words for generated articles: for measuring the portal at ten thousand pages, not for reading."""

from __future__ import annotations

WHO = (
    "Xã Nà Phương", "Xã Nậm Lang", "Xã Mường Khoai", "Xã Thạch Lũng", "Xã Bản Khoang", "Xã Đồng Vai", "Xã Suối Trầm",
    "Xã Cao Lũng", "Xã Pha Lưng", "Xã Thanh Giáp", "Xã Minh Trại", "Phường Sông Chanh", "Phường Hòa Lâm",
    "Sở Giáo dục và Đào tạo", "Sở Y tế", "Sở Nội vụ", "Liên đoàn Lao động tỉnh", "Hội Nông dân tỉnh", "Tỉnh đoàn",
    "Công an tỉnh", "Hội Cựu chiến binh tỉnh", "Khối thi đua Doanh nghiệp", "Cụm thi đua số 2", "Cụm thi đua số 5",
)  # fmt: skip
DOES = (
    "phát động", "sơ kết", "tổng kết", "đẩy mạnh", "nhân rộng", "biểu dương", "ký giao ước", "hưởng ứng", "ra mắt",
    "giới thiệu", "tuyên truyền", "rà soát", "trao đổi kinh nghiệm về",
)  # fmt: skip
WHAT = (
    "phong trào trồng rừng đầu xuân", "mô hình thư viện thôn", "mô hình camera an ninh", "phong trào hiến đất mở đường",
    "sáng kiến cải cách thủ tục hành chính", "mô hình dân vận khéo", "phong trào dạy tốt, học tốt",
    "mô hình chợ không dùng tiền mặt", "phong trào bảo vệ nguồn nước", "mô hình hợp tác xã kiểu mới",
    "phong trào lao động giỏi", "mô hình nhà sạch, vườn đẹp", "phong trào hiến máu tình nguyện",
    "gương người tốt, việc tốt",
    "phong trào xây dựng nông thôn mới", "mô hình bữa sáng bán trú", "phong trào xóa nhà tạm",
    "tổ công nghệ số cộng đồng",
    "mô hình thu gom rác ven hồ", "phong trào đền ơn đáp nghĩa", "phong trào văn hóa công sở",
    "mô hình vườn ươm giống cây",
    "phong trào an toàn giao thông",
)  # fmt: skip
LEADS = (
    "Sau {months} tháng thực hiện, {what} đã có {homes} hộ, {units} đơn vị tham gia.",
    "Hơn {homes} người dự buổi làm việc; {units} cách làm được chọn để áp dụng ở nơi khác.",
    "Kết quả bước đầu: {homes} lượt người hưởng lợi, {units} công trình, phần việc hoàn thành đúng hạn.",
)
PARAGRAPHS = (
    "Theo báo cáo tại hội nghị, {what} bắt đầu từ nhu cầu của bà con và được cấp ủy, chính quyền cùng vào cuộc. Trong "
    "{months} tháng, đã có {homes} hộ tham gia, đóng góp {days} ngày công.",
    "Khó khăn lớn nhất là địa bàn rộng, người dân sống phân tán. Cách khắc phục là chia thành từng nhóm nhỏ, mỗi nhóm "
    "có một người nhận theo dõi và báo kết quả vào cuối tháng.",
    "Thời gian tới, {who} tiếp tục chọn việc cụ thể, dễ kiểm tra, công khai tiến độ để mọi người cùng biết. Đơn vị đề "
    "nghị khen thưởng {units} tập thể, cá nhân trực tiếp lao động.",
)
CITING = (
    "Hoạt động này thực hiện Quyết định số 1526/QĐ-TTg ngày 09/12/2022 của Thủ tướng Chính phủ.",
    "Việc khen thưởng áp dụng Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ.",
    "Đơn vị thực hiện Chỉ thị số 34-CT/TW ngày 7/4/2014 của Bộ Chính trị.",
    "Đây là nội dung của Quyết định số 923/QĐ-TTg ngày 14/5/2025 của Thủ tướng Chính phủ.",
    "Tiêu chuẩn xét theo Luật Thi đua, khen thưởng số 06/2022/QH15.",
    "Phong trào bám sát Chỉ thị số 19/CT-TTg ngày 16/7/2021 của Thủ tướng Chính phủ.",
    "Nội dung học tập theo Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị.",
    "Các bước chuyển đổi số theo Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.",
    "Hồ sơ lập theo Thông tư số 15/2025/TT-BNV ngày 04/8/2025 của Bộ Nội vụ.",
    "Danh hiệu gia đình văn hóa xét theo Nghị định số 86/2023/NĐ-CP.",
)
BYLINES = ("P.V", "", "Minh Hạnh", "CTV", "Thu Trang", "Đức Nam", "")

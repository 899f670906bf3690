"""Articles in our own words, set out like pages that portals really leave behind when saved as text."""

LONG = (
    "Các thôn bản trong xã góp công làm đường, mỗi hộ một ngày mỗi tháng; đến cuối năm, 12 km đường liên thôn đã được"
    " rải đá, không còn nhà nào phải lội suối khi đưa con đến trường, hàng nông sản ra chợ nhanh hơn nửa buổi."
)
OTHER = (
    "Ban Chấp hành hội phân công từng ủy viên giúp một chi hội yếu; sau hai năm, cả bốn chi hội đều được xếp loại tốt,"
    " số hội viên tăng thêm 48 người, quỹ hội có 35 triệu đồng để giúp nhau lúc ốm đau, thiên tai./."
)
THIRD = (
    "Thực hiện Quyết định số 1526/QĐ-TTg ngày 09/12/2022 của Thủ tướng Chính phủ, huyện chọn mười mô hình để giới thiệu"
    " rộng rãi; mỗi mô hình có người hướng dẫn, có địa chỉ để đến xem và có số liệu trước, sau để so sánh."
)

ROLL_CALL = (
    "Các đồng chí: Lò Văn An, Chủ tịch hội; Hà Thị Bình, Phó Chủ tịch hội; Vi Văn Chung, đại diện các chi hội chủ trì"
    " buổi gặp mặt và nghe các chi hội kể lại một năm làm việc."
)
SAPO = 'Ba năm liền, xã Mường Lát giữ vững phong trào "mỗi nhà một việc tốt" bằng cách làm giản dị.'
FORECAST = (
    "Nhiều mây, có mưa rào, có nơi mưa to. Gió đông nam cấp 3. Trong cơn dông có khả năng xảy ra lốc, sét và gió giật"
    " mạnh."
)

# The toolbar of an old portal around date and title, the author on the last line.
TOOLBAR_PAGE = f"""PublishingPortal - Block_BanTin_Toolbar

05/03/2024
Tăng cỡ chữ Giảm cỡ chữ
Phát động phong trào làm đường ở các thôn bản
Ngày 4/3/2024, UBND huyện ban hành Kế hoạch số 57/KH-UBND về phong trào làm đường giao thông.

 PublishingPortal - Block_BanTin_ViewData

{LONG}

{OTHER}

Lò Thị Mẩy"""
TOOLBAR_TITLE = "Phát động phong trào làm đường ở các thôn bản"

# Only a month, and a title that stands behind "Tin liên quan".
MONTH_PAGE = f""" date 2023-11 Tin liên quan Chi hội Nà Pán nhận cờ "Đơn vị tiêu biểu" năm 2023

{ROLL_CALL}

{LONG}

{OTHER}"""
MONTH_TITLE = 'Chi hội Nà Pán nhận cờ "Đơn vị tiêu biểu" năm 2023'

# The sapo twice, the title as alternative text of pictures, a source line, comment box and weather below.
NEWSPAPER_PAGE = f"""(Baovungcao.vn) - {SAPO}

Mỗi nhà một việc tốt ở xã vùng cao

{SAPO}

{LONG}

Mỗi nhà một việc tốt ở xã vùng cao

Trưởng thôn Lò Văn Pành hướng dẫn bà con chọn giống ngô mới, ngày 12/4/2024.

{THIRD}

- Giao việc cho từng chi bộ, cuối tháng nghe báo cáo và ghi vào sổ chung của thôn để mọi người cùng xem:

- {OTHER}

Mỗi nhà một việc tốt ở xã vùng cao

- {LONG[:180]}.

Tin liên quan:

P.V

(Theo tài liệu của Hội Nông dân huyện)


P.V

 {{name}} - {{time}}

 Trả lời

{{body}}
 {{name}}- {{time}}
{{body}}

0 bình luận

Ý kiến của bạn sẽ được biên tập trước khi đăng. Vui lòng gõ tiếng Việt có dấu

Các tin đã đưa

Thời tiết

Địa phương

Xem thêm Thành phố Sơn La

Hãy chia sẻ với bạn bè!
Tắt [X]"""
NEWSPAPER_TITLE = "Mỗi nhà một việc tốt ở xã vùng cao"

# A title with a full stop, a view count, a caption twice, paragraphs without blank lines, a bare address.
BARE_URL_PAGE = f"""Khối các trường học tổng kết phong trào dạy tốt, học tốt.

22/06/2024

  • lượt xem: 1.204

Ngày 21/6, Khối các trường học trong huyện tổng kết phong trào thi đua năm học 2023 - 2024.

\u00a0Các đại biểu dự buổi tổng kết

\u00a0Các đại biểu dự buổi tổng kết

{LONG}
{THIRD}
{OTHER}
\u00a0
https://truonghoc.example.vn/tin/tong-ket-phong-trao-2024.html"""
BARE_URL_TITLE = "Khối các trường học tổng kết phong trào dạy tốt, học tốt."

# A clock, a credit, headings in capitals, an author in capitals, then comments, poll and forecast.
CAPITALS_PAGE = f"""Phong trào sáng kiến năm 2024: Việc nhỏ, lợi lớn cho người lao động

Thứ Tư, 10/07/2024 | 08:05

Năm 2024, phong trào sáng kiến đã lan tới từng tổ sản xuất, giúp công việc nhẹ hơn và an toàn hơn.

Tổ cơ khí trao đổi cách cải tiến máy sàng. Ảnh: H.L

CÁCH LÀM CỦA CÔNG ĐOÀN

{LONG}

KẾT QUẢ BƯỚC ĐẦU

{OTHER}

HÀ LINH

Viết bình luận mới
thăm dò ý kiến

Theo bạn, sáng kiến nào nên được nhân rộng trước?

THÔNG TIN CẦN BIẾT
{FORECAST}"""
CAPITALS_TITLE = "Phong trào sáng kiến năm 2024: Việc nhỏ, lợi lớn cho người lao động"

PAGES = {
    "toolbar": TOOLBAR_PAGE,
    "month": MONTH_PAGE,
    "newspaper": NEWSPAPER_PAGE,
    "bare_url": BARE_URL_PAGE,
    "capitals": CAPITALS_PAGE,
}

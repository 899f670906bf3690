"""What both engines are tried with: some entries, what must come first for which question, and short ways to ask."""

from datetime import UTC, datetime

from search.engines.base import Engine
from search.entry import Entry
from search.question import parse

TITLES = {
    "plan": "Kế hoạch công tác thi đua, khen thưởng năm 2023",
    "people": "Biểu dương gương người tốt, việc tốt quý I",
    "renewal": "Đổi mới công tác tuyên truyền điển hình tiên tiến",
    "water": "Nông dân hiến đất làm thủy lợi",
    "decision": "Quyết định số 1526/QĐ-TTg ngày 09/12/2022",
    "directive": "Chỉ thị số 34-CT/TW về tiếp tục đổi mới công tác thi đua, khen thưởng",
    "decree": "Nghị định số 98/2023/NĐ-CP quy định chi tiết Luật Thi đua, khen thưởng",
    "noise": "Thị xã đưa điện về bản, hình thành khu dân cư, mọi người đối thoại, tất cả đều làm việc",
    "price": "Giá điện tăng: 1526 đồng một số",
}
BODIES = {
    "plan": "Thực hiện Quyết định số 1526/QĐ-TTg của Thủ tướng, tỉnh phát động thi đua.",
    "people": "Nhiều tập thể, cá nhân được khen thưởng nhờ làm thủy điện nhỏ và thuỷ nông.",
    "water": "Hộ ông Lò Văn Ủn hiến 300 m2 đất, góp 21 ngày công, được tặng Bằng khen năm 2024.",
}


def entry(key: str, **changes) -> Entry:
    fields = {
        "kind": "bulletin",
        "id": f"test:{key}",
        "title": TITLES.get(key, key),
        "url": f"/{key}/",
        "body": BODIES.get(key, ""),
        "date": datetime(2020 + len(key) % 5, 3, 1, tzinfo=UTC),
    }
    return Entry(**{**fields, **changes})


def refresh(engine: Engine, *entries: Entry, gone: tuple[str, ...] = ()) -> None:
    engine.refresh([*gone, *(one.id for one in entries)], lambda ids: entries)


def first(engine: Engine, question: str) -> str:
    hits = engine.ask(parse(question)).hits(0, 1)
    return hits[0].entry.id.removeprefix("test:") if hits else ""


def keys(engine: Engine, question: str = "", **options) -> set[str]:
    return {hit.entry.id.removeprefix("test:") for hit in engine.ask(parse(question), **options).hits(0, 100)}


PROBES = [
    ("thi đua khen thưởng năm 2023", "plan"),
    ("thi dua khen thuong nam 2023", "plan"),
    ("THI ĐUA, KHEN THƯỞNG 2023", "plan"),
    ("điển hình", "renewal"),
    ("dien hinh", "renewal"),
    ("dien hinh tien tien", "renewal"),
    ("người tốt việc tốt", "people"),
    ("nguoi tot viec tot", "people"),
    ("gương người tốt, việc tốt", "people"),
    ("đổi mới tuyên truyền", "renewal"),
    ("doi moi tuyen truyen", "renewal"),
    ("doi moi cong tac thi dua", "directive"),
    ("thuy loi", "water"),
    ("thủy lợi", "water"),
    ("thuỷ lợi", "water"),
    ("thu\u0309y lo\u031b\u0323i", "water"),
    ("1526", "decision"),
    ("1526/QĐ-TTg", "decision"),
    ("1526/qd-ttg", "decision"),
    ("quyet dinh 1526", "decision"),
    ("34-CT/TW", "directive"),
    ("34-ct/tw", "directive"),
    ("34/CT/TW", "directive"),
    ("chi thi 34", "directive"),
    ("98/2023/NĐ-CP", "decree"),
    ("98/nd-cp", "decree"),
    ("nghi dinh 98", "decree"),
    ("lo van un", "water"),
    ("ông Lò Văn Ủn được tặng gì?", "water"),
    ('"tặng Bằng khen"', "water"),
    ("giá điện", "price"),
]

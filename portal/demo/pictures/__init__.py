"""Illustrations drawn by our own code: scenes of a hill province, in the colours of the portal.

`draw("terraces", "dawn", 3)` gives a 1600 × 1000 picture. A scene is what is shown, a light the hour of the
day, the seed everything chance decides. No text is ever drawn: an illustration must read in any language.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image

from . import built, craft, inside, land, lanterns, portrait, reading, village, water
from .canvas import Canvas
from .light import LIGHTS, Light

SCENES: dict[str, Callable[[Canvas, Light], None]] = {
    "terraces": land.terraces,
    "tea": land.tea,
    "road": land.road,
    "bridge": water.bridge,
    "lake": water.lake,
    "school": built.school,
    "clinic": built.clinic,
    "office": built.office,
    "village": village.village,
    "hall": inside.hall,
    "workshop": inside.workshop,
    "library": reading.library,
    "lotus": water.lotus,
    "weaving": craft.weaving,
    "drum": craft.drum,
    "lanterns": lanterns.lanterns,
    "woman": portrait.woman,
    "man": portrait.man,
}

_SHOWN = {
    "terraces": "ruộng bậc thang xếp lớp trong thung lũng, người đang làm đồng",
    "tea": "những đồi chè xanh, người hái chè đeo gùi",
    "road": "con đường làng giữa đồng lúa, hai bên trồng hoa và cau",
    "bridge": "cây cầu dây văng bắc qua sông rộng, thuyền nhỏ trên mặt nước",
    "lake": "mặt hồ giữa núi, bè nuôi cá và thuyền",
    "school": "ngôi trường hai tầng, cờ Tổ quốc và học sinh trên sân",
    "clinic": "trạm y tế mái ngói, thầy thuốc đón người bệnh trước cửa",
    "office": "trụ sở làm việc ba tầng, cờ Tổ quốc trước bậc thềm",
    "village": "bản nhà sàn bên sườn núi, cây xanh quanh nhà",
    "hall": "hội trường đông người nhìn lên sân khấu có phông hình ngôi sao trống đồng",
    "workshop": "phân xưởng sáng với hai hàng máy tiện và công nhân đội mũ bảo hộ",
    "library": "phòng đọc có giá sách cao hai bên, năm người đọc sách quanh bàn dài",
    "lotus": "đầm sen nở hồng dưới chân núi",
    "weaving": "tấm thổ cẩm nhiều dải hoa văn quả trám, xoáy vuông và ngôi sao",
    "drum": "mặt trống đồng với ngôi sao mười bốn cánh và vòng chim bay",
    "lanterns": "dãy đèn lồng thắp sáng trên phố cổ ven nước",
    "woman": "một người phụ nữ nhìn nửa người, không vẽ nét mặt, sau lưng là núi",
    "man": "một người đàn ông nhìn nửa người, không vẽ nét mặt, sau lưng là núi",
}
_WHEN = {
    "dawn": "lúc rạng đông",
    "day": "giữa ban ngày",
    "harvest": "trong nắng vàng",
    "dusk": "lúc hoàng hôn",
    "night": "ban đêm",
    "mist": "trong sương sớm",
}
_INDOORS = {"hall", "workshop", "library", "weaving", "drum", "lanterns"}


def describe(scene: str, light: str) -> str:
    """Say in words what a picture shows, for those who do not see it."""
    when = "" if scene in _INDOORS else f", {_WHEN[light]}"
    return f"Tranh vẽ: {_SHOWN[scene]}{when}."


def draw(scene: str, light: str, seed: int) -> Image.Image:
    """Return the picture of a scene; raises KeyError for a scene or light that does not exist."""
    canvas = Canvas(seed)
    SCENES[scene](canvas, LIGHTS[light])
    return canvas.finish()


def jpeg(scene: str, light: str, seed: int) -> bytes:
    """Draw a picture and return it as a file; stands at module level so that another process can be asked for it."""
    return as_jpeg(draw(scene, light, seed))


def as_jpeg(picture: Image.Image) -> bytes:
    """Return the picture as a progressive JPEG of about 200 KB."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=84, optimize=True, progressive=True)
    return buffer.getvalue()

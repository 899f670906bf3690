"""The drawn pictures and the papers."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageStat

from portal.demo.content import Photo
from portal.demo.media import _drawn_together
from portal.demo.papers import make_paper
from portal.demo.pictures import SCENES, describe, draw, jpeg
from portal.demo.pictures.light import LIGHTS


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_scene_is_a_picture_of_light_weight(scene: str) -> None:
    data = jpeg(scene, "day", 1)
    picture = Image.open(io.BytesIO(data))
    assert picture.size == (1600, 1000)
    assert picture.format == "JPEG"
    assert len(data) < 450_000
    assert max(ImageStat.Stat(picture).stddev) > 15, "all one colour"


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    first = draw("hall", "day", 1)
    assert first.tobytes() == draw("hall", "day", 1).tobytes()
    assert first.tobytes() != draw("hall", "day", 2).tobytes()
    assert first.tobytes() != draw("hall", "dusk", 1).tobytes()


@pytest.mark.parametrize("scene", sorted(SCENES))
@pytest.mark.parametrize("light", sorted(LIGHTS))
def test_every_picture_has_words_for_those_who_do_not_see_it(scene: str, light: str) -> None:
    words = describe(scene, light)
    assert words.startswith("Tranh vẽ: ")
    assert 20 < len(words) <= 250


def test_several_processes_draw_in_order() -> None:
    photos = [Photo("hall", "day", seed, "c", "n") for seed in range(8)]
    drawn = list(_drawn_together(photos))
    assert [photo for photo, _ in drawn] == photos
    assert drawn[5][1] == jpeg("hall", "day", 5)


def test_a_paper_is_a_small_pdf_that_says_what_it_is() -> None:
    data = make_paper("Chính phủ", "Nghị định số 152/2025/NĐ-CP", "Ngày 14 tháng 6 năm 2025", "Về phân cấp " * 30)
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert len(data) < 200_000
    assert "Nghị định số 152/2025/NĐ-CP".encode("utf-16-be") in data

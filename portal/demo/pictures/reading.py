"""A reading room: shelves, a window on the hills, readers at the long table."""

from __future__ import annotations

from .canvas import HEIGHT, WIDTH, Canvas, Point, mix
from .light import GOLD, INK, LACQUER, PAPER, TEAL, Light
from .parts import arc, backdrop, bamboo, round_tree

SKINS = ("#D8A57F", "#C99470", "#E0B48E")
HAIR = ("#2A211D", "#3A302A", "#1F1B1C", "#6E6A66")


def library(canvas: Canvas, light: Light) -> None:
    """A village reading room: shelves to the ceiling, a wide window, readers at the long table."""
    rng = canvas.random
    window(canvas, light)
    wood, shade = mix("#8A5A38", light.dark, 0.1), mix("#5A3824", light.dark, 0.2)
    wall = mix("#F0E4CC", light.wall[1], 0.4)
    for box in ((0, 0, 560, 640), (1040, 0, WIDTH, 640), (560, 0, 1040, 120), (560, 540, 1040, 640)):
        canvas.rect(*box, wall)
    canvas.rect(548, 108, 1052, 122, wood)
    canvas.rect(540, 538, 1060, 556, wood)
    for x in (548, 714, 874, 1040):
        canvas.rect(x, 110, x + 12, 548, wood)
    canvas.rect(548, 300, 1052, 308, wood)
    for left, right in ((30, 500), (1100, 1570)):
        canvas.rect(left - 14, 40, right + 14, 650, shade)
        for row in range(5):
            top = 58 + row * 118
            canvas.rect(left, top, right, top + 106, mix(shade, INK, 0.35))
            books(canvas, left + 4, right - 4, top + 106)
            canvas.rect(left - 14, top + 105, right + 14, top + 118, wood)
    canvas.shape(
        [(0, 640), (WIDTH, 640), (WIDTH, HEIGHT), (0, HEIGHT)],
        mix("#B98A5E", light.earth[0], 0.4),
        mix("#7A5236", light.dark, 0.2),
        0.2,
    )
    canvas.tint([(600, 640), (1000, 640), (1240, HEIGHT), (360, HEIGHT)], light.lamp, 0.3, 30)
    for i, x in enumerate((330, 560, 800, 1040, 1270)):
        reader(
            canvas,
            x,
            742,
            122,
            ("#F3EFE4", LACQUER, "#2F5B57", "#F3EFE4", "#3F6E8C")[i],
            HAIR[(i + rng.randrange(3)) % 4],
        )
    canvas.shape([(170, 736), (1430, 736), (1530, 850), (70, 850)], mix(wood, PAPER, 0.2), wood, 0.2)
    canvas.rect(70, 848, 1530, 880, shade, 4)
    for x in (130, 1440):
        canvas.rect(x, 880, x + 34, HEIGHT, shade)
    for x in (330, 560, 800, 1040, 1270):
        open_book(canvas, x, 790, 62)
    for x in (445, 1155):
        canvas.glow(x, 700, 150, light.lamp, 0.5)
        canvas.rect(x - 3, 690, x + 3, 770, GOLD)
        canvas.ellipse(x, 774, 30, 8, GOLD)
        canvas.polygon([(x - 22, 650), (x + 22, 650), (x + 46, 700), (x - 46, 700)], TEAL)


def window(canvas: Canvas, light: Light) -> None:
    """Draw the view behind the window: hills, bamboo, a tree."""
    backdrop(canvas, light, 470, (690, 210), 4)
    bamboo(canvas, light, 980, 560, 300, 0.1)
    round_tree(canvas, light, 620, 570, 230, 0.15)


def books(canvas: Canvas, left: float, right: float, foot: float) -> None:
    """Fill one shelf with spines of uneven height."""
    hues = (LACQUER, TEAL, "#C9A557", "#7A4A2E", "#E8DCC0", "#3F6E8C", "#5A2A3A", "#6F8A5A", "#D98A5B")
    x = left
    while x < right - 14:
        wide, tall = canvas.random.uniform(9, 22), canvas.random.uniform(66, 98)
        if canvas.random.random() < 0.05:
            x += canvas.random.uniform(10, 26)
            continue
        wide = min(wide, right - x)
        hue = canvas.random.choice(hues)
        canvas.shape(
            [(x, foot - tall), (x + wide - 1.5, foot - tall), (x + wide - 1.5, foot), (x, foot)],
            hue,
            mix(hue, INK, 0.25),
            0.1,
        )
        canvas.rect(x, foot - tall * 0.82, x + wide - 1.5, foot - tall * 0.77, mix(hue, PAPER, 0.5))
        x += wide


def reader(canvas: Canvas, x: float, y: float, size: float, shirt: str, hair: str) -> None:
    """Draw someone sitting behind the table, head bent over a book."""
    canvas.rect(x - size * 0.42, y - size * 0.62, x + size * 0.42, y + size * 0.2, shirt, size * 0.26)
    canvas.rect(x - size * 0.08, y - size * 0.78, x + size * 0.08, y - size * 0.5, SKINS[0])
    canvas.ellipse(x, y - size * 0.88, size * 0.2, size * 0.23, SKINS[0])
    canvas.polygon(arc(x, y - size * 0.92, size * 0.215, size * 0.225, 165, 375), hair)


def open_book(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Draw an open book lying on the table."""
    for side in (-1, 1):
        page: list[Point] = [
            (x, y - size * 0.2),
            (x + side * size, y - size * 0.3),
            (x + side * size * 1.12, y + size * 0.28),
            (x, y + size * 0.4),
        ]
        canvas.polygon(page, mix(PAPER, INK, 0.03 if side < 0 else 0.1))
        for i in range(5):
            ly = y - size * 0.08 + i * size * 0.085
            canvas.line(
                [(x + side * size * 0.16, ly + 1), (x + side * size * (0.84 + i * 0.02), ly - size * 0.07)],
                "#B9AE9A",
                1.3,
            )

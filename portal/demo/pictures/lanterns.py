"""Lanterns over an old street by the water."""

from __future__ import annotations

import math

from .canvas import HEIGHT, WIDTH, Canvas, Colour, mix
from .light import GOLD, INK, Light
from .parts import arc, person


def lanterns(canvas: Canvas, light: Light) -> None:
    """Lanterns strung over an old street by the water on a festival evening."""
    rng = canvas.random
    canvas.sky(
        ("#0B1B2B", "#1B3550", "#6A3F4E", "#B96A4A") if not light.night else ("#071420", "#0E2B3C", "#173F4C"), 700
    )
    for i in range(9):
        street_house(canvas, i * 190 - 60 + rng.uniform(-14, 14), 690, rng.uniform(170, 205), rng.uniform(230, 340))
    canvas.shape([(-5, 688), (WIDTH + 5, 688), (WIDTH + 5, HEIGHT), (-5, HEIGHT)], "#3A3F45", "#14212B", 0.2)
    for _ in range(16):
        x = rng.uniform(0, WIDTH)
        person(
            canvas,
            x,
            rng.uniform(738, 800),
            rng.uniform(84, 104),
            rng.choice(("#7A2A2A", "#1F4E52", "#3A2F3C", "#D9CBB0", "#8A6A3A")),
        )
    canvas.rect(-5, 822, WIDTH + 5, 836, "#5A5048")
    canvas.shape([(-5, 836), (WIDTH + 5, 836), (WIDTH + 5, HEIGHT), (-5, HEIGHT)], "#22384A", "#0A1A26", 0.2)
    hues = ("#D8432F", "#E8A83A", "#C7567A", "#E8D9A0", "#3E8F86", "#D9692F", "#7A4FA0")
    for hue in hues:
        places = [rng.uniform(0, WIDTH) for _ in range(3)]
        canvas.stain([[(x - 9, 850), (x + 9, 850), (x + 16, 960), (x - 16, 960)] for x in places], hue, 0.4, 7)
    for line, (left, right, sag, count) in enumerate(((90, 150, 130, 9), (250, 190, 150, 8), (40, 20, 110, 7))):
        points = [
            (WIDTH * t / 40, left + (right - left) * t / 40 + sag * math.sin(math.pi * t / 40)) for t in range(41)
        ]
        canvas.line(points, "#0A1420", 2.2)
        for i in range(count):
            x, y = points[round((i + 0.6) * 40 / (count + 0.2))]
            lantern(canvas, x, y, (44, 62, 34)[line] * rng.uniform(0.85, 1.15), rng.choice(hues))


def lantern(canvas: Canvas, x: float, y: float, size: float, hue: Colour) -> None:
    """Hang one silk lantern with its glow, ribs and tassel."""
    middle = y + size * 1.25
    canvas.glow(x, middle, size * 3.1, mix(hue, "#FFE2A0", 0.35), 0.55)
    canvas.line([(x, y), (x, middle - size)], "#0A1420", 1.6)
    tall = canvas.random.choice((0.82, 1.0, 1.25))
    canvas.polygon(arc(x, middle, size, size * tall, 0, 360, 60), hue)
    for share in (0.78, 0.46, 0.16):
        canvas.polygon(arc(x, middle, size * share, size * tall, 0, 360, 48), mix(hue, "#FFE9B0", 0.62 - share * 0.6))
    for share in (0.97, 0.62, 0.31):
        for part in (
            arc(x, middle, size * share, size * tall, 90, 270),
            arc(x, middle, size * share, size * tall, -90, 90),
        ):
            canvas.line(part, mix(hue, INK, 0.3), 1.2)
    for side in (-1, 1):
        canvas.rect(
            x - size * 0.3, middle + side * size * tall - 5, x + size * 0.3, middle + side * size * tall + 5, GOLD, 2
        )
    canvas.line([(x, middle + size * tall), (x, middle + size * (tall + 0.72))], "#C23A2A", size * 0.09)


def street_house(canvas: Canvas, x: float, y: float, width: float, tall: float) -> None:
    """Draw one old town house, its windows lit."""
    rng = canvas.random
    wall = rng.choice(("#8A6A3E", "#7A5A3A", "#94733F", "#6B4A3A"))
    canvas.shape(
        [(x, y - tall), (x + width, y - tall), (x + width, y), (x, y)],
        mix(wall, INK, 0.25),
        mix(wall, "#E8A83A", 0.25),
        0.15,
    )
    canvas.shape(
        [
            (x - 14, y - tall + 6),
            (x + 22, y - tall - 62),
            (x + width - 22, y - tall - 62),
            (x + width + 14, y - tall + 6),
        ],
        "#4A2A28",
        "#241A1E",
        0.2,
    )
    for i in range(3):
        wx = x + width * (0.13 + i * 0.28)
        canvas.rect(wx, y - tall + 34, wx + width * 0.18, y - tall + 96, mix("#FFD98A", wall, rng.uniform(0, 0.5)), 2)
    canvas.shape(
        [(x - 8, y - 128), (x + 8, y - 158), (x + width - 8, y - 158), (x + width + 8, y - 128)], "#3E2726", "#2A1C1E"
    )
    canvas.rect(x + width * 0.12, y - 118, x + width * 0.88, y, "#3A2620")
    canvas.shape(
        [(x + width * 0.17, y - 112), (x + width * 0.83, y - 112), (x + width * 0.83, y), (x + width * 0.17, y)],
        "#F0B45A",
        "#B9692F",
        0.15,
    )
    canvas.rect(x + width * 0.49, y - 112, x + width * 0.51, y, "#3A2620")

"""Open country: rice terraces, tea hills, the commune road."""

from __future__ import annotations

import itertools
import math

from .canvas import HEIGHT, WIDTH, Canvas, Point, mix
from .light import PAPER, Light
from .parts import (
    areca,
    backdrop,
    house,
    person,
    round_tree,
)


def blob(canvas: Canvas, x: float, y: float, rx: float, ry: float) -> list[Point]:
    """Return a rounded, slightly uneven outline."""
    rng = canvas.random
    bumps = [(rng.uniform(0.02, 0.06), k, rng.uniform(0, math.tau)) for k in (2, 3, 5)]
    outline = []
    for degree in range(0, 360, 3):
        angle = math.radians(degree)
        reach = 1 + sum(a * math.sin(k * angle + p) for a, k, p in bumps)
        outline.append((x + rx * reach * math.cos(angle), y + ry * reach * math.sin(angle)))
    return outline


def stepped_hill(canvas: Canvas, light: Light, x: float, y: float, rx: float, steps: int, tone: float) -> None:
    """Draw a terraced hill around (x, y): one uneven shelf upon another, a bank under each."""
    rng = canvas.random
    shape = blob(canvas, 0, 0, 1, 0.36)
    climb = rx * 0.062
    drift = rng.uniform(-0.14, 0.14)
    for i in range(steps):
        share = i / steps
        size = rx * (1 - share * 0.93)
        cx, cy = x + drift * rx * share, y - climb * i
        shelf = [(cx + px * size, cy + py * size) for px, py in shape]
        bank = mix(mix(light.field[1], light.near, 0.35), light.mist, tone)
        canvas.polygon([(px, py + climb * 0.62) for px, py in shelf], bank)
        wet = i % 3 == 1
        lit, shade = light.water if wet else (light.crop if i % 2 else light.field)
        canvas.shape(shelf, mix(lit, light.mist, tone), mix(shade, light.mist, tone), 0.18)
        canvas.line(shelf[2:58], mix(mix(light.field[0], PAPER, 0.25), light.mist, tone), 1.4)


def terraces(canvas: Canvas, light: Light) -> None:
    """Rice terraces folding down a valley, people at work on the nearest ones."""
    rng = canvas.random
    side = rng.choice((-1, 1))
    backdrop(canvas, light, 470, (800 + side * rng.uniform(180, 420), rng.uniform(150, 250)))
    canvas.shape(
        [(-5, 520), (WIDTH + 5, 500), (WIDTH + 5, HEIGHT), (-5, HEIGHT)],
        mix(light.field[0], light.mist, 0.3),
        light.field[1],
        0.2,
    )
    plan = [(800 - side * 420, 600, 430, 9, 0.42), (800 + side * 480, 640, 520, 11, 0.26)]
    plan += [(800 - side * 180, 800, 560, 11, 0.12), (800 + side * 620, 930, 640, 12, 0.04)]
    for x, y, rx, steps, tone in plan:
        stepped_hill(canvas, light, x, y, rx, steps, tone)
        canvas.veil(y - 190, y + 40, light.mist, 0.2)
    stepped_hill(canvas, light, 800 - side * 640, 1050, 700, 9, 0.0)
    for x, y in ((800 - side * 690, 640), (800 - side * 640, 634), (800 + side * 700, 664), (800 + side * 760, 672)):
        round_tree(canvas, light, x, y, rng.uniform(70, 100), 0.2)
    for _ in range(6):
        x, y = 800 + side * rng.uniform(-140, 520), rng.uniform(835, 930)
        person(
            canvas,
            x,
            y,
            34 + (y - 800) * 0.14,
            rng.choice((light.roof[0], light.dark, "#3F6E8C", "#7A4A6B")),
            "#EBD9A8",
        )


def dome(x: float, y: float, rx: float, ry: float) -> list[Point]:
    """Return the upper half of a rounded hill."""
    return [
        (x + rx * math.cos(math.radians(180 + a)), y + ry * math.sin(math.radians(180 + a))) for a in range(0, 181, 3)
    ]


def tea_hill(canvas: Canvas, light: Light, x: float, y: float, rx: float, ry: float, tone: float) -> None:
    """Draw a rounded hill wrapped in rows of clipped tea bushes."""
    lit, shade = (mix(c, light.mist, tone) for c in light.leaf)
    path = mix(mix(light.earth[0], light.leaf[0], 0.35), light.mist, tone)
    canvas.shape([*dome(x, y, rx, ry), (x + rx, y + ry), (x - rx, y + ry)], mix(path, light.mist, 0.2), path, 0.2)
    rows = max(8, round(ry / 15))
    for i in range(rows + 9):
        share = (i + 0.4) / rows
        depth = min(1.0, share) ** 1.25
        reach = math.sqrt(max(0.0, 1 - (1 - depth) ** 2))
        top = y - ry + ry * (depth if share < 1 else 1 + (share - 1) * 1.5)
        thick = (5 + 12 * min(1.2, share)) * rx / 620
        points = [(x + rx * reach * math.cos(a), top + ry * 0.24 * reach * math.sin(a) ** 2) for a in half_turn()]
        canvas.line([(px, py + thick * 0.55) for px, py in points], shade, thick * 1.05)
        canvas.line(points, mix(lit, light.crop[0], 0.3 * (1 - min(1, share))), thick * 0.8)
        canvas.line([(px, py - thick * 0.24) for px, py in points[6:44]], mix(lit, light.crop[0], 0.5), thick * 0.22)


def half_turn() -> list[float]:
    """Return angles from left to right along a half circle."""
    return [math.radians(a) for a in range(180, -1, -3)]


def tea(canvas: Canvas, light: Light) -> None:
    """Tea hills with pickers among the rows."""
    rng = canvas.random
    side = rng.choice((-1, 1))
    backdrop(canvas, light, 430, (800 - side * rng.uniform(150, 450), rng.uniform(140, 230)))
    plan = [(800 + side * 520, 560, 420, 170, 0.4), (800 - side * 430, 610, 520, 200, 0.28)]
    plan += [(800 + side * 300, 730, 560, 220, 0.14), (800 - side * 620, 850, 640, 260, 0.05)]
    for x, y, rx, ry, tone in plan:
        tea_hill(canvas, light, x, y, rx, ry, tone)
        canvas.veil(y - 40, y + 150, light.mist, 0.22 + tone * 0.5)
    tea_hill(canvas, light, 800 + side * 430, 1010, 860, 300, 0.0)
    for _ in range(7):
        x = 800 + side * rng.uniform(-160, 620)
        y = 1010 - 300 * math.sqrt(max(0.0, 1 - ((x - 800 - side * 430) / 860) ** 2)) + rng.uniform(80, 190)
        tall = 62 + (y - 760) * 0.16
        person(canvas, x, y, tall, rng.choice((light.roof[0], "#6A3D68", "#2F6A86", light.dark)), "#F0DFB0")
        canvas.rect(x + tall * 0.12, y - tall * 0.72, x + tall * 0.34, y - tall * 0.34, "#A9743E", 5)


def road(canvas: Canvas, light: Light) -> None:
    """A new commune road running through paddies to a village under the hills."""
    rng = canvas.random
    side = rng.choice((-1, 1))
    backdrop(canvas, light, 440, (800 + side * rng.uniform(250, 480), rng.uniform(140, 220)))
    canvas.shape(
        [(-5, 470), (WIDTH + 5, 470), (WIDTH + 5, HEIGHT), (-5, HEIGHT)],
        mix(light.crop[0], light.mist, 0.35),
        light.field[1],
        0.2,
    )
    paddies(canvas, light, 800 - side * 140)
    for i in range(9):
        x = 800 - side * 140 + (i - 4) * 88 + rng.uniform(-20, 20)
        round_tree(canvas, light, x, 486, rng.uniform(54, 92), 0.34)
        if i % 2:
            house(canvas, light, x - 60, 490, rng.uniform(58, 84), 0.22)
    path(canvas, light, side)


def paddies(canvas: Canvas, light: Light, vanish: float) -> None:
    """Draw a plain of small paddies between banks that run to one far point."""
    rng = canvas.random
    rows = [476 + (i / 11) ** 2.1 * 560 for i in range(12)]
    for i, (upper, lower) in enumerate(itertools.pairwise(rows)):
        tone = 0.42 * (1 - i / 10)
        rays = sorted(rng.uniform(-9, 9) for _ in range(9 + (10 - i)))
        for left, right in zip([-14, *rays], [*rays, 14], strict=True):
            lit, shade = rng.choice((light.crop, light.crop, light.field, light.field, light.water))
            patch = [
                (vanish + ray * (y - 430) * 0.62, y)
                for ray, y in ((left, upper), (right, upper), (right, lower), (left, lower))
            ]
            colour = mix(lit, shade, rng.uniform(0.1, 0.6))
            canvas.shape(patch, mix(colour, light.mist, tone), mix(mix(colour, shade, 0.5), light.mist, tone), 0.2)
            bank = mix(mix(light.leaf[0], light.field[0], 0.45), light.mist, tone)
            canvas.line([patch[1], patch[2]], bank, 1 + i * 0.55)
        canvas.line(
            [(-5, lower), (WIDTH + 5, lower)],
            mix(mix(light.leaf[0], light.field[0], 0.45), light.mist, tone),
            1 + i * 0.55,
        )


def path(canvas: Canvas, light: Light, side: int) -> None:
    """Draw the road itself, its flower borders, palms and riders."""

    def centre(share: float) -> float:
        return 800 - side * 140 + side * 330 * math.sin(share * 2.5) * share - side * 60 * share

    def edge(offset: float) -> list[Point]:
        shares = [i / 40 for i in range(41)]
        return [(centre(s) + offset * (7 + 265 * s**1.6), 488 + 522 * s) for s in shares]

    canvas.polygon([*edge(-1.42), *reversed(edge(1.42))], mix(light.field[1], light.leaf[0], 0.5))
    canvas.shape(
        [*edge(-1), *reversed(edge(1))],
        mix(light.wall[1], light.mist, 0.3),
        mix(light.wall[1], light.earth[1], 0.25),
        0.15,
    )
    canvas.polygon([*edge(0.9), *reversed(edge(1))], mix(light.wall[0], PAPER, 0.3))
    canvas.polygon([*edge(-1), *reversed(edge(-0.9))], mix(light.wall[1], light.earth[1], 0.5))
    rng = canvas.random
    for _i in range(230):
        share = rng.uniform(0.05, 1) ** 0.8
        offset = rng.choice((-1, 1)) * rng.uniform(1.12, 1.42)
        x, y = centre(share) + offset * (7 + 265 * share**1.6), 488 + 522 * share
        size = 1 + 5.5 * share
        canvas.ellipse(x, y, size, size * 0.9, rng.choice((light.roof[0], "#E6B23C", "#E7DDC8", "#C7567A")))
    for share in (0.1, 0.16, 0.24, 0.34, 0.47, 0.64):
        for offset in (-1.75, 1.75):
            x, y = centre(share) + offset * (7 + 265 * share**1.6), 488 + 522 * share
            areca(canvas, light, x, y, 46 + 470 * share, max(0.0, 0.32 - share * 0.6))
    for share, offset in ((0.3, 0.3), (0.48, -0.4), (0.6, 0.35)):
        x, y = centre(share) + offset * (7 + 265 * share**1.6), 488 + 522 * share
        person(canvas, x, y, 20 + 135 * share, rng.choice((light.roof[0], "#2F6A86", light.dark)), "#F0DFB0")

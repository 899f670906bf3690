"""On the water: the river and its bridge, the reservoir, the lotus pond."""

from __future__ import annotations

import math

from .canvas import HEIGHT, WIDTH, Canvas, Point, mix
from .light import PAPER, Light
from .parts import areca, backdrop, bamboo, height_at, house, person, round_tree


def ripples(canvas: Canvas, light: Light, top: float, sun_x: float) -> None:
    """Draw still water from `top` down, with streaks of light under the sun."""
    rng = canvas.random
    canvas.shape(
        [(-5, top), (WIDTH + 5, top), (WIDTH + 5, HEIGHT), (-5, HEIGHT)],
        light.water[0],
        mix(light.water[1], light.near, 0.25),
        0.22,
    )
    for i in range(120):
        share = rng.random() ** 1.4
        y = top + 8 + share * (HEIGHT - top)
        half = rng.uniform(20, 120) * (0.35 + share)
        x = rng.uniform(0, WIDTH) if i % 3 else sun_x + rng.gauss(0, 60 + 90 * share)
        colour = mix(light.water[0], PAPER if i % 3 else light.sun, 0.42)
        thick = 1.2 + 2.8 * share
        canvas.polygon([(x - half, y), (x, y - thick), (x + half, y), (x, y + thick)], colour)


def boat(canvas: Canvas, light: Light, x: float, y: float, size: float) -> None:
    """Draw a small rowing boat with its rower."""
    canvas.tint(
        [
            (x - size * 0.9, y + 4),
            (x + size * 0.9, y + 4),
            (x + size * 0.5, y + size * 0.3),
            (x - size * 0.5, y + size * 0.3),
        ],
        light.dark,
        0.28,
        4,
    )
    person(canvas, x + size * 0.25, y - size * 0.03, size * 0.62, light.roof[0], "#EBD9A8")
    hull = [
        (x - size, y - size * 0.17),
        (x - size * 0.6, y + size * 0.1),
        (x + size * 0.6, y + size * 0.1),
        (x + size, y - size * 0.17),
    ]
    canvas.shape([*hull, (x, y - size * 0.06)], light.timber, light.dark, 0.1)
    canvas.line([(x + size * 0.05, y - size * 0.36), (x + size * 0.78, y + size * 0.12)], light.timber, 2)


def shore(canvas: Canvas, light: Light, base: float, tone: float) -> None:
    """Draw a wooded bank whose foot touches the water at `base`."""
    rng = canvas.random
    for _ in range(26):
        x = rng.uniform(-30, WIDTH + 30)
        plant = rng.choice((round_tree, round_tree, bamboo, areca))
        plant(canvas, light, x, base + 2, rng.uniform(48, 96), tone)
    canvas.shape(
        [(-5, base - 8), (WIDTH + 5, base - 8), (WIDTH + 5, base + 8), (-5, base + 8)],
        mix(light.leaf[1], light.mist, tone),
        mix(light.earth[1], light.mist, tone),
    )


def bridge(canvas: Canvas, light: Light) -> None:
    """A long bridge over a broad river, boats beneath."""
    rng = canvas.random
    sun_x = rng.uniform(350, 1250)
    backdrop(canvas, light, 500, (sun_x, rng.uniform(180, 270)))
    shore(canvas, light, 546, 0.34)
    ripples(canvas, light, 552, sun_x)
    deck = 470
    steel, shade = mix(light.wall[0], light.mist, 0.15), mix(light.wall[1], light.near, 0.3)
    for centre in (470, 1130):
        for side in (-1, 1):
            canvas.polygon(
                [
                    (centre + side * 10, deck - 250),
                    (centre + side * 17, deck - 250),
                    (centre + side * 34, 640),
                    (centre + side * 20, 640),
                ],
                shade if side > 0 else steel,
            )
        for level in (-190, -90):
            canvas.rect(centre - 22, deck + level, centre + 22, deck + level + 9, steel)
        for i in range(1, 13):
            for side in (-1, 1):
                canvas.line(
                    [(centre, deck - 246 + i * 6), (centre + side * i * 26, deck)], mix(steel, light.mist, 0.2), 1.6
                )
        canvas.tint(
            [(centre - 40, 640), (centre + 40, 640), (centre + 26, 860), (centre - 26, 860)], light.near, 0.26, 7
        )
    canvas.shape([(-5, deck), (WIDTH + 5, deck), (WIDTH + 5, deck + 24), (-5, deck + 24)], steel, shade, 0.1)
    canvas.rect(-5, deck - 9, WIDTH + 5, deck - 6, shade)
    for x in range(0, WIDTH, 22):
        canvas.rect(x, deck - 9, x + 2, deck, shade)
    if light.night:
        for x in range(40, WIDTH, 90):
            canvas.glow(x, deck - 36, 46, light.lamp, 0.7)
            canvas.rect(x - 1, deck - 36, x + 1, deck, shade)
        beams = [[(x - 5, 590), (x + 5, 590), (x + 9, 800), (x - 9, 800)] for x in range(40, WIDTH, 90)]
        canvas.stain(beams, light.lamp, 0.3, 6)
    for _ in range(3):
        y = rng.uniform(690, 880)
        boat(canvas, light, rng.uniform(180, 1420), y, 34 + (y - 640) * 0.26)


def lake(canvas: Canvas, light: Light) -> None:
    """A reservoir between hills, with fish-farm rafts and a boat."""
    rng = canvas.random
    sun_x = rng.uniform(420, 1180)
    backdrop(canvas, light, 520, (sun_x, rng.uniform(200, 300)), 5)
    ripples(canvas, light, 540, sun_x)
    for side, base in ((-1, 600), (1, 560)):
        line = [(800 + side * d, base - 190 * max(0.0, 1 - (860 - d) / 600) ** 1.3) for d in range(270, 820, 8)]
        tone = 0.22 if side > 0 else 0.08
        canvas.shape(
            [*line, (800 + side * 820, base)],
            mix(light.leaf[0], light.mist, tone),
            mix(light.leaf[1], light.mist, tone),
            0.25,
        )
        canvas.tint([*[(x, 2 * base - y) for x, y in line], (800 + side * 820, base)], light.near, 0.3, 5)
        for _ in range(12):
            x = 800 + side * rng.uniform(420, 800)
            round_tree(canvas, light, x, height_at(line, x) + 14, rng.uniform(50, 92), tone)
    for x, y in ((640, 700), (860, 690), (1010, 735)):
        canvas.rect(x, y, x + 130, y + 10, light.timber, 3)
        house(canvas, light, x + 34, y, 56)
        canvas.tint([(x, y + 12), (x + 130, y + 12), (x + 120, y + 44), (x + 12, y + 44)], light.dark, 0.25, 4)
    for y in (790, 880):
        boat(canvas, light, rng.uniform(300, 1300), y, 40 + (y - 700) * 0.3)


def lotus(canvas: Canvas, light: Light) -> None:
    """A lotus pond at the foot of the hills."""
    rng = canvas.random
    backdrop(canvas, light, 350, (800 + rng.choice((-1, 1)) * rng.uniform(200, 480), 150), 4)
    canvas.shape(
        [(-5, 430), (WIDTH + 5, 430), (WIDTH + 5, HEIGHT), (-5, HEIGHT)],
        mix(light.water[0], light.mist, 0.3),
        mix(light.water[1], light.near, 0.55),
        0.25,
    )
    for row in range(9):
        share = row / 8
        y = 446 + share**1.5 * 520
        size = 22 + 128 * share
        spots = sorted(
            (rng.uniform(-60, WIDTH + 60) for _ in range(round(27 - 17 * share))), key=lambda v: rng.random()
        )
        for i, x in enumerate(spots):
            leaf(canvas, light, x, y + rng.uniform(-14, 14), size * rng.uniform(0.8, 1.15), 0.4 * (1 - share))
            if i % 4 == 0:
                bloom(canvas, light, x + size * 0.5, y - size * rng.uniform(0.5, 1.1), size * 0.5, 0.35 * (1 - share))


def leaf(canvas: Canvas, light: Light, x: float, y: float, size: float, tone: float) -> None:
    """Draw a floating lotus leaf, its rim turned up towards the light."""
    lit, shade = (mix(c, light.mist, tone) for c in light.leaf)
    canvas.ellipse(x + size * 0.04, y + size * 0.07, size, size * 0.36, mix(shade, light.dark, 0.35))
    canvas.ellipse(x, y, size, size * 0.34, mix(shade, lit, 0.35))
    canvas.ellipse(x - size * 0.03, y - size * 0.035, size * 0.93, size * 0.29, mix(lit, light.crop[0], 0.12))
    for angle in range(0, 360, 30):
        end = (
            x + size * 0.84 * math.cos(math.radians(angle)),
            y - size * 0.03 + size * 0.25 * math.sin(math.radians(angle)),
        )
        canvas.line([(x, y - size * 0.02), end], mix(shade, lit, 0.45), max(1.0, size * 0.013))


def bloom(canvas: Canvas, light: Light, x: float, y: float, size: float, tone: float) -> None:
    """Draw a lotus flower on its stem."""
    canvas.line([(x, y), (x - size * 0.12, y + size * 2.2)], mix(light.leaf[1], light.mist, tone), size * 0.1)
    pale, deep = mix("#F7D9DC", light.mist, tone), mix("#D9708A", light.mist, tone)
    if light.night:
        pale, deep = mix(pale, light.dark, 0.25), mix(deep, light.dark, 0.3)
    for angle, reach, share in (
        (-74, 1.0, 0.8),
        (74, 1.0, 0.8),
        (-50, 1.15, 0.6),
        (50, 1.15, 0.6),
        (-25, 1.28, 0.35),
        (25, 1.28, 0.35),
        (0, 1.32, 0.1),
    ):
        petal(canvas, (x, y), angle, size * reach, mix(pale, deep, share))
    canvas.ellipse(x, y - size * 0.06, size * 0.16, size * 0.1, "#E8C24A")


def petal(canvas: Canvas, root: Point, angle: float, length: float, fill: tuple[int, int, int]) -> None:
    """Draw one pointed petal; angle 0 is upright."""
    turn = math.radians(angle - 90)
    along, across = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))
    points = []
    for side in (-1, 1):
        shares = [i / 10 for i in range(11)]
        edge = [
            (
                root[0] + along[0] * length * s + across[0] * side * w,
                root[1] + along[1] * length * s + across[1] * side * w,
            )
            for s in shares
            for w in [length * 0.27 * math.sin(math.pi * s**0.85) * (1 - 0.25 * s)]
        ]
        points += edge if side < 0 else reversed(edge)
    canvas.polygon(points, fill)

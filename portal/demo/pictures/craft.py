"""Made by hand: woven cloth, the bronze drum."""

from __future__ import annotations

import math

from .canvas import HEIGHT, WIDTH, Canvas, Colour, mix
from .light import INK, LACQUER, PAPER, TEAL, Light
from .parts import star


def weaving(canvas: Canvas, light: Light) -> None:
    """Brocade close up: bands of diamonds, hooks and stars in the colours of the house."""
    rng = canvas.random
    grounds: list[Colour] = [INK, LACQUER, TEAL, "#5A1F2E", "#12343A"]
    threads: list[Colour] = [PAPER, "#E0B84C", "#C8452F", "#6FA79A", "#D98A5B", "#F0D9A8"]
    rng.shuffle(grounds)
    y, index = -20.0, 0
    bands = (diamonds, hooks, plain, stars, zigzag, plain, crosses)
    while y < HEIGHT + 20:
        draw = bands[(index + rng.randrange(2)) % len(bands)]
        tall = 34.0 if draw is plain else rng.choice((118.0, 140.0, 164.0))
        ground = mix(grounds[index % len(grounds)], light.dark, 0.12)
        canvas.rect(-5, y, WIDTH + 5, y + tall + 1, ground)
        rng.shuffle(threads)
        draw(canvas, y, tall, (threads[0], threads[1], threads[2]))
        canvas.rect(-5, y, WIDTH + 5, y + 4, threads[3])
        y += tall
        index += 1
    weft(canvas)


def weft(canvas: Canvas) -> None:
    """Lay the thread texture and three soft folds over the cloth."""
    lines = [[(0, y), (WIDTH, y), (WIDTH, y + 1), (0, y + 1)] for y in range(0, HEIGHT, 4)]
    canvas.stain(lines, INK, 0.2)
    rng = canvas.random
    for i in range(4):
        x = 120 + i * 430 + rng.uniform(-60, 60)
        lean = rng.uniform(60, 140)
        canvas.tint([(x, -10), (x + 90, -10), (x + 90 - lean, HEIGHT), (x - lean, HEIGHT)], INK, 0.38, 46)
        canvas.tint(
            [(x + 130, -10), (x + 210, -10), (x + 210 - lean, HEIGHT), (x + 130 - lean, HEIGHT)], PAPER, 0.13, 46
        )


Threads = tuple[Colour, Colour, Colour]


def steps(canvas: Canvas, x: float, y: float, reach: int, cell: float, fill: Colour) -> None:
    """Draw a diamond built of woven cells, `reach` cells from centre to tip."""
    for row in range(-reach, reach + 1):
        half = (reach - abs(row) + 0.5) * cell
        canvas.rect(x - half, y + (row - 0.5) * cell, x + half, y + (row + 0.5) * cell, fill)


def diamonds(canvas: Canvas, y: float, tall: float, threads: Threads) -> None:
    """A row of stepped diamonds, one inside another."""
    cell = tall / 15
    for i in range(-1, round(WIDTH / (cell * 14)) + 2):
        x = i * cell * 14
        for reach, fill in ((6, threads[0]), (5, INK), (4, threads[1]), (2, INK), (1, threads[2])):
            steps(canvas, x, y + tall / 2, reach, cell, fill)
        for dy in (-4.5, 4.5):
            steps(canvas, x + cell * 7, y + tall / 2 + dy * cell, 1, cell, threads[2])


def hooks(canvas: Canvas, y: float, tall: float, threads: Threads) -> None:
    """Square spirals facing each other."""
    cell = tall / 11
    form = ("#######", "#.....#", "#.###.#", "#.#...#", "#.#####", "#......", "#######")
    for i in range(-1, round(WIDTH / (cell * 9)) + 2):
        for row, text in enumerate(form):
            for column, mark in enumerate(text):
                if mark == "#":
                    across = column if i % 2 else 6 - column
                    x = (i * 9 + across) * cell
                    canvas.rect(x, y + (row + 2) * cell, x + cell + 0.5, y + (row + 3) * cell + 0.5, threads[i % 2])


def stars(canvas: Canvas, y: float, tall: float, threads: Threads) -> None:
    """Eight-pointed stars between small diamonds."""
    size = tall * 0.4
    for i in range(-1, round(WIDTH / (tall * 1.05)) + 2):
        x = i * tall * 1.05
        canvas.polygon(star(x, y + tall / 2, size, size * 0.52, 8, -90), threads[0])
        canvas.polygon(star(x, y + tall / 2, size * 0.6, size * 0.32, 8, -90), LACQUER)
        canvas.polygon(star(x, y + tall / 2, size * 0.3, size * 0.15, 8, -90), threads[1])
        steps(canvas, x + tall * 0.525, y + tall / 2, 2, tall / 22, threads[2])


def zigzag(canvas: Canvas, y: float, tall: float, threads: Threads) -> None:
    """Three parallel mountain lines."""
    pitch = tall * 0.7
    for level, fill in enumerate(threads):
        base = y + tall * (0.34 + level * 0.22)
        points = [
            (i * pitch / 2, base + (tall * 0.15 if i % 2 else -tall * 0.15))
            for i in range(round(WIDTH / pitch * 2) + 3)
        ]
        canvas.line(points, fill, tall * 0.085)


def crosses(canvas: Canvas, y: float, tall: float, threads: Threads) -> None:
    """Saltires of cells, two colours in turn."""
    cell = tall / 13
    for i in range(-1, round(WIDTH / (cell * 12)) + 2):
        x = i * cell * 12
        for step in range(-4, 5):
            for sign in (-1, 1):
                canvas.rect(
                    x + step * cell - cell / 2,
                    y + tall / 2 + sign * step * cell - cell / 2,
                    x + step * cell + cell / 2,
                    y + tall / 2 + sign * step * cell + cell / 2,
                    threads[i % 2],
                )
        steps(canvas, x, y + tall / 2, 1, cell, threads[2])
        steps(canvas, x + cell * 6, y + tall / 2, 3, cell * 0.8, threads[2])


def plain(canvas: Canvas, y: float, tall: float, threads: Threads) -> None:
    """Narrow stripes that let the eye rest."""
    for i in range(4):
        canvas.rect(-5, y + 8 + i * 7, WIDTH + 5, y + 11 + i * 7, threads[i % 3])


def drum(canvas: Canvas, light: Light) -> None:
    """The face of a Đông Sơn drum: a fourteen-rayed star, rings of teeth, circles and birds."""
    rng = canvas.random
    ground, metal = rng.choice(
        (("#0F4C4A", "#C9A557"), ("#6E1518", "#E0BC6E"), ("#12333A", "#B8C7A8"), ("#2A211C", "#C98F4A"))
    )
    ground = mix(ground, light.dark, 0.15)
    canvas.sky((mix(ground, PAPER, 0.1), ground, mix(ground, INK, 0.35)))
    x, y = rng.choice(((800, 520), (1120, 560), (470, 480), (800, 980)))
    size = 900.0 if y > 900 or x != 800 else 640.0
    canvas.glow(x, y, size * 1.25, mix(ground, metal, 0.5), 0.5)
    face = mix(ground, metal, 0.14)
    canvas.ellipse(x, y, size, size, face)
    for share, width in (
        (1.0, 0.012),
        (0.965, 0.004),
        (0.86, 0.004),
        (0.83, 0.004),
        (0.7, 0.004),
        (0.665, 0.004),
        (0.5, 0.004),
        (0.465, 0.004),
        (0.335, 0.005),
        (0.31, 0.004),
    ):
        canvas.ring(x, y, size * share, size * width, metal)
    around(canvas, (x, y), size * 0.9125, 84, size * 0.026, metal, "tooth")
    around(canvas, (x, y), size * 0.845, 150, size * 0.008, metal, "dot")
    birds(canvas, (x, y), size * 0.765, size * 0.095, metal)
    around(canvas, (x, y), size * 0.6825, 92, size * 0.011, metal, "ring")
    deer = mix(metal, ground, 0.12)
    birds(canvas, (x, y), size * 0.583, size * 0.074, deer, count=10)
    around(canvas, (x, y), size * 0.4825, 76, size * 0.011, metal, "ring")
    around(canvas, (x, y), size * 0.4, 44, size * 0.05, metal, "tooth")
    canvas.polygon(star(x, y, size * 0.29, size * 0.085, 14), metal)
    canvas.ellipse(x, y, size * 0.075, size * 0.075, mix(metal, PAPER, 0.25))
    canvas.tint([(0, 0), (WIDTH * 0.62, 0), (0, HEIGHT * 0.8)], PAPER, 0.1, 120)
    canvas.tint([(WIDTH, HEIGHT), (WIDTH * 0.3, HEIGHT), (WIDTH, HEIGHT * 0.2)], INK, 0.3, 140)


def around(
    canvas: Canvas, centre: tuple[float, float], radius: float, count: int, size: float, fill: Colour, kind: str
) -> None:
    """Repeat a small ornament around a circle: "tooth", "dot" or "ring"."""
    for i in range(count):
        angle = math.tau * i / count
        x, y = centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)
        if kind == "dot":
            canvas.ellipse(x, y, size, size, fill)
        elif kind == "ring":
            canvas.ring(x, y, size, max(1.0, size * 0.3), fill)
            canvas.ellipse(x, y, size * 0.3, size * 0.3, fill)
        else:
            out, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
            half = math.pi * radius / count * 0.62
            flip = 1 if i % 2 else -1
            tip = (x + out[0] * size * flip, y + out[1] * size * flip)
            base = [
                (x - out[0] * size * flip + across[0] * half * s, y - out[1] * size * flip + across[1] * half * s)
                for s in (-1, 1)
            ]
            canvas.polygon([tip, *base], fill)


BIRD = [
    [(-1.5, -0.05), (-0.8, -0.16), (-0.5, -0.02), (-0.8, 0.02)],
    [(-0.72, -0.16), (-0.5, -0.32), (-0.1, -0.42), (-0.36, -0.16)],
    [(-0.62, -0.1), (0.0, -0.2), (0.62, -0.08), (0.7, 0.1), (0.0, 0.2), (-0.5, 0.06)],
    [(-0.1, -0.14), (0.28, -0.72), (0.62, -0.78), (0.42, -0.08)],
    [(0.55, -0.06), (1.5, -0.2), (1.36, -0.02), (1.52, 0.06), (1.3, 0.12), (0.6, 0.12)],
    [(-0.05, 0.16), (0.16, 0.62), (0.42, 0.6), (0.36, 0.12)],
]


def birds(
    canvas: Canvas, centre: tuple[float, float], radius: float, size: float, fill: Colour, count: int = 14
) -> None:
    """Fly long-billed birds counter-clockwise around a circle."""
    for i in range(count):
        angle = math.tau * i / count
        x, y = centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)
        turn = angle + math.pi / 2
        for part in BIRD:
            canvas.polygon(
                [
                    (
                        x + size * (px * math.cos(turn) - py * math.sin(turn)) * 0.92,
                        y + size * (px * math.sin(turn) + py * math.cos(turn)) * 0.92,
                    )
                    for px, py in part
                ],
                fill,
            )

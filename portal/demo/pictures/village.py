"""A village of stilt houses on its slope."""

from __future__ import annotations

from .canvas import HEIGHT, WIDTH, Canvas, mix
from .light import Light
from .parts import areca, backdrop, bamboo, person, round_tree


def village(canvas: Canvas, light: Light) -> None:
    """A village of stilt houses on a slope, cooking smoke above the thatch."""
    rng = canvas.random
    side = rng.choice((-1, 1))
    backdrop(canvas, light, 470, (800 - side * rng.uniform(200, 480), rng.uniform(130, 210)), 5)
    for row in range(4):
        base = 560 + row * 118
        tone = 0.34 - row * 0.11
        slope = [(x, base - 44 * side * (x - 800) / 800) for x in range(-10, WIDTH + 20, 40)]
        canvas.shape(
            [*slope, (WIDTH + 10, HEIGHT), (-10, HEIGHT)],
            mix(light.field[0], light.mist, max(0.0, tone)),
            mix(light.field[1], light.leaf[1], 0.3 * row / 3),
            0.25,
            (base - 40, base + 200),
        )
        spots = [x + rng.uniform(-36, 36) for x in range(60, WIDTH, 300 - row * 6)]
        for i, x in enumerate(spots):
            y = base - 44 * side * (x - 800) / 800
            for _ in range(3):
                plant = rng.choice((round_tree, bamboo, round_tree))
                plant(canvas, light, x + rng.uniform(90, 230), y + 4, rng.uniform(76, 128) + row * 22, max(0.0, tone))
            if (i + row) % 2 == 0:
                stilt_house(canvas, light, x, y + 14, 104 + row * 38, max(0.0, tone))
        canvas.veil(base - 60, base + 90, light.mist, 0.22)
    areca(canvas, light, 800 + side * 690, 1010, 620)
    areca(canvas, light, 800 + side * 600, 1030, 520)
    for _ in range(4):
        person(
            canvas,
            800 - side * rng.uniform(-100, 420),
            rng.uniform(945, 985),
            88,
            rng.choice((light.dark, "#2F6A86", light.roof[0])),
            "#EBD9A8",
        )


def stilt_house(canvas: Canvas, light: Light, x: float, y: float, width: float, tone: float) -> None:
    """Draw one nhà sàn, its floor on posts and a steep thatched roof."""
    wood = mix(light.timber, light.mist, tone)
    deep = mix(light.dark, light.mist, tone)
    thatch = [mix(mix(c, light.timber, 0.35), light.mist, tone) for c in light.earth]
    under, floor, eave = y, y - width * 0.26, y - width * 0.52
    canvas.tint(
        [(x, under - 6), (x + width, under - 6), (x + width * 1.1, under + 10), (x, under + 10)], light.dark, 0.25, 4
    )
    canvas.rect(x + 4, floor, x + width - 4, under - width * 0.05, mix(deep, wood, 0.35))
    for i in range(5):
        px = x + i * (width - 6) / 4
        canvas.rect(px, floor, px + 6, under, wood)
    canvas.rect(x - width * 0.05, floor - 5, x + width * 1.05, floor + 3, wood)
    canvas.shape(
        [(x, eave), (x + width, eave), (x + width, floor), (x, floor)], mix(wood, light.wall[1], 0.3), wood, 0.1
    )
    for share in (0.18, 0.44, 0.7):
        canvas.rect(
            x + width * share,
            eave + width * 0.07,
            x + width * (share + 0.13),
            floor - width * 0.05,
            light.lamp if light.night or share == 0.44 else deep,
        )
    canvas.line([(x - width * 0.24, under), (x, floor)], wood, width * 0.03)
    canvas.line([(x - width * 0.17, under), (x + width * 0.06, floor)], wood, width * 0.03)
    roof = [
        (x - width * 0.13, eave + width * 0.05),
        (x + width * 0.16, eave - width * 0.44),
        (x + width * 0.84, eave - width * 0.44),
        (x + width * 1.13, eave + width * 0.05),
    ]
    canvas.shape(roof, thatch[0], thatch[1], 0.35)
    canvas.rect(
        x + width * 0.13, eave - width * 0.47, x + width * 0.87, eave - width * 0.42, mix(thatch[1], deep, 0.3), 3
    )

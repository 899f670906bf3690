"""Houses people share: the school, the clinic, the office."""

from __future__ import annotations

import math

from .canvas import HEIGHT, WIDTH, Canvas, Colour, mix
from .light import PAPER, Light
from .parts import arc, areca, backdrop, bamboo, flag, person, round_tree


def yard(canvas: Canvas, light: Light, top: float) -> None:
    """Draw paved ground from `top` down, its joints running to one far point."""
    canvas.shape(
        [(-5, top), (WIDTH + 5, top), (WIDTH + 5, HEIGHT), (-5, HEIGHT)],
        mix(light.earth[0], light.wall[0], 0.5),
        mix(light.earth[1], light.wall[1], 0.35),
        0.2,
    )
    joint = mix(light.earth[1], light.wall[0], 0.45)
    for i in range(-14, 15):
        canvas.line([(800 + i * 60, top), (800 + i * 300, HEIGHT)], joint, 1)
    for i in range(1, 7):
        y = top + (i / 6) ** 1.8 * (HEIGHT - top)
        canvas.line([(0, y), (WIDTH, y)], joint, 1 + i * 0.2)


def panes(canvas: Canvas, light: Light, box: tuple[float, float, float, float], bars: int = 2) -> None:
    """Draw one window with its frame and the light behind it."""
    x0, y0, x1, y1 = box
    lit = light.lamp if light.night or canvas.random.random() < 0.16 else mix(light.water[1], light.near, 0.35)
    canvas.rect(x0 - 4, y0 - 4, x1 + 4, y1 + 5, mix(light.wall[0], PAPER, 0.4))
    canvas.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], lit, mix(lit, light.dark, 0.3), 0.1)
    for i in range(1, bars):
        x = x0 + (x1 - x0) * i / bars
        canvas.rect(x - 1.5, y0, x + 1.5, y1, mix(light.wall[0], PAPER, 0.4))
    canvas.rect(x0, (y0 + y1) / 2 - 1.2, x1, (y0 + y1) / 2 + 1.2, mix(light.wall[0], PAPER, 0.4))


def long_roof(canvas: Canvas, light: Light, left: float, right: float, eave: float, rise: float) -> None:
    """Draw a hipped tile roof with its rows of tiles."""
    slope = rise * 0.62
    canvas.shape(
        [(left, eave), (left + slope, eave - rise), (right - slope, eave - rise), (right, eave)],
        light.roof[0],
        light.roof[1],
        0.25,
    )
    for i in range(1, 6):
        y = eave - rise * i / 6
        inset = slope * i / 6
        canvas.line([(left + inset, y), (right - inset, y)], mix(light.roof[1], light.roof[0], 0.35), 1.4)
    canvas.rect(left + slope - 8, eave - rise - 7, right - slope + 8, eave - rise + 3, light.roof[1], 3)
    canvas.rect(left - 4, eave - 2, right + 4, eave + 9, mix(light.wall[1], light.roof[1], 0.3))


def flame_tree(canvas: Canvas, light: Light, x: float, y: float, size: float) -> None:
    """Draw a phượng tree in flower, the tree of every schoolyard."""
    clumps = round_tree(canvas, light, x, y, size)
    rng = canvas.random
    for cx, cy, radius in clumps * 46:
        angle, reach = rng.uniform(0, math.tau), radius * math.sqrt(rng.random())
        dot = size * rng.uniform(0.008, 0.019)
        spot = cx + reach * math.cos(angle), cy - radius * 0.15 + 0.8 * reach * math.sin(angle)
        canvas.ellipse(*spot, dot, dot * 0.9, rng.choice(("#D9412B", "#C22A23", "#E8663A")))


def school(canvas: Canvas, light: Light) -> None:
    """A two-storey school with arcades, the flag, a flame tree and children in the yard."""
    rng = canvas.random
    side = rng.choice((-1, 1))
    backdrop(canvas, light, 520, (800 - side * rng.uniform(300, 560), rng.uniform(130, 210)), 3)
    for i in range(12):
        round_tree(canvas, light, 40 + i * 140 + rng.uniform(-30, 30), 700, rng.uniform(150, 220), 0.2)
    yard(canvas, light, 735)
    left, right, foot = 250.0, 1350.0, 740.0
    canvas.shape(
        [(left, 385), (right, 385), (right, foot), (left, foot)],
        mix(light.wall[0], "#E9C46A", 0.28),
        mix(light.wall[1], "#D9A94A", 0.3),
        0.15,
    )
    for level, top in enumerate((405, 575)):
        floor = top + 150
        canvas.rect(left, top, right, floor, mix(light.wall[1], light.near, 0.38))
        for i in range(10):
            x = left + 24 + i * 107
            if i % 3 == 1:
                canvas.rect(x + 22, top + 46, x + 66, floor, mix(light.timber, light.roof[1], 0.25))
            else:
                panes(canvas, light, (x + 14, top + 52, x + 74, top + 110))
        wall = mix(light.wall[0], "#E9C46A", 0.22)
        for i in range(11):
            x = left + i * (right - left - 18) / 10
            canvas.rect(x, top - 14, x + 18, floor, wall)
            if i < 10:
                nxt = left + (i + 1) * (right - left - 18) / 10
                curve = arc((x + 18 + nxt) / 2, top + 36, (nxt - x - 18) / 2, 36, 180, 360)
                canvas.polygon(
                    [(x + 18, top + 36), (x + 18, top - 14), (nxt, top - 14), (nxt, top + 36), *reversed(curve)], wall
                )
        canvas.rect(left - 6, top - 20, right + 6, top - 8, mix(light.wall[0], PAPER, 0.5))
        if level == 0:
            canvas.rect(left, floor - 42, right, floor - 36, mix(light.wall[0], PAPER, 0.5))
            for i in range(110):
                canvas.rect(left + i * 10, floor - 36, left + i * 10 + 2.5, floor, mix(light.wall[0], PAPER, 0.5))
    long_roof(canvas, light, left - 44, right + 44, 388, 112)
    canvas.rect(left - 14, foot - 14, right + 14, foot + 6, mix(light.wall[1], light.earth[1], 0.4))
    canvas.tint(
        [(left - 20, foot + 4), (right + 20, foot + 4), (right - 80 * side, 815), (left - 80 * side, 815)],
        light.dark,
        0.16,
        8,
    )
    flag(canvas, 800 + side * 250, 880, 520, 128)
    canvas.rect(800 + side * 250 - 34, 868, 800 + side * 250 + 34, 886, mix(light.wall[0], PAPER, 0.3), 4)
    flame_tree(canvas, light, 800 - side * 560, 905, 470)
    pupils(canvas, light, side)


def pupils(canvas: Canvas, light: Light, side: int) -> None:
    """Draw children in white shirts and red scarves crossing the yard."""
    rng = canvas.random
    places = sorted((rng.uniform(835, 950), 800 + side * rng.uniform(-330, 640)) for _ in range(13))
    canvas.stain(
        [[(x - 10, y - 4), (x + 34, y - 4), (x + 26, y + 4), (x - 8, y + 4)] for y, x in places], light.dark, 0.2, 2
    )
    for y, x in places:
        tall = 46 + (y - 830) * 0.3
        person(canvas, x, y, tall, mix("#F6F3EA", light.dark, 0.25 if light.night else 0.0))
        canvas.polygon(
            [(x - tall * 0.1, y - tall * 0.8), (x + tall * 0.1, y - tall * 0.8), (x, y - tall * 0.6)], "#C8201E"
        )


def clinic(canvas: Canvas, light: Light) -> None:
    """A commune clinic with its garden, a doctor at the door and patients arriving."""
    rng = canvas.random
    side = rng.choice((-1, 1))
    backdrop(canvas, light, 500, (800 + side * rng.uniform(280, 520), rng.uniform(140, 220)), 4)
    for i in range(16):
        plant = bamboo if i % 4 == 0 else round_tree
        plant(canvas, light, i * 110 + rng.uniform(-30, 30), 670, rng.uniform(140, 210), 0.28)
    canvas.shape([(-5, 660), (WIDTH + 5, 660), (WIDTH + 5, HEIGHT), (-5, HEIGHT)], light.field[0], light.field[1], 0.25)
    left, right, foot = 330.0, 1270.0, 730.0
    canvas.shape([(left, 470), (right, 470), (right, foot), (left, foot)], light.wall[0], light.wall[1], 0.12)
    canvas.rect(left, foot - 62, right, foot, mix(light.near, light.wall[0], 0.35))
    for x in (375, 505, 985, 1115):
        panes(canvas, light, (x, 540, x + 92, 632), 3)
    long_roof(canvas, light, left - 50, right + 50, 474, 92)
    canvas.shape([(660, 440), (940, 440), (940, foot), (660, foot)], mix(light.wall[0], PAPER, 0.4), light.wall[1], 0.1)
    canvas.polygon([(640, 446), (800, 350), (960, 446)], light.roof[1])
    canvas.polygon([(668, 446), (800, 368), (932, 446)], mix(light.wall[0], PAPER, 0.5))
    canvas.ellipse(800, 418, 24, 24, mix(light.near, light.leaf[0], 0.4))
    canvas.rect(785, 413, 815, 423, PAPER)
    canvas.rect(795, 403, 805, 433, PAPER)
    door = light.lamp if light.night else mix(light.lamp, light.wall[1], 0.35)
    canvas.shape([(725, 520), (875, 520), (875, foot), (725, foot)], door, mix(door, light.timber, 0.35), 0.1)
    for x in (676, 910):
        canvas.rect(x, 470, x + 16, foot, mix(light.wall[0], PAPER, 0.6))
    canvas.rect(640, foot - 8, 960, foot + 14, mix(light.wall[1], light.earth[1], 0.3), 3)
    canvas.shape(
        [(690, foot + 14), (910, foot + 14), (1260, HEIGHT), (340, HEIGHT)],
        mix(light.earth[0], light.wall[0], 0.5),
        mix(light.earth[1], light.wall[1], 0.4),
        0.2,
    )
    hedges(canvas, light)
    person(canvas, 775, 742, 118, "#F7F7F2")
    person(canvas, 836, 746, 112, "#CDE3E0")
    person(canvas, 905, 838, 128, light.roof[0], "#EBD9A8")
    person(canvas, 690, 872, 138, "#6A3D68")
    areca(canvas, light, 800 - side * 620, 880, 560)
    areca(canvas, light, 800 - side * 545, 930, 470)


def hedges(canvas: Canvas, light: Light) -> None:
    """Draw the medicinal herb beds on both sides of the path."""
    rng = canvas.random
    for row in range(4):
        y = 770 + row * 66
        for side in (-1, 1):
            start = 800 + side * (190 + row * 108)
            for i in range(16):
                x = start + side * i * 46
                size = 24 + row * 9
                canvas.ellipse(x, y, size, size * 0.7, mix(light.leaf[1], light.leaf[0], 0.35))
                canvas.ellipse(
                    x,
                    y - size * 0.14,
                    size * 0.96,
                    size * 0.54,
                    mix(light.leaf[0], light.crop[0], 0.12 + 0.2 * rng.random()),
                )
                if rng.random() < 0.5:
                    canvas.ellipse(
                        x + rng.uniform(-9, 9), y - size * 0.4, 4, 4, rng.choice(("#E9C04A", "#F3EDE0", "#C7567A"))
                    )


def entrance(canvas: Canvas, light: Light, white: Colour) -> None:
    """Draw the middle of the office: four columns, the windows and the door behind them."""
    canvas.shape([(600, 350), (1000, 350), (1000, 750), (600, 750)], white, light.wall[1], 0.12)
    canvas.rect(640, 400, 960, 750, mix(light.near, light.wall[1], 0.45))
    for row in range(3):
        for x in (686, 776, 886):
            panes(canvas, light, (x, 424 + row * 74, x + 38 + 10 * (x == 776), 474 + row * 74))
    canvas.rect(690, 648, 910, 750, light.lamp if light.night else mix(light.lamp, light.timber, 0.3))
    for x in (632, 730, 836, 934):
        canvas.shape([(x, 396), (x + 34, 396), (x + 34, 750), (x, 750)], white, mix(light.wall[1], white, 0.3), 0.1)


def office(canvas: Canvas, light: Light) -> None:
    """The people's committee: a calm white building, steps, the flag, clipped trees."""
    rng = canvas.random
    backdrop(canvas, light, 520, (rng.choice((330, 1270)), rng.uniform(130, 220)), 3)
    for i in range(18):
        round_tree(canvas, light, i * 96 + rng.uniform(-20, 20), 720, rng.uniform(150, 230), 0.24)
    yard(canvas, light, 745)
    white = mix(light.wall[0], PAPER, 0.4)
    for left, right in ((190, 620), (980, 1410)):
        canvas.shape([(left, 430), (right, 430), (right, 750), (left, 750)], white, light.wall[1], 0.12)
        for row in range(3):
            for i in range(5):
                x = left + 30 + i * 80
                panes(canvas, light, (x, 460 + row * 96, x + 46, 522 + row * 96))
        canvas.rect(left - 12, 416, right + 12, 436, mix(light.wall[1], light.roof[1], 0.25))
    entrance(canvas, light, white)
    long_roof(canvas, light, 565, 1035, 352, 84)
    canvas.ellipse(800, 316, 26, 26, "#C8201E")
    canvas.ring(800, 316, 27, 3, "#E0B84C")
    for i in range(6):
        canvas.rect(
            575 - i * 14, 744 + i * 11, 1025 + i * 14, 757 + i * 11, mix(white, light.earth[1], 0.1 + 0.09 * (i % 2))
        )
    flag(canvas, 800, 905, 470, 120)
    canvas.rect(740, 890, 860, 916, white, 5)
    for x in (130, 330, 1270, 1470):
        canvas.rect(x - 34, 846, x + 34, 890, light.roof[0], 6)
        round_tree(canvas, light, x, 850, 180)
    for x, y, dress in (
        (520, 905, "#F3EFE4"),
        (585, 915, "#2F6A86"),
        (1040, 900, light.dark),
        (1100, 912, light.roof[0]),
        (960, 930, "#F3EFE4"),
    ):
        person(canvas, x, y, 92, dress)

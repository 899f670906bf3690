"""Rooms where people meet and work: the meeting hall, the workshop."""

from __future__ import annotations

import math

from .canvas import HEIGHT, WIDTH, Canvas, mix
from .light import INK, LACQUER, PAPER, TEAL, Light
from .parts import arc, person, star

SKINS = ("#D8A57F", "#C99470", "#E0B48E")
HAIR = ("#2A211D", "#3A302A", "#1F1B1C", "#6E6A66")


def room(canvas: Canvas, wall: str, floor: str, ceiling: str, back: tuple[float, float, float, float]) -> None:
    """Draw an empty room in one-point perspective; `back` is the far wall's box."""
    x0, y0, x1, y1 = back
    canvas.polygon([(0, 0), (WIDTH, 0), (x1, y0), (x0, y0)], ceiling)
    canvas.shape([(0, HEIGHT), (WIDTH, HEIGHT), (x1, y1), (x0, y1)], floor, mix(floor, INK, 0.35), 0.15)
    canvas.shape([(0, 0), (x0, y0), (x0, y1), (0, HEIGHT)], mix(wall, INK, 0.12), mix(wall, INK, 0.26), 0.12)
    canvas.shape([(WIDTH, 0), (x1, y0), (x1, y1), (WIDTH, HEIGHT)], mix(wall, INK, 0.06), mix(wall, INK, 0.2), 0.12)
    canvas.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], wall, mix(wall, INK, 0.08), 0.1)


def hall(canvas: Canvas, light: Light) -> None:
    """A meeting hall seen from the last rows: the stage, its curtain, the seats and the people in them."""
    rng = canvas.random
    wall = mix("#EFE3CC", light.sky[0], 0.16)
    room(canvas, wall, mix("#8A5A3C", light.dark, 0.12), mix("#F5EEDF", light.sky[0], 0.12), (300, 150, 1300, 600))
    for i in range(4):
        y = 26 + i * 36
        half = 560 - i * 90
        canvas.rect(800 - half, y, 800 + half, y + 9 - i, "#FFF6DA", 4)
    curtain = rng.choice((LACQUER, "#7A1A1E", TEAL))
    for i in range(30):
        x = 380 + i * 28
        tone = mix(curtain, INK, 0.12 if i % 2 else 0.28)
        canvas.shape([(x, 178), (x + 28, 178), (x + 28, 560), (x, 560)], mix(tone, PAPER, 0.07), tone, 0.2)
    for side in (-1, 1):
        for i in range(5):
            x = 800 + side * (300 + i * 26)
            canvas.shape(
                [(x - 15, 170), (x + 15, 170), (x + 15 + side * 8, 565), (x - 15 + side * 8, 565)],
                mix("#C9962F", PAPER, 0.1 * (i % 2)),
                "#8A6A1F",
                0.2,
            )
    emblem(canvas, 800, 330, 108)
    canvas.shape([(340, 548), (1260, 548), (1320, 606), (280, 606)], "#B98552", "#93603A", 0.1)
    canvas.rect(280, 604, 1320, 640, "#6B402A")
    for i in range(27):
        flowers(canvas, 310 + i * 38, 602)
    canvas.shape([(930, 470), (1010, 470), (1002, 570), (938, 570)], "#A5673C", "#74432A")
    person(canvas, 970, 566, 128, mix("#23364A", light.dark, 0.2))
    canvas.shape([(924, 478), (1016, 478), (1008, 580), (932, 580)], "#A5673C", "#7A4A2E", 0.1)
    canvas.polygon(star(970, 524, 17, 6, 14), "#E0BC6E")
    for i in range(4):
        x = 480 + i * 84
        canvas.rect(x, 524, x + 76, 572, "#9E1B1E", 3)
        person(canvas, x + 38, 560, 92, rng.choice(("#23364A", "#F3EFE4", "#2F5B57")))
        canvas.rect(x - 2, 530, x + 78, 576, mix("#9E1B1E", INK, 0.08), 3)
    seats(canvas)


def emblem(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Draw the drum star as the hall's emblem."""
    gold = "#E4C069"
    for share in (1.0, 0.9, 0.66):
        canvas.ring(x, y, size * share, 3, gold)
    for i in range(40):
        angle = math.tau * i / 40
        canvas.ellipse(x + size * 0.78 * math.cos(angle), y + size * 0.78 * math.sin(angle), 4, 4, gold)
    canvas.polygon(star(x, y, size * 0.6, size * 0.18, 14), gold)


def flowers(canvas: Canvas, x: float, y: float) -> None:
    """Draw one pot of the flower row along the stage."""
    for _ in range(9):
        dx, dy = canvas.random.uniform(-18, 18), canvas.random.uniform(-26, 4)
        canvas.ellipse(x + dx, y + dy, 8, 6, "#2F6B4F")
    for _ in range(7):
        dx, dy = canvas.random.uniform(-16, 16), canvas.random.uniform(-28, -4)
        canvas.ellipse(x + dx, y + dy, 5, 5, canvas.random.choice(("#D8432F", "#F0C75A", "#F6EFE0", "#D9708A")))


def seats(canvas: Canvas) -> None:
    """Draw the rows of seats, nearer rows larger, most of them taken."""
    for row in range(6):
        share = row / 5
        y = 676 + share**1.35 * 330
        gap = 50 + 84 * share
        size = 20 + 36 * share
        shift = gap / 2 if row % 2 else 0
        count = round(900 / gap) + 1
        for i in range(-count, count + 1):
            x = 800 + i * gap + shift
            if abs(x - 800) < gap * 0.62 or not -60 < x < WIDTH + 60:
                continue
            if canvas.random.random() < 0.86:
                shirt = canvas.random.choice(("#F3EFE4", "#DDE5E0", "#23364A", "#2F5B57", "#6E2A30", "#C9B48A"))
                canvas.rect(x - size * 0.86, y - size * 1.4, x + size * 0.86, y + size, shirt, size * 0.6)
                canvas.rect(
                    x - size * 0.22, y - size * 1.75, x + size * 0.22, y - size * 1.2, canvas.random.choice(SKINS)
                )
                canvas.ellipse(x, y - size * 2.08, size * 0.54, size * 0.62, canvas.random.choice(HAIR))
            back = mix("#7E1A1D", INK, 0.08 + 0.2 * (1 - share))
            canvas.shape(
                [
                    (x - gap * 0.43, y - size * 0.5),
                    (x + gap * 0.43, y - size * 0.5),
                    (x + gap * 0.46, y + size * 3),
                    (x - gap * 0.46, y + size * 3),
                ],
                back,
                mix(back, INK, 0.45),
                0.15,
            )
            canvas.rect(
                x - gap * 0.43, y - size * 0.7, x + gap * 0.43, y - size * 0.1, mix(back, PAPER, 0.13), size * 0.25
            )


def workshop(canvas: Canvas, light: Light) -> None:
    """A bright factory hall: saw-tooth skylights, machines in line, people at work."""
    rng = canvas.random
    wall = mix("#DDE3DC", light.sky[-1], 0.4)
    room(canvas, wall, mix("#B9B6A6", light.earth[0], 0.3), mix("#5F7C7A", light.dark, 0.2), (430, 260, 1170, 600))
    for i in range(6):
        near, far = i / 6, (i + 0.55) / 6
        y0, y1 = 6 + 250 * near, 6 + 250 * far
        half0, half1 = 800 - 430 * near, 800 - 430 * far
        canvas.polygon(
            [(800 - half0, y0), (800 + half0, y0), (800 + half1, y1), (800 - half1, y1)], mix(light.sky[-1], PAPER, 0.5)
        )
        for k in range(-6, 7):
            canvas.line([(800 + k * half0 / 6.5, y0), (800 + k * half1 / 6.5, y1)], mix(light.near, PAPER, 0.2), 3)
    for i in range(5):
        x = 450 + i * 146
        canvas.rect(x, 330, x + 116, 470, mix(light.sky[1], light.water[0], 0.5))
        for bar in (38, 77):
            canvas.rect(x + bar, 330, x + bar + 4, 470, mix(light.near, PAPER, 0.15))
        canvas.rect(x, 398, x + 116, 402, mix(light.near, PAPER, 0.15))
    lane = mix("#E2B33E", PAPER, 0.1)
    for side in (-1, 1):
        canvas.polygon(
            [(800 + side * 92, 600), (800 + side * 100, 600), (800 + side * 420, HEIGHT), (800 + side * 376, HEIGHT)],
            lane,
        )
    for i in (0, 1, 2, 3):
        for side in (-1, 1):
            machine(canvas, light, side, i)
    for x, y, tall in ((690, 690, 108), (935, 742, 142), (620, 905, 236), (1010, 640, 84)):
        worker(canvas, x, y, tall, rng.choice(("#1E5A6B", "#23566B", "#2F5B57")))
    beams = [[(x, 0), (x + 150, 0), (x + 420, HEIGHT), (x + 150, HEIGHT)] for x in (60, 420, 780)]
    canvas.stain(beams, light.lamp, 0.13, 26)


def machine(canvas: Canvas, light: Light, side: int, place: int) -> None:
    """Draw one lathe of the line, larger as it comes nearer."""
    size = (70, 104, 160, 250)[place]
    foot = (622, 668, 752, 910)[place]
    x = 800 + side * (220, 300, 430, 640)[place]
    body, dark = mix("#2F7A72", light.near, 0.4), mix(TEAL, INK, 0.35)
    canvas.tint(
        [
            (x - size, foot - 6),
            (x + size, foot - 6),
            (x + size * 1.1, foot + size * 0.12),
            (x - size * 1.1, foot + size * 0.12),
        ],
        INK,
        0.25,
        5,
    )
    canvas.shape(
        [
            (x - size, foot - size * 0.5),
            (x + size, foot - size * 0.5),
            (x + size * 0.95, foot),
            (x - size * 0.95, foot),
        ],
        mix(body, PAPER, 0.12),
        dark,
        0.2,
    )
    canvas.shape(
        [
            (x - size, foot - size * 1.25),
            (x - size * 0.25, foot - size * 1.25),
            (x - size * 0.2, foot - size * 0.48),
            (x - size, foot - size * 0.48),
        ],
        mix(body, PAPER, 0.22),
        body,
        0.15,
    )
    canvas.rect(
        x + size * 0.45, foot - size * 0.95, x + size * 0.95, foot - size * 0.48, mix(body, PAPER, 0.1), size * 0.06
    )
    canvas.rect(x - size * 0.22, foot - size * 0.86, x + size * 0.5, foot - size * 0.72, "#C9CCC4")
    canvas.ellipse(x - size * 0.22, foot - size * 0.79, size * 0.2, size * 0.2, "#9AA29C")
    canvas.ellipse(x - size * 0.22, foot - size * 0.79, size * 0.1, size * 0.1, "#5D6663")
    canvas.rect(
        x - size * 0.86, foot - size * 1.1, x - size * 0.46, foot - size * 0.86, mix("#BFE3D6", PAPER, 0.2), size * 0.04
    )
    for i, dot in enumerate(("#D8432F", "#E8B23A", "#5DAA6B")):
        canvas.ellipse(x - size * (0.8 - i * 0.16), foot - size * 0.68, size * 0.045, size * 0.045, dot)
    canvas.rect(x - size * 0.66, foot - size * 1.42, x - size * 0.58, foot - size * 1.25, "#D8432F", 2)


def worker(canvas: Canvas, x: float, y: float, tall: float, dress: str) -> None:
    """Draw someone in overalls with a yellow helmet."""
    person(canvas, x, y, tall, dress)
    canvas.polygon(arc(x, y - tall * 0.92, tall * 0.11, tall * 0.12, 180, 360), "#E8B23A")
    canvas.rect(x - tall * 0.14, y - tall * 0.935, x + tall * 0.14, y - tall * 0.905, "#CF9726", tall * 0.012)
    canvas.rect(x - tall * 0.145, y - tall * 0.6, x + tall * 0.145, y - tall * 0.56, "#E9E4C9")

"""Parts that several scenes share: ridges, trees, people, houses, the star."""

from __future__ import annotations

import math

from .canvas import HEIGHT, WIDTH, Canvas, Colour, Point, mix
from .light import LACQUER, Light


def wave(canvas: Canvas, base: float, height: float, rough: int = 4) -> list[Point]:
    """Return a hilly skyline from left to right: a sum of a few slow waves."""
    rng = canvas.random
    waves = [
        (height / (i + 1) ** 1.25, (0.5 + i * 0.85) * rng.uniform(0.75, 1.25), rng.uniform(0, math.tau))
        for i in range(rough)
    ]
    return [
        (x, base - sum(a * math.sin(f * x / WIDTH * math.tau + p) for a, f, p in waves))
        for x in range(-10, WIDTH + 20, 8)
    ]


def closed(line: list[Point], bottom: float = HEIGHT) -> list[Point]:
    """Return the area beneath a skyline."""
    return [*line, (line[-1][0], bottom + 4), (line[0][0], bottom + 4)]


def height_at(line: list[Point], x: float) -> float:
    """Return the height of a skyline above `x`."""
    return min(line, key=lambda point: abs(point[0] - x))[1]


def backdrop(canvas: Canvas, light: Light, horizon: float, sun: Point, ridges: int = 4) -> None:
    """Draw sky, sun or moon and `ridges` mountain lines, paler the farther they are."""
    canvas.sky(light.sky, horizon + 160)
    canvas.glow(*sun, 430, light.glow, 0.75)
    radius = 52 if light.night else 74
    canvas.ellipse(*sun, radius, radius, light.sun)
    if light.night:
        for _ in range(90):
            x, y = canvas.random.uniform(0, WIDTH), canvas.random.uniform(0, horizon * 0.75)
            size = canvas.random.choice((0.8, 1.1, 1.6))
            canvas.ellipse(x, y, size, size, mix(light.sky[0], light.sun, canvas.random.uniform(0.3, 0.9)))
    for i in range(ridges):
        share = i / max(1, ridges - 1)
        base = horizon - 130 + 120 * share
        line = wave(canvas, base, 92 - 34 * share, 4)
        tone = mix(light.far, light.near, share * 0.62)
        canvas.shape(closed(line), tone, mix(tone, light.mist, 0.62), 0.25, (base - 110, base + 130))


def round_tree(
    canvas: Canvas, light: Light, x: float, y: float, size: float, tone: float = 0.0
) -> list[tuple[float, float, float]]:
    """Draw a broad tree standing at (x, y), `size` high; return its clumps of leaves as (x, y, radius)."""
    lit, shade = (mix(c, light.mist, tone) for c in light.leaf)
    trunk = mix(light.timber, light.mist, tone)
    canvas.polygon(
        [
            (x - size * 0.04, y),
            (x + size * 0.04, y),
            (x + size * 0.025, y - size * 0.5),
            (x - size * 0.025, y - size * 0.5),
        ],
        trunk,
    )
    rng = canvas.random
    blobs = [(rng.uniform(-0.1, 0.1), rng.uniform(0.62, 0.74), 0.25)]
    blobs += [(side * rng.uniform(0.1, 0.26), rng.uniform(0.48, 0.8), rng.uniform(0.16, 0.22)) for side in (-1, 1) * 3]
    for dx, dy, r in blobs:
        canvas.ellipse(x + dx * size, y - dy * size, r * size, r * size * 0.86, shade)
    for dx, dy, r in blobs:
        canvas.ellipse(x + (dx - 0.03) * size, y - (dy + 0.035) * size, r * size * 0.82, r * size * 0.68, lit)
    return [(x + dx * size, y - dy * size, r * size) for dx, dy, r in blobs]


def areca(canvas: Canvas, light: Light, x: float, y: float, size: float, tone: float = 0.0) -> None:
    """Draw an areca palm: a straight thin trunk and a crown of arching fronds."""
    trunk = mix(mix(light.timber, light.earth[0], 0.35), light.mist, tone)
    lit, shade = (mix(c, light.mist, tone) for c in light.leaf)
    top = y - size
    lean = canvas.random.uniform(-0.03, 0.03) * size
    width = size * 0.018
    canvas.polygon(
        [(x - width * 1.4, y), (x + width * 1.4, y), (x + lean + width, top), (x + lean - width, top)], trunk
    )
    for i in range(9):
        angle = math.radians(-168 + i * 19.5 + canvas.random.uniform(-5, 5))
        frond(canvas, (x + lean, top), angle, size * canvas.random.uniform(0.24, 0.31), lit if i % 2 else shade)


def frond(canvas: Canvas, root: Point, angle: float, length: float, fill: Colour) -> None:
    """Draw one drooping leaf from `root`."""
    upper, lower = [], []
    for step in range(9):
        share = step / 8
        x = root[0] + math.cos(angle) * length * share
        y = root[1] + math.sin(angle) * length * share + length * 0.55 * share * share
        half = length * 0.085 * math.sin(math.pi * min(1, share * 0.9 + 0.08))
        upper.append((x, y - half))
        lower.append((x, y + half))
    canvas.polygon([*upper, *reversed(lower)], fill)


def bamboo(canvas: Canvas, light: Light, x: float, y: float, size: float, tone: float = 0.0) -> None:
    """Draw a clump of bamboo, its tips leaning out."""
    rng = canvas.random
    for i in range(11):
        lean = (i - 5) * 0.085 + rng.uniform(-0.03, 0.03)
        tall = size * rng.uniform(0.75, 1.0)
        stem = [(x + (i - 5) * size * 0.018 + lean * tall * (s / 8) ** 2.2, y - tall * s / 8) for s in range(9)]
        colour = mix(light.leaf[i % 2], light.mist, tone)
        canvas.line(stem, mix(colour, light.crop[1], 0.35), max(1.2, size * 0.012))
        for place in (4, 5, 6, 7, 8):
            for side in (-1, 1):
                angle = math.pi / 2 - side * rng.uniform(0.5, 1.2)
                frond(canvas, stem[place], angle - 0.9 * side, size * rng.uniform(0.08, 0.13), colour)


def person(canvas: Canvas, x: float, y: float, size: float, dress: Colour, hat: Colour | None = None) -> None:
    """Draw a standing figure seen from afar, with a conical hat if `hat` is given."""
    legs = mix(dress, "#1C1A19", 0.55)
    canvas.polygon(
        [(x - size * 0.09, y), (x - size * 0.02, y), (x, y - size * 0.45), (x - size * 0.12, y - size * 0.45)], legs
    )
    canvas.polygon(
        [(x + size * 0.02, y), (x + size * 0.09, y), (x + size * 0.12, y - size * 0.45), (x, y - size * 0.45)], legs
    )
    canvas.rect(x - size * 0.145, y - size * 0.8, x + size * 0.145, y - size * 0.36, dress, size * 0.1)
    canvas.ellipse(x, y - size * 0.89, size * 0.085, size * 0.095, "#D8A57F")
    if hat:
        canvas.polygon(
            [(x - size * 0.22, y - size * 0.88), (x + size * 0.22, y - size * 0.88), (x, y - size * 1.07)], hat
        )
        canvas.polygon(
            [(x, y - size * 0.88), (x + size * 0.22, y - size * 0.88), (x, y - size * 1.07)], mix(hat, "#8A6A1F", 0.3)
        )
    else:
        canvas.polygon(arc(x, y - size * 0.9, size * 0.1, size * 0.105, 180, 360), "#2A211D")


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, steps: int = 24) -> list[Point]:
    """Return points along an ellipse from `start` to `end` degrees."""
    return [
        (x + rx * math.cos(math.radians(a)), y + ry * math.sin(math.radians(a)))
        for a in (start + (end - start) * i / steps for i in range(steps + 1))
    ]


def star(x: float, y: float, outer: float, inner: float, rays: int, turn: float = -90) -> list[Point]:
    """Return a star polygon: five rays for the flag, fourteen for the drum."""
    return [
        (
            x + (outer if i % 2 == 0 else inner) * math.cos(math.radians(turn + i * 180 / rays)),
            y + (outer if i % 2 == 0 else inner) * math.sin(math.radians(turn + i * 180 / rays)),
        )
        for i in range(rays * 2)
    ]


def flag(canvas: Canvas, x: float, y: float, pole: float, width: float) -> None:
    """Draw the national flag on its pole; (x, y) is the foot."""
    canvas.rect(x - 2.5, y - pole, x + 2.5, y, "#E9E4D8")
    canvas.ellipse(x, y - pole, 5, 5, "#D9B04A")
    height, top = width * 2 / 3, y - pole + 8
    upper = [(x + 3 + width * i / 12, top + 4 * math.sin(i / 12 * math.tau)) for i in range(13)]
    canvas.polygon([*upper, *[(px, py + height) for px, py in reversed(upper)]], "#C8201E")
    canvas.tint([*upper[6:], *[(px, py + height) for px, py in reversed(upper[6:])]], LACQUER, 0.28, 3)
    canvas.polygon(star(x + 3 + width / 2, top + height / 2, height * 0.3, height * 0.115, 5), "#F6C945")


def house(canvas: Canvas, light: Light, x: float, y: float, width: float, tone: float = 0.0) -> None:
    """Draw a tiled village house whose front stands on (x, y)."""
    wall, wall_shade = (mix(c, light.mist, tone) for c in light.wall)
    roof, roof_shade = (mix(c, light.mist, tone) for c in light.roof)
    tall = width * 0.42
    canvas.shape([(x, y), (x + width, y), (x + width, y - tall), (x, y - tall)], wall, wall_shade, 0.1)
    canvas.polygon(
        [(x, y - tall * 0.62), (x + width, y - tall * 0.62), (x + width, y - tall), (x, y - tall)], wall_shade
    )
    ridge = [(x - width * 0.1, y - tall * 0.78), (x + width * 0.1, y - tall * 1.62)]
    ridge += [(x + width * 0.9, y - tall * 1.62), (x + width * 1.1, y - tall * 0.78)]
    canvas.shape(ridge, roof, roof_shade, 0.15)
    pane = light.lamp if light.night else mix(light.dark, wall, 0.25)
    for share in (0.12, 0.72):
        canvas.rect(x + width * share, y - tall * 0.52, x + width * (share + 0.16), y - tall * 0.2, pane)
    canvas.rect(x + width * 0.42, y - tall * 0.56, x + width * 0.58, y, mix(light.timber, light.mist, tone))

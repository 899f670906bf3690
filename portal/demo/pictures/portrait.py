"""Half-length figures without a face: an invented person has none."""

from __future__ import annotations

from .canvas import HEIGHT, WIDTH, Canvas, Colour, mix
from .light import GOLD, INK, Light
from .parts import arc, backdrop

_SKIN = ("#E0B48E", "#D6A57D", "#CC9870", "#E6BD98")
_DRESS = ("#1E3A4C", "#5B2333", "#2C5F4F", "#6A4A2E", "#3B3355", "#8A3A2B")
_HAIR = ("#1B1715", "#2A201C", "#3A2C26")
_MIDDLE = 800


def woman(canvas: Canvas, light: Light) -> None:
    """Draw a woman: long hair, a woven scarf or a palm hat."""
    skin, dress, hair = _begin(canvas, light)
    covering = canvas.random.choice(("hat", "scarf", "hair"))
    canvas.polygon(arc(_MIDDLE, 560, 205, 270, 0, 360, 60), hair)
    canvas.rect(_MIDDLE - 200, 560, _MIDDLE + 200, 790, hair, 90)
    _body(canvas, skin, dress)
    canvas.polygon([*arc(_MIDDLE, 505, 168, 190, 180, 360, 40), (_MIDDLE + 120, 470), (_MIDDLE - 40, 400)], hair)
    if covering == "hat":
        _palm_hat(canvas, light)
    elif covering == "scarf":
        _scarf(canvas, dress)


def man(canvas: Canvas, light: Light) -> None:
    """Draw a man: short hair, a cap or a beret-like turban."""
    skin, dress, hair = _begin(canvas, light)
    covering = canvas.random.choice(("cap", "hair", "turban"))
    _body(canvas, skin, dress)
    canvas.polygon([*arc(_MIDDLE, 470, 166, 176, 180, 360, 40), (_MIDDLE + 146, 500), (_MIDDLE - 146, 500)], hair)
    canvas.polygon(arc(_MIDDLE, 545, 140, 150, 0, 360, 60), skin)
    if covering == "cap":
        canvas.polygon(arc(_MIDDLE, 455, 174, 180, 180, 360, 40), mix(dress, INK, 0.25))
        canvas.rect(_MIDDLE - 190, 440, _MIDDLE + 190, 474, mix(dress, INK, 0.45), 16)
    elif covering == "turban":
        _scarf(canvas, mix(dress, INK, 0.3))


def _begin(canvas: Canvas, light: Light) -> tuple[Colour, Colour, Colour]:
    """Draw what lies behind; return the colours of skin, dress and hair."""
    backdrop(canvas, light, 760, (1010, 240), 3)
    canvas.shape([(0, 820), (WIDTH, 780), (WIDTH, HEIGHT), (0, HEIGHT)], light.field[0], light.field[1], 0.3)
    canvas.glow(_MIDDLE, 520, 520, light.glow, 0.55)
    rng = canvas.random
    return rng.choice(_SKIN), rng.choice(_DRESS), rng.choice(_HAIR)


def _body(canvas: Canvas, skin: Colour, dress: Colour) -> None:
    """Draw shoulders, neck and head."""
    canvas.shape(
        [*arc(_MIDDLE, 1090, 390, 330, 180, 360, 60), (_MIDDLE + 390, HEIGHT), (_MIDDLE - 390, HEIGHT)],
        mix(dress, "#FFFFFF", 0.12),
        mix(dress, INK, 0.3),
        0.15,
    )
    canvas.rect(_MIDDLE - 62, 640, _MIDDLE + 62, 800, mix(skin, INK, 0.18), 40)
    canvas.polygon([(_MIDDLE - 84, 772), (_MIDDLE, 880), (_MIDDLE + 84, 772)], mix(skin, INK, 0.1))
    for side in (-1, 1):
        collar = [(_MIDDLE + side * 90, 758), (_MIDDLE, 884), (_MIDDLE + side * 46, 912), (_MIDDLE + side * 128, 790)]
        canvas.polygon(collar, mix(dress, GOLD, 0.35))
    canvas.polygon(arc(_MIDDLE, 530, 152, 186, 0, 360, 60), skin)
    canvas.tint(arc(_MIDDLE + 52, 560, 96, 150, -90, 90, 30), mix(skin, INK, 0.4), 0.28, 18)


def _palm_hat(canvas: Canvas, light: Light) -> None:
    """Draw a conical palm hat."""
    brim = arc(_MIDDLE, 420, 330, 46, 0, 180, 40)
    canvas.shape([(_MIDDLE, 190), (_MIDDLE + 330, 420), *brim, (_MIDDLE - 330, 420)], "#F2E2B8", "#C9A866", 0.2)
    for share in (0.3, 0.55, 0.8):
        width, y = 330 * share, 190 + 230 * share
        canvas.line(arc(_MIDDLE, y, width, 40 * share, 10, 170, 24), mix("#C9A866", INK, 0.2), 2)
    canvas.tint(brim, light.dark, 0.25, 6)


def _scarf(canvas: Canvas, colour: Colour) -> None:
    """Wind a cloth with a woven edge about the head."""
    canvas.polygon([*arc(_MIDDLE, 460, 192, 190, 180, 360, 40), (_MIDDLE + 180, 490), (_MIDDLE - 180, 490)], colour)
    for number, hue in enumerate((GOLD, "#E8D9B0", "#B4452F")):
        canvas.rect(_MIDDLE - 188, 438 + number * 18, _MIDDLE + 188, 448 + number * 18, hue, 4)

"""A small drawing board: flat shapes, soft gradients and a quiet grain.

Everything is drawn at twice the final size and reduced at the end, which is what smooths the edges.
Coordinates are those of the finished picture, 1600 × 1000, y downwards. The same seed gives the same
picture, byte for byte, on every machine with the same Pillow.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 1000
SCALE = 2
SIZE = (WIDTH * SCALE, HEIGHT * SCALE)
FLAT = Image.Resampling.NEAREST
"""Stretching a column one pixel wide: every method gives the same, this one at once."""

Point = tuple[float, float]
Colour = str | tuple[int, int, int]


def rgb(colour: Colour) -> tuple[int, int, int]:
    """Return a colour as three numbers; accepts "#0F4C4A" or a tuple."""
    if isinstance(colour, tuple):
        return colour
    value = colour.lstrip("#")
    return int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16)


def mix(first: Colour, second: Colour, share: float) -> tuple[int, int, int]:
    """Return `first` with `share` (0 to 1) of `second` mixed in."""
    share = min(1.0, max(0.0, share))
    one, two = rgb(first), rgb(second)
    return tuple(round(a + (b - a) * share) for a, b in zip(one, two, strict=True))


class Canvas:
    """One picture being drawn."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 -- chance in a drawing, not in a secret
        self.image = Image.new("RGB", SIZE)
        self.draw = ImageDraw.Draw(self.image)
        self._noise: Image.Image | None = None

    # -- plain shapes ---------------------------------------------------------------------------
    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        """Fill a polygon."""
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=rgb(fill))

    def rect(self, x0: float, y0: float, x1: float, y1: float, fill: Colour, radius: float = 0) -> None:
        """Fill a rectangle, its corners rounded by `radius`."""
        box = [x0 * SCALE, y0 * SCALE, x1 * SCALE, y1 * SCALE]
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        if radius:
            self.draw.rounded_rectangle(box, radius=radius * SCALE, fill=rgb(fill))
        else:
            self.draw.rectangle(box, fill=rgb(fill))

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
        """Fill an ellipse around (x, y)."""
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self.draw.ellipse(box, fill=rgb(fill))

    def ring(self, x: float, y: float, radius: float, width: float, fill: Colour) -> None:
        """Draw a circle's outline of the given width, `radius` being its outer edge."""
        box = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        self.draw.ellipse(box, outline=rgb(fill), width=max(1, round(width * SCALE)))

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        """Draw a line through the points with round joints."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=rgb(fill), width=max(1, round(width * SCALE)), joint="curve")

    # -- light ----------------------------------------------------------------------------------
    def sky(self, stops: Sequence[Colour], bottom: float = HEIGHT) -> None:
        """Fill from the top down to `bottom` with an even gradient through the stops."""
        strip = Image.new("RGB", (1, 256))
        for y in range(256):
            place = y / 255 * (len(stops) - 1)
            low = min(int(place), len(stops) - 2)
            strip.putpixel((0, y), mix(stops[low], stops[low + 1], place - low))
        height = round(bottom * SCALE)
        column = strip.resize((1, height), Image.Resampling.BICUBIC)
        self.image.paste(column.resize((SIZE[0], height), FLAT), (0, 0))

    def shape(
        self,
        points: Sequence[Point],
        top: Colour,
        bottom: Colour,
        grain: float = 0.0,
        span: tuple[float, float] | None = None,
    ) -> None:
        """Fill a polygon with a vertical gradient; `grain` (0 to 1) roughens the change of tone."""
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        left, right = max(0, min(xs)), min(WIDTH, max(xs))
        upper, lower = max(0, min(ys)), min(HEIGHT, max(ys))
        if right - left < 1 or lower - upper < 1:
            return
        x0, y0 = math.floor(left) * SCALE, math.floor(upper) * SCALE
        size = math.ceil(right) * SCALE - x0, math.ceil(lower) * SCALE - y0
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x * SCALE - x0, y * SCALE - y0) for x, y in points], fill=255)
        ramp = self._ramp(size, (y0, span or (upper, lower)))
        if grain:
            ramp = self._roughen(ramp, grain)
        tones = Image.composite(Image.new("RGB", size, rgb(bottom)), Image.new("RGB", size, rgb(top)), ramp)
        self.image.paste(tones, (x0, y0), mask)

    def _ramp(self, size: tuple[int, int], place: tuple[int, tuple[float, float]]) -> Image.Image:
        """Return a vertical 0-255 ramp of `size` whose ends sit at the span's two heights."""
        offset, (start, end) = place
        height = max(1.0, (end - start) * SCALE)
        values = bytes(min(255, max(0, round((offset + y - start * SCALE) / height * 255))) for y in range(size[1]))
        return Image.frombytes("L", (1, size[1]), values).resize(size, FLAT)

    def _roughen(self, ramp: Image.Image, grain: float) -> Image.Image:
        noise = self.noise().crop((0, 0, *ramp.size))
        return ImageChops.add(ramp, noise.point(lambda v: round(128 + (v - 128) * grain)), scale=1, offset=-128)

    def noise(self) -> Image.Image:
        """Return this picture's noise at drawing size, made once."""
        if self._noise is None:
            half = Image.frombytes("L", (WIDTH, HEIGHT), self.random.randbytes(WIDTH * HEIGHT))
            self._noise = half.resize(SIZE, Image.Resampling.BILINEAR)
        return self._noise

    def glow(self, x: float, y: float, radius: float, fill: Colour, strength: float = 0.6) -> None:
        """Lay a soft round light around (x, y); `strength` is its opacity at the centre."""
        size = 2 * round(radius * SCALE)
        disc = Image.radial_gradient("L").resize((256, 256))
        disc = disc.point(lambda v: round(max(0.0, 1 - v / 181) ** 2 * 255 * strength))
        disc = disc.resize((size, size), Image.Resampling.BILINEAR)
        place = round((x - radius) * SCALE), round((y - radius) * SCALE)
        self.image.paste(rgb(fill), (*place, place[0] + size, place[1] + size), disc)

    def veil(self, y0: float, y1: float, fill: Colour, strength: float = 0.5, peak: float = 0.5) -> None:
        """Lay a band of mist between two heights, thickest at `peak` of the way down."""
        height = round((y1 - y0) * SCALE)
        values = bytearray()
        for y in range(height):
            at = y / max(1, height - 1)
            share = at / peak if at < peak else (1 - at) / max(1e-6, 1 - peak)
            values.append(round(255 * strength * (share * share * (3 - 2 * share))))
        mask = Image.frombytes("L", (1, height), bytes(values)).resize((SIZE[0], height), FLAT)
        top = round(y0 * SCALE)
        self.image.paste(rgb(fill), (0, top, SIZE[0], top + height), mask)

    def tint(self, points: Sequence[Point], fill: Colour, strength: float, blur: float = 0) -> None:
        """Lay a see-through polygon over the picture: a shadow, a beam of light, a reflection."""
        self.stain([points], fill, strength, blur)

    def stain(self, shapes: Sequence[Sequence[Point]], fill: Colour, strength: float, blur: float = 0) -> None:
        """Lay several polygons at once, see-through and blurred by `blur` pixels."""
        xs, ys = [x for points in shapes for x, _ in points], [y for points in shapes for _, y in points]
        edge = blur * 3 + 2
        x0, y0 = max(0, math.floor(min(xs) - edge)), max(0, math.floor(min(ys) - edge))
        size = min(WIDTH, math.ceil(max(xs) + edge)) - x0, min(HEIGHT, math.ceil(max(ys) + edge)) - y0
        if min(size) < 1:
            return
        mask = Image.new("L", size)
        pen = ImageDraw.Draw(mask)
        for points in shapes:
            pen.polygon([(x - x0, y - y0) for x, y in points], fill=round(255 * strength))
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur))
        full = size[0] * SCALE, size[1] * SCALE
        mask = mask.resize(full, Image.Resampling.BILINEAR)
        self.image.paste(rgb(fill), (x0 * SCALE, y0 * SCALE, x0 * SCALE + full[0], y0 * SCALE + full[1]), mask)

    # -- the end --------------------------------------------------------------------------------
    def finish(self, grain: float = 0.05) -> Image.Image:
        """Return the picture at its final size, with paper grain over it."""
        picture = self.image.reduce(SCALE)
        noise = Image.frombytes("L", (WIDTH, HEIGHT), self.random.randbytes(WIDTH * HEIGHT))
        noise = noise.filter(ImageFilter.GaussianBlur(0.8)).point(lambda v: round(128 + (v - 128) * grain * 6))
        layer = Image.merge("RGB", (noise, noise, noise))
        return Image.blend(picture, ImageChops.soft_light(picture, layer), 0.6)

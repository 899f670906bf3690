"""Palettes: the same hill at five hours of the day, in the colours of the portal."""

from __future__ import annotations

from dataclasses import dataclass

PAPER, INK, LACQUER, TEAL, GOLD = "#FBF8F3", "#1C1A19", "#9E1B1E", "#0F4C4A", "#B98A2A"


@dataclass(frozen=True)
class Light:
    """Colours of one hour. Pairs are (lit, shaded)."""

    sky: tuple[str, ...]
    sun: str
    glow: str
    mist: str
    far: str
    near: str
    field: tuple[str, str]
    crop: tuple[str, str]
    water: tuple[str, str]
    leaf: tuple[str, str]
    wall: tuple[str, str]
    roof: tuple[str, str]
    earth: tuple[str, str]
    timber: str
    dark: str
    lamp: str
    night: bool = False


LIGHTS: dict[str, Light] = {
    "dawn": Light(
        sky=("#E8C9AE", "#F3DCC0", "#FBEEDA"), sun="#C53A2C", glow="#FBE3C0", mist="#FBEBD6",
        far="#C9BFAB", near="#2C5F59", field=("#86A07A", "#4D7A66"), crop=("#C9C58B", "#8FA06B"),
        water=("#F1D9BC", "#BFB49F"), leaf=("#3F7462", "#1E4F4A"), wall=("#FBF1E0", "#DCC7A8"),
        roof=("#B4452F", "#80291F"), earth=("#D9B48C", "#A87F5C"), timber="#6B4630", dark="#173E3D",
        lamp="#FFE2A0",
    ),
    "day": Light(
        sky=("#BFD9D6", "#DDEBE4", "#FBF8F3"), sun="#FFF3D6", glow="#FFFBEF", mist="#F7F6EE",
        far="#A9C4BB", near="#1D5F58", field=("#8DB26F", "#4C8458"), crop=("#C6CF7E", "#87AE5E"),
        water=("#CFE5E1", "#8FBAB5"), leaf=("#3E8257", "#1B574C"), wall=("#FFF9EC", "#E2D4B8"),
        roof=("#BE4A32", "#8A2A20"), earth=("#E0C49B", "#B5926A"), timber="#75503A", dark="#123F3D",
        lamp="#FFF0C2",
    ),
    "harvest": Light(
        sky=("#EFD39B", "#F7E5BD", "#FDF5E2"), sun="#FFF6DC", glow="#FFF1CC", mist="#FBEFD3",
        far="#D8C08D", near="#5C6436", field=("#DDB04B", "#A97F2A"), crop=("#EBC86A", "#C08F34"),
        water=("#F6E6C2", "#D3B97F"), leaf=("#6F7F3A", "#3F5630"), wall=("#FFF6E2", "#E2CB9C"),
        roof=("#B0432C", "#7C281D"), earth=("#DDB884", "#AD8350"), timber="#6A452C", dark="#3A3B22",
        lamp="#FFE9AE",
    ),
    "dusk": Light(
        sky=("#5B4257", "#B0605A", "#EFA66B", "#F9D79B"), sun="#FBE3AE", glow="#FBC987", mist="#EDB384",
        far="#A96A63", near="#2E3447", field=("#8A6A5A", "#4E4A52"), crop=("#B98A5E", "#76604F"),
        water=("#F0B27C", "#A86B63"), leaf=("#3F4A4C", "#25323B"), wall=("#EBC9A4", "#A77D72"),
        roof=("#8E3A33", "#5C2529"), earth=("#B98368", "#7B5854"), timber="#4A2F2E", dark="#222637",
        lamp="#FFD98A",
    ),
    "night": Light(
        sky=("#0A1E2C", "#12394A", "#2C6468"), sun="#F5E9C8", glow="#BFD8CC", mist="#2F6468",
        far="#2B5A60", near="#0A2430", field=("#2A5A58", "#14393F"), crop=("#3A6A5F", "#1F4C4E"),
        water=("#3C7475", "#16404A"), leaf=("#174347", "#0B2A33"), wall=("#6E7F7C", "#3F5559"),
        roof=("#5E2A2C", "#3B1B22"), earth=("#41585A", "#233E45"), timber="#2B2A2B", dark="#071821",
        lamp="#FFC866", night=True,
    ),
    "mist": Light(
        sky=("#CBD5D0", "#DFE5DF", "#F0F1EA"), sun="#F7F2E2", glow="#FBFAF2", mist="#EEF1EA",
        far="#C3D0C9", near="#3A655F", field=("#93AE92", "#5B8376"), crop=("#BCC8A0", "#88A386"),
        water=("#DCE5DF", "#A6BCB6"), leaf=("#4F7D6C", "#2B5B54"), wall=("#F3F0E5", "#CFCBBB"),
        roof=("#A04A3A", "#74322B"), earth=("#CDBB9F", "#A0907A"), timber="#6A5243", dark="#24484A",
        lamp="#FFEBC0",
    ),
}  # fmt: skip

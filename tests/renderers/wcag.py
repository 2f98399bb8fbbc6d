"""The contrast of two colours, as WCAG 2.2 defines it (contrast ratio, relative luminance)."""

from __future__ import annotations

from collections.abc import Sequence


def read_colour(written: str) -> tuple[float, ...]:
    """The channels of `#rrggbb`: red, green and blue, each 0 to 1."""
    return tuple(int(written[place : place + 2], 16) / 255 for place in (1, 3, 5))


def measure_luminance(channels: Sequence[float]) -> float:
    """The relative luminance of a colour in sRGB, 0 for black to 1 for white."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def measure_ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """The contrast of two colours, 1 to 21, whichever is the darker."""
    darker, lighter = sorted((measure_luminance(one), measure_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)

"""Light and contrast of colours such as "#135c4a", after the definitions of WCAG 2.2 (relative luminance, contrast ratio)."""

from collections.abc import Sequence
from functools import lru_cache


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    return _luminance(_linear(colour))


def contrast(one: str, other: str) -> float:
    """Contrast ratio between two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lit(colour: str, target: float) -> str:
    """This colour with another luminance: a shade has less of its own light, a tint more of it and white light beside it."""
    channels = _linear(colour)
    if target > _luminance(channels):
        whitened, own = _whitened(channels, target), _turned_up(channels, target)
        channels = [
            (2 * white + more) / 3 for white, more in zip(whitened, own, strict=True)
        ]  # as hand-drawn tints look
    elif any(channels):
        channels = _scaled(channels, target)
    return "#" + "".join(f"{round(255 * _encoded(one)):02x}" for one in channels)


def _luminance(channels: Sequence[float]) -> float:
    red, green, blue = channels
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> list[float]:
    """Red, green and blue as amounts of light, each from 0 to 1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]


def _encoded(light: float) -> float:
    return min(1.0, light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)


def _scaled(channels: Sequence[float], target: float) -> list[float]:
    return [one * target / _luminance(channels) for one in channels]


def _whitened(channels: Sequence[float], target: float) -> list[float]:
    share = (1 - target) / (1 - _luminance(channels))
    return [1 - share * (1 - one) for one in channels]


def _turned_up(channels: Sequence[float], target: float) -> list[float]:
    """The colour's own light turned up; white light only for what that does not reach. Black has none of its own."""
    if not any(channels):
        return [target] * 3
    brightest = [one / max(channels) for one in channels]
    if target <= _luminance(brightest):
        return _scaled(brightest, target)
    return _whitened(brightest, target)

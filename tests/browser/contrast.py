"""How well the words of an open page can be read against what they stand on."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Page
from wcag import measure_luminance, measure_ratio

# WCAG 2.2, 1.4.3: 4.5 to 1, or 3 to 1 for large text, which is 24 px, or 18.66 px where it is bold. Colours are read by
# painting them, so that every notation counts; what is laid over one another is blended, from the window's own ground
# (the colour `Canvas` of the page's scheme) upwards.
_MEASURE = """() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
    const probe = document.documentElement.appendChild(document.createElement('i'));
    probe.style.color = 'Canvas';
    const bottom = getComputedStyle(probe).color;
    probe.remove();
    const known = new Map();
    const read = layers => {
        const key = layers.join();
        if (known.has(key)) return known.get(key);
        for (const layer of [bottom, ...layers]) { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1); }
        known.set(key, [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(channel => channel / 255));
        return known.get(key);
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement, words = walker.currentNode.data.trim();
        if (!words || element.closest('script, style, title, template') || !element.checkVisibility()) continue;
        const style = getComputedStyle(element), drawn = element instanceof SVGElement;
        const below = [];
        for (let one = element; one; one = one.parentElement) below.unshift(getComputedStyle(one).backgroundColor);
        const shape = drawn && element.closest('.mark')?.querySelector('.shape');
        if (shape) {
            const filled = getComputedStyle(shape);
            if (filled.fill !== 'none') below.push(filled.fill);
        }
        const ground = read(below), ink = read([...below, drawn ? style.fill : style.color]);
        const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        found.push([ink, large ? 3 : 4.5, ground, words.slice(0, 60), drawn]);
    }
    return found;
}"""


class Contrast(NamedTuple):
    """The contrast of some words, 1 to 21, the least that they need, and the luminance of their ground, 0 to 1.

    `drawn` are those of a picture, which may stand upon a mark.
    """

    ratio: float
    needed: float
    ground: float
    words: str
    drawn: bool


def measure_contrasts(page: Page) -> list[Contrast]:
    """One for each text that is shown, by the colours that the browser computed."""
    return [
        Contrast(measure_ratio(ink, ground), needed, measure_luminance(ground), words, drawn)
        for ink, needed, ground, words, drawn in page.evaluate(_MEASURE)
    ]


def list_unreadable(page: Page) -> list[Contrast]:
    """The texts whose contrast is too low. A page without any text is an error."""
    measured = measure_contrasts(page)
    assert measured
    return [one for one in measured if one.ratio < one.needed]

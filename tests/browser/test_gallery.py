"""Every picture of the gallery can be taken, and those that stand in docs/gallery were taken of what is built now."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from gallery import MADE_FROM, PAGE, PICTURES, hash_scene, take_picture, write_page
from playwright.sync_api import Browser
from scenes import SCENES, Scene

COMMAND = "run `.venv/bin/python tests/browser/gallery.py` and look at the pictures"
LARGEST, LARGEST_OF_ALL = 200_000, 1_500_000
BY_NAME = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
# Decoded by the browser: width, height, how many colours there are, and the part of the commonest.
READ = """async address => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const times = new Map();
    for (const pixel of new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer))
        times.set(pixel, (times.get(pixel) ?? 0) + 1);
    return [image.width, image.height, times.size, Math.max(...times.values()) / (image.width * image.height)];
}"""


def read_picture(browser: Browser, file: Path) -> tuple[int, int, int, float]:
    """Width and height in pixels, how many colours there are, and the part of the commonest, 0 to 1."""
    page = browser.new_page()
    address = "data:image/png;base64," + base64.b64encode(file.read_bytes()).decode("ascii")
    width, height, colours, commonest = page.evaluate(READ, address)
    page.close()
    return width, height, colours, commonest


@BY_NAME
def test_every_picture_can_be_taken(chromium: Browser, tmp_path: Path, scene: Scene) -> None:
    """Of the size that its row says; not blank: words, in many shades, on a ground that is not all there is."""
    file = tmp_path / "picture.png"
    take_picture(chromium, scene, file)
    width, height, colours, commonest = read_picture(chromium, file)
    if scene.part is None:
        assert (width, height) == (scene.width, scene.height)
    else:
        assert 300 <= width <= scene.width
        assert 100 <= height <= scene.tallest
    assert colours > 40
    assert commonest < 0.97
    assert file.stat().st_size < LARGEST


@BY_NAME
def test_no_picture_is_out_of_date(scene: Scene) -> None:
    """It was made from the HTML that is made now. Pixels are not compared: they differ from font to font."""
    made_from = json.loads(MADE_FROM.read_text(encoding="utf-8"))
    assert made_from.get(scene.name) == hash_scene(scene), f"{scene.name} shows an older page: {COMMAND}"


def test_the_pictures_are_those_of_the_table() -> None:
    """None is missing, none is left over, each is a picture and small, and the page that shows them is up to date."""
    names = [scene.name for scene in SCENES]
    assert len(names) == len(set(names))
    assert sorted(names) == sorted(file.stem for file in PICTURES.glob("*.png")), COMMAND
    assert list(json.loads(MADE_FROM.read_text(encoding="utf-8"))) == names, COMMAND
    assert PAGE.read_text(encoding="utf-8") == write_page(), COMMAND
    sizes = [file.stat().st_size for file in PICTURES.glob("*.png")]
    assert max(sizes) < LARGEST
    assert sum(sizes) < LARGEST_OF_ALL
    assert all(file.read_bytes().startswith(b"\x89PNG\r\n") for file in PICTURES.glob("*.png"))


def test_every_picture_is_told_in_words() -> None:
    """What is seen, for who does not see it; no two alike, and nothing that ends the words before their end."""
    told = [scene.alt for scene in SCENES]
    assert len(set(told)) == len(told)
    assert all(len(alt) > 60 and alt.endswith(".") and not {"[", "]", "\n"} & set(alt) for alt in told)

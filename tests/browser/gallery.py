"""Takes the pictures of docs/gallery and writes docs/gallery.md around them.

python tests/browser/gallery.py   takes them all; it needs Chromium, which `make test` installs
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from chromium import run_chromium
from playwright.sync_api import Browser, FloatRect
from scenes import SCENES, Scene

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "gallery"
MADE_FROM = PICTURES / "made_from.json"
PAGE = DOCS / "gallery.md"
MARGIN = 12
INTRODUCTION = """# Gallery

What people look at, taken in Chromium from the examples of this project. This page and its pictures are made by

```
.venv/bin/python tests/browser/gallery.py
```

A test says which picture is out of date. To add one, add a row to `tests/browser/scenes.py`.
"""


def take_picture(browser: Browser, scene: Scene, file: Path) -> None:
    """Open the page of a scene in a window of its own, without a network, and take its picture, a PNG at 1x."""
    context = browser.new_context(
        viewport={"width": scene.width, "height": scene.height}, reduced_motion="reduce", offline=True, **scene.media
    )
    context.set_default_timeout(10_000)
    with TemporaryDirectory() as folder:
        html = Path(folder) / "page.html"
        html.write_text(scene.html(), encoding="utf-8")
        page = context.new_page()
        page.goto(html.as_uri(), wait_until="domcontentloaded")  # an exported notebook waits for scripts from elsewhere
        if scene.act is not None:
            scene.act(page)
        if scene.part is None:
            page.screenshot(path=file)
        else:
            boxes = [one.bounding_box() for one in page.locator(scene.part).all()]
            clip = _frame([box for box in boxes if box], scene)
            # What was done may have scrolled the window; and the whole page would resize it, which closes a card.
            page.screenshot(path=file, clip=clip, full_page=scene.act is None)
    context.close()


def _frame(boxes: list[FloatRect], scene: Scene) -> FloatRect:
    """What holds all the boxes, with a margin, in the width of the window and not taller than the scene says."""
    left = max(0, min(box["x"] for box in boxes) - MARGIN)
    top = max(0, min(box["y"] for box in boxes) - MARGIN)
    right = min(scene.width, max(box["x"] + box["width"] for box in boxes) + MARGIN)
    bottom = max(box["y"] + box["height"] for box in boxes) + MARGIN
    return {"x": left, "y": top, "width": right - left, "height": min(bottom - top, scene.tallest)}


def hash_scene(scene: Scene) -> str:
    """The SHA-256 of what a picture is made from.

    Not of the picture: the same page is other pixels with other fonts, so pictures cannot be compared.
    """
    return hashlib.sha256((scene.made_from or scene.html)().encode()).hexdigest()


def write_page() -> str:
    """The page of the gallery, with what each picture shows in words."""
    shown = [f"## {scene.heading}\n\n![{scene.alt}](gallery/{scene.name}.png)\n" for scene in SCENES]
    return "\n".join([INTRODUCTION, *shown])


def write_hashes() -> str:
    """What each picture is made from, as it stands beside the pictures."""
    return json.dumps({scene.name: hash_scene(scene) for scene in SCENES}, indent=2) + "\n"


def main() -> int:
    """Take every picture anew, and remove those of scenes that are no more."""
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with run_chromium() as browser:
        for scene in SCENES:
            take_picture(browser, scene, PICTURES / f"{scene.name}.png")
            print(f"took {scene.name}")
    PAGE.write_text(write_page(), encoding="utf-8")
    MADE_FROM.write_text(write_hashes(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

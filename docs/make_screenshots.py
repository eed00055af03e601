"""The pictures in docs/screenshots, made from the archive that the tests in a browser visit, with a headless Chromium.

Run as ``python -m docs.make_screenshots`` (``make screenshots``). Pictures are small on purpose, as everybody who looks
at the project loads them: a palette in place of millions of colours, and `MOST_BYTES` at most.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tests.browser.chromium import running_browser, what_is_missing
from tests.browser.holdings import make_readable_holdings
from tests.browser.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PICTURES = Path(__file__).resolve().parent / "screenshots"
"""Where the pictures go."""
MOST_BYTES = 150_000
"""No picture may be larger."""
COLOURS = 128
"""Enough for text with smooth edges on a few plain grounds."""
DESKTOP = (1180, 760)
"""One screen of a laptop, so that the README's first screen holds it."""
PHONE = (390, 844)
"""A small phone of today."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page to be photographed: its name, where to start, and the links to follow from there, by selectors."""

    name: str
    start: str
    links: tuple[str, ...] = ()
    size: tuple[int, int] = DESKTOP
    scheme: Literal["light", "dark"] = "light"


CAPITULATE = "/search?q=capitulate"
"""Finds one quotation of the seeds."""
SOLD = "/search?q=%22will+now+sell%22"
"""Finds the quotation that was edited silently."""
PAGES = (
    Picture("home", "/"),
    Picture("search", "/search?q=Kursk"),
    Picture("quotation", CAPITULATE, ('main a[href*="/q/"]',)),
    Picture("speaker", CAPITULATE, ('main a[href*="/s/"]',)),
    Picture("text", CAPITULATE, ('main a[href*="/q/"]', 'main a[href*="/t/"]')),
    Picture("article", SOLD, ('main a[href*="/d/"]',)),
    Picture("comparison", SOLD, ('main a[href*="/d/"]', 'main a[href*="/diff/"]')),
    Picture("phone", CAPITULATE, ('main a[href*="/q/"]',), PHONE),
    Picture("dark", "/search?q=Kursk", (), DESKTOP, "dark"),
)
"""What is photographed; of the links that a selector finds, the first is followed."""


def photograph(browser: Browser, server: str, picture: Picture) -> bytes:
    """The page as a PNG of one screen."""
    width, height = picture.size
    context = browser.new_context(
        base_url=server, viewport={"width": width, "height": height}, color_scheme=picture.scheme, locale="en-GB"
    )
    try:
        page: Page = context.new_page()
        page.goto(picture.start)
        for selector in picture.links:
            page.goto(page.locator(selector).first.get_attribute("href") or "")
        return bytes(page.screenshot(animations="disabled", caret="hide"))
    finally:
        context.close()


def with_palette(picture: bytes) -> bytes:
    """The picture in `COLOURS` colours, a quarter as large; on pages like ours nobody sees the difference."""
    # 30 ms, and only here.
    from PIL import Image

    with Image.open(BytesIO(picture)) as opened:
        reduced = opened.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    packed = BytesIO()
    reduced.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def main() -> None:
    """The pictures are those of today's pages.

    Raises:
        SystemExit: there is no browser, or a picture is too large.
    """
    if missing := what_is_missing():
        raise SystemExit(f"make screenshots cannot run: {missing}")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running_browser() as browser:
        database = make_readable_holdings(Path(folder) / "archive.db")
        with served(database) as server:
            for picture in PAGES:
                content = with_palette(photograph(browser, server, picture))
                if len(content) > MOST_BYTES:
                    raise SystemExit(f"{picture.name}.png has {len(content):,} bytes, more than {MOST_BYTES:,}")
                (PICTURES / f"{picture.name}.png").write_bytes(content)


if __name__ == "__main__":
    main()

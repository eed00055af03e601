"""Text-fragment links that Chromium is asked about: does it mark exactly the stretch that the link was written for?

What is hard here is that no script may see what a browser marks (that would tell one site what another says). So the
page is looked at. Chromium loads it with the link and paints `::target-text` in one colour: the first picture. Then
that is switched off, and the expected stretch is painted in the same colour by the CSS Custom Highlight API: the
second. The link is right when both pictures are the same to the last pixel and differ from the third, with nothing
painted.

Pages are served as they were captured, without scripts, and nothing else is fetched. Some show their article only by
scripts or style sheets; where the expected stretch has no box on the screen, no reader could see it marked, and the
next link is asked about instead. Both are counted.
"""

from __future__ import annotations

import gzip
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from archive.readers.html_tree import decode_page
from archive.selectors.directives import TextDirective, link_to
from archive.selectors.pages import read_page
from bench.measure import Measure, corpus_digest, count_measure, development_data
from bench.selectors import ADDRESS, BROWSER_LINKS, Linked, link_pages, spread

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Page, Route

Answer = Literal["right", "other", "nothing", "unseen"]
"""What Chromium marks: the stretch, another one, none; or the stretch is not to be seen in the captured page."""
TRIED = 2
"""How many times as many links are at hand as are asked about."""
WIDTH, HEIGHT = 1280, 900
"""The window, in pixels."""
_PAINT = "{background-color:#ff00ff;color:#000000}"
_STILL = "*{scroll-behavior:auto!important;transition:none!important;animation:none!important}"
_UNPAINTED = _STILL + "::target-text{background-color:transparent;color:inherit}"
_SHEETS = (_STILL + "::target-text" + _PAINT, _UNPAINTED + "::highlight(expected)" + _PAINT, _UNPAINTED)
"""The style sheets of the three pictures."""
_ADOPT = "text => { const s = new CSSStyleSheet(); s.replaceSync(text); document.adoptedStyleSheets = [s]; }"
_EXPECT = r"""
([words, before]) => {
  const unread = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'IFRAME', 'TEXTAREA', 'SELECT', 'OBJECT',
                          'VIDEO', 'AUDIO', 'svg', 'RP', 'RT']);
  const choose = node => {
    if (node.nodeType === 1) {
      const isOut = unread.has(node.nodeName) || getComputedStyle(node).display === 'none';
      return isOut ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    }
    const isSeen = getComputedStyle(node.parentElement).visibility === 'visible';
    return isSeen ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, choose);
  const nodes = [], offsets = [];
  let text = '';
  while (walker.nextNode()) {
    const data = walker.currentNode.data;
    for (let i = 0; i < data.length; i++) {
      if (!/\s/.test(data[i])) { text += data[i]; nodes.push(walker.currentNode); offsets.push(i); }
    }
  }
  let start = text.indexOf(words);
  for (let k = 0; k < before && start >= 0; k++) start = text.indexOf(words, start + 1);
  if (start < 0) return null;
  const range = new Range(), last = start + words.length - 1;
  range.setStart(nodes[start], offsets[start]);
  range.setEnd(nodes[last], offsets[last] + 1);
  CSS.highlights.set('expected', new Highlight(range));
  const box = range.getBoundingClientRect();
  window.scrollTo({top: Math.max(0, box.top + scrollY - 300), behavior: 'instant'});
  const top = range.getBoundingClientRect().top;
  return box.width > 0 && box.height > 0 ? [Math.floor(top), Math.ceil(box.height)] : null;
}
"""
"""Lays a highlight over one occurrence of the words (white space apart), scrolls there, and says where it is seen."""
_MARGIN = 60
"""Pixels above and below the stretch that are in the picture; further off, things blink."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A captured page with the link, the words that it means without white space, and how often they stand before."""

    content: bytes
    encoding: str
    link: str
    words: str
    before: int


def _case(one: Linked) -> _Case | None:
    if one.target is None or not isinstance(one.link, TextDirective):
        return None
    content = gzip.decompress(one.page.read_bytes())
    characters = read_page(content).characters
    words = "".join(one.target.of(characters).split())
    text, start = "".join(characters.split()), len("".join(characters[: one.target.start].split()))
    places, place = 0, text.find(words)
    while 0 <= place < start:
        places, place = places + 1, text.find(words, place + 1)
    return _Case(content, decode_page(content).encoding, link_to(ADDRESS, one.link), words, places)


def ask_chromium(linked: Sequence[Linked], number: int) -> Iterator[tuple[Linked, Answer]]:
    """What Chromium marks for ``number`` of the links whose stretch is to be seen; the unseen ones come too."""
    from tests.browser.chromium import running_browser

    with running_browser() as browser:
        page = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}).new_page()
        asked = 0
        for one in linked:
            case = _case(one)
            if case is None or asked == number:
                continue
            answer = _ask(page, case)
            asked += answer != "unseen"
            yield one, answer


def _ask(page: Page, case: _Case) -> Answer:
    def answer(route: Route) -> None:
        if not route.request.url.startswith(ADDRESS):
            route.abort()
            return
        policy = "script-src 'none'; frame-src 'none'; object-src 'none'"
        headers = {"content-type": f"text/html; charset={case.encoding}", "content-security-policy": policy}
        route.fulfill(status=200, headers=headers, body=case.content)

    page.unroute_all()
    page.route("**/*", answer)
    page.goto("about:blank")
    page.goto(case.link, wait_until="load")
    page.wait_for_timeout(200)  # the search for the words begins after the load, at the browser's leisure
    seen = page.evaluate(_EXPECT, [case.words, case.before])
    if seen is None:
        return "unseen"
    top = min(max(0, seen[0] - _MARGIN), HEIGHT - 1)
    clip: FloatRect = {"x": 0, "y": top, "width": WIDTH, "height": max(1, min(HEIGHT - top, seen[1] + 2 * _MARGIN))}
    pictures = []
    for sheet in (_UNPAINTED, *_SHEETS):  # one more first: what is lazy on the page has come by then
        page.evaluate(_ADOPT, sheet)
        pictures.append(page.screenshot(animations="disabled", caret="hide", clip=clip))
    marked, expected, plain = pictures[1:]
    if expected == plain:
        return "unseen"
    if marked == expected:
        return "right"
    return "nothing" if marked == plain else "other"


def can_ask() -> bool:
    """Whether there are a browser and Playwright here."""
    from tests.browser.chromium import find_browser

    return importlib.util.find_spec("playwright") is not None and find_browser() is not None


def measure_browser_links() -> list[Measure] | None:
    """How many links Chromium marks the right stretch for; None where there are no development data or no browser."""
    folder = development_data("html-dev")
    if folder is None or not can_ask():
        return None
    linked = [one for one in link_pages(folder) if isinstance(one.link, TextDirective)]
    asked = ask_chromium(spread(linked, TRIED * BROWSER_LINKS), BROWSER_LINKS)
    answers = Counter(answer for _, answer in asked)
    digest = corpus_digest(folder.glob("*.gz"))
    return [count_measure("html-dev: links that Chromium marks so", answers["right"], BROWSER_LINKS, digest)]


def main() -> None:
    """Print every link that Chromium marks otherwise, and the counts."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else BROWSER_LINKS
    folder = development_data("html-dev")
    if folder is None:
        print("SKIPPED: no development data")
        return
    linked = [one for one in link_pages(folder) if isinstance(one.link, TextDirective)]
    answers: Counter[Answer] = Counter()
    for one, answer in ask_chromium(spread(linked, TRIED * number), number):
        answers[answer] += 1
        if answer != "right":
            print(f"{answer} {one.page.name}: {one.words[:80]!r}: {one.link}")
    print(dict(answers))


if __name__ == "__main__":
    main()

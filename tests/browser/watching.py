"""What a page did that no page of ours may do: it ran a stranger's script, asked another host, or met its own rules.

A payload runs when it calls ``xss()``, opens a dialog, or has the browser ask for something at another host. The watch
sees all three, whether or not a policy of the page stops them in the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request

_OWN_FAILURE = "Failed to load resource: the server responded with a status of"
"""What Chromium says of each page that is answered with an error; that answer is what the test asked for."""


@dataclass  # without slots: Playwright hangs its wrappers of the methods on it
class Watch:
    """All that was seen in one context; each list is empty when nothing went wrong."""

    host: str
    ran: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """From now on everything in the context is watched."""
        context.expose_binding("xss", lambda source, *_: self.ran.append(f"xss() on {source['page'].url}"))
        context.on("page", self._over_page)
        context.on("request", self._see_request)
        context.on("console", self._see_message)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def faults(self) -> list[str]:
        """Everything that was seen, in words."""
        told = [f"ran: {what}" for what in self.ran]
        told += [f"asked another host: {what}" for what in self.foreign]
        return told + [f"the browser complains: {what}" for what in self.complaints]

    def _over_page(self, page: Page) -> None:
        page.on("dialog", self._see_dialog)

    def _see_dialog(self, dialog: Dialog) -> None:
        self.ran.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _see_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.netloc != self.host and parts.scheme not in {"about", "data", "blob"}:
            self.foreign.append(request.url)

    def _see_message(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(_OWN_FAILURE):
            self.complaints.append(f"{message.text} ({message.location.get('url')})")

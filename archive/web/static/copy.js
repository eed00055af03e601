// An enhancement only: every page works without it. It adds copy buttons and fills in the address of this host.
"use strict";
for (const block of document.querySelectorAll("[data-host]")) {
  block.textContent = block.textContent.replaceAll("HOST", location.origin);
}
for (const place of document.querySelectorAll("[data-origin]")) {
  place.textContent = location.origin;
}
function addButton(place, label, text, source = "permalink") {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = "Copied";
    } catch {
      button.textContent = "Press Ctrl+C";
      const shown = document.getElementById(source);
      getSelection().selectAllChildren(shown);
    }
    setTimeout(() => { button.textContent = label; }, 2000);
  });
  place.append(button);
}
for (const place of document.querySelectorAll("[data-copy-link]")) {
  // A whole address where the archive has a public one, else a path on this host.
  addButton(place, "Copy link", () => new URL(place.dataset.copyLink, location.origin).href);
}
for (const place of document.querySelectorAll("[data-copy]")) {
  const source = place.dataset.copy;
  addButton(place, place.dataset.label, () => document.getElementById(source).textContent, source);
}

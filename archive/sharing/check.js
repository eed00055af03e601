"use strict";
// Computes the SHA-256 of what this file carries and compares it, and the words shown, with what the link says.
(async () => {
  const verdict = document.getElementById("verdict");
  const say = (outcome, words) => {
    verdict.dataset.verdict = outcome;
    verdict.textContent = words;
  };
  const plain = (words) => words.replace(/[\p{Cc}\s]+/gu, " ").trim();
  try {
    const told = JSON.parse(document.getElementById("archived").textContent);
    const bytes = Uint8Array.from(atob(told.content), (one) => one.charCodeAt(0));
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const shown = document.getElementById("text");
    if (shown) shown.textContent = text;
    if (!globalThis.crypto?.subtle) {
      say("none", "Not checked. Your browser computes no digests for a page that was opened this way: save the file "
        + "and open it from your disk, or check it by hand as described below.");
      return;
    }
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const computed = Array.from(hash, (one) => one.toString(16).padStart(2, "0")).join("");
    const digest = document.getElementById(told.whole ? "digest" : "excerpt").textContent.trim();
    const link = document.getElementById("permalink").textContent.trim();
    const [start, end] = told.stretch;
    const named = document.getElementById("digest").textContent.trim();
    if (computed !== digest || computed !== told.sha256) {
      say("wrong", `✕ Wrong. What this file carries has the SHA-256 ${computed}, not the one it gives. It was changed.`);
      return;
    }
    if (!link.endsWith(`q/${named}/${start}-${end}`)) {
      say("wrong", "✕ Wrong. The link names another text or another place than this file does. It was changed.");
      return;
    }
    // Positions count Unicode code points, as Array.from does.
    const characters = Array.from(text);
    const cut = (from, to) => plain(characters.slice(from - told.start, to - told.start).join(""));
    const segments = Array.from(document.querySelectorAll("blockquote .segment"), (one) => plain(one.textContent));
    const asTold = told.segments.map(([from, to]) => cut(from, to));
    const marked = plain(document.querySelector(".context mark").textContent);
    const inside = told.segments.every(([from, to]) => start <= from && to <= end);
    if (JSON.stringify(segments) !== JSON.stringify(asTold) || marked !== cut(start, end) || !inside) {
      say("wrong", "✕ Wrong. The words shown are not those at this place of the text. The file was changed.");
      return;
    }
    if (told.whole) {
      say("right", "✓ Right. Your browser computed the SHA-256 of the text in this file: it is the one that the link "
        + `names, and these words stand in it from character ${start} to ${end}.`);
    } else {
      say("right", "✓ The excerpt is as it was when this file was made, and these words stand in it. An excerpt cannot "
        + "show that it stands in the text that the link names.");
    }
  } catch (error) {
    say("wrong", `✕ Wrong. What this file carries cannot be read (${error.name}). It was damaged or changed.`);
  }
})();

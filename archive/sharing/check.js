"use strict";
// Says whether the words shown on this page are those of the text that the file carries, and whether that text is the
// one that the link names. It takes nothing on trust that it can work out: the context is cut from the text again, and
// among the words nothing may stand that does not belong there. What no digest covers (speaker, outlet, dates …) is
// named in the verdict, for a tick that is read as more than it says is worse than none.
(async () => {
  const CONTEXT = 2000; // code points: LARGEST_CONTEXT of archive/sharing/evidence.py
  const AROUND = 40; // code points told before and after the first difference
  const UNCOVERED = "The speaker, the outlet, the dates and all else on this page are not covered: that is what the "
    + "sender’s archive says of the article, or whoever changed the file.";
  const verdict = document.getElementById("verdict");
  const differences = document.getElementById("differences");
  const say = (outcome, words, uncovered = "") => {
    verdict.dataset.verdict = outcome;
    const rest = document.createElement("span");
    rest.className = "uncovered";
    rest.textContent = uncovered;
    verdict.replaceChildren(words, " ", rest);
  };

  const plain = (words) => words.replace(/[\p{Cc}\s]+/gu, " ").trim();
  // Citations drop and escape signs, each in its own way; letters they keep.
  const letters = (words) => words.replace(/&#\d+;|\\text[a-z]+\{\}|[^\p{L}\p{M}\p{N}]/gu, "");
  const one = (id) => {
    const found = document.querySelectorAll(`[id="${id}"]`);
    if (found.length !== 1) throw new Error(`${found.length} parts are called ${id}`);
    return found[0];
  };
  // Nothing else among the words, and nothing that is there but not seen.
  const isBare = (element, inner) => Array.from(element.querySelectorAll("*")).every((part) => part.matches(inner))
    && [element, ...element.querySelectorAll("*")].every((part) => part.checkVisibility?.() !== false);
  // What stands before and after the first place where two wordings part.
  const tell = (name, shown, archived) => {
    const [left, right] = [Array.from(shown), Array.from(archived)];
    let at = 0;
    while (at < left.length && left[at] === right[at]) at += 1;
    const cut = (characters) => (at > AROUND ? "…" : "")
      + characters.slice(Math.max(0, at - AROUND), at + AROUND).join("")
      + (at + AROUND < characters.length ? "…" : "");
    const row = document.createElement("li");
    row.textContent = `${name}: this page has “${cut(left)}”, where the text in this file has “${cut(right)}”.`;
    return row;
  };

  try {
    const told = JSON.parse(one("archived").textContent);
    const bytes = Uint8Array.from(atob(told.content), (byte) => byte.charCodeAt(0));
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (told.whole) one("text").textContent = text;
    if (!globalThis.crypto?.subtle) {
      say("none", "Not checked. Your browser computes no digests for a page that was opened this way: save the file "
        + "and open it from your disk, or check it by hand as described below.");
      return;
    }
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const computed = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const named = one("digest").textContent.trim();
    if (computed !== told.sha256 || computed !== (told.whole ? named : one("excerpt").textContent.trim())) {
      say("wrong", `✕ Wrong. What this file carries has the SHA-256 ${computed}, not the one it gives. It was changed.`);
      return;
    }
    const [start, end] = told.stretch;
    const link = one("permalink").textContent.trim();
    const target = one("permalink").querySelector("a")?.getAttribute("href") ?? link;
    const path = `q/${named}/${start}-${end}`;
    const isLink = link === path || (/^https?:/u.test(link) && link.endsWith(`/${path}`));
    if (!isLink || target !== link || plain(one("place").textContent) !== `${start} to ${end}`) {
      say("wrong", "✕ Wrong. The link names another text or another place than this file does. It was changed.");
      return;
    }

    // Positions count Unicode code points, as Array.from does.
    const characters = Array.from(text);
    const cut = (from, to) => plain(characters.slice(from - told.start, to - told.start).join(""));
    const carriedTo = told.start + characters.length;
    const order = [start, ...told.segments.flat(), end];
    const isInOrder = order.every((place, index) => index === 0 || order[index - 1] <= place)
      && told.segments[0][0] === start && told.segments.at(-1)[1] === end;
    if (told.start < 0 || (told.whole && told.start !== 0) || start < told.start || end > carriedTo || !isInOrder) {
      say("wrong", "✕ Wrong. The words that the link names are not all in this file. It was changed.");
      return;
    }
    let [from, to] = [start, end];
    while (from > told.start && start - from < CONTEXT && characters[from - 1 - told.start] !== "\n") from -= 1;
    while (to < carriedTo && to - end < CONTEXT && characters[to - told.start] !== "\n") to += 1;
    if (!told.whole && (from !== told.start || to !== carriedTo)) {
      say("wrong", "✕ Wrong. The excerpt in this file is not the paragraphs around the words. It was changed.");
      return;
    }

    const words = one("words");
    const context = one("around");
    const marked = context.querySelector("mark");
    const before = Array.from(context.childNodes).slice(0, Array.from(context.childNodes).indexOf(marked));
    const quoted = told.segments.map(([first, last]) => cut(first, last)).join(" […] ");
    const wikitext = /\|quote=([^|}]*)/u.exec(one("wikipedia").textContent)?.[1] ?? "";
    const bibtex = /^ *annote = \{“(.*)”(?: \(.*\))?\},$/mu.exec(one("bibtex").textContent)?.[1] ?? "";
    const tab = document.title.replace(/^“|…?”$/gu, "");
    const isCut = document.title.endsWith("…”");
    const begin = (wording) => isCut ? letters(wording).slice(0, letters(tab).length) : letters(wording);
    // What it is, where it stands, what is shown there, what the text has, and what of both must be the same.
    const parts = [
      ["The quotation", words, words.textContent, quoted, plain],
      ["The marked words", context, marked?.textContent ?? "", cut(start, end), plain],
      ["What stands before them", context, before.map((part) => part.textContent).join(""), cut(from, start), plain],
      ["The context", context, context.textContent, cut(from, to), plain],
      ["The Wikipedia citation", one("wikipedia"), wikitext, quoted, letters],
      ["The BibTeX citation", one("bibtex"), bibtex, quoted, letters],
      ["The name of this page", null, tab, quoted, begin],
      ...told.notices.map(([number, first, last]) => {
        const notice = one(`notice-${number}`);
        return ["The correction", notice, notice.textContent, cut(first, last), plain];
      }),
    ];
    const wrong = parts.filter(([, , shown, archived, same]) => same(shown) !== same(archived));
    // Of a citation only the words were compared, so it is outlined only where they are wrong.
    for (const [, element, , , same] of parts) if (same === plain) element.dataset.checked = "right";
    for (const [, element] of wrong) if (element) element.dataset.checked = "wrong";
    const bare = isBare(words, ".segment, .gap, .soft") && isBare(context, "mark");
    if (wrong.length || !bare) {
      differences.replaceChildren(...wrong.map(([name, , shown, archived]) => tell(name, plain(shown), archived)));
      say("wrong", wrong.length
        ? "✕ Wrong. This page shows other words than the text in this file has. It was changed:"
        : "✕ Wrong. Something stands among the words that does not belong there, or some are hidden. It was changed.");
      return;
    }

    const left = told.segments.slice(1).reduce((sum, [first], index) => sum + first - told.segments[index][1], 0);
    const cuts = left ? ` Between the parts of the quotation ${left} characters are left out; the context shows them.` : "";
    if (told.whole) {
      say("right", "✓ Right. Your browser computed the SHA-256 of the text in this file: it is the one that the link "
        + `names, and these words stand in it from character ${start} to ${end}, in the context shown.${cuts}`,
        UNCOVERED);
    } else {
      say("right", "✓ The excerpt is as it was when this file was made, and these words stand in it, in the context "
        + `shown.${cuts} An excerpt cannot show that it stands in the text that the link names.`, UNCOVERED);
    }
  } catch (error) {
    say("wrong", `✕ Wrong. What this file carries cannot be read (${error.message}). It was damaged or changed.`);
  }
})();

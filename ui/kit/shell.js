// What the page needs of the browser itself: its language, and an address that says every choice in force.
export default anew((component) => {
  const { data } = component;
  const noted = notes();
  const untold = tips(data.tips);
  document.documentElement.lang = data.language;
  document.documentElement.classList.toggle("presenting", data.presenting);
  // Every sheet of paper says what it is of, from which publication, and its number.
  const stamp = document.getElementById("paper-stamp") ?? document.head.appendChild(Object.assign(document.createElement("style"), { id: "paper-stamp" }));
  const small = `font: 7pt "IBM Plex Sans", sans-serif; color: ${data.quiet};`; // no variables in the margins of a sheet
  const stamped =
    `@page { @bottom-left { content: ${JSON.stringify(data.stamp)}; ${small} white-space: nowrap; } ` +
    `@bottom-right { content: counter(page) "/" counter(pages); ${small} } }`;
  if (stamp.textContent !== stamped) stamp.textContent = stamped; // unchanged, it costs the page no new styles
  const skip = document.querySelector('[data-testid="stSkipToContent"]'); // Streamlit's own, in English
  if (skip) skip.textContent = data.skip;

  // Defaults enter the address without a new entry in the history: the back button must not lead to a page that
  // only fills them in again.
  const wanted = new URLSearchParams(window.location.search);
  for (const [key, value] of Object.entries(data.choices)) wanted.set(key, value);
  const query = "?" + wanted.toString();
  if (query !== "?" && query !== window.location.search) {
    window.history.replaceState(window.history.state, "", window.location.pathname + query + window.location.hash);
  }

  // A picture is laid out for a projector of 1920 × 1080 and made as small as a lesser screen asks, with rules for narrow screens
  // holding from as many pixels fewer. On a telephone nobody could read that: it has the page.
  const share = () => (data.presenting && window.innerWidth >= 1000 ? Math.min(1, window.innerWidth / 1920, window.innerHeight / 1080) : 1);
  const shrink = (of = share()) => {
    if (of === 1 && !window.isShrunk) return;
    window.isShrunk = of !== 1;
    document.documentElement.style.setProperty("--picture", of);
    for (const rule of [...document.styleSheets].flatMap((sheet) => (sheet.ownerNode?.tagName === "STYLE" ? [...sheet.cssRules] : []))) {
      if (!(rule instanceof CSSMediaRule)) continue;
      rule.written ??= rule.media.mediaText;
      const meant = rule.written.replace(/([\d.]+)px/g, (_, pixels) => `${pixels * of}px`);
      if (meant !== rule.meant) rule.media.mediaText = rule.meant = meant;
    }
  };
  // What is longer than the screen has its foot under it, not on it.
  const stand = () => {
    const foot = document.querySelector(".foot");
    if (!data.presenting || !foot) return;
    document.documentElement.classList.remove("longer");
    const parts = document.querySelectorAll(".stMainBlockContainer > .stVerticalBlock > *");
    const bottoms = [...parts].filter((part) => !part.contains(foot)).map((part) => part.getBoundingClientRect().bottom);
    const end = Math.max(...bottoms) + document.querySelector(".stMain").scrollTop;
    document.documentElement.classList.toggle("longer", end > window.innerHeight - 24 * share());
  };

  // Streamlit's widgets name their parts in English; a choice that is cut shows whole on hover.
  const translate = () => {
    for (const [english, words] of Object.entries(data.labels)) {
      for (const name of ["aria-label", "placeholder"]) {
        document.querySelectorAll(`[${name}="${english}"]`).forEach((part) => part.setAttribute(name, words));
      }
    }
    document.querySelectorAll('.stSelectbox input[role="combobox"]').forEach((box) => (box.title = box.value));
  };

  // What a list says in English comes while somebody writes in it.
  const answers = new MutationObserver(() => {
    for (const list of document.querySelectorAll('[role="listbox"]')) {
      const texts = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const said = texts.currentNode;
        const english = Object.keys(data.answers).find((words) => said.data.startsWith(words));
        if (english) said.data = data.answers[english] + said.data.slice(english.length);
      }
    }
  });
  const listen = () => {
    const isWritten = document.activeElement?.getAttribute("role") === "combobox";
    if (isWritten) answers.observe(document.body, { childList: true, characterData: true, subtree: true }); // again: nothing seen is lost
    else answers.disconnect();
  };

  // What the address points at comes into sight, once: not again at every later choice.
  const pointed = () => {
    const row = document.querySelector('.bullet[aria-current="true"]');
    const what = row ? data.choices.unit + row.dataset.indicator : "";
    if (row && window.pointedAt !== what) row.scrollIntoView({ block: "center" });
    window.pointedAt = what;
  };

  // On a wide screen a list that may grow takes the height that is left: it scrolls, or shows only the entries that fit whole and says
  // how many do not.
  const fit = () => {
    for (const box of document.querySelectorAll(".stHtml:has(> table)")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; // what scrolls can be scrolled by keys
      else box.removeAttribute("tabindex");
    }
    for (const list of document.querySelectorAll(".fits, .scrolls")) {
      const of = share();
      const wide = window.innerWidth / of >= 1500 && !window.matchMedia("print").matches;
      const top = list.getBoundingClientRect().top + document.querySelector(".stMain").scrollTop;
      const room = Math.max(300, (window.innerHeight - top) / of - (data.presenting ? 40 : 14));
      const rest = list.parentElement.querySelector(".rest[data-words]");
      const fits = list.classList.contains("fits");
      const whole = [...list.children].reduce((sum, entry) => sum + entry.getBoundingClientRect().height / of, 1);
      const tight = wide && Math.ceil(whole) > room;
      const height = wide ? Math.min(Math.ceil(whole), room - (tight && fits ? 26 : 0)) + "px" : "";
      if (list.style.height !== height) list.style.height = height; // unchanged, it costs the page no new layout
      if (!rest || !fits) continue;
      const left = list.getBoundingClientRect().left;
      const beside = [...list.querySelectorAll(":scope > li:not(.group)")].filter((entry) => entry.getBoundingClientRect().left > left + 5);
      const count = Number(rest.dataset.rest) + (wide ? beside.length : 0);
      rest.hidden = !count;
      rest.textContent = rest.dataset.words.replace("{count}", count);
    }
  };
  // What stands open where there is room for it is closed on a telephone, once.
  const fold = () => {
    for (const part of window.innerWidth <= 760 ? document.querySelectorAll("details[data-folds]") : []) {
      part.open = false;
      part.removeAttribute("data-folds");
    }
  };
  // A picture shows the rows of a table that fit whole, and says how many do not.
  const cut = () => {
    for (const table of data.presenting ? document.querySelectorAll("table.targets, table.promised, .bullets") : []) {
      const rest = table.parentElement.querySelector(".rest[data-words]");
      const rows = [...table.querySelectorAll("tbody > tr, .bullet")];
      rows.forEach((row) => (row.hidden = false));
      if (!rest) continue;
      let left = Number(rest.dataset.rest);
      const say = () => {
        rest.hidden = !left;
        rest.textContent = rest.dataset.words.replace("{count}", left);
      };
      for (say(); rows.length > 1 && rest.parentElement.getBoundingClientRect().bottom > window.innerHeight - 30 * share(); say()) {
        rows.pop().hidden = true;
        left += 1;
      }
    }
  };
  // Before printing: lists grow to their whole length, and charts shrink from the screen's width to the paper's.
  const loosen = () => {
    shrink(1);
    document.querySelectorAll(".fits, .scrolls").forEach((list) => (list.style.height = ""));
    const block = document.querySelector(".stMainBlockContainer");
    document.documentElement.classList.toggle("narrow", window.innerWidth < 1500);  // drawn one below the other: printed so
    document.documentElement.style.setProperty("--print-fit", Math.min(1, 1454 / (block.clientWidth - 56)));
  };
  // A link in a table's cell: Enter opens the cell, which shows the link; Enter again follows it, as a click would.
  const follow = (event) => {
    const link = event.key === "Enter" && document.querySelector("#portal a.gdg-link-area");
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    link.click();
  };
  // A download takes the focus out of its dialog, which then hears no Escape.
  const leave = (event) => {
    if (event.key !== "Escape" || document.activeElement !== document.body) return;
    document.querySelector(`[role="dialog"] :is(button[aria-label="Close"], button[aria-label="${data.labels.Close}"])`)?.click();
  };
  window.addEventListener("keydown", follow, true);
  window.addEventListener("keydown", leave);
  // What takes the place of a link that is about to be drawn anew gets its focus.
  const stay = (link, tries = 60) => {
    const now = document.getElementById(link.id);
    if (now && now !== link) now.focus({ preventScroll: true });
    else if (tries) setTimeout(() => stay(link, tries - 1), 50);
  };
  // A link to another page of the dashboard, or to the same with other choices: as the browser's back button does it, without
  // loading everything anew.
  const go = (event) => {
    const link = event.target.closest?.('.stHtml a[href]:not([href^="#"])');
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented || new URL(link.href).origin !== window.location.origin) return;
    event.preventDefault();
    const to = new URL(link.href);
    if (link.getAttribute("href").startsWith("?")) {
      // One choice more: all others stay, and so does the place that one stands at.
      to.search = new URLSearchParams([...new Map([...new URLSearchParams(window.location.search), ...to.searchParams])]);
      stay(link);
    }
    const isElsewhere = to.pathname !== window.location.pathname;
    window.history.pushState(null, "", to);
    window.dispatchEvent(new PopStateEvent("popstate"));
    if (isElsewhere) document.querySelector(".stMain").scrollTo(0, 0);
  };
  if (!window.followsLinks) document.addEventListener("click", go); // once, and kept: links are there before the page is whole
  window.followsLinks = true;
  // What charts and tables of other pages are drawn with, once for a tab, while nothing else is to be done.
  const idly = window.requestIdleCallback ?? ((work) => setTimeout(work, 1000));
  const read = ([file, ...others]) => file && idly(() => import(new URL(file, document.baseURI)).finally(() => read(others)).catch(() => {}));
  if (!window.readsAhead) setTimeout(read, 1500, data.ahead);
  window.readsAhead = true;
  const refit = () => {
    shrink();
    fit();
    cut();
    stand();
  };
  const settle = () => {
    refit();
    translate();
    fold();
  };
  settle();
  // Hundreds of notes are looked at once, when the page is there and nobody waits for it.
  const later = [setTimeout(settle, 200), setTimeout(settle, 1200), setTimeout(pointed, 300), setTimeout(() => idly(noted.reach), 1300)];
  const reached = () => {
    translate();
    listen();
  };
  listen(); // a page that is drawn anew may be written in
  const listeners = { resize: refit, beforeprint: loosen, afterprint: refit, focusin: reached };
  for (const [name, handler] of Object.entries(listeners)) window.addEventListener(name, handler);
  return () => {
    later.forEach(clearTimeout);
    answers.disconnect();
    noted.end();
    untold();
    window.removeEventListener("keydown", follow, true);
    window.removeEventListener("keydown", leave);
    for (const [name, handler] of Object.entries(listeners)) window.removeEventListener(name, handler);
  };
});

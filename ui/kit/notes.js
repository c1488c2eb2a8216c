// What stands on hover (`title`) shows to fingers and to keys too: a tap, or the focus, opens it beside what it explains.
// Tab stops once in a table or a list, and the arrow keys go on from there: a page has hundreds of notes.
const NOTED = '.stHtml [title]:not([title=""], a, [role="img"], [data-key], .bullets *)'; // a head with a key sorts, a bullet says all
const ACTS = "a, button, input, summary, .bullets"; // a tap on these does what they are there for
const WAYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const notes = () => {
  const tip = document.getElementById("note") ?? document.body.appendChild(Object.assign(document.createElement("div"), { id: "note" }));
  tip.setAttribute("aria-hidden", "true"); // a title is read out by itself
  const hide = () => (tip.hidden = true);
  const show = (noted, said = noted.title) => {
    tip.textContent = said;
    tip.hidden = false;
    const at = noted.getBoundingClientRect();
    const below = at.bottom + 5;
    const top = below + tip.offsetHeight < window.innerHeight ? below : at.top - tip.offsetHeight - 5;
    const left = Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - 12);
    Object.assign(tip.style, { left: Math.max(12, left) + "px", top: Math.max(5, top) + "px" });
  };
  const within = (noted) => noted.closest("table, ol, ul, dl, .legend, .about") ?? noted.parentElement;
  const isDrawn = (each) => each.checkVisibility() && (each.closest("thead")?.offsetWidth ?? 2) > 1; // heads may be there for ears alone
  const seen = (part) => [...part.querySelectorAll(NOTED)].filter(isDrawn);

  const tapped = ({ target, pointerType }) => {
    if (target.closest(ACTS)) return hide();
    const noted = target.closest(NOTED) ?? target.closest('[title]:not([title=""])'); // a glyph inside says less
    if (noted) return show(noted);
    const cell = pointerType !== "mouse" && target.closest("td"); // what its column is: the head itself may not be drawn
    const head = cell && cell.closest("table").tHead?.rows[0].cells[cell.cellIndex];
    if (head?.title) show(cell, head.title);
    else hide();
  };
  const reached = (event) => event.target.matches?.(NOTED) && event.target.matches(":focus-visible") && show(event.target);
  const pressed = (event) => {
    if (event.key === "Escape") hide();
    if (!(event.key in WAYS) || !event.target.matches?.(NOTED)) return;
    const all = seen(within(event.target));
    const next = all[all.indexOf(event.target) + WAYS[event.key]];
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
  const listeners = { click: tapped, focusin: reached, focusout: hide, keydown: pressed, scroll: hide };
  for (const [name, handler] of Object.entries(listeners)) document.addEventListener(name, handler, name === "scroll");
  hide();
  return {
    /** The first note of each list that is on the page by now can be reached by Tab. */
    reach: () => {
      const lists = new Map();
      for (const noted of seen(document)) {
        const list = within(noted);
        if (!lists.has(list)) lists.set(list, []);
        lists.get(list).push(noted);
      }
      for (const all of lists.values()) if (!all.some((each) => each.tabIndex === 0)) all[0].tabIndex = 0;
    },
    end: () => {
      hide();
      for (const [name, handler] of Object.entries(listeners)) document.removeEventListener(name, handler, name === "scroll");
    },
  };
};


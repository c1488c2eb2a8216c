// The matrix of units × indicators, drawn on a canvas: 13 × 60 cells in a few milliseconds where a chart library needs
// a tenth of a second. Drawing, pointer, keyboard and export; what it shows comes whole from ui/matrix.py, where it
// stands from matrix_layout.js, which is put in front of this file.

export default anew((component) => {
  const { parentElement, setTriggerValue } = component;
  const data = JSON.parse(new TextDecoder().decode(component.data));
  const root = parentElement.querySelector(".matrix");
  const canvas = root.querySelector("canvas");
  const tip = root.querySelector(".matrix-tip");
  const spoken = root.querySelector(".matrix-spoken");
  const rows = data.groups.flatMap((group) => group.rows);
  const sentences = new Map(); // of a row by unit, null where they did not come
  const asked = new Map();
  const state = { hover: null, focus: null, shown: null, layout: null, ink: document.createElement("canvas").getContext("2d") };
  canvas.setAttribute("aria-label", data.alt);
  canvas.setAttribute("aria-roledescription", data.words.role);

  const scroller = root.closest(".stMain") ?? document.documentElement;
  const topOf = () => root.getBoundingClientRect().top + scroller.scrollTop;

  function place() {
    const width = Math.floor(root.clientWidth);
    if (!width) return;
    state.top = topOf();
    const zoom = root.currentCSSZoom ?? 1; // pictures are made as small as the screen asks
    const room = data.fit && window.innerWidth / zoom >= 1500 ? (window.innerHeight - state.top) / zoom - data.below : 0;
    state.layout = layOut(data, width, room, state.ink);
    canvas.style.width = state.layout.width + "px";
    canvas.style.height = state.layout.height + "px";
    canvas.style.setProperty("--drawn", state.layout.width + "px"); // paper takes it no larger
    paint();
  }

  function paint() {
    if (!state.layout) return;
    const scale = Math.max(window.devicePixelRatio || 1, 1);
    fill(canvas, state.layout, scale, data, state);
  }

  // A picture of the matrix at any scale, without the pointer's traces; the download asks for it.
  canvas.drawAt = (scale) => {
    const copy = document.createElement("canvas");
    fill(copy, state.layout, scale, data, { hover: null, focus: null });
    return copy;
  };

  function sizeForPrint() {
    if (state.layout) fill(canvas, state.layout, 3, data, { hover: null, focus: null });
  }

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    const ratio = state.layout.width / box.width;
    return find(state.layout, (event.clientX - box.left) * ratio, (event.clientY - box.top) * ratio);
  };
  const leads = (spot) => {
    if (!spot) return null;
    const unit = spot.column >= 0 ? data.units[spot.column].code : null;
    const indicator = spot.row >= 0 ? rows[spot.row].code : null;
    if (unit) return { unit, indicator };
    if (indicator) return { unit: null, indicator };
    return null;
  };
  const same = (a, b) => a === b || (a && b && a.row === b.row && a.column === b.column);

  // The sentences of a row come when somebody looks at it: few of the hundreds are ever read.
  const ask = (spot) => {
    const row = spot && spot.column >= 0 && rows[spot.row];
    if (!row || asked.has(row.code)) return;
    const come = (found) => {
      sentences.set(row.code, found);
      if (!found) asked.delete(row.code); // whoever comes back tries again
      const { shown } = state;
      if (!shown || rows[shown.spot.row] !== row) return;
      show(shown.spot, shown.x, shown.y);
      if (state.focus) speak(state.focus);
    };
    asked.set(row.code, fetch(data.sentences + encodeURIComponent(row.code)).then((answer) => (answer.ok ? answer.json() : null)).then(come, () => come(null)));
  };
  const isComing = (row) => !sentences.has(row.code);
  const sentence = (row, unit) => {
    if (isComing(row)) return data.words.coming;
    return sentences.get(row.code)?.[unit.code] ?? data.words.lost;
  };

  function describe(spot) {
    const unit = spot.column >= 0 ? data.units[spot.column] : null;
    const row = spot.row >= 0 ? rows[spot.row] : null;
    if (unit && row) {
      const index = row.cells[spot.column];
      const status = index < 0 ? null : data.statuses[index];
      return {
        head: unit.name,
        title: row.full,
        status,
        body: status ? sentence(row, unit) : data.words.none,
        note: "",
      };
    }
    if (unit) return { head: "", title: unit.name, status: null, body: data.words.openUnit, note: "" };
    return {
      head: row.group,
      title: row.full,
      status: null,
      body: data.words.openIndicator,
      note: row.focus ? data.words.focus : "",
    };
  }

  function show(spot, x, y) {
    state.shown = spot && { spot, x, y };
    if (!spot) {
      tip.hidden = true;
      return;
    }
    const what = describe(spot);
    tip.replaceChildren();
    const line = (name, words, style) => {
      if (!words) return;
      const element = document.createElement("div");
      element.className = name;
      element.textContent = words;
      if (style) Object.assign(element.style, style);
      tip.append(element);
    };
    line("tip-head", what.head);
    line("tip-title", what.title);
    if (what.status) {
      const { glyph, name, colour, text } = what.status;
      line("tip-status", glyph + " " + name, { background: colour, color: text });
    }
    line("tip-body", what.body);
    line("tip-note", what.note);
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    const left = x + 16 + box.width > window.innerWidth ? x - box.width - 12 : x + 16;
    const above = y + 18 + box.height > window.innerHeight ? y - box.height - 10 : y + 18;
    tip.style.left = Math.max(8, left) + "px";
    tip.style.top = Math.max(8, above) + "px";
  }

  const move = (event) => {
    const spot = state.layout && at(event);
    if (!same(spot, state.hover)) {
      state.hover = spot;
      paint();
      ask(spot);
    }
    canvas.style.cursor = leads(spot) ? "pointer" : "default";
    show(spot, event.clientX, event.clientY);
  };
  const leave = () => {
    state.hover = state.shown = null;
    tip.hidden = true;
    paint();
  };
  const open = (spot) => {
    const target = leads(spot);
    if (target) setTriggerValue("open", target);
  };
  const click = (event) => open(at(event));

  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const key = (event) => {
    const last = { row: rows.length - 1, column: data.units.length - 1 };
    let spot = state.focus || { row: 0, column: 0 };
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return open(spot);
    }
    if (event.key === "Escape") return void show(null);
    if (event.key === "Home") spot = { row: spot.row, column: 0 };
    else if (event.key === "End") spot = { row: spot.row, column: last.column };
    else if (event.key === "PageUp") spot = { row: 0, column: spot.column };
    else if (event.key === "PageDown") spot = { row: last.row, column: spot.column };
    else if (steps[event.key]) {
      const [down, right] = steps[event.key];
      spot = {
        row: Math.min(last.row, Math.max(-1, spot.row + down)),
        column: Math.min(last.column, Math.max(-1, spot.column + right)),
      };
      if (spot.row < 0 && spot.column < 0) return;
    } else return;
    event.preventDefault();
    focusOn(spot);
  };
  const speak = (spot) => {
    if (spot.column >= 0 && spot.row >= 0 && isComing(rows[spot.row])) return; // said once, whole, when it is there
    const what = describe(spot);
    spoken.textContent = [what.head, what.title, what.status && what.status.name, what.body, what.note]
      .filter(Boolean)
      .join(". ");
  };
  const focusOn = (spot) => {
    state.focus = spot;
    paint();
    ask(spot);
    speak(spot);
    const box = canvas.getBoundingClientRect();
    const ratio = box.width / state.layout.width;
    const where = cellBox(state.layout, spot);
    show(spot, box.left + (where.x + where.w) * ratio, box.top + (where.y + where.h) * ratio);
  };
  const focus = () => canvas.matches(":focus-visible") && focusOn(state.focus || { row: 0, column: 0 });
  const blur = () => {
    state.focus = state.shown = null;
    tip.hidden = true;
    paint();
  };

  const listeners = [
    [canvas, "mousemove", move],
    [canvas, "mouseleave", leave],
    [canvas, "click", click],
    [canvas, "keydown", key],
    [canvas, "focus", focus],
    [canvas, "blur", blur],
    [window, "resize", place],
    [window, "beforeprint", sizeForPrint],
    [window, "afterprint", paint],
  ];
  for (const [target, name, handler] of listeners) target.addEventListener(name, handler);
  // What stands above it may still grow after it was drawn.
  const hasMoved = () => Math.abs(root.clientWidth - state.layout.given) > 1 || Math.abs(topOf() - state.top) > 1;
  const watcher = new ResizeObserver(() => state.layout && hasMoved() && place());
  for (const part of [root, root.closest(".stMainBlockContainer")].filter(Boolean)) watcher.observe(part);
  place();
  // The faces load with their first use: draw again once they are here.
  const faces = ['13px "IBM Plex Sans"', '600 13px "IBM Plex Sans"', 'condensed 11px "IBM Plex Sans Narrow"', '11px "Status Symbols"'];
  const missing = faces.filter((face) => !document.fonts.check(face, "Đạt ▲"));
  if (missing.length) Promise.all(missing.map((face) => document.fonts.load(face, "Đạt ▲"))).then(place);
  return () => {
    state.shown = null;
    watcher.disconnect();
    for (const [target, name, handler] of listeners) target.removeEventListener(name, handler);
  };
});

// ---- drawing

function fill(canvas, layout, scale, data, state) {
  canvas.width = Math.round(layout.width * scale);
  canvas.height = Math.round(layout.height * scale);
  const ink = canvas.getContext("2d");
  ink.setTransform(scale, 0, 0, scale, 0, 0);
  ink.fillStyle = data.colours.paper;
  ink.fillRect(0, 0, layout.width, layout.height);
  const lit = state.hover || state.focus;
  drawHeads(ink, layout, data, lit);
  drawHeadings(ink, layout, data);
  const glyphs = `${data.projected ? PROJECTED : 11}px ${FONT}`;
  const marks = data.statuses.map((status) => centre(ink, status.glyph, glyphs));
  layout.placed.forEach((place, index) => drawRow(ink, layout, data, place, index, lit, marks, glyphs));
  drawMarked(ink, layout, data);
  if (lit && lit.row >= 0 && lit.column >= 0) outline(ink, cellBox(layout, lit), data.colours.ink, 2);
  if (state.focus) outline(ink, cellBox(layout, state.focus), data.colours.ink, 2.5);
}

function drawHeads(ink, layout, data, lit) {
  ink.textAlign = "center";
  ink.textBaseline = "alphabetic";
  for (let block = 0; block < layout.blocks; block += 1) {
    const x0 = block * (layout.label + layout.column * layout.count + GAP) + layout.label;
    data.units.forEach((unit, index) => {
      const on = (lit && lit.column === index) || unit.code === data.marked.unit;
      ink.font = on ? "600 " + layout.headFont : layout.headFont;
      ink.fillStyle = on ? data.colours.ink : data.colours.quiet;
      if (layout.turned) {
        ink.save();
        ink.translate(x0 + (index + 0.5) * layout.column + 4, layout.head - 7);
        ink.rotate(-Math.PI / 2);
        ink.textAlign = "left";
        ink.fillText(unit.lines.join(" "), 0, 0);
        ink.restore();
        return;
      }
      unit.lines.forEach((word, line) => {
        const y = layout.head - 8 - (unit.lines.length - 1 - line) * (data.projected ? 17 : 13);
        ink.fillText(word, x0 + (index + 0.5) * layout.column, y);
      });
    });
  }
}

// The unit and the indicator that the page is narrowed to: their column in every group, their row.
function drawMarked(ink, layout, data) {
  const frame = (x, y, w, h) => outline(ink, { x: x - 1, y: y - 1, w: w + 2, h: h + 2 }, data.colours.ink, 1.5);
  const column = data.units.findIndex((unit) => unit.code === data.marked.unit);
  let first = 0;
  for (const group of column < 0 ? [] : data.groups) {
    const last = layout.placed[first + group.rows.length - 1];
    const { x, y, w } = cellBox(layout, { row: first, column });
    frame(x, y, w, last.y + last.h - y);
    first += group.rows.length;
  }
  for (const { x, y, h } of layout.placed.filter((place) => place.row.code === data.marked.indicator)) {
    frame(x, y, layout.label + layout.column * layout.count, h);
  }
}

function drawHeadings(ink, layout, data) {
  ink.textAlign = "left";
  ink.textBaseline = "alphabetic";
  for (const heading of layout.headings) {
    const width = layout.label + layout.column * layout.count;
    ink.fillStyle = data.colours.rule;
    ink.fillRect(heading.x, Math.round(heading.y + heading.h) - 1, width, 1);
    ink.font = `600 ${data.projected ? PROJECTED : 13}px ${FONT}`;
    ink.fillStyle = data.colours.ink;
    const fits = ink.measureText(heading.name).width <= width;
    ink.fillText(fits ? heading.name : heading.short, heading.x, Math.round(heading.y + heading.h - 5));
  }
}

function drawRow(ink, layout, data, place, index, lit, marks, glyphs) {
  const { row } = place;
  const on = (lit && lit.row === index) || row.code === data.marked.indicator;
  const middle = place.y + place.h / 2;
  ink.textAlign = "left";
  ink.textBaseline = "middle";
  ink.fillStyle = data.colours.ink;
  if (row.focus) {
    ink.font = `${data.projected ? PROJECTED : 9}px ${FONT}`;
    ink.fillText(data.words.focusMark, place.x + 1, middle + 0.5);
  }
  ink.font = (on ? "600 " : "") + layout.font;
  const spread = Math.min(data.projected ? PROJECTED : 14.5, place.h / place.parts.length);
  place.parts.forEach((part, line) =>
    ink.fillText(part, place.x + layout.gutter, middle + 1 + (line - (place.parts.length - 1) / 2) * spread)
  );
  ink.textAlign = "center";
  ink.textBaseline = "alphabetic";
  const top = Math.round(place.y) + 0.5;
  const height = Math.round(place.y + place.h) - Math.round(place.y) - 1;
  row.cells.forEach((status, column) => {
    const x = place.x + layout.label + column * layout.column;
    if (status < 0) return;
    const { colour, text, glyph } = data.statuses[status];
    ink.fillStyle = colour;
    ink.fillRect(x + 0.5, top, layout.column - 1, height);
    ink.font = glyphs;
    ink.fillStyle = text;
    ink.fillText(glyph, x + layout.column / 2 + marks[status].x, top + height / 2 + marks[status].y);
    if (row.close[column]) {
      ink.globalAlpha = 0.6;
      ink.beginPath();
      ink.moveTo(x + layout.column - 5, top);
      ink.lineTo(x + layout.column - 0.5, top);
      ink.lineTo(x + layout.column - 0.5, top + 4.5);
      ink.fill();
      ink.globalAlpha = 1;
    }
  });
}

// How far from the middle a glyph's baseline has to stand for its ink, not its advance, to be centred.
function centre(ink, glyph, font) {
  ink.font = font;
  ink.textAlign = "center";
  ink.textBaseline = "alphabetic";
  const size = ink.measureText(glyph);
  return {
    x: (size.actualBoundingBoxLeft - size.actualBoundingBoxRight) / 2,
    y: (size.actualBoundingBoxAscent - size.actualBoundingBoxDescent) / 2,
  };
}

function outline(ink, box, colour, width) {
  ink.strokeStyle = colour;
  ink.lineWidth = width;
  ink.strokeRect(box.x + width / 2, box.y + width / 2, box.w - width, box.h - width);
}

// The matrix of units × indicators, drawn on a canvas: 13 × 60 cells in a few milliseconds where a chart library needs
// a tenth of a second. Layout, drawing, pointer, keyboard and export; what it shows comes whole from ui/matrix.py.

const FONT = '"IBM Plex Sans", "Status Symbols", "Segoe UI", Arial, sans-serif';
const NARROW = '"IBM Plex Sans Narrow", "Arial Narrow", Arial, sans-serif';
const GAP = 36; // between column blocks
const GUTTER = 13; // left of a label, where the mark of a focus indicator stands
const MOST_ROW = 25;
const LEAST_ROW = 14.5;

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".matrix");
  const canvas = root.querySelector("canvas");
  const tip = root.querySelector(".matrix-tip");
  const spoken = root.querySelector(".matrix-spoken");
  const rows = data.groups.flatMap((group) => group.rows);
  const state = { hover: null, focus: null, layout: null, ink: document.createElement("canvas").getContext("2d") };
  canvas.setAttribute("aria-label", data.alt);
  canvas.setAttribute("aria-roledescription", data.words.role);

  function place() {
    const width = Math.floor(root.clientWidth);
    if (!width) return;
    const top = root.getBoundingClientRect().top + window.scrollY;
    const room = data.fit && window.innerWidth >= 1500 ? window.innerHeight - top - data.below : 0;
    state.layout = layOut(data, width, room, state.ink);
    canvas.style.width = state.layout.width + "px";
    canvas.style.height = state.layout.height + "px";
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
    if (unit && data.leads.unit) return { unit, indicator };
    if (indicator && data.leads.indicator) return { unit: null, indicator };
    return null;
  };
  const same = (a, b) => a === b || (a && b && a.row === b.row && a.column === b.column);

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
        body: status ? row.reasons[spot.column] : data.words.none,
        note: "",
      };
    }
    if (unit) return { head: "", title: unit.name, status: null, body: data.leads.unit ? data.words.openUnit : "", note: "" };
    return {
      head: row.group,
      title: row.full,
      status: null,
      body: data.leads.indicator ? data.words.openIndicator : "",
      note: row.focus ? data.words.focus : "",
    };
  }

  function show(spot, x, y) {
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
    }
    canvas.style.cursor = leads(spot) ? "pointer" : "default";
    show(spot, event.clientX, event.clientY);
  };
  const leave = () => {
    state.hover = null;
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
    if (event.key === "Escape") return void (tip.hidden = true);
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
  const focusOn = (spot) => {
    state.focus = spot;
    paint();
    const what = describe(spot);
    spoken.textContent = [what.head, what.title, what.status && what.status.name, what.body, what.note]
      .filter(Boolean)
      .join(". ");
    const box = canvas.getBoundingClientRect();
    const ratio = box.width / state.layout.width;
    const where = cellBox(state.layout, spot);
    show(spot, box.left + (where.x + where.w) * ratio, box.top + (where.y + where.h) * ratio);
  };
  const focus = () => canvas.matches(":focus-visible") && focusOn(state.focus || { row: 0, column: 0 });
  const blur = () => {
    state.focus = null;
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
  const watcher = new ResizeObserver(() => state.layout && Math.abs(root.clientWidth - state.layout.given) > 1 && place());
  watcher.observe(root);
  place();
  // The faces load with their first use: draw again once they are here.
  Promise.all(['13px "IBM Plex Sans"', '600 13px "IBM Plex Sans"', 'condensed 11px "IBM Plex Sans Narrow"', '11px "Status Symbols"'].map((face) => document.fonts.load(face, "Đạt ▲"))).then(place);
  return () => {
    watcher.disconnect();
    for (const [target, name, handler] of listeners) target.removeEventListener(name, handler);
  };
}

// ---- layout: pure geometry, in CSS pixels

const HEADS = [
  [12, "", FONT],
  [11.5, "", FONT],
  [11, "", FONT],
  [11, "semi-condensed", NARROW],
  [11, "condensed", NARROW],
  [10, "condensed", NARROW],
];

function layOut(data, given, room, ink) {
  const count = data.units.length;
  const blocks = given >= 1000 && count <= 24 ? 2 : 1;
  const blockWidth = Math.floor((given - GAP * (blocks - 1)) / blocks);
  const column = Math.max(20, Math.min(36, Math.floor((blockWidth * 0.61) / count)));
  const label = Math.max(170, blockWidth - column * count);
  const width = blocks * (label + column * count) + GAP * (blocks - 1);

  // Heads: the words of a unit's name stacked, in the largest size at which the longest word fits its column.
  let headFont;
  for (const [size, width, family] of HEADS) {
    headFont = `${width} ${size}px ${family}`;
    ink.font = headFont;
    const widest = Math.max(...data.units.flatMap((unit) => unit.lines.map((word) => ink.measureText(word).width)));
    if (widest <= column - 5) break;
  }
  const headLines = Math.max(...data.units.map((unit) => unit.lines.length));
  const head = headLines * 13 + 8;

  // Labels: one line if it fits, else two; never cut.
  const rowsOf = (group, font) => {
    ink.font = font;
    return group.rows.map((row) => wrap(ink, row.name, label - GUTTER - 8));
  };
  const total = data.groups.reduce((sum, group) => sum + group.rows.length + 1.25, 0);
  const tight = room > 0 && (room - head) / (total / blocks) < 17.5;
  const font = `${tight ? 12 : 13}px ${FONT}`;
  const wrapped = data.groups.map((group) => rowsOf(group, font));
  const lines = wrapped.map((group) => group.reduce((sum, parts) => sum + (parts.length > 1 ? 1.62 : 1), 0));
  const HEADING = 1.25; // a group's heading, in rows
  const heights = lines.map((sum) => sum + HEADING);
  const cuts = divide(heights, blocks);
  const tallest = Math.max(...cuts.map(([from, to]) => heights.slice(from, to).reduce((a, b) => a + b, 0)));
  const wanted = room > 0 ? (room - head - 2) / tallest : 21;
  const unitHeight = Math.max(LEAST_ROW, Math.min(MOST_ROW, wanted));

  const placed = [];
  const headings = [];
  let index = 0;
  let bottom = 0;
  cuts.forEach(([from, to], block) => {
    const x = block * (label + column * count + GAP);
    let y = head;
    for (let g = from; g < to; g += 1) {
      headings.push({ x, y, h: unitHeight * HEADING, name: data.groups[g].name, short: data.groups[g].short, block });
      y += unitHeight * HEADING;
      data.groups[g].rows.forEach((row, r) => {
        const h = unitHeight * (wrapped[g][r].length > 1 ? 1.62 : 1);
        placed[index] = { x, y, h, block, parts: wrapped[g][r], row };
        index += 1;
        y += h;
      });
    }
    bottom = Math.max(bottom, y);
  });
  return { given, width, height: Math.ceil(bottom + 2), blocks, label, column, count, head, headFont, font, placed, headings };
}

// Where to cut the groups so that the tallest of the blocks is as low as can be; groups stay whole and in order.
function divide(heights, blocks) {
  if (blocks === 1 || heights.length < 2) return [[0, heights.length]];
  const total = heights.reduce((a, b) => a + b, 0);
  let best = 1;
  let least = Infinity;
  let sum = 0;
  for (let cut = 1; cut < heights.length; cut += 1) {
    sum += heights[cut - 1];
    const tallest = Math.max(sum, total - sum);
    if (tallest < least) [least, best] = [tallest, cut];
  }
  return [[0, best], [best, heights.length]];
}

function wrap(ink, words, width) {
  if (ink.measureText(words).width <= width) return [words];
  const parts = words.split(" ");
  const lines = [""];
  for (const part of parts) {
    const longer = lines[lines.length - 1] ? lines[lines.length - 1] + " " + part : part;
    if (ink.measureText(longer).width <= width || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

function cellBox(layout, spot) {
  const place = spot.row >= 0 ? layout.placed[spot.row] : null;
  const x0 = (place ? place.x : 0) + layout.label;
  if (!place) return { x: x0 + spot.column * layout.column, y: 0, w: layout.column, h: layout.head };
  if (spot.column < 0) return { x: place.x, y: place.y, w: layout.label, h: place.h };
  return { x: x0 + spot.column * layout.column, y: place.y, w: layout.column, h: place.h };
}

// What stands at a point: { row, column }, where −1 means the head (row) or the label (column); null for nothing.
function find(layout, x, y) {
  const step = layout.label + layout.column * layout.count + GAP;
  const block = Math.floor(x / step);
  const inside = x - block * step;
  const column = inside < layout.label ? -1 : Math.floor((inside - layout.label) / layout.column);
  if (block < 0 || block >= layout.blocks || column >= layout.count) return null;
  if (y >= 0 && y < layout.head) return column < 0 ? null : { row: -1, column };
  const row = layout.placed.findIndex((place) => place.block === block && y >= place.y && y < place.y + place.h);
  return row < 0 ? null : { row, column };
}

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
  const marks = data.statuses.map((status) => centre(ink, status.glyph));
  layout.placed.forEach((place, index) => drawRow(ink, layout, data, place, index, lit, marks));
  if (lit && lit.row >= 0 && lit.column >= 0) outline(ink, cellBox(layout, lit), data.colours.ink, 2);
  if (state.focus) outline(ink, cellBox(layout, state.focus), data.colours.ink, 2.5);
}

function drawHeads(ink, layout, data, lit) {
  ink.textAlign = "center";
  ink.textBaseline = "alphabetic";
  for (let block = 0; block < layout.blocks; block += 1) {
    const x0 = block * (layout.label + layout.column * layout.count + GAP) + layout.label;
    data.units.forEach((unit, index) => {
      const on = lit && lit.column === index;
      ink.font = on ? "600 " + layout.headFont : layout.headFont;
      ink.fillStyle = on ? data.colours.ink : data.colours.quiet;
      unit.lines.forEach((word, line) => {
        const y = layout.head - 8 - (unit.lines.length - 1 - line) * 13;
        ink.fillText(word, x0 + (index + 0.5) * layout.column, y);
      });
    });
  }
}

function drawHeadings(ink, layout, data) {
  ink.textAlign = "left";
  ink.textBaseline = "alphabetic";
  for (const heading of layout.headings) {
    const width = layout.label + layout.column * layout.count;
    ink.fillStyle = data.colours.rule;
    ink.fillRect(heading.x, Math.round(heading.y + heading.h) - 1, width, 1);
    ink.font = `600 13px ${FONT}`;
    ink.fillStyle = data.colours.ink;
    const fits = ink.measureText(heading.name).width <= width;
    ink.fillText(fits ? heading.name : heading.short, heading.x, Math.round(heading.y + heading.h - 5));
  }
}

function drawRow(ink, layout, data, place, index, lit, marks) {
  const { row } = place;
  const on = lit && lit.row === index;
  const middle = place.y + place.h / 2;
  ink.textAlign = "left";
  ink.textBaseline = "middle";
  ink.fillStyle = data.colours.ink;
  if (row.focus) {
    ink.font = `9px ${FONT}`;
    ink.fillText(data.words.focusMark, place.x + 1, middle + 0.5);
  }
  ink.font = (on ? "600 " : "") + layout.font;
  const spread = 14.5;
  place.parts.forEach((part, line) =>
    ink.fillText(part, place.x + GUTTER, middle + 1 + (line - (place.parts.length - 1) / 2) * spread)
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
    ink.font = `11px ${FONT}`;
    ink.fillStyle = text;
    ink.fillText(glyph, x + layout.column / 2 + marks[status].x, top + height / 2 + marks[status].y);
    if (row.fragile[column]) {
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
function centre(ink, glyph) {
  ink.font = `11px ${FONT}`;
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

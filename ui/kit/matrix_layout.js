// Where everything of the matrix stands: pure geometry, in CSS pixels. matrix.js follows in the same module.

const FONT = '"IBM Plex Sans", "Status Symbols", "Segoe UI", Arial, sans-serif';
const NARROW = '"IBM Plex Sans Narrow", "Arial Narrow", Arial, sans-serif';
const GAP = 36; // between column blocks
const GUTTER = 13; // left of a label, where the mark of a focus indicator stands; on a projector wider
const PROJECTED_GUTTER = 19;
const MOST_ROW = 25;
const ALONE = { column: 64, row: 30 }; // the most where one field has the whole width
const LEAST_ROW = 13;
const PROJECTED = 16; // the least type that can be read on a projector: 12 pt at 1920 × 1080

const HEADS = [
  [12, "", FONT],
  [11.5, "", FONT],
  [11, "", FONT],
  [11, "semi-condensed", NARROW],
  [11, "condensed", NARROW],
  [10, "condensed", NARROW],
];
const PROJECTED_HEADS = [
  [PROJECTED, "", FONT],
  [PROJECTED, "condensed", NARROW],
];

function layOut(data, given, room, ink) {
  const count = data.units.length;
  const gutter = data.projected ? PROJECTED_GUTTER : GUTTER;
  const alone = given >= 1000 && count <= 24 && data.groups.length === 1;
  const blocks = given >= 1000 && count <= 24 && !alone ? (data.projected && given >= 1600 ? 3 : 2) : 1;
  const blockWidth = Math.floor((given - GAP * (blocks - 1)) / blocks);
  const share = data.projected && !alone ? 0.45 : 0.61; // of the width, for cells: larger labels need more room
  const column = Math.max(20, Math.min(alone ? ALONE.column : 36, Math.floor((blockWidth * share) / count)));
  const label = Math.max(170, blockWidth - column * count);
  const width = blocks * (label + column * count) + GAP * (blocks - 1);

  // Heads: the words of a unit's name stacked, in the largest size at which the longest word fits its column.
  // Where not even that fits, the whole name stands upright.
  let headFont;
  let turned = true;
  for (const [size, width, family] of data.projected ? PROJECTED_HEADS : HEADS) {
    headFont = `${width} ${size}px ${family}`;
    ink.font = headFont;
    const widest = Math.max(...data.units.flatMap((unit) => unit.lines.map((word) => ink.measureText(word).width)));
    turned = widest > column - (size > 10 ? 5 : 2);
    if (!turned) break;
  }
  if (turned) ink.font = headFont = `${data.projected ? PROJECTED : 11}px ${FONT}`;
  const headLines = Math.max(...data.units.map((unit) => unit.lines.length));
  const longest = Math.max(...data.units.map((unit) => ink.measureText(unit.lines.join(" ")).width));
  const head = turned ? Math.ceil(longest) + 14 : headLines * (data.projected ? 17 : 13) + 8;

  // Labels: one line if it fits, else two; never cut.
  const rowsOf = (group, font) => {
    ink.font = font;
    return group.rows.map((row) => wrap(ink, row.name, label - gutter - 8));
  };
  const total = data.groups.reduce((sum, group) => sum + group.rows.length + 1.25, 0);
  const tight = room > 0 && (room - head) / (total / blocks) < 17.5;
  const font = `${data.projected ? PROJECTED : tight ? 12 : 13}px ${FONT}`;
  const wrapped = data.groups.map((group) => rowsOf(group, font));
  const lines = wrapped.map((group) => group.reduce((sum, parts) => sum + (parts.length > 1 ? 1.62 : 1), 0));
  const HEADING = 1.25; // a group's heading, in rows
  const heights = lines.map((sum) => sum + HEADING);
  const cuts = divide(heights, blocks);
  const tallest = Math.max(...cuts.map(([from, to]) => heights.slice(from, to).reduce((a, b) => a + b, 0)));
  const wanted = room > 0 ? (room - head - 2) / tallest : 21;
  const unitHeight = Math.max(data.projected ? PROJECTED + 1 : LEAST_ROW, Math.min(alone ? ALONE.row : MOST_ROW, wanted));

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
  return { given, width, height: Math.ceil(bottom + 2), blocks, label, column, count, gutter, head, headFont, turned, font, placed, headings };
}

// Where to cut the groups so that the tallest of the blocks is as low as can be; groups stay whole and in order.
function divide(heights, blocks, from = 0) {
  const whole = [[from, heights.length]];
  if (blocks === 1 || heights.length - from < 2) return whole;
  const tallest = (cuts) => Math.max(...cuts.map(([first, last]) => heights.slice(first, last).reduce((a, b) => a + b, 0)));
  const ways = heights.slice(from + 1).map((_, step) => [[from, from + 1 + step], ...divide(heights, blocks - 1, from + 1 + step)]);
  return ways.reduce((best, way) => (tallest(way) < tallest(best) ? way : best));
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

// "Tải PNG": the figure beside this button as a picture, made in the browser, in the app's own typeface.
// Plotly's own export draws an SVG as an image, where page fonts do not reach and Vietnamese falls back to whatever the
// machine has; here the faces travel inside the SVG. Title, facts and source go into the picture, so that it can
// stand alone on a slide.

const PAD = 24;
const SCALE = 2;
const STACK = '"IBM Plex Sans", "Status Symbols", "Segoe UI", Arial, sans-serif';
let faces = null;

export default anew((component) => {
  const { data, parentElement } = component;
  const button = parentElement.querySelector("button");
  button.textContent = data.words.label;
  button.title = data.words.help;
  const save = async () => {
    button.disabled = true;
    try {
      const figure = document.querySelector(".st-key-" + CSS.escape(data.figure));
      const drawn = await draw(figure);
      const blob = await compose(drawn, data);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = data.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    } catch (problem) {
      console.error(problem);
      button.textContent = data.words.failed;
    }
    button.disabled = false;
  };
  button.addEventListener("click", save);
  return () => button.removeEventListener("click", save);
});

// The figure as something a canvas can draw, with its size in CSS pixels.
async function draw(figure) {
  const canvas = figure.querySelector(".matrix canvas");
  if (canvas) {
    const image = canvas.drawAt(SCALE);
    return { image, width: image.width / SCALE, height: image.height / SCALE };
  }
  const written = figure.querySelector(".bullets, table.board");
  if (written) return drawWritten(written);
  const layers = [...figure.querySelectorAll("svg.main-svg")];
  if (!layers.length) throw new Error("no figure to draw");
  const box = layers[0].getBoundingClientRect();
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("width", box.width);
  svg.setAttribute("height", box.height);
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = (await embeddedFaces()) + `text{font-family:${STACK}}`;
  svg.append(style);
  for (const layer of layers) {
    const copy = layer.cloneNode(true);
    copy.querySelectorAll(".hoverlayer, .infolayer .g-gtitle:empty").forEach((element) => element.remove());
    svg.append(copy);
  }
  return asImage(svg, box.width, box.height);
}

// A figure that is HTML: the same elements inside an SVG, with the rules that dress them.
async function drawWritten(element) {
  const box = element.getBoundingClientRect();
  const width = box.width;
  const height = Math.ceil(box.height) + 8; // the last row may stand a little lower than on the screen
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  const frame = document.createElementNS("http://www.w3.org/2000/svg", "foreignObject");
  frame.setAttribute("width", width);
  frame.setAttribute("height", height);
  const page = document.createElement("div");
  page.className = "stHtml";
  const style = document.createElement("style");
  // Media rules would ask the picture's width instead of the screen's: the columns are those that stand on the screen.
  const columns = getComputedStyle(element).columnCount;
  style.textContent =
    (await embeddedFaces()) + `div{font-family:${STACK}}*{box-sizing:border-box}` + rulesFor(written(element)) + `.bullets{column-count:${columns}!important}`;
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".tip").forEach((hidden) => hidden.remove());
  page.append(style, copy);
  frame.append(page);
  svg.append(frame);
  return asImage(svg, width, height);
}

function written(element) {
  return element.matches(".bullets") ? ".bullets" : ".board";
}

function rulesFor(selector) {
  return [...document.styleSheets]
    .flatMap((sheet) => {
      try {
        return [...sheet.cssRules];
      } catch {
        return [];
      }
    })
    .filter((rule) => rule.selectorText === ":root" || rule.selectorText?.includes(selector))
    .map((rule) => rule.cssText)
    .join("");
}

async function asImage(svg, width, height) {
  const source = new XMLSerializer().serializeToString(svg);
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(source);
  await image.decode();
  await settled(image, width, height);
  return { image, width, height };
}

// An SVG image counts as decoded before the faces inside it are: its text is blank at first. Draw until the pixels have
// changed once and stay, or a second has passed.
async function settled(image, width, height) {
  const trial = document.createElement("canvas");
  trial.width = width;
  trial.height = height;
  const ink = trial.getContext("2d", { willReadFrequently: true });
  const sum = () => {
    ink.clearRect(0, 0, width, height);
    ink.drawImage(image, 0, 0, width, height);
    return ink.getImageData(0, 0, width, height).data.reduce((total, value, at) => (total + value * ((at % 251) + 1)) % 1e9, 0);
  };
  let last = sum();
  let changed = false;
  for (let tries = 0; tries < 12; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 80));
    const now = sum();
    if (now === last && changed) return;
    changed ||= now !== last;
    last = now;
  }
}

async function embeddedFaces() {
  faces ??= Promise.all(
    [...document.fonts]
      .map((face) => face.family.replaceAll('"', ""))
      .filter((family, index, all) => all.indexOf(family) === index)
      .flatMap((family) => rulesOf(family))
      .map(async (rule) => {
        const address = new URL(rule.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/)[1], document.baseURI);
        const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
        let binary = "";
        for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
        const of = (name) => rule.style.getPropertyValue(name);
        return (
          `@font-face{font-family:${of("font-family")};font-weight:${of("font-weight") || 400};` +
          `unicode-range:${of("unicode-range") || "U+0-10FFFF"};src:url(data:font/woff2;base64,${btoa(binary)})}`
        );
      })
  ).then((rules) => rules.join(""));
  return faces;
}

function rulesOf(family) {
  const wanted = ["IBM Plex Sans", "Status Symbols"];
  if (!wanted.includes(family)) return [];
  return [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].filter(
        (rule) => rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("font-family").replaceAll(/["']/g, "") === family
      );
    } catch {
      return [];
    }
  });
}

async function compose({ image, width, height }, data) {
  const canvas = document.createElement("canvas");
  const top = PAD + 30 + (data.facts ? 24 : 0) + (data.key ? 21 : 0) + 8;
  const keys = data.legend.length ? 30 : 0;
  const bottom = 34 + keys;
  canvas.width = Math.round((width + 2 * PAD) * SCALE);
  canvas.height = Math.round((top + height + bottom) * SCALE);
  const ink = canvas.getContext("2d");
  ink.scale(SCALE, SCALE);
  ink.fillStyle = data.colours.paper;
  ink.fillRect(0, 0, canvas.width, canvas.height);
  ink.textBaseline = "alphabetic";
  write(ink, data.title, `600 20px ${STACK}`, data.colours.ink, PAD, PAD + 20, width);
  if (data.facts) write(ink, data.facts, `14px ${STACK}`, data.colours.quiet, PAD, PAD + 46, width);
  if (data.key) write(ink, data.key, `13px ${STACK}`, data.colours.quiet, PAD, top - 12, width);
  ink.drawImage(image, PAD, top, width, height);
  if (keys) drawLegend(ink, data, PAD, top + height + 22);
  write(ink, data.source, `12px ${STACK}`, data.colours.quiet, PAD, top + height + 22 + keys, width);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("empty"))), "image/png"));
}

function drawLegend(ink, data, left, baseline) {
  let x = left;
  for (const { glyph, name, colour, text } of data.legend) {
    ink.fillStyle = colour;
    ink.fillRect(x, baseline - 13, 20, 17);
    ink.strokeStyle = data.colours.rule;
    ink.strokeRect(x + 0.5, baseline - 12.5, 19, 16);
    ink.fillStyle = text;
    ink.font = `11px ${STACK}`;
    ink.textAlign = "center";
    ink.fillText(glyph, x + 10, baseline);
    ink.textAlign = "left";
    ink.font = `13px ${STACK}`;
    ink.fillStyle = data.colours.ink;
    ink.fillText(name, x + 27, baseline);
    x += 27 + ink.measureText(name).width + 22;
  }
}

// One line, made smaller rather than cut when it is too long for the picture.
function write(ink, words, font, colour, x, y, width) {
  ink.font = font;
  const size = parseFloat(font.match(/(\d+)px/)[1]);
  const fits = Math.min(1, width / ink.measureText(words).width);
  ink.font = font.replace(/\d+px/, `${size * fits}px`);
  ink.fillStyle = colour;
  ink.fillText(words, x, y);
}

// A picture as plotly.js draws it, once: by Streamlit's own way each is drawn two or three times. What was drawn is kept by what it
// shows, and stands there again when somebody comes back to it.
const MOST = 30;
const FACES = ['14px "IBM Plex Sans"', '11px "Status Symbols"'];
const WORDS = "Đạt ▲";
const LOOK = { displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false };
const kept = new Map();
// Where it is drawn: words are measured a hundred times, each time after the rules of all that they stand within.
const easel = () => {
  const style = "position: absolute; left: -10000px; top: 0; visibility: hidden; contain: layout style";
  const made = () => document.body.appendChild(Object.assign(document.createElement("div"), { id: "easel", style, ariaHidden: "true" }));
  return document.getElementById("easel") ?? made();
};

export default anew((component) => {
  const { data, parentElement } = component;
  const said = new TextDecoder().decode(data);
  const { library, alt, figure } = JSON.parse(said);
  const root = parentElement.querySelector(".plotted");
  root.setAttribute("aria-label", alt);
  root.style.height = figure.layout.height + "px"; // before it is drawn: nothing under it moves
  let width = 0;
  let isOver = false;
  const ready = async () => {
    if (!window.Plotly) await import(new URL(library, document.baseURI));
    // The faces load with their first use; words that are measured without them stand on each other.
    const missing = FACES.filter((face) => !document.fonts.check(face, WORDS));
    if (missing.length) await Promise.all(missing.map((face) => document.fonts.load(face, WORDS)));
  };
  const draw = async () => {
    const room = Math.floor(root.clientWidth);
    if (!room || room === width) return;
    width = room;
    const key = room + said;
    let drawn = kept.get(key);
    if (!drawn) {
      await ready();
      if (isOver || room !== width) return;
      drawn = document.createElement("div");
      easel().append(drawn);
      const { data, layout } = JSON.parse(said).figure; // plotly.js writes into what it is given
      await window.Plotly.newPlot(drawn, data, { ...layout, width: room }, LOOK);
      if (isOver || room !== width) return drawn.remove();
    }
    kept.delete(key);
    kept.set(key, drawn); // the last one seen stands last
    for (const [each, old] of kept) {
      if (kept.size <= MOST) break;
      kept.delete(each);
      if (!old.isConnected) window.Plotly.purge(old);
    }
    root.replaceChildren(drawn);
  };
  draw();
  const watcher = new ResizeObserver(draw);
  watcher.observe(root);
  return () => {
    isOver = true;
    watcher.disconnect();
    root.querySelectorAll(".hoverlayer").forEach((layer) => layer.replaceChildren());
  };
});

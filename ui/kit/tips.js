// What a row of an office's bullets tells comes when somebody looks at it (ui/kit/tips.py): by pointer, by finger, by the focus.
const tips = (words) => {
  const write = (tip, [name, ...lines]) => {
    const head = Object.assign(document.createElement("b"), { textContent: name });
    tip.replaceChildren(head, ...lines.flatMap((line) => [document.createElement("br"), line]));
  };
  const looked = ({ target }) => {
    const row = target.closest?.(".bullets[data-told] .bullet");
    if (!row || row.querySelector(".tip")) return;
    const tip = row.appendChild(Object.assign(document.createElement("div"), { className: "tip", textContent: words.coming }));
    const lost = () => {
      tip.textContent = words.lost;
      row.addEventListener("pointerleave", () => tip.remove(), { once: true }); // whoever comes back tries again
    };
    fetch(row.closest(".bullets").dataset.told + encodeURIComponent(row.dataset.indicator))
      .then((answer) => (answer.ok ? answer.json() : Promise.reject()))
      .then((lines) => write(tip, lines))
      .catch(lost);
  };
  const listeners = ["pointerover", "focusin"];
  for (const name of listeners) document.addEventListener(name, looked);
  return () => listeners.forEach((name) => document.removeEventListener(name, looked));
};


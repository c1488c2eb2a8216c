// One slide at a time, as large as the screen allows: arrows, page keys, blank or a click go on. The address keeps which one it is.
export default anew((component) => {
  const { data } = component;
  const slides = () => [...document.querySelectorAll('.st-key-deck [data-testid="stImage"]')];
  const said = () => Number(window.location.hash.match(/^#slide-(\d+)$/)?.[1] ?? 1) - 1;
  let at = -1;

  const show = (number) => {
    const all = slides();
    if (!all.length) return;
    at = Math.min(Math.max(number, 0), all.length - 1);
    all.forEach((slide, index) => slide.classList.toggle("shown", index === at));
    document.querySelector(".deck-place").textContent = data.place.replace("{number}", at + 1).replace("{count}", all.length);
    window.history.replaceState(window.history.state, "", `#slide-${at + 1}`);
  };
  const steps = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  const key = (event) => {
    const place = { Home: 0, End: slides().length - 1 }[event.key] ?? (steps[event.key] && at + steps[event.key]);
    if (place === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    show(place);
  };
  const click = (event) => event.target.closest('.st-key-deck [data-testid="stImage"]') && show(at + 1);
  const jump = () => show(said());

  const listeners = [[window, "keydown", key], [document, "click", click], [window, "hashchange", jump]];
  for (const [target, name, handler] of listeners) target.addEventListener(name, handler);
  const later = [0, 300, 1500].map((wait) => setTimeout(() => show(at < 0 ? said() : at), wait)); // the images come one after the other
  return () => {
    later.forEach(clearTimeout);
    for (const [target, name, handler] of listeners) target.removeEventListener(name, handler);
  };
});

// What the page needs of the browser itself: its language, and an address that says every choice in force.
export default function (component) {
  const { data } = component;
  document.documentElement.lang = data.language;
  document.documentElement.classList.toggle("presenting", data.presenting);

  // Defaults enter the address without a new entry in the history: the back button must not lead to a page that
  // only fills them in again.
  const wanted = new URLSearchParams(window.location.search);
  for (const [key, value] of Object.entries(data.choices)) wanted.set(key, value);
  const query = "?" + wanted.toString();
  if (query !== "?" && query !== window.location.search) {
    window.history.replaceState(window.history.state, "", window.location.pathname + query);
  }
}

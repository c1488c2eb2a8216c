// The heads of the board sort it, in the browser: every cell carries what it is sorted by. What is not known stays last.
// The address says the order (?sort=unmet.down), so that whoever follows it sees the same.
const KEY = "sort";

export default anew((component) => {
  const { data } = component;
  const table = document.querySelector("table.board");
  if (!table) return;
  const heads = [...table.querySelectorAll("thead th")];

  const worth = (row, key) => row.querySelector(".of_" + key).dataset.order;
  const compare = (a, b) => (isNaN(a) || isNaN(b) ? a.localeCompare(b, "vi") : a - b);
  const sort = (key, way) => {
    for (const body of table.querySelectorAll("tbody:not(.cluster)")) {
      const rows = [...body.rows];
      rows.sort((one, other) => {
        const [a, b] = [worth(one, key), worth(other, key)];
        const usual = one.dataset.rank - other.dataset.rank;
        if (a === undefined || b === undefined) return (a === undefined) - (b === undefined) || usual;
        return (way === "up" ? compare(a, b) : compare(b, a)) || usual;
      });
      body.append(...rows);
    }
    for (const head of heads) {
      head.setAttribute("aria-sort", head.dataset.key !== key ? "none" : way === "up" ? "ascending" : "descending");
    }
  };
  const choose = (head) => {
    const was = head.getAttribute("aria-sort");
    const first = head.dataset.first;
    const now = was === "ascending" ? "down" : was === "descending" ? "up" : first;
    sort(head.dataset.key, now);
    const wanted = new URLSearchParams(window.location.search);
    wanted.set(KEY, head.dataset.key + "." + now);
    window.history.replaceState(window.history.state, "", window.location.pathname + "?" + wanted.toString());
  };
  const clicked = (event) => choose(event.currentTarget);
  const pressed = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(event.currentTarget);
  };
  for (const head of heads.filter((each) => each.dataset.key !== "trend")) {
    head.tabIndex = 0;
    if (!head.title) head.title = data.sort;
    head.addEventListener("click", clicked);
    head.addEventListener("keydown", pressed);
  }
  const [key, way] = (new URLSearchParams(window.location.search).get(KEY) || "").split(".");
  if (heads.some((head) => head.dataset.key === key)) sort(key, way);
  return () => {
    for (const head of heads) {
      head.removeEventListener("click", clicked);
      head.removeEventListener("keydown", pressed);
    }
  };
});

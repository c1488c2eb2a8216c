// Stands in front of every component's script. Streamlit calls what a component returns when it is taken off the page, but not
// before it is drawn anew with other data: what it listens to would be heard once more after every choice, with what it showed then.
const ends = new WeakMap();
const anew = (draw) => (component) => {
  const { parentElement } = component;
  ends.get(parentElement)?.();
  let stop = draw(component);
  const end = () => {
    stop?.();
    stop = null;
  };
  ends.set(parentElement, end);
  return end;
};


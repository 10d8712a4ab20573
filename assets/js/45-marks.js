// Tells softly, below a field that others will read, by what somebody could be recognised. Nothing is kept and nothing is
// stopped; when no answer comes, nothing is said.
document.querySelectorAll("textarea[data-marks]").forEach((field) => {
  const PAUSE = 1500, LEAST = 12;
  const box = document.createElement("div");
  box.className = "noticed";
  box.setAttribute("role", "status");
  box.hidden = true;
  field.after(box);
  let timer = 0, asked = "";

  const show = ({ said, marks }) => {
    const words = document.createElement("ul");
    words.className = "noticed-words";
    words.append(...marks.map(({ word, label }) => {
      const item = document.createElement("li"), name = document.createElement("b");
      name.textContent = word;
      item.append(name, ` ${label}`);
      return item;
    }));
    const why = document.createElement("p");
    why.textContent = said;
    box.replaceChildren(why, words);
    box.hidden = marks.length === 0;
  };

  const ask = async () => {
    const text = field.value.trim();
    if (text === asked) return;
    asked = text;
    if (text.length < LEAST) return void (box.hidden = true);
    try {
      const answer = await fetch(field.dataset.marks, { method: "POST", body: new URLSearchParams({ text }), redirect: "manual" });
      if (answer.ok && text === field.value.trim()) show(await answer.json());
    } catch {
      asked = "";
    }
  };

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  if (field.value) timer = setTimeout(ask, PAUSE);
});

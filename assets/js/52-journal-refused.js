// What the journal refused and only this device still has: shown whole beneath a new note, to be taken into it or wiped. By itself
// nothing of it goes anywhere.
(() => {
  const form = document.querySelector("form[data-journal]");
  const place = form?.querySelector("[data-waiting-part]");
  if (!place || !globalThis.unsent) return;
  const page = form.journal, GONE = 410;
  const shown = new Set();

  const words = ({ pairs }) => pairs
    .filter(([name, value]) => value.trim() && (name === "text" || name.startsWith("answer.")))
    .map(([, value]) => value)
    .join("\n\n");

  /** Puts words below those of this page, and ticks what was ticked; wipes the text once this page is kept. */
  const take = async (text, part) => {
    const field = form.elements.text;
    field.value = [field.value, words(text)].filter((one) => one.trim()).join("\n\n");
    for (const [name, value] of text.pairs) {
      const box = form.querySelector(`:is([type=checkbox], [type=radio])[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
      if (box && value) box.checked = true;
    }
    const { answer, kept } = await page.save();
    if (kept || answer?.status === 200) await wipe(text, part);
    field.focus();
  };

  const wipe = async (text, part) => {
    await unsent.wipe(text.id, text.at);
    part.remove();
  };

  /** Tells whether a text was refused and is shown: it isn't sent again from this page. */
  page.isShown = ({ id }) => shown.has(id);

  /** Shows a text that was refused, and why. */
  page.showRefused = (text, { status, said }) => {
    shown.add(text.id);
    const part = place.querySelector("template").content.firstElementChild.cloneNode(true);
    const find = (name) => part.querySelector(`[data-${name}]`);
    if (status !== GONE) find("why").textContent = said;
    find("waiting-words").textContent = words(text);
    find("take").addEventListener("click", () => take(text, part));
    find("wipe").addEventListener("click", () => wipe(text, part));
    place.append(part);
  };
})();

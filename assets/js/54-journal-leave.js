// Signing out with text that is only on this device asks first; after that, nothing stays on it.
(() => {
  const leaving = document.querySelector('form[action="/logout"]');
  const ask = document.querySelector("[data-unsent-ask]");
  if (!leaving || !globalThis.unsent) return;
  leaving.addEventListener("submit", async (event) => {
    if (leaving.dataset.sure || !ask) return;
    event.preventDefault();
    delete leaving.dataset.sent;
    if ((await unsent.count().catch(() => 0)) === 0) {
      leaving.dataset.sure = "yes";
      return leaving.requestSubmit();
    }
    ask.hidden = false;
    ask.querySelector("a, button").focus();
  });
  ask?.querySelector("[data-anyway]").addEventListener("click", () => {
    leaving.dataset.sure = "yes";
    leaving.requestSubmit();
  });
})();

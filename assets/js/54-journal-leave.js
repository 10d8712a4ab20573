// Signing out with text that is only on this device asks first; after that, nothing stays on it.
(() => {
  // Whoever signs in may be somebody else than who wrote here last.
  if (globalThis.unsent && document.querySelector('form[action="/login"], form[action="/demo/login"]')) unsent.disown().catch(() => {});
  const leaving = document.querySelector('form[action="/logout"]');
  const ask = document.querySelector("[data-unsent-ask]");
  if (!leaving || !globalThis.unsent) return;
  const PATIENCE = 3000;
  const leave = async () => {
    // The server's answer wipes too, where the browser knows how. Another tab that holds on doesn't keep anybody signed in.
    const patience = new Promise((over) => { setTimeout(over, PATIENCE); });
    await Promise.race([unsent.leave().catch(() => {}), patience]);
    leaving.dataset.sure = "yes";
    delete leaving.dataset.sent;
    leaving.requestSubmit();
  };
  leaving.addEventListener("submit", async (event) => {
    if (leaving.dataset.sure || !ask) return;
    event.preventDefault();
    if ((await unsent.count().catch(() => 0)) === 0) return leave();
    ask.hidden = false;
    ask.querySelector("a, button").focus();
  });
  ask?.querySelector("[data-anyway]").addEventListener("click", leave);
})();

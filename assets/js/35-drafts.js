// What somebody writes in a conversation is kept while they write. The server shows a draft to nobody else. Without a network
// the words stay on the page, are tried again, and aren't sent into nothing by the button either.
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const PAUSE = 1200, AGAIN = 2000;
  const said = form.querySelector("[data-draft-said]");
  let timer = 0;
  let under_way = null;

  const body = () => {
    const words = new URLSearchParams(new FormData(form));
    words.set("draft", "yes");
    return words;
  };

  // Tells whether the server may not have the last letters yet.
  const unkept = () => timer !== 0 || under_way !== null;

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(keep, pause);
  };

  // Returns whether the server answered at all.
  const keep = async () => {
    timer = 0;
    under_way?.abort();
    const mine = (under_way = new AbortController());
    try {
      const answer = await fetch(form.action, { method: "POST", body: body(), signal: mine.signal, redirect: "manual" });
      said.textContent = answer.ok ? said.dataset.kept : said.dataset.lost;
      under_way = null;
      return true;
    } catch (error) {
      if (error.name === "AbortError") return false;
      under_way = null;
      said.textContent = said.dataset.lost;
      later(AGAIN);
      return false;
    }
  };

  form.addEventListener("input", () => later(PAUSE));
  addEventListener("online", () => unkept() && later(0));

  // Leaving the page, an app switch on a phone included, doesn't wait.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden || !unkept() || form.dataset.sent) return;
    clearTimeout(timer);
    timer = 0;
    navigator.sendBeacon(form.action, body());
  });

  // Whatever leads away from the page waits until the last letters are kept: the next page is drawn with them.
  document.addEventListener("click", async (event) => {
    const way = event.target.closest?.("a[href]");
    if (!unkept() || !way || way.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    clearTimeout(timer);
    if (await keep()) location.assign(way.href);
  });
  document.addEventListener("submit", async (event) => {
    if (!unkept() || event.target === form || event.target.matches("[data-aside]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    clearTimeout(timer);
    if (await keep()) event.target.requestSubmit(event.submitter);
  }, true);

  // The button sends the page away only when somebody is there to answer.
  form.addEventListener("submit", async (event) => {
    if (form.dataset.safe) return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(timer);
    if (!(await keep())) return;
    clearTimeout(timer);
    timer = 0;
    form.dataset.safe = "yes";
    form.requestSubmit(event.submitter);
  });
})();

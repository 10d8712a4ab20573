// What somebody writes in a conversation is kept while they write. The server shows a draft to nobody else.
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const said = form.querySelector("[data-draft-said]");
  let timer = 0;
  let under_way = null;

  const keep = async () => {
    under_way?.abort();
    under_way = new AbortController();
    const words = new URLSearchParams(new FormData(form));
    words.set("draft", "yes");
    try {
      const answer = await fetch(form.action, { method: "POST", body: words, signal: under_way.signal, redirect: "error" });
      said.textContent = answer.ok ? said.dataset.kept : said.dataset.lost;
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = said.dataset.lost;
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 1200);
  });
  // Leaving the page, an app switch on a phone included, doesn't wait.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden || !timer || form.dataset.sent) return;
    clearTimeout(timer);
    const words = new URLSearchParams(new FormData(form));
    words.set("draft", "yes");
    navigator.sendBeacon(form.action, words);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = 0;
    under_way?.abort();
  });
})();

// A conversation's page follows the group: shared parts are swapped as they change. Nobody who is typing is moved.
(() => {
  const live = document.querySelector("[data-live]");
  if (!live || !window.EventSource) return;
  const moved = document.querySelector("[data-moved]");
  let known = Number(live.dataset.changes);
  let source = null;
  let heard = performance.now(); // when the server last said anything
  const QUIET = 25_000, AGAIN = 1_500;

  const unsent = () =>
    [...document.querySelectorAll("main textarea, main input:not([type=hidden]):not([type=checkbox]):not([type=radio])")]
      .some((field) => field.value !== field.defaultValue || (field === document.activeElement && field.value))
    || [...document.querySelectorAll("main input[type=radio], main input[type=checkbox]")]
      .some((field) => field.checked !== field.defaultChecked);

  // Draws the page anew, unless somebody is busy on it: then a quiet line offers it.
  const follow = () => {
    if (!unsent()) return location.reload();
    if (moved) moved.hidden = false;
  };

  // What tells a thing that can have the focus from the others of its part.
  const name = (one) => [one.getAttribute("href"), one.name, one.value, one.form?.textContent].join(" ");

  const swap = (html) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    for (const part of fresh.content.querySelectorAll("[data-part]")) {
      const here = document.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!here || here.innerHTML === part.innerHTML) continue;
      const open = [...here.querySelectorAll("details[open][id]")].map((details) => details.id);
      const picked = [...here.querySelectorAll("input:checked")].map((box) => box.value);
      const focused = here.contains(document.activeElement) ? name(document.activeElement) : null;
      here.innerHTML = part.innerHTML;
      for (const id of open) document.getElementById(id)?.setAttribute("open", "");
      // What somebody has chosen and not sent yet stays chosen.
      for (const value of picked) here.querySelector(`input[value="${CSS.escape(value)}"]`)?.click();
      if (focused) [...here.querySelectorAll("a, button, input")].find((one) => name(one) === focused)?.focus();
    }
  };

  const hear = (event) => {
    heard = performance.now();
    const changes = Number(event.lastEventId);
    const present = JSON.parse(event.data);
    dispatchEvent(new CustomEvent("present", { detail: present }));
    for (const act of document.querySelectorAll("[data-reveals]")) act.hidden = (act.dataset.reveals === "yes") !== present.reveals;
    // The screen has nobody's own part: it always follows.
    if (present.stage !== live.dataset.stage && !("follow" in live.dataset)) return follow();
    if (changes > known) swap(present.html);
    known = Math.max(known, changes);
  };

  const open = () => {
    if (source) return;
    source = new EventSource(live.dataset.live);
    source.addEventListener("present", hear);
    source.addEventListener("still", () => (heard = performance.now()));
    source.addEventListener("over", () => {
      close();
      follow();
    });
    source.addEventListener("error", () => {
      // The server said no: the conversation isn't open to this device any more.
      if (source?.readyState === EventSource.CLOSED) follow();
    });
  };
  const close = () => {
    source?.close();
    source = null;
  };

  // A network that comes back by itself is noticed at once; one that died without a word, when the server has been quiet too long.
  const anew = () => {
    if (document.hidden || !source) return;
    close();
    open();
  };
  addEventListener("online", anew);
  setInterval(() => {
    if (performance.now() - heard < QUIET) return;
    heard += AGAIN;
    anew();
  }, 500);

  // One stream a tab, and none while nobody looks.
  document.addEventListener("visibilitychange", () => {
    heard = performance.now();
    if (document.hidden) close();
    else open();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", () => document.hidden || open());
  if (!document.hidden) open();
})();

// Small signs beside the work (a hand, a turn, how warm a question is) are sent without leaving the page: nothing that somebody
// types is moved by them. The live stream then shows them to all; without script each is an ordinary form.
(() => {
  // Of two buttons that undo each other one is there at a time.
  const turned = { ready: "not_ready", not_ready: "ready", raise: "lower", lower: "raise", spoken: "again", passed: "again", again: "" };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-aside]") || !document.querySelector("[data-live]")) return;
    event.preventDefault();
    delete form.dataset.sent;
    const button = event.submitter;
    const words = new URLSearchParams(new FormData(form));
    if (button?.name) words.set(button.name, button.value);
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: words, redirect: "manual" });
      if (answer.type !== "opaqueredirect") return document.location.reload();
      done(form, button);
    } catch {
      // No network for a moment: the button is there to be pressed again.
    } finally {
      button.disabled = false;
    }
  });

  const done = (form, button) => {
    for (const box of form.querySelectorAll("input[type=checkbox]:checked")) box.checked = false;
    for (const field of form.querySelectorAll("input:not([type=hidden]):not([type=checkbox])")) field.value = "";
    if (!form.dataset.own || form.dataset.own === "timer" || !(button.value in turned)) return;
    const next = turned[button.value];
    for (const one of form.children) one.hidden = next ? one.value !== next && one.tagName === "BUTTON" : one.value === "again" || one.tagName !== "BUTTON";
    if (!next) return form.querySelector("button:not([hidden])")?.focus();
    for (const one of form.querySelectorAll("span")) one.hidden = false;
    form.querySelector(`[value=${next}]`)?.focus();
  };
})();

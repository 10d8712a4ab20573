// Calm time: counts on from what the server said is left, by how much passed here; never by this device's clock.
(() => {
  const timer = document.querySelector("[data-timer]");
  if (!timer) return;
  const words = timer.querySelector("[data-timer-words]");
  const rest = timer.querySelector("[data-timer-rest]");
  let left = Number(timer.dataset.seconds);
  let planned = Number(timer.dataset.minutes) * 60;
  let since = performance.now();

  const show = () => {
    const seconds = Math.max(0, left - (performance.now() - since) / 1000);
    const minutes = Math.ceil(seconds / 60);
    const text = minutes > 1 ? timer.dataset.many.replace("99", minutes) : minutes === 1 ? timer.dataset.one : timer.dataset.over;
    if (words.textContent !== text) words.textContent = text;
    rest.setAttribute("width", `${planned ? Math.min(100, (seconds / planned) * 100) : 0}%`);
  };

  addEventListener("present", (event) => {
    left = event.detail.seconds;
    planned = event.detail.minutes * 60;
    since = performance.now();
    timer.hidden = event.detail.stage.includes(".closed.");
    show();
  });
  setInterval(show, 5000);
  show();
})();

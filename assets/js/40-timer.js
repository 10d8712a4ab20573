// Calm time: counts on from what the server said is left, by how much passed here; never by this device's clock. When it is over
// the page says so, and a device that was asked to sounds once, softly.
(() => {
  const timer = document.querySelector("[data-timer]");
  if (!timer) return;
  const words = timer.querySelector("[data-timer-words]");
  const rest = timer.querySelector("[data-timer-rest]");
  const button = timer.querySelector("[data-timer-sound]");
  let left = Number(timer.dataset.seconds);
  let planned = Number(timer.dataset.minutes) * 60;
  let paused = "paused" in timer.dataset;
  let since = performance.now();
  let rung = left <= 0; // a page that opens after the end doesn't sound
  let sound = null;

  const seconds = () => Math.max(0, left - (paused ? 0 : (performance.now() - since) / 1000));

  const show = () => {
    const now = seconds();
    const minutes = Math.ceil(now / 60);
    const text = paused ? timer.dataset.still
      : minutes > 1 ? timer.dataset.many.replace("99", minutes) : minutes === 1 ? timer.dataset.one : timer.dataset.over;
    if (words.textContent !== text) words.textContent = text;
    rest.setAttribute("width", `${planned ? Math.min(100, (now / planned) * 100) : 0}%`);
    timer.classList.toggle("timer-over", now <= 0);
    timer.classList.toggle("timer-still", paused);
    if (now > 0) rung = false;
    else if (!rung && !paused) ring();
  };

  // Two soft tones, a fifth apart, as of a small bell.
  const ring = () => {
    rung = true;
    timer.dispatchEvent(new CustomEvent("rung", { bubbles: true }));
    if (!sound) return;
    for (const [pitch, wait] of [[523.25, 0], [784, 0.5]]) {
      const tone = sound.createOscillator();
      const loud = sound.createGain();
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0.0001, sound.currentTime + wait);
      loud.gain.exponentialRampToValueAtTime(0.25, sound.currentTime + wait + 0.03);
      loud.gain.exponentialRampToValueAtTime(0.0001, sound.currentTime + wait + 1.6);
      tone.connect(loud).connect(sound.destination);
      tone.start(sound.currentTime + wait);
      tone.stop(sound.currentTime + wait + 1.7);
    }
  };

  // A browser sounds only after somebody asked for it on this page.
  if (button && window.AudioContext) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (sound) sound.close();
      sound = sound ? null : new AudioContext();
      button.setAttribute("aria-pressed", String(sound !== null));
    });
  }

  addEventListener("present", (event) => {
    left = event.detail.seconds;
    planned = event.detail.minutes * 60;
    paused = event.detail.paused;
    since = performance.now();
    timer.hidden = event.detail.stage.includes(".closed.");
    for (const act of document.querySelectorAll("[data-own=timer] [value=pause], [data-own=timer] [value=resume]"))
      act.hidden = (act.value === "pause") === paused;
    show();
  });
  setInterval(show, 1000);
  show();
})();

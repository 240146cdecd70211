// What keeps somebody from using this page; an empty list is good. WCAG 2.2 numbers are named where there is one.
() => {
  const faults = [];
  const seen = (e) => e.checkVisibility() && getComputedStyle(e).clipPath === "none" && e.getBoundingClientRect().left > -500;
  const where = (e) => `<${e.localName}${e.id ? "#" + e.id : ""}> "${(e.textContent ?? "").trim().slice(0, 40)}"`;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const text = (id) => document.getElementById(id)?.textContent ?? "";
  const nameOf = (e) => (e.getAttribute("aria-label") || (e.getAttribute("aria-labelledby") ?? "").split(" ").map(text).join("")
    || [...(e.labels ?? [])].map((l) => l.textContent).join("") || (e.matches("a,button,summary") ? e.textContent : "") || e.title || "").trim();

  if (!document.documentElement.lang) faults.push("the page has no language (3.1.1)");
  if (!document.title) faults.push("the page has no title (2.4.2)");
  if (document.querySelectorAll("main").length !== 1) faults.push("there is not exactly one main landmark");
  if (document.querySelectorAll("h1").length !== 1) faults.push("there is not exactly one h1");
  for (const landmark of all("nav,section[role],form[role]")) if (!nameOf(landmark) && landmark.localName === "nav") faults.push(`${where(landmark)} has no name`);
  let level = 0;
  for (const heading of all("h1,h2,h3,h4,h5,h6")) {
    const next = Number(heading.localName[1]);
    if (next > level + 1) faults.push(`${where(heading)} skips a level (1.3.1)`);
    if (!heading.textContent.trim()) faults.push(`${where(heading)} is empty`);
    level = next;
  }
  for (const control of all("a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex='0']")) if (!nameOf(control)) faults.push(`${where(control)} has no name (4.1.2)`);
  for (const picture of all("img:not([alt]),svg[role=img]:not([aria-label]):not([aria-labelledby])")) faults.push(`${where(picture)} has no text (1.1.1)`);
  for (const picture of all("svg:not([role]):not([aria-hidden])")) faults.push(`${where(picture)} is neither a picture nor hidden (1.1.1)`);
  for (const header of all("th:not([scope])")) faults.push(`${where(header)} has no scope (1.3.1)`);
  for (const cell of all("table:not(:has(th))")) faults.push(`${where(cell)} has no headers (1.3.1)`);
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`two elements are called ${id}`);
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) faults.push("the page is wider than its window (1.4.10)");
  for (const box of all("td,th,button,.state,nav a")) if (box.scrollWidth > box.clientWidth + 1) faults.push(`${where(box)} does not fit`);

  // Contrast (1.4.3): the colour of a text against the ground on which it lies.
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (e) => {
    const shape = e.ownerSVGElement && [...(e.parentElement?.children ?? [])].find((other) => other.localName === "rect");
    if (shape) return rgba(getComputedStyle(shape).fill);
    for (let at = e; at; at = at.parentElement) { const colour = rgba(getComputedStyle(at).backgroundColor); if (colour[3] === 255) return colour; }
    return [255, 255, 255, 255];
  };
  const told = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || !seen(e) || e.matches("script,style,option")) continue;
    const style = getComputedStyle(e);
    const [a, b] = [light(rgba(e.ownerSVGElement ? style.fill : style.color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    const key = `${style.color} ${e.className}`;
    if (ratio < (large ? 3 : 4.5) && !told.has(key)) { told.add(key); faults.push(`${where(e)} has a contrast of ${ratio.toFixed(2)} (1.4.3)`); }
  }
  return faults;
}

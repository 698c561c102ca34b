"use strict";

/* The curve of a run's throughput, drawn to the pixel so that its lettering keeps its size. */
class Chart {
  static #NS = "http://www.w3.org/2000/svg";
  static #LEFT = 48;
  static #BOTTOM = 22;
  static #TOP = 8;
  #box;
  #svg;
  #title;
  #desc;
  #plot;
  #history = { from: 0, every: 1, rates: [] };
  #said = "";

  constructor(box) {
    this.#box = box;
    this.#svg = Chart.#make("svg", { role: "img", "aria-labelledby": "chart-title chart-desc" });
    this.#title = Chart.#make("title", { id: "chart-title" });
    this.#desc = Chart.#make("desc", { id: "chart-desc" });
    this.#plot = Chart.#make("g", {});
    this.#title.textContent = "Throughput over time";
    this.#svg.append(this.#title, this.#desc, this.#plot);
    box.append(this.#svg);
    new ResizeObserver(() => this.#draw()).observe(box);
  }

  show(history, said) {
    this.#history = history;
    this.#said = said;
    this.#draw();
  }

  static #make(name, attributes) {
    const element = document.createElementNS(Chart.#NS, name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, value);
    }
    return element;
  }

  /* 1, 2 or 5 times a power of ten, so that about `parts` of them reach `highest`. */
  static #step(highest, parts) {
    const rough = Math.max(highest, 1) / parts;
    const power = 10 ** Math.floor(Math.log10(rough));
    return Math.max(1, [1, 2, 5, 10].map(n => n * power).find(n => n >= rough));
  }

  static #timeStep(seconds, parts) {
    const steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];
    return steps.find(step => seconds / step <= parts) ?? Math.ceil(seconds / parts / 86400) * 86400;
  }

  static #short(rate) {
    if (rate >= 1e6) return rate / 1e6 + "M";
    return rate >= 1e4 ? rate / 1e3 + "k" : rate.toLocaleString("en-US");
  }

  static #time(seconds) {
    if (seconds % 86400 === 0 && seconds > 0) return seconds / 86400 + " d";
    if (seconds % 3600 === 0 && seconds > 0) return seconds / 3600 + " h";
    return seconds % 60 === 0 && seconds > 0 ? seconds / 60 + " min" : seconds + " s";
  }

  #draw() {
    const { from, every, rates } = this.#history;
    const width = this.#box.clientWidth;
    const height = this.#box.clientHeight;
    if (width < 100 || height < 60) return;
    const span = Math.max(rates.length * every, 20);
    const highest = Math.max(1, ...rates);
    const step = Chart.#step(highest, 4);
    const top = Math.ceil(highest / step) * step;
    const x = second => Chart.#LEFT + (second - from) / span * (width - Chart.#LEFT - 8);
    const y = rate => Chart.#TOP + (1 - rate / top) * (height - Chart.#TOP - Chart.#BOTTOM);
    this.#svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.#desc.textContent = this.#said;
    this.#plot.replaceChildren(
      ...Chart.#levels(step, top, y, width),
      ...Chart.#times(from, span, x, height, Math.max(2, Math.floor(width / 110))),
      ...Chart.#runs(rates).flatMap(run => Chart.#curve(run, from, every, x, y)));
  }

  static #levels(step, top, y, width) {
    const marks = [];
    for (let rate = 0; rate <= top; rate += step) {
      const at = y(rate).toFixed(1);
      marks.push(Chart.#make("line", { class: "grid", x1: Chart.#LEFT, x2: width, y1: at, y2: at }));
      const text = Chart.#make("text", { x: Chart.#LEFT - 8, y: at, dy: "0.35em", "text-anchor": "end" });
      text.textContent = Chart.#short(rate);
      marks.push(text);
    }
    return marks;
  }

  static #times(from, span, x, height, parts) {
    const marks = [];
    const step = Chart.#timeStep(span, parts);
    for (let second = Math.ceil(from / step) * step; second <= from + span; second += step) {
      const text = Chart.#make("text", { x: x(second).toFixed(1), y: height - 4, "text-anchor": "middle" });
      text.textContent = Chart.#time(second);
      marks.push(text);
    }
    return marks;
  }

  /* Stretches without a gap: what nobody has watched is not drawn. */
  static #runs(rates) {
    const runs = [];
    let run = [];
    rates.forEach((rate, i) => {
      if (rate >= 0) run.push([i, rate]);
      if ((rate < 0 || i === rates.length - 1) && run.length > 0) {
        runs.push(run);
        run = [];
      }
    });
    return runs;
  }

  static #curve(run, from, every, x, y) {
    const points = run.map(([i, rate]) => `${x(from + (i + 0.5) * every).toFixed(1)} ${y(rate).toFixed(1)}`);
    const line = "M" + points.join("L");
    const first = x(from + (run[0][0] + 0.5) * every).toFixed(1);
    const last = x(from + (run.at(-1)[0] + 0.5) * every).toFixed(1);
    return [
      Chart.#make("path", { class: "area", d: `${line}L${last} ${y(0)}L${first} ${y(0)}Z` }),
      Chart.#make("path", { class: "line", d: line }),
    ];
  }
}

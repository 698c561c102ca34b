"use strict";

/* Text from the stream goes into the page by textContent alone, so it stays text. */

const MOST_PARTITIONS = 256;
const SILENCE = 40_000; // milliseconds; the server says something every fifteen seconds
const AGAIN = 10_000;

const at = id => document.getElementById(id);
const count = number => number.toLocaleString("en-US");
const plural = (number, word) => count(number) + " " + word + (number === 1 ? "" : "s");
const rate = perSecond =>
  (perSecond > 0 && perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond))) + "/s";
const put = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

function percent(part, whole) {
  return part >= whole ? "100%" : Math.min(99.9, 100 * part / whole).toFixed(1) + "%";
}

function span(seconds) {
  const s = Math.round(seconds);
  if (s < 60) return s + " s";
  if (s < 3600) return Math.floor(s / 60) + " min " + s % 60 + " s";
  const m = Math.round(s / 60);
  return m < 1440
    ? Math.floor(m / 60) + " h " + m % 60 + " min"
    : Math.floor(m / 1440) + " d " + Math.floor(m % 1440 / 60) + " h";
}

/* As many children as there are items. They stay the same elements, so that what somebody has
   selected or is being read to is not taken away each second. */
function list(parent, items, make, fill) {
  while (parent.children.length > items.length) parent.lastElementChild.remove();
  while (parent.children.length < items.length) parent.append(make());
  items.forEach((item, i) => fill(parent.children[i], item));
}

function make(tag, style, ...children) {
  const element = document.createElement(tag);
  if (style) element.className = style;
  element.append(...children);
  return element;
}

const chart = new Chart(at("chart"));

function show(snapshot) {
  const { run, waits } = snapshot;
  at("state").hidden = false;
  at("state").dataset.phase = snapshot.phase;
  put(at("phase"), snapshot.phaseText);
  put(at("hint"), run ? "" : "As soon as a run of the job begins, it is shown here.");
  at("waiting").hidden = waits.length === 0;
  list(at("waits"), waits, () => make("li"), (item, wait) => put(item, wait));
  for (const id of ["when", "details"]) at(id).hidden = !run;
  at("progress").hidden = !run || run.total === null;
  if (run) showRun(run, snapshot.phase);
}

function showRun(run, phase) {
  const o = run.outcomes;
  const ended = o.written + o.unchanged + o.dropped + o.failed;
  put(at("job").firstElementChild, run.job);
  put(at("run"), run.id);
  put(at("elapsed"), "· " + span(run.elapsed)
    + (run.expected === null ? "" : " of " + span(run.expected) + " expected"));
  if (run.total !== null) {
    at("done").value = run.total === 0 ? 1 : Math.min(1, ended / run.total);
    put(at("percent"), percent(ended, run.total));
    put(at("counted"), count(ended) + (run.estimated ? " of about " : " of ") + plural(run.total, "record"));
  }
  document.title = (run.total === null ? "" : percent(ended, run.total) + " · ") + run.job + " · Godwit";
  showBooks(run, ended);
  showSpeed(run, phase);
  showFailures(run.failures, o.failed);
  showWorkers(run, ended);
  showLag(run.lag);
  at("report-line").hidden = run.report === null;
  put(at("report"), run.report ?? "");
}

function showBooks(run, ended) {
  const terms = { ...run.outcomes, underway: run.read - ended };
  for (const [name, records] of [["read", run.read], ...Object.entries(terms)]) {
    put(at(name), count(records));
    at(name).parentElement.classList.toggle("zero", records === 0);
  }
  for (const part of document.querySelectorAll(".shares i")) {
    const records = terms[part.classList[0]];
    part.style.flexGrow = records;
    part.classList.toggle("some", records > 0);
  }
  at("underway").parentElement.hidden = terms.underway === 0 && run.report !== null;
}

function showSpeed({ speed, eta, history }, phase) {
  put(at("now"), rate(speed.now));
  put(at("average"), rate(speed.average));
  put(at("peak"), rate(speed.peak));
  at("eta").parentElement.hidden = phase !== "running";
  put(at("eta"), eta ? range(span(eta.soonest), span(eta.latest)) : "not known yet");
  chart.show(history, `now ${rate(speed.now)}, average ${rate(speed.average)}, peak ${rate(speed.peak)}`);
}

const range = (from, to) => from === to ? from : from + " to " + to;

function showFailures(failures, failed) {
  at("failures-section").hidden = failures.length === 0;
  put(at("failures-count"), count(failed));
  list(at("failures"), failures, makeFailure, (article, failure) => {
    const [code, cause, replay, table] = article.children;
    put(code.children[0], failure.code);
    put(code.children[1], count(failure.records) + " · " + failure.group);
    put(cause.children[0], failure.cause);
    put(cause.children[1], failure.remedy);
    put(replay.firstElementChild, failure.replay);
    table.hidden = failure.samples.length === 0;
    list(table.tBodies[0], failure.samples, makeSample, (row, sample) => {
      [sample.origin, sample.key, sample.column].forEach((text, i) => {
        put(row.children[i].firstElementChild, text);
        row.children[i].classList.toggle("none", text === "");
      });
      put(row.children[3], sample.message);
    });
  });
}

function makeFailure() {
  const head = make("tr", "", ...["origin", "key", "column", "message"].map(text => {
    const cell = make("th", "", text);
    cell.scope = "col";
    return cell;
  }));
  return make("article", "failure",
    make("p", "code", make("code"), make("span", "count")),
    make("p", "", make("span"), " ", make("span", "remedy")),
    make("p", "replay", make("code")),
    make("table", "samples", make("thead", "", head), make("tbody")));
}

function makeSample() {
  const cell = () => make("td", "", make("code"));
  return make("tr", "", cell(), cell(), cell(), make("td", "message"));
}

function showWorkers(run, ended) {
  put(at("in-group"), run.inGroup + " at work");
  list(at("workers"), run.workers, makeWorker, (row, worker) => {
    put(row.children[0].firstElementChild, worker.name);
    put(row.children[1], count(worker.records));
    put(row.children[2], percent(worker.records, Math.max(1, ended)));
    put(row.children[3], rate(worker.now));
  });
  at("more-workers").hidden = run.moreWorkers === 0;
  put(at("more-workers"), "and " + plural(run.moreWorkers, "more worker"));
}

function makeWorker() {
  const name = make("th", "", make("bdi"));
  name.scope = "row";
  return make("tr", "", name, make("td", "n"), make("td", "n"), make("td", "n"));
}

function showLag(lag) {
  const total = lag.reduce((sum, partition) => sum + partition.messages, 0);
  const highest = Math.max(1, ...lag.map(partition => partition.messages));
  put(at("lag-total"), plural(total, "message"));
  list(at("lag"), lag.slice(0, MOST_PARTITIONS), makePartition, (item, { partition, messages }) => {
    put(item.children[0], String(partition));
    item.children[1].firstElementChild.style.width = 100 * messages / highest + "%";
    put(item.children[2], count(messages));
    item.classList.toggle("zero", messages === 0);
  });
  at("more-lag").hidden = lag.length <= MOST_PARTITIONS;
  put(at("more-lag"), "and " + count(lag.length - MOST_PARTITIONS) + " more partitions");
}

function makePartition() {
  const bar = make("span", "bar", make("i"));
  bar.ariaHidden = "true";
  return make("li", "", make("span", "number"), bar, make("span", "messages"));
}

/* The connection. The browser connects again by itself after a break, but not after a refusal, and
   it does not notice a server that has gone without a word. */

let heard = Date.now();
let stream;

function connection(state, text) {
  at("connection").dataset.state = state;
  put(at("connection"), text);
}

function connect() {
  heard = Date.now();
  stream?.close();
  const own = stream = new EventSource("events");
  own.onmessage = event => {
    heard = Date.now();
    connection("open", "live");
    show(JSON.parse(event.data));
  };
  own.addEventListener("alive", () => { heard = Date.now(); });
  own.addEventListener("end", () => {
    own.close();
    connection("lost", "Godwit has ended; this is how it was then. Reconnecting …");
    setTimeout(connect, AGAIN);
  });
  own.onerror = () => {
    connection("lost", "The connection is lost; this is how it was then. Reconnecting …");
    if (own.readyState === EventSource.CLOSED && own === stream) {
      connection("full", "Godwit does not answer, or to too many already. Reconnecting …");
      setTimeout(connect, AGAIN);
    }
  };
}

setInterval(() => {
  if (Date.now() - heard > SILENCE && stream.readyState === EventSource.OPEN) connect();
}, 5_000);

connection("connecting", "connecting …");
connect();

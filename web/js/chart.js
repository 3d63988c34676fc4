// Draws the charts whose options the server made: right to left where the page is, numbers in the reader's digits,
// colours from the tokens, fonts loaded first because canvas text is not laid out again.
import { colour, locale, rtl } from "./reader.js";

let library;
const drawn = new Map();

function echarts() {
  library ??= import("./echarts.js");
  return library;
}

const fonts = () => Promise.all(["400 13px", "700 13px"].map((font) => document.fonts.load(`${font} "Vazirmatn Variable"`, "سA۱")));

/** "@accent" anywhere in the options becomes the colour of that token; "@accent/20" the same at 20 %. */
function paint(value) {
  if (Array.isArray(value)) return value.map(paint);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, paint(inner)]));
  if (typeof value !== "string" || !value.startsWith("@")) return value;
  const [token, share] = value.slice(1).split("/");
  return share ? colourAt(`--${token}`, Number(share) / 100) : colour(`--${token}`);
}

function colourAt(token, share) {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  canvas.fillStyle = colour(token);
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return `rgba(${red}, ${green}, ${blue}, ${share})`;
}

function writer({ kind, places = 0, divisor = 1 }) {
  const options = {
    percent: { style: "percent", minimumFractionDigits: 0, maximumFractionDigits: places },
    money: { notation: "compact", maximumFractionDigits: 1 },
    decimal: { minimumFractionDigits: 0, maximumFractionDigits: places },
    number: { notation: "compact", maximumFractionDigits: 1 },
  }[kind];
  const format = new Intl.NumberFormat(locale, options);
  return (value) => format.format(value / divisor).replace(/[%٪]([\u061c\u200e\u200f]?)$/, locale.startsWith("en") ? "%" : "٪$1");
}

function axes(option, said) {
  const text = colour("--ink-2");
  const rule = colour("--rule");
  const category = (axis) => axis?.type === "category";
  for (const axis of [option.xAxis, option.yAxis]) {
    if (!axis) continue;
    axis.axisLabel = { color: text, fontSize: 12, ...(category(axis) ? {} : { formatter: writer(axis.wafaFormat ?? said.format) }), ...axis.axisLabel };
    axis.axisLine = { show: category(axis), lineStyle: { color: rule }, ...axis.axisLine };
    axis.axisTick = { show: false };
    axis.splitLine = { show: !category(axis), lineStyle: { color: rule } };
    axis.nameTextStyle = { color: text, fontSize: 12, ...axis.nameTextStyle };
    delete axis.wafaFormat;
  }
  if (option.yAxis.name) option.yAxis.nameTextStyle.align = rtl ? "right" : "left";
  if (rtl) {
    option.xAxis.inverse = true;
    option.yAxis.position = "right";
  }
  if (category(option.xAxis)) {
    const [first, last] = rtl ? ["right", "left"] : ["left", "right"];
    Object.assign(option.xAxis.axisLabel, { showMaxLabel: true, hideOverlap: true, alignMinLabel: first, alignMaxLabel: last });
  }
}

/** The tooltip as elements, not as a text with inline styles: the page's policy allows none. */
function tip(said) {
  return (params) => {
    const list = Array.isArray(params) ? params : [params];
    const box = document.createElement("div");
    box.className = "tip";
    box.dir = rtl ? "rtl" : "ltr";
    const head = document.createElement("b");
    head.textContent = list[0].axisValueLabel ?? list[0].name;
    box.append(head);
    for (const one of list) {
      const written = said.texts[one.seriesIndex]?.[one.dataIndex];
      if (written === undefined || written === null) continue;
      const line = document.createElement("div");
      const label = document.createElement("span");
      const dot = document.createElement("i");
      dot.className = "dot";
      dot.style.background = typeof one.color === "string" ? one.color : "";
      label.append(dot, one.seriesName);
      const value = document.createElement("strong");
      value.textContent = written;
      line.append(label, value);
      box.append(line);
    }
    return box;
  };
}

/** Rows a legend takes in a box: names that do not fit beside each other go below. */
function legendRows(names, width) {
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.font = '12px "Vazirmatn Variable"';
  const room = width - 12;
  let rows = 1;
  let used = 0;
  for (const name of names) {
    const own = 12 + 5 + canvas.measureText(name).width + 10;
    if (used > 0 && used + own > room) { rows += 1; used = 0; }
    used += own;
  }
  return rows;
}

function dress(said, width) {
  const option = paint(structuredClone(said.option));
  option.textStyle = { fontFamily: "Vazirmatn Variable" };
  option.animation = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  option.animationDuration = 150;
  if (option.xAxis) axes(option, said);
  if (option.legend) {
    option.legend = { top: 0, icon: "roundRect", itemWidth: 12, itemHeight: 8, textStyle: { color: colour("--ink-2"), fontSize: 12 }, ...option.legend };
    if (width > 0 && option.grid) option.grid.top = (option.grid.top ?? 0) + 20 * (legendRows(option.legend.data, width) - 1);
    Object.assign(option.legend, rtl ? { right: 0, align: "right", data: [...option.legend.data].reverse() } : { left: 0, align: "left" });
  }
  option.tooltip = { trigger: said.trigger, confine: true, backgroundColor: colour("--surface"), borderColor: colour("--rule-strong"), padding: 10, axisPointer: { type: "line", lineStyle: { color: colour("--ink-3") } }, formatter: tip(said) };
  return option;
}

async function draw(box) {
  const [{ init }] = await Promise.all([echarts(), fonts()]);
  if (!box.isConnected) return;
  drawn.get(box)?.dispose();
  const said = JSON.parse(box.dataset.chart);
  const chart = init(box, null, { renderer: "canvas" });
  chart.setOption(dress(said, box.clientWidth));
  box.dataset.drawn = "yes";
  drawn.set(box, chart);
  if (said.links) chart.on("click", (event) => { const to = said.links[event.dataIndex]; if (to) location.href = to; });
}

const resized = new ResizeObserver((entries) => {
  for (const entry of entries) drawn.get(entry.target)?.resize();
});

export function refresh(root = document) {
  for (const [box, chart] of drawn) if (!box.isConnected) { chart.dispose(); drawn.delete(box); resized.unobserve(box); }
  for (const box of root.querySelectorAll("[data-chart]")) {
    if (drawn.has(box)) continue;
    drawn.set(box, null);
    resized.observe(box);
    draw(box);
  }
}

export function start() {
  refresh();
  document.addEventListener("wafa:theme", () => { for (const box of drawn.keys()) if (box.isConnected) draw(box); });
  addEventListener("beforeprint", () => again("light"));
  addEventListener("afterprint", () => again(null));
}

/** Draws what is drawn once more, at once: on paper in the light theme, afterwards in the person's own. */
function again(theme) {
  const root = document.documentElement;
  const own = root.dataset.theme;
  if (theme) root.dataset.theme = theme;
  for (const [box, chart] of drawn) {
    chart?.setOption({ ...dress(JSON.parse(box.dataset.chart), box.clientWidth), animation: false }, true);
    chart?.resize();
  }
  root.dataset.theme = own;
}

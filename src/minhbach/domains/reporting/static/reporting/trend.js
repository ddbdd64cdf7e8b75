// Twelve months of cases, a color and a place in the stack for each force; the table below says the same.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("#trend");
  const { months, series } = JSON.parse(document.querySelector("#trend-data").textContent);
  const chart = echarts.init(place, null, { renderer: "svg" });
  chart.setOption({
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    color: ["#0b5cad", "#6aa5d8", "#14324d", "#c98a00", "#1a6b3c", "#8a5a9c", "#7d8b99", "#b5651d"],
    tooltip: { trigger: "axis", renderMode: "richText" },
    legend: { bottom: 0 },
    grid: { left: 48, right: 16, top: 16, bottom: 56 },
    xAxis: { type: "category", data: months },
    yAxis: { type: "value", minInterval: 1 },
    series: series.map(([name, data]) => ({ name, data, type: "bar", stack: "force", barMaxWidth: 36 })),
    animation: false,
  });
  addEventListener("resize", () => chart.resize());
});

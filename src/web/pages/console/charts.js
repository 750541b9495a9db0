// Draws each table of counts as bars, above the table that says the same. Without this script the page is whole.
(function () {
  'use strict';
  if (!window.echarts) return;
  var ink = '#14171a';
  [].forEach.call(document.querySelectorAll('table[data-chart]'), function (table) {
    var names = [];
    var counts = [];
    [].forEach.call(table.querySelectorAll('tbody tr'), function (row) {
      names.push(row.querySelector('th').textContent);
      counts.push(Number(row.querySelector('td').textContent));
    });
    var box = document.createElement('div');
    box.className = 'chart';
    box.setAttribute('aria-hidden', 'true');
    box.style.height = 32 * names.length + 16 + 'px';
    table.parentNode.parentNode.insertBefore(box, table.parentNode);
    var chart = window.echarts.init(box);
    chart.setOption({
      animation: false,
      grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: 'value', show: false, min: 0 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: ink, fontSize: 15, width: 150, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          data: counts,
          barWidth: 18,
          itemStyle: { color: '#0a5a3c' },
          label: { show: true, position: 'right', color: ink, fontSize: 15 },
        },
      ],
    });
    window.addEventListener('resize', function () {
      chart.resize();
    });
  });
})();

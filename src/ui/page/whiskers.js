// Interval whiskers and control bands for bar charts; the same file serves the page and the PNG charts.
;(() => {
  const drawWhisker = (ctx, y, x, [low, high]) => {
    const top = y.getPixelForValue(Math.min(high, y.max))
    const bottom = y.getPixelForValue(Math.max(low, y.min))
    ctx.beginPath()
    for (const [fromX, fromY, toX, toY] of [
      [x, top, x, bottom],
      [x - 6, top, x + 6, top],
      [x - 6, bottom, x + 6, bottom],
    ]) {
      ctx.moveTo(fromX, fromY)
      ctx.lineTo(toX, toY)
    }
    ctx.stroke()
  }

  const drawDataset = (chart, dataset, index) => {
    const meta = chart.getDatasetMeta(index)
    if (!dataset.whiskers || meta.hidden) return
    chart.ctx.strokeStyle = dataset.whiskerColour ?? '#444'
    chart.ctx.lineWidth = 1.6
    for (const [point, bar] of meta.data.entries()) {
      const interval = dataset.whiskers[point]
      if (interval) drawWhisker(chart.ctx, chart.scales.y, bar.x, interval)
    }
  }

  /** What labels are written on, so that a bar behind them does not hide them: the page's card, white in a PNG. */
  const paperOf = () =>
    globalThis.document
      ? getComputedStyle(document.documentElement).getPropertyValue('--card') || '#fff'
      : '#fff'

  /** Lines of controls; a label that would meet one already written goes to its left. */
  const drawBands = ({ ctx, scales, chartArea }, bands) => {
    const written = []
    const paper = paperOf()
    for (const band of bands) {
      const y = scales.y.getPixelForValue(band.value)
      if (y < chartArea.top - 1 || y > chartArea.bottom + 1) continue
      ctx.beginPath()
      ctx.moveTo(chartArea.left, y)
      ctx.lineTo(chartArea.right, y)
      ctx.stroke()
      const textY = y < chartArea.top + 12 ? y + 11 : y - 3
      const near = written.filter((label) => Math.abs(label.y - textY) < 12)
      const right = Math.min(chartArea.right - 2, ...near.map((label) => label.left - 8))
      const { width } = ctx.measureText(band.label)
      ctx.fillStyle = paper
      ctx.fillRect(right - width - 3, textY - 10, width + 6, 13)
      ctx.fillStyle = '#7d838a'
      ctx.fillText(band.label, right, textY)
      written.push({ y: textY, left: right - width })
    }
  }

  globalThis.kontextWhiskers = {
    id: 'kontextWhiskers',
    afterDatasetsDraw(chart, _args, options) {
      const { ctx } = chart
      ctx.save()
      for (const [index, dataset] of chart.data.datasets.entries())
        drawDataset(chart, dataset, index)
      ctx.setLineDash([5, 4])
      ctx.lineWidth = 1
      ctx.strokeStyle = '#9aa0a6'
      ctx.textAlign = 'right'
      drawBands(chart, options?.bands ?? [])
      ctx.restore()
    },
  }
})()

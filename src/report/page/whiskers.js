// Interval whiskers and control bands for bar charts; the same file serves the page and the PNG charts.
globalThis.kontextWhiskers = {
  id: 'kontextWhiskers',
  afterDatasetsDraw(chart) {
    const { ctx, scales, chartArea } = chart
    if (!scales.y || !chartArea) return
    ctx.save()
    for (const [index, dataset] of chart.data.datasets.entries()) {
      const meta = chart.getDatasetMeta(index)
      if (!dataset.whiskers || meta.hidden) continue
      ctx.strokeStyle = dataset.whiskerColour ?? '#444'
      ctx.lineWidth = 1.6
      for (const [point, bar] of meta.data.entries()) {
        const interval = dataset.whiskers[point]
        if (!interval) continue
        const top = scales.y.getPixelForValue(Math.min(interval[1], scales.y.max))
        const bottom = scales.y.getPixelForValue(Math.max(interval[0], scales.y.min))
        ctx.beginPath()
        ctx.moveTo(bar.x, top)
        ctx.lineTo(bar.x, bottom)
        ctx.moveTo(bar.x - 6, top)
        ctx.lineTo(bar.x + 6, top)
        ctx.moveTo(bar.x - 6, bottom)
        ctx.lineTo(bar.x + 6, bottom)
        ctx.stroke()
      }
    }
    const bands = chart.options.plugins?.kontextWhiskers?.bands ?? []
    ctx.setLineDash([5, 4])
    ctx.lineWidth = 1
    ctx.font = `10px ${chart.options.font?.family ?? 'sans-serif'}`
    for (const band of bands) {
      const y = scales.y.getPixelForValue(band.value)
      if (y < chartArea.top - 1 || y > chartArea.bottom + 1) continue
      ctx.strokeStyle = '#9aa0a6'
      ctx.fillStyle = '#7d838a'
      ctx.beginPath()
      ctx.moveTo(chartArea.left, y)
      ctx.lineTo(chartArea.right, y)
      ctx.stroke()
      ctx.textAlign = 'right'
      ctx.fillText(band.label, chartArea.right - 2, y < chartArea.top + 12 ? y + 11 : y - 3)
    }
    ctx.restore()
  },
}

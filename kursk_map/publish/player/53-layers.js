((K) => {
  /** What draws one map: its ground, its land, its settlements, their names. */
  K.makePainters = (store, cells, colours) => ({
    ground: new K.Ground(store, colours),
    land: new K.Land(store, cells, colours),
    dots: new K.Dots(store, colours),
    labels: new K.Labels(store, colours),
  });

  /** Only the middle one is drawn again for another day; the others wait for the map to move. */
  K.makeLayers = ({ ground, land, dots, labels }, season) => {
    const layer = (paint) => new K.CanvasLayer(season, paint);
    return {
      ground: layer((context, frame) => ground.paint(context, frame)),
      day: layer((context, frame) => {
        land.paint(context, frame);
        dots.paint(context, frame);
      }),
      labels: layer((context, frame) => {
        dots.paintSilent(context, frame);
        labels.paint(context, frame);
      }),
    };
  };

  const OVER =
    ".km-legend, .km-zoom, .km-tiles, .leaflet-control-scale, .leaflet-control-attribution, .km-caption:not([hidden])";

  /** Where something lies over the map, so that no name is written under it. */
  K.boxesOver = (map, box) => {
    const { left, top } = map.getContainer().getBoundingClientRect();
    return Array.from(box.querySelectorAll(OVER), (element) => {
      const over = element.getBoundingClientRect();
      return [over.left - left, over.top - top, over.right - left, over.bottom - top];
    });
  };
})(window.KurskMap);

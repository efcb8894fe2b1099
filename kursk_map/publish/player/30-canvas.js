((K) => {
  const PADDING = 0.12;
  const SHARPEST = 2;

  /**
   * A canvas over the map that moves and zooms with it. `paint(context, frame)` draws in pixels
   * of the fixed zoom; `frame` says how large one of them is and what part of the world is seen.
   */
  K.CanvasLayer = L.Layer.extend({
    initialize(season, paint) {
      this.season = season;
      this.paint = paint;
    },

    onAdd(map) {
      this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated km-canvas");
      this.canvas.setAttribute("aria-hidden", "true");
      map.getPane("overlayPane").append(this.canvas);
      this.context = this.canvas.getContext("2d");
      this.reset();
    },

    onRemove() {
      this.canvas.remove();
    },

    getEvents() {
      return { viewreset: this.reset, moveend: this.reset, zoomanim: this.follow };
    },

    reset() {
      const map = this._map;
      const size = map.getSize();
      const margin = size.multiplyBy(PADDING).round();
      const corner = map.containerPointToLayerPoint([0, 0]).subtract(margin).round();
      const wide = size.add(margin.multiplyBy(2));
      const ratio = Math.min(window.devicePixelRatio || 1, SHARPEST);
      const [width, height] = [Math.round(wide.x * ratio), Math.round(wide.y * ratio)];
      if (this.canvas.width !== width || this.canvas.height !== height) {
        this.canvas.width = width;
        this.canvas.height = height;
        this.canvas.style.width = `${wide.x}px`;
        this.canvas.style.height = `${wide.y}px`;
      }
      L.DomUtil.setPosition(this.canvas, corner);
      const zoom = map.getZoom();
      const scale = 2 ** (zoom - K.ZOOM);
      const origin = map.getPixelOrigin();
      this.corner = map.layerPointToLatLng(corner);
      this.zoom = zoom;
      this.frame = {
        ratio,
        scale,
        zoom,
        width: wide.x,
        height: wide.y,
        margin,
        // Where the theatre's corner lies on the canvas, in CSS pixels.
        left: this.season.origin.x * scale - origin.x - corner.x,
        top: this.season.origin.y * scale - origin.y - corner.y,
      };
      this.redraw();
    },

    redraw() {
      if (!this._map) return;
      const { context, frame } = this;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, this.canvas.width, this.canvas.height);
      this.paint(context, frame);
    },

    /** Where a point of the fixed zoom lies on the canvas, in CSS pixels. */
    follow(event) {
      const scale = this._map.getZoomScale(event.zoom, this.zoom);
      const offset = this._map._latLngToNewLayerPoint(this.corner, event.zoom, event.center);
      L.DomUtil.setTransform(this.canvas, offset, scale);
    },
  });

  /** Draw in pixels of the fixed zoom from here on. */
  K.enterWorld = (context, { ratio, scale, left, top }) => {
    const k = ratio * scale;
    context.setTransform(k, 0, 0, k, left * ratio, top * ratio);
    return k / ratio;
  };

  /** Draw in CSS pixels of the canvas from here on. */
  K.enterScreen = (context, { ratio }) => context.setTransform(ratio, 0, 0, ratio, 0, 0);
})(window.KurskMap);

((K) => {
  const NAMES = [
    "ground",
    "ink",
    "quiet",
    "halo",
    "water",
    "border",
    "line",
    "band",
    "ukrainian",
    "russian",
    "contested",
    "same",
    "against",
  ];

  /** The colours of the style sheet, which alone decides them, by day and by night. */
  K.readColours = (root) => {
    const style = getComputedStyle(root);
    const read = (name) => style.getPropertyValue(`--${name}`).trim();
    const colours = Object.fromEntries(NAMES.map((name) => [name, read(name)]));
    colours.u = colours.ukrainian;
    colours.r = colours.russian;
    colours.c = colours.contested;
    colours.font = read("font");
    colours.patterns = makePatterns(colours);
    return colours;
  };

  const tile = (size, draw) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    draw(canvas.getContext("2d"), size);
    return canvas;
  };

  // A stripe that leaves the tile on one side must come in on the other.
  const stripes = (colours, size = 16) =>
    tile(size, (context) => {
      context.lineWidth = size / (2 * Math.SQRT2);
      colours.forEach((colour, number) => {
        if (!colour) return;
        context.strokeStyle = colour;
        for (const shift of [-size, 0, size]) {
          const offset = shift + (number * size) / colours.length;
          context.beginPath();
          context.moveTo(offset - size / 2, size * 1.5);
          context.lineTo(offset + size * 1.5, -size / 2);
          context.stroke();
        }
      });
    });

  const dots = (colour, size = 10) =>
    tile(size, (context) => {
      context.fillStyle = colour;
      for (const [x, y] of [
        [0.25, 0.25],
        [0.75, 0.75],
      ]) {
        context.beginPath();
        context.arc(x * size, y * size, size * 0.14, 0, 2 * Math.PI);
        context.fill();
      }
    });

  const rules = (colour, size = 10) =>
    tile(size, (context) => {
      context.fillStyle = colour;
      context.fillRect(0, size / 2, size, size * 0.16);
    });

  const makePatterns = ({ ukrainian, russian, ground, against }) => ({
    contested: stripes([ukrainian, russian]),
    against: stripes([against, null], 12),
    inferred: dots(ground),
    stale: rules(ground),
  });

  /** A pattern that keeps its size on the screen however far the map is zoomed. */
  K.screenPattern = (context, image, k) => {
    const pattern = context.createPattern(image, "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / k));
    return pattern;
  };
})(window.KurskMap);

package dev.morph.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart with logarithmic axes, as SVG that suits light and dark pages. Not for several threads.
 */
final class Plot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 400;
  private static final int LEFT = 80;
  private static final int RIGHT = 230;
  private static final int TOP = 44;
  private static final int BOTTOM = 56;
  private static final int TEXT_HEIGHT = 16;

  /** Read on white and on black alike; the dashes tell them apart without colour. */
  private static final String[] COLOURS = {"#2f7fd6", "#d9662b", "#2f9e62", "#b04fb8", "#8a8420"};

  private static final String[] DASHES = {"none", "8 4", "2 3", "10 3 2 3", "5 2"};

  /** What numbers of an axis are. */
  enum Unit {
    BYTES("B", "KB", "MB"),
    NANOS("ns", "us", "ms", "s"),
    COUNT("", "k", "M");

    private final String[] words;

    Unit(String... words) {
      this.words = words;
    }

    /** A power of ten in words. */
    String text(int power) {
      int word = Math.clamp(Math.floorDiv(power, 3), 0, words.length - 1);
      return String.format(Locale.ROOT, "%.0f %s", Math.pow(10, power - 3.0 * word), words[word])
          .strip();
    }
  }

  /** A point; both numbers are above zero. */
  record Point(double x, double y) {}

  private record Line(String name, List<Point> points) {}

  private final String title;
  private final String xName;
  private final String yName;
  private final List<Line> lines = new ArrayList<>();
  private Unit xUnit = Unit.COUNT;
  private Unit yUnit = Unit.COUNT;

  Plot(String title, String xName, String yName) {
    this.title = title;
    this.xName = xName;
    this.yName = yName;
  }

  Plot x(Unit unit) {
    xUnit = unit;
    return this;
  }

  Plot y(Unit unit) {
    yUnit = unit;
    return this;
  }

  Plot line(String name, List<Point> points) {
    lines.add(new Line(name, List.copyOf(points)));
    return this;
  }

  /** An axis from a power of ten to another. */
  private record Axis(int low, int high, int start, int end) {
    static Axis of(double[] values, int start, int end) {
      double least = Double.MAX_VALUE;
      double most = 0;
      for (double value : values) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      int low = (int) Math.floor(Math.log10(least) + 1e-3);
      int high = (int) Math.ceil(Math.log10(most) - 1e-3);
      return new Axis(low, Math.max(high, low + 1), start, end);
    }

    double at(double value) {
      return start + (end - start) * (Math.log10(value) - low) / (high - low);
    }
  }

  private double[] all(java.util.function.ToDoubleFunction<Point> part) {
    return lines.stream().flatMap(line -> line.points.stream()).mapToDouble(part).toArray();
  }

  /** The whole file. */
  String svg() {
    Axis x = Axis.of(all(Point::x), LEFT, WIDTH - RIGHT);
    Axis y = Axis.of(all(Point::y), HEIGHT - BOTTOM, TOP);
    var out = new StringBuilder();
    line(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " aria-label=\"%s\" font-family=\"sans-serif\" font-size=\"12\">",
        WIDTH,
        HEIGHT,
        title);
    line(
        out,
        "<style>text{fill:#222}.g{stroke:#222;stroke-opacity:.15}"
            + "@media(prefers-color-scheme:dark){text{fill:#ddd}.g{stroke:#ddd}}</style>");
    line(out, "<text x=\"%d\" y=\"20\" font-size=\"15\">%s</text>", LEFT, title);
    for (int power = x.low; power <= x.high; power++) {
      double at = x.at(Math.pow(10, power));
      grid(out, at, y.start, at, y.end);
      text(out, at, y.start + TEXT_HEIGHT, "middle", xUnit.text(power));
    }
    for (int power = y.low; power <= y.high; power++) {
      double at = y.at(Math.pow(10, power));
      grid(out, x.start, at, x.end, at);
      text(out, x.start - 8, at + 4, "end", yUnit.text(power));
    }
    text(out, (x.start + x.end) / 2.0, HEIGHT - 14, "middle", xName);
    line(
        out,
        "<text transform=\"translate(18 %.0f) rotate(-90)\" text-anchor=\"middle\">%s</text>",
        (y.start + y.end) / 2.0,
        yName);
    for (int i = 0; i < lines.size(); i++) {
      draw(out, i, x, y);
    }
    return out.append("</svg>\n").toString();
  }

  private void draw(StringBuilder out, int index, Axis x, Axis y) {
    Line line = lines.get(index);
    String colour = COLOURS[index % COLOURS.length];
    String stroke =
        "stroke=\"" + colour + "\" stroke-dasharray=\"" + DASHES[index % DASHES.length] + "\"";
    var points = new StringBuilder();
    for (Point point : line.points) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x.at(point.x), y.at(point.y)));
      line(
          out,
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
          x.at(point.x),
          y.at(point.y),
          colour);
    }
    line(
        out,
        "<polyline points=\"%s\" fill=\"none\" stroke-width=\"2\" %s/>",
        points.toString().strip(),
        stroke);
    int legend = TOP + 8 + index * (TEXT_HEIGHT + 4);
    int left = WIDTH - RIGHT + 16;
    line(
        out,
        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke-width=\"2\" %s/>",
        left,
        left + 26,
        legend,
        legend,
        stroke);
    text(out, left + 34, legend + 4, "start", line.name);
  }

  private static void grid(StringBuilder out, double x1, double y1, double x2, double y2) {
    line(
        out, "<line class=\"g\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", x1, y1, x2, y2);
  }

  private static void text(StringBuilder out, double x, double y, String anchor, String text) {
    line(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, text);
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}

package io.godwit.common.job;

import io.godwit.common.job.shape.Kinds;
import io.godwit.common.job.shape.Shape;
import io.godwit.common.job.shape.Shapes;
import io.godwit.common.job.shape.Spans;
import io.godwit.common.spec.Beside;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.rule.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Prints a job as YAML with every default filled in; reading that text gives an equal job. */
public final class JobText {

  /** Texts that no reader of YAML, old or new, takes for something else. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

  private static final Pattern OTHERWISE = Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n");

  /** A value as it stands after its key: on the same line, or on lines of its own. */
  private sealed interface Piece {
    record Inline(String text) implements Piece {}

    record Lines(List<String> lines) implements Piece {}
  }

  private JobText() {}

  /** The job with all defaults; secrets are the references that the job holds. */
  public static String of(Job job) {
    return of(job, Kinds.installed());
  }

  /** The same for a job of these kinds. */
  public static String of(Job job, Kinds kinds) {
    return String.join("\n", lines(job, Shapes.job(kinds))) + "\n";
  }

  private static List<String> lines(Object record, Shape.Mapping shape) {
    List<String> lines = new ArrayList<>();
    for (Shape.Field field : shape.fields()) {
      Object value = field.of(record);
      if (value instanceof Optional<?> optional) {
        optional.ifPresent(v -> entry(field.key(), piece(v, field.shape()), lines));
      } else {
        entry(field.key(), piece(value, field.shape()), lines);
      }
    }
    return lines;
  }

  private static Piece piece(Object value, Shape shape) {
    return switch (shape) {
      case Shape.Scalar scalar -> new Piece.Inline(scalar(value, scalar));
      case Shape.ListOf list -> list((List<?>) value, list);
      case Shape.MapOf map -> map((Map<?, ?>) value, map);
      case Shape.Mapping mapping -> new Piece.Lines(lines(value, mapping));
      case Shape.OneOf oneOf -> alternative(value, oneOf);
    };
  }

  private static Piece list(List<?> values, Shape.ListOf shape) {
    List<String> inline = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Object value : values) {
      switch (piece(value, shape.element())) {
        case Piece.Inline one -> inline.add(one.text());
        case Piece.Lines several -> {
          lines.add("- " + several.lines().getFirst());
          several.lines().stream().skip(1).map(line -> "  " + line).forEach(lines::add);
        }
      }
    }
    if (lines.isEmpty()) {
      return new Piece.Inline("[" + String.join(", ", inline) + "]");
    }
    return shape.oneOrMore() && values.size() == 1
        ? piece(values.getFirst(), shape.element())
        : new Piece.Lines(lines);
  }

  private static Piece map(Map<?, ?> values, Shape.MapOf shape) {
    List<String> lines = new ArrayList<>();
    values.forEach((key, value) -> entry(quoted((String) key), piece(value, shape.value()), lines));
    return lines.isEmpty() ? new Piece.Inline("{}") : new Piece.Lines(lines);
  }

  private static Piece alternative(Object value, Shape.OneOf shape) {
    Shape.Alternative alternative = shape.of(value);
    List<String> own = lines(value, alternative.mapping());
    List<String> lines = new ArrayList<>();
    if (alternative.nested()) {
      entry(alternative.key(), new Piece.Lines(own), lines);
    } else {
      lines.addAll(own);
    }
    if (value instanceof Beside) {
      shape.around().ifPresent(around -> lines.addAll(lines(value, around.mapping())));
    }
    return new Piece.Lines(lines);
  }

  private static void entry(String key, Piece piece, List<String> lines) {
    switch (piece) {
      case Piece.Inline inline -> lines.add(key + ": " + inline.text());
      case Piece.Lines several -> {
        lines.add(key + ":");
        several.lines().forEach(line -> lines.add("  " + line));
      }
    }
  }

  private static String scalar(Object value, Shape.Scalar shape) {
    return switch (shape) {
      case Shape.Text text -> quoted((String) value);
      case Shape.Whole whole -> value.toString();
      case Shape.Letter letter -> quoted(value.toString());
      case Shape.Flag flag -> value.toString();
      case Shape.Bytes bytes -> ((Size) value).toString();
      case Shape.Portion portion -> value.toString();
      case Shape.Span span -> Spans.print((Duration) value);
      case Shape.Choice choice ->
          choice.options().stream()
              .filter(option -> option.constant().equals(value))
              .map(Shape.Option::name)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no name for " + value));
    };
  }

  private static String quoted(String text) {
    if (PLAIN.matcher(text).matches() && !OTHERWISE.matcher(text).matches()) {
      return text;
    }
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean unseen = c < ' ' || (c >= 0x7F && c <= 0xA0) || c == '\u2028' || c == '\u2029';
      if (unseen || c == '\uFEFF') {
        out.append(String.format("\\u%04X", (int) c));
      } else {
        out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return out.append('"').toString();
  }
}

package io.godwit.cli.show;

import io.godwit.common.model.Tally;
import io.godwit.common.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A run as one JSON object on a line. */
final class JsonView {

  private JsonView() {}

  /** The names that machines read; what is unknown is null. Times are in seconds. */
  private record Line(
      String type,
      String job,
      String run,
      String phase,
      double seconds,
      OptionalLong total,
      long read,
      Tally outcomes,
      Pace recordsPerSecond,
      OptionalDouble soonest,
      OptionalDouble latest,
      long lag,
      Map<String, ProgressModel.WorkerProgress> workers,
      Map<String, Long> failures,
      List<String> waits) {}

  private record Pace(double now, double average, double peak) {}

  private record Note(String type, String text) {}

  static String line(ProgressModel model) {
    Map<String, Long> failures = new LinkedHashMap<>();
    model.failures().forEach((code, number) -> failures.put(code.id(), number));
    ProgressModel.Speed speed = model.speed();
    return text(
        new Line(
            "progress",
            model.job(),
            model.run(),
            model.phase().name().toLowerCase(Locale.ROOT),
            seconds(model.elapsed()),
            model.total(),
            model.read(),
            model.tally(),
            new Pace(tenths(speed.now()), tenths(speed.average()), tenths(speed.peak())),
            seconds(speed.soonest()),
            seconds(speed.latest()),
            model.lag(),
            model.workers(),
            failures,
            model.waits()));
  }

  static String note(String text) {
    return text(new Note("note", text));
  }

  /** Any record as one line. */
  static String text(Record message) {
    return new String(Json.write(message), StandardCharsets.UTF_8);
  }

  private static OptionalDouble seconds(Optional<Duration> span) {
    return span.map(s -> OptionalDouble.of(seconds(s))).orElse(OptionalDouble.empty());
  }

  private static double seconds(Duration span) {
    return tenths(span.toMillis() / 1000.0);
  }

  private static double tenths(double number) {
    return Math.round(number * 10) / 10.0;
  }
}

package io.godwit.cli.show;

import io.godwit.common.model.Tally;
import io.godwit.common.run.Eta;
import io.godwit.common.run.RunProgress;
import io.godwit.common.run.RunView;
import io.godwit.common.run.Speed;
import io.godwit.common.wire.run.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

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
      Map<String, Worker> workers,
      Map<String, Long> failures,
      List<String> waits) {}

  private record Pace(double now, double average, double peak) {}

  private record Worker(long records, double now) {}

  private record Note(String type, String text) {}

  static String line(ProgressModel model) {
    RunProgress run = model.run();
    RunView view = run.view();
    Speed speed = run.speed();
    return text(
        new Line(
            "progress",
            view.job(),
            view.run(),
            run.phase().id(),
            seconds(run.elapsed()),
            view.planned(),
            run.read(),
            view.total().tally(),
            new Pace(tenths(speed.now()), tenths(speed.average()), tenths(speed.peak())),
            seconds(speed.eta().map(Eta::soonest)),
            seconds(speed.eta().map(Eta::latest)),
            view.lag(),
            workers(view, speed),
            failures(view),
            model.waits()));
  }

  private static Map<String, Worker> workers(RunView view, Speed speed) {
    Map<String, Worker> workers = new TreeMap<>();
    view.workers()
        .forEach(
            (name, total) -> workers.put(name, new Worker(total.tally().total(), speed.of(name))));
    return workers;
  }

  private static Map<String, Long> failures(RunView view) {
    Map<String, Long> failures = new LinkedHashMap<>();
    view.failures().forEach((code, total) -> failures.put(code.id(), total.tally().failed()));
    return failures;
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

package io.godwit.bench;

import io.godwit.bench.fleet.Allocation;
import io.godwit.bench.fleet.CommandedRun;
import io.godwit.bench.fleet.CpuMeter;
import io.godwit.bench.fleet.Memory;
import io.godwit.bench.fleet.Roles;
import io.godwit.bench.fleet.Round;
import io.godwit.bench.fleet.Watching;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What was measured, as tables in Markdown. For one thread. */
final class Results {

  /** The columns of CPU seconds, in this order; a round has some of them. */
  private static final List<String> PARTS =
      List.of(Roles.PRODUCER, Roles.WORKER, Roles.AGGREGATOR, "broker", "database", "client");

  private static final double STACK_BAR = 15;
  private static final double DEMO_BAR = 60;
  private static final double START_BAR = 3;
  private static final double MEGA = 1 << 20;

  private final Map<String, List<Round>> rounds = new LinkedHashMap<>();
  private final Map<String, Memory> memory = new LinkedHashMap<>();
  private final Map<String, Map<String, List<Double>>> allocations = new LinkedHashMap<>();
  private final List<Watching.Cost> watching = new ArrayList<>();
  private final List<CommandedRun.Cost> starts = new ArrayList<>();
  private final List<RunsCase.Compared> runs = new ArrayList<>();
  private Optional<DemoCase.Times> demo = Optional.empty();

  void add(Round round) {
    rounds.computeIfAbsent(round.name(), ignored -> new ArrayList<>()).add(round);
  }

  /** Keeps the most that a role has needed in any case. */
  void add(Memory needed) {
    memory.merge(
        needed.role(),
        needed,
        (a, b) ->
            new Memory(
                a.role(), Math.max(a.resident(), b.resident()), Math.max(a.heap(), b.heap())));
  }

  void add(Allocation allocation) {
    allocations
        .computeIfAbsent(allocation.role(), ignored -> new LinkedHashMap<>())
        .computeIfAbsent(allocation.round(), ignored -> new ArrayList<>())
        .add(allocation.bytes());
  }

  void add(Watching.Cost cost) {
    watching.add(cost);
  }

  void add(CommandedRun.Cost times) {
    starts.add(times);
  }

  void add(RunsCase.Compared compared) {
    runs.add(compared);
  }

  void add(DemoCase.Times times) {
    demo = Optional.of(times);
  }

  /** All tables. */
  String text() {
    StringBuilder out = new StringBuilder();
    rounds(out);
    memory(out);
    allocations(out);
    watching(out);
    starts(out);
    runs(out);
    demo.ifPresent(times -> demo(times, out));
    return out.toString();
  }

  private void rounds(StringBuilder out) {
    if (rounds.isEmpty()) {
      return;
    }
    List<String> head = new ArrayList<>(List.of("", "s", "records/s", "x limit", "bar"));
    PARTS.forEach(part -> head.add(part));
    head.addAll(List.of("CPU s", "others"));
    row(out, head);
    row(out, head.stream().map(name -> name.isEmpty() ? "---" : "---:").toList());
    rounds.values().forEach(all -> row(out, cells(Round.median(all))));
    out.append(
        """

        Medians. The columns from producer to CPU s are CPU seconds per million records; the \
        database's count all of PostgreSQL's processes, ended ones too, or the MongoDB server's. \
        `others` is the share of the machine that none of these processes had.
        """);
  }

  private static List<String> cells(Round round) {
    CpuMeter.Use use = round.use();
    double perMillion = 1e6 / round.records();
    List<String> cells = new ArrayList<>();
    cells.add(round.name());
    cells.add(number("%.2f", use.seconds()));
    cells.add(number("%,.0f", round.recordsPerSecond()));
    cells.add(number(round.ratio()));
    cells.add(bar(round));
    double sum = 0;
    for (String part : PARTS) {
      Double seconds = use.cpu().get(part);
      cells.add(seconds == null ? "" : number("%.2f", seconds * perMillion));
      sum += seconds == null ? 0 : seconds * perMillion;
    }
    cells.add(number("%.2f", sum));
    cells.add(number("%.0f %%", 100 * use.others()));
    return cells;
  }

  private static String bar(Round round) {
    if (round.bar().isEmpty() || round.ratio().isEmpty()) {
      return "";
    }
    return number(round.bar()) + met(round.ratio().getAsDouble() <= round.bar().getAsDouble());
  }

  private static String met(boolean met) {
    return met ? " met" : " NOT met";
  }

  private void memory(StringBuilder out) {
    if (memory.isEmpty()) {
      return;
    }
    out.append('\n');
    row(out, List.of("Memory", "most in RAM, MB", "most in the heap, MB", "-Xmx, MB"));
    row(out, List.of("---", "---:", "---:", "---:"));
    for (Memory needed : memory.values()) {
      row(
          out,
          List.of(
              needed.role(),
              number("%.0f", needed.resident() / MEGA),
              number("%.0f", needed.heap() / MEGA),
              "256"));
    }
    out.append("\nThe heap counts garbage too; none of the roles ran out of memory.\n");
  }

  private void allocations(StringBuilder out) {
    if (allocations.isEmpty()) {
      return;
    }
    out.append('\n');
    List<String> head = new ArrayList<>(List.of("Allocated a record of lineitem, bytes"));
    head.addAll(allocations.values().iterator().next().keySet());
    row(out, head);
    row(out, head.stream().map(name -> name.equals(head.getFirst()) ? "---" : "---:").toList());
    allocations.forEach((role, byRound) -> {
      List<String> cells = new ArrayList<>(List.of(role));
      byRound.values().forEach(bytes -> cells.add(number("%.0f", median(bytes))));
      row(out, cells);
    });
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private void watching(StringBuilder out) {
    if (watching.isEmpty()) {
      return;
    }
    out.append('\n');
    row(out, List.of("Being watched", "CPU s", "of the worker's CPU", "bar"));
    row(out, List.of("---", "---:", "---:", "---:"));
    for (Watching.Cost cost : watching) {
      row(
          out,
          List.of(
              cost.what(),
              number("%.4f", cost.seconds()),
              number("%.2f %%", 100 * cost.share()),
              number("%.0f %%", 100 * cost.bar()) + met(cost.share() <= cost.bar())));
    }
  }

  private void starts(StringBuilder out) {
    if (starts.isEmpty()) {
      return;
    }
    out.append('\n');
    row(
        out,
        List.of(
            "`./godwit run` of %d rows on servers that run, %d times"
                .formatted(StartCase.ROWS, starts.size()),
            "median, s",
            "lowest",
            "highest",
            "bar"));
    row(out, List.of("---", "---:", "---:", "---:", "---:"));
    start("until the report is told", CommandedRun.Cost::told, out);
    start("until the command has ended", CommandedRun.Cost::ended, out);
    start("CPU of the whole command", CommandedRun.Cost::cpu, out);
  }

  private void start(String what, ToDoubleFunction<CommandedRun.Cost> number, StringBuilder out) {
    double[] sorted = starts.stream().mapToDouble(number).sorted().toArray();
    double median = sorted[sorted.length / 2];
    row(
        out,
        List.of(
            what,
            number("%.2f", median),
            number("%.2f", sorted[0]),
            number("%.2f", sorted[sorted.length - 1]),
            number("%.0f", START_BAR) + met(median <= START_BAR)));
  }

  private void runs(StringBuilder out) {
    if (runs.isEmpty()) {
      return;
    }
    out.append('\n');
    row(
        out,
        List.of(
            "%d runs of one job of %,d rows in a row".formatted(RunsCase.RUNS, RunsCase.ROWS),
            "runs 5 to 10",
            "runs 45 to 50",
            "ratio",
            "bar"));
    row(out, List.of("---", "---:", "---:", "---:", "---:"));
    for (RunsCase.Compared compared : runs) {
      row(
          out,
          List.of(
              compared.what(),
              number("%.2f", compared.early()),
              number("%.2f", compared.late()),
              number("%.2f", compared.ratio()),
              number("%.2f", RunsCase.BAR) + met(compared.ratio() <= RunsCase.BAR)));
    }
  }

  private static void demo(DemoCase.Times times, StringBuilder out) {
    out.append('\n');
    row(out, List.of("`./godwit demo` on an empty home", "s", "bar"));
    row(out, List.of("---", "---:", "---:"));
    row(
        out,
        List.of(
            "until the servers run and the run is registered",
            number("%.1f", times.stack()),
            number("%.0f", STACK_BAR) + met(times.stack() <= STACK_BAR)));
    row(
        out,
        List.of(
            "in all",
            number("%.1f", times.total()),
            number("%.0f", DEMO_BAR) + met(times.total() <= DEMO_BAR)));
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? "" : number("%.2f", value.getAsDouble());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}

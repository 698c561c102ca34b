package io.godwit.bench;

import io.godwit.bench.data.DocumentFile;
import io.godwit.bench.data.LineitemFile;
import io.godwit.bench.data.SubmissionsFile;
import io.godwit.bench.fleet.Ground;
import io.godwit.cli.opening.Servers;
import io.godwit.common.model.failure.Trouble;
import io.godwit.embedded.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;

/** Measures the cases and prints one report. */
final class BenchMain {

  private BenchMain() {}

  /** Runs the benchmark; {@link Options#USAGE} says what it takes. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException, Trouble {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
      return;
    }
    Files.createDirectories(options.work());
    Path root = Path.of(System.getProperty("godwit.root", "")).toAbsolutePath();
    Results results = new Results();
    if (options.cases().contains(Options.Case.DEMO)) {
      say("godwit demo");
      results.add(DemoCase.measure(root, options.work()));
    }
    fleets(options, root, results);
    String report = heading(options, arguments) + results.text();
    System.out.print(report);
    Files.writeString(root.resolve("bench").resolve("RESULTS.md"), report);
  }

  private static void fleets(Options options, Path root, Results results)
      throws IOException, InterruptedException, SQLException, Trouble {
    EnumSet<Options.Case> cases = EnumSet.copyOf(options.cases());
    cases.remove(Options.Case.DEMO);
    if (cases.isEmpty()) {
      return;
    }
    Path home = Files.createTempDirectory(options.work(), "home-");
    say("starting the servers");
    try (Servers servers =
        Servers.start(home, Optional.empty(), EnumSet.of(Part.BROKER, Part.POSTGRESQL))) {
      Ground ground =
          new Ground(
              root,
              options.work(),
              home,
              servers,
              options.recordings(),
              options.jvm(),
              options.image());
      if (cases.stream().anyMatch(BenchMain::isOfManyRecords)) {
        say("warming the broker up");
        new LineitemCase(ground, lineitem(options), options.rows(), results).warmTheBroker();
      }
      for (Options.Case each : cases) {
        measure(each, options, ground, results);
      }
    }
  }

  /** What a cold broker would be felt in. */
  private static boolean isOfManyRecords(Options.Case each) {
    return switch (each) {
      case LINEITEM, EXISTING, UNDO, STEPS, DOCUMENTS -> true;
      case HASHING, FILES, INCREMENTAL, START, RUNS, DEMO -> false;
    };
  }

  private static void measure(Options.Case each, Options options, Ground ground, Results results)
      throws IOException, InterruptedException, SQLException {
    switch (each) {
      case LINEITEM -> {
        LineitemCase lineitem =
            new LineitemCase(ground, lineitem(options), options.rows(), results);
        repeat("lineitem", options, lineitem::measure);
      }
      case EXISTING -> {
        ExistingKeysCase existing =
            new ExistingKeysCase(ground, lineitem(options), options.rows(), results);
        repeat("lineitem that is there", options, existing::measure);
      }
      case UNDO -> {
        UndoCase undo = new UndoCase(ground, lineitem(options), options.rows(), results);
        repeat("lineitem undone", options, undo::measure);
      }
      case INCREMENTAL -> {
        IncrementalCase incremental = new IncrementalCase(ground, options.rows(), results);
        repeat("a table that has grown", options, incremental::measure);
      }
      case STEPS -> {
        StepsCase steps = new StepsCase(ground, submissions(options), options.rows(), results);
        repeat("steps", options, steps::measure);
      }
      case HASHING -> {
        HashingCase hashing = new HashingCase(ground, options.work(), results);
        repeat("hashing", options, hashing::measure);
      }
      case DOCUMENTS -> {
        DocumentsCase documents =
            new DocumentsCase(ground, documents(options), options.documents(), results);
        repeat("documents", options, documents::measure);
      }
      case FILES -> {
        FilesCase files = new FilesCase(ground, results);
        repeat("files", options, files::measure);
      }
      case START -> {
        say("godwit run of " + StartCase.ROWS + " rows");
        StartCase.measure(ground).forEach(results::add);
      }
      case RUNS -> {
        say(RunsCase.RUNS + " runs of one job");
        RunsCase.measure(ground).forEach(results::add);
      }
      case DEMO -> throw new IllegalStateException("it brings its own servers");
    }
  }

  private interface Measured {
    void measure(int repeat) throws IOException, InterruptedException, SQLException;
  }

  private static void repeat(String what, Options options, Measured measured)
      throws IOException, InterruptedException, SQLException {
    for (int repeat = 1; repeat <= options.repeats(); repeat++) {
      say(what + ", " + repeat + " of " + options.repeats());
      measured.measure(repeat);
    }
  }

  private static Path lineitem(Options options) throws IOException {
    return data(
        options.work().resolve("lineitem-" + options.rows() + ".csv"),
        draft -> LineitemFile.write(draft, options.rows()));
  }

  private static Path submissions(Options options) throws IOException {
    return data(
        options.work().resolve("submissions-" + options.rows() + ".csv"),
        draft -> SubmissionsFile.write(draft, options.rows()));
  }

  private static Path documents(Options options) throws IOException {
    return data(
        options.work().resolve("documents-" + options.documents() + ".jsonl"),
        draft -> DocumentFile.write(draft, options.documents()));
  }

  private interface Writer {
    void write(Path draft) throws IOException;
  }

  /** A data file, made where an earlier run has not left it whole. */
  private static Path data(Path file, Writer writer) throws IOException {
    if (!Files.exists(file)) {
      say("writing " + file.getFileName());
      Path draft = file.resolveSibling(file.getFileName() + ".part");
      writer.write(draft);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  /** What a reader needs to judge the numbers; neither a host's name nor a path. */
  private static String heading(Options options, String... arguments) {
    String command = "bench/run " + String.join(" ", arguments).replaceAll("--work \\S+ ?", "");
    return """
    # Measured by `%s`

    %s, %d cores, %s/%s, JDK %s. Each case %d times; every fleet is one producer, one worker \
    and one aggregator, started, idle, and with its topics made when the clock starts.

    """
        .formatted(
            command.strip(),
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version(),
            options.repeats());
  }

  private static void say(String what) {
    System.err.println("bench: " + what);
  }
}

package io.godwit.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What to measure.
 *
 * @param work a folder for data and servers, created where it is missing
 * @param cases which
 * @param repeats how often each
 * @param rows of lineitem
 * @param documents of JSON
 * @param recordings whether the roles write flight recordings
 * @param jvm more options for the roles' JVMs
 * @param image the folder of an assembled image whose roles are measured; empty for those of the
 *     start script
 */
record Options(
    Path work,
    Set<Case> cases,
    int repeats,
    long rows,
    int documents,
    boolean recordings,
    List<String> jvm,
    Optional<Path> image) {

  static final String USAGE =
      """
      bench/run [--work DIR]
                [--only lineitem|existing|undo|steps|hashing|documents|files|start|runs|demo]...
                [--repeats N]
                [--rows N] [--documents N] [--recordings] [--jvm OPTION]... [--image DIR]
      """;

  /** What can be measured. */
  enum Case {
    LINEITEM,
    EXISTING,
    UNDO,
    INCREMENTAL,
    STEPS,
    HASHING,
    DOCUMENTS,
    FILES,
    START,
    RUNS,
    DEMO
  }

  /**
   * The options of a command line.
   *
   * @throws IllegalArgumentException where it cannot be read
   */
  static Options parse(String... arguments) {
    Path work = Path.of(System.getProperty("java.io.tmpdir"), "godwit-bench");
    Set<Case> cases = EnumSet.noneOf(Case.class);
    int repeats = 3;
    long rows = 1_000_000;
    int documents = 200_000;
    boolean recordings = false;
    List<String> jvm = new ArrayList<>();
    Optional<Path> image = Optional.empty();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--work" -> work = Path.of(value(arguments, ++i));
        case "--only" -> cases.add(Case.valueOf(value(arguments, ++i).toUpperCase(Locale.ROOT)));
        case "--repeats" -> repeats = Integer.parseInt(value(arguments, ++i));
        case "--rows" -> rows = Long.parseLong(value(arguments, ++i));
        case "--documents" -> documents = Integer.parseInt(value(arguments, ++i));
        case "--recordings" -> recordings = true;
        case "--image" -> image = Optional.of(Path.of(value(arguments, ++i)).toAbsolutePath());
        case "--jvm" -> jvm.add(value(arguments, ++i));
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    Set<Case> all = cases.isEmpty() ? EnumSet.allOf(Case.class) : cases;
    return new Options(
        work.toAbsolutePath(), all, repeats, rows, documents, recordings, List.copyOf(jvm), image);
  }

  private static String value(String[] arguments, int index) {
    if (index == arguments.length) {
      throw new IllegalArgumentException(arguments[index - 1] + " needs a value");
    }
    return arguments[index];
  }
}

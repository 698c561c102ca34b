package io.godwit.aggregator.report;

import io.godwit.aggregator.report.RunReport.Compared;
import io.godwit.aggregator.report.RunReport.Differing;
import io.godwit.aggregator.report.RunReport.DoneTask;
import io.godwit.aggregator.report.RunReport.Failed;
import io.godwit.aggregator.report.RunReport.FailedClass;
import io.godwit.aggregator.report.RunReport.Sample;
import io.godwit.common.model.Difference;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.replay.ForgetWish;
import io.godwit.common.spec.ReportSpec.Csv;
import io.godwit.common.wire.run.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes one key's data out of the reports of a job that lie in this home: its key, what was said of
 * it, and which values differed. The rows stay, and so do the numbers: the books are those of
 * records, whatever is known of them. Reports on other machines stay as they are.
 */
public final class ForgottenReports {

  private static final String FORGOTTEN = "(forgotten)";
  private static final String WRITER = "forget";
  private static final Pattern OF_LINE = Pattern.compile(".*:\\d+", Pattern.DOTALL);

  private final ForgetWish wish;
  private final boolean dry;
  private long changed;

  private ForgottenReports(ForgetWish wish, boolean dry) {
    this.wish = wish;
    this.dry = dry;
  }

  /**
   * Goes through them.
   *
   * @param reports the folder of the job's reports, there or not
   * @param dry whether they are only counted
   * @return how many files were, or would be, changed
   * @throws Trouble where the disk does not take it; to be repeated
   */
  public static long forget(Path reports, ForgetWish wish, boolean dry) throws Trouble {
    if (!Files.isDirectory(reports)) {
      return 0;
    }
    ForgottenReports all = new ForgottenReports(wish, dry);
    try (Stream<Path> runs = Files.list(reports)) {
      for (Path run : runs.filter(Files::isDirectory).sorted().toList()) {
        all.forgetRun(run);
      }
    } catch (IOException e) {
      throw DiskMessages.about(reports, e);
    }
    return all.changed;
  }

  private void forgetRun(Path folder) throws IOException {
    Set<String> origins = new HashSet<>();
    // Where a record stands in the source is known from the lists of all records: these are the
    // last, so that whoever comes after a kill still finds it.
    List<String> lists =
        List.of(DifferingList.NAME, ResultFiles.DROPPED, ResultFiles.FAILED, ResultFiles.MIGRATED);
    for (String list : lists) {
      find(folder.resolve(list), origins);
    }
    forgetReport(folder, origins);
    for (String list : lists) {
      rewrite(folder.resolve(list), origins);
    }
  }

  /** A list may be there or not, and one that was defused has an apostrophe more. */
  private void find(Path list, Set<String> origins) throws IOException {
    read(
        list,
        row -> {
          if (isMeant(row) && OF_LINE.matcher(row.origin()).matches()) {
            origins.add(row.origin());
            origins.add(row.origin().replaceFirst("^'", ""));
          }
        });
  }

  /** A row whose columns have names. */
  private record Named(ListRows.Row row, List<String> names) {

    String get(String name) {
      int at = names.indexOf(name);
      return at < 0 || at >= row.fields().size() ? "" : row.fields().get(at);
    }

    String origin() {
      return get("origin");
    }
  }

  private boolean isMeant(Named row) {
    String unit = unit(row.origin());
    String key = row.get("key");
    return wish.means(key, unit)
        || (key.startsWith("'") && wish.means(key.substring(1), unit))
        || (row.origin().startsWith("'") && wish.means(key, unit.substring(1)));
  }

  private static String unit(String origin) {
    return OF_LINE.matcher(origin).matches()
        ? origin.substring(0, origin.lastIndexOf(':'))
        : origin;
  }

  private interface Each {
    void accept(Named row) throws IOException;
  }

  private static void read(Path list, Each each) throws IOException {
    if (!Files.isRegularFile(list)) {
      return;
    }
    try (BufferedReader in = Files.newBufferedReader(list, StandardCharsets.UTF_8)) {
      ListRows rows = new ListRows(in);
      Optional<ListRows.Row> head = rows.next();
      for (Optional<ListRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        each.accept(new Named(row.get(), head.orElseThrow().fields()));
      }
    }
  }

  private void rewrite(Path list, Set<String> origins) throws IOException {
    List<String> names = new ArrayList<>();
    read(
        list,
        row -> {
          if (names.isEmpty() && isTold(row, origins)) {
            names.addAll(row.names());
          }
        });
    if (names.isEmpty()) {
      return;
    }
    changed++;
    if (dry) {
      return;
    }
    try (AtomicFile file = AtomicFile.of(list, WRITER)) {
      Writer out =
          new BufferedWriter(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8), 1 << 16);
      out.write(String.join(",", names) + "\n");
      read(
          list,
          row -> {
            if (isTold(row, origins)) {
              out.flush();
              CsvWriter csv = new CsvWriter(file.out(), Csv.EXACT);
              for (int i = 0; i < names.size(); i++) {
                csv.field(left(names.get(i), row.row().fields().get(i)));
              }
              csv.endRow();
              csv.flush();
            } else {
              out.write(row.row().raw());
            }
          });
      out.flush();
      file.publish();
    }
  }

  /** Whether there is anything to take out of a row. */
  private boolean isTold(Named row, Set<String> origins) {
    return isMeant(row)
        || (origins.contains(row.origin())
            && !row.get("key").isEmpty()
            && wish.unit().map(unit(row.origin())::equals).orElse(true));
  }

  private static String left(String name, String field) {
    return switch (name) {
      case "key" -> "";
      case "message", "expected", "found" -> FORGOTTEN;
      default -> field;
    };
  }

  private void forgetReport(Path folder, Set<String> origins) throws IOException {
    Path json = folder.resolve(Reporter.JSON);
    if (!Files.isRegularFile(json)) {
      return;
    }
    RunReport report = Json.read(Files.readAllBytes(json), RunReport.class);
    RunReport left =
        report.with(
            report.failures().stream().map(group -> left(group, origins)).toList(),
            report.tasks().stream().map(task -> left(task, origins)).toList());
    if (left.equals(report)) {
      return;
    }
    changed += 2;
    if (!dry) {
      // Who is killed in between finds the old one in the other file, and does both again.
      AtomicFile.write(folder.resolve(Reporter.HTML), WRITER, utf8(HtmlReport.of(left)));
      AtomicFile.write(json, WRITER, utf8(Json.pretty(left) + "\n"));
    }
  }

  private FailedClass left(FailedClass group, Set<String> origins) {
    return new FailedClass(
        group.errorClass(),
        group.records(),
        group.codes().stream()
            .map(code ->
                new Failed(
                    code.code(),
                    code.records(),
                    code.cause(),
                    code.remedy(),
                    code.samples().stream().map(sample -> left(sample, origins)).toList()))
            .toList());
  }

  private Sample left(Sample sample, Set<String> origins) {
    boolean meant = isTold(sample.key(), sample.origin(), origins);
    return meant ? new Sample("", sample.origin(), FORGOTTEN, sample.column()) : sample;
  }

  private DoneTask left(DoneTask task, Set<String> origins) {
    return new DoneTask(
        task.phase(),
        task.name(),
        task.statement(),
        task.refusal(),
        task.gone(),
        task.verified()
            .map(found ->
                new Compared(
                    found.rows(),
                    found.samples().stream().map(row -> left(row, origins)).toList())));
  }

  private Differing left(Differing row, Set<String> origins) {
    return isTold(row.key(), row.origin(), origins)
        ? new Differing(
            row.kind(),
            row.place(),
            "",
            row.origin(),
            row.differences().stream()
                .map(one -> new Difference(one.field(), FORGOTTEN, FORGOTTEN))
                .toList(),
            row.reason())
        : row;
  }

  /** Keys are cut in the report where they are long. */
  private boolean isTold(String key, String origin, Set<String> origins) {
    String whole = Excerpt.of(wish.key(), ReportBuilder.SAMPLE_LENGTH);
    boolean ofUnit = wish.unit().map(unit(origin)::equals).orElse(true);
    return !key.isEmpty() && ofUnit && (key.equals(whole) || origins.contains(origin));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

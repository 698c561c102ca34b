package io.godwit.files.csv;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.files.content.ContentStart;
import io.godwit.files.content.FormatGuess;
import io.godwit.files.spec.CsvSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a header tells of a file that is read in the wrong way. Looked for only where the header
 * lacks a key of the job, so that no file is refused that could be read.
 */
final class Misreading {

  private static final String DELIMITERS = ",;\t|:";

  private final CsvSpec spec;
  private final ContentStart beginning;
  private final String unit;

  Misreading(CsvSpec spec, ContentStart beginning, String unit) {
    this.spec = spec;
    this.beginning = beginning;
    this.unit = unit;
  }

  /**
   * Ends here where the file seems to be something else than the job says.
   *
   * @param start where the header starts in the beginning
   */
  void refuse(List<String> names, int start, int end) {
    if (names.containsAll(spec.key())) {
      return;
    }
    String header =
        new String(beginning.bytes(), start, end - start, StandardCharsets.UTF_8).strip();
    Optional<String> seems =
        FormatGuess.otherText(beginning)
            .or(() -> json(header))
            .or(() -> separatorLine(header))
            .or(() -> delimiter(names, header))
            .or(() -> quote(names))
            .or(() -> blanks(names))
            .or(() -> laterLine(end));
    seems.ifPresent(text -> {
      throw new Refused(ErrorCode.SOURCE_FORMAT, unit + " " + text);
    });
  }

  private static Optional<String> json(String header) {
    boolean object = header.startsWith("{\"") || header.equals("{");
    boolean array = header.startsWith("[{") || header.equals("[");
    return object || array
        ? Optional.of(
            "seems to be JSON: write json: instead of csv:, or jsonl: where each line is one"
                + " object")
        : Optional.empty();
  }

  private Optional<String> separatorLine(String header) {
    String line = header.replace("\"", "");
    return line.toLowerCase(Locale.ROOT).startsWith("sep=") && line.length() <= 5
        ? Optional.of(
            "begins with the line %s, which is meant for spreadsheets: write skip: %d%s"
                .formatted(
                    line,
                    spec.skip() + 1,
                    line.length() == 5 ? " and delimiter: " + yaml(line.charAt(4)) : ""))
        : Optional.empty();
  }

  private Optional<String> delimiter(List<String> names, String header) {
    for (int i = 0; i < DELIMITERS.length(); i++) {
      char other = DELIMITERS.charAt(i);
      boolean taken = other == spec.delimiter() || (names.size() > 1 && !keysIn(header, other));
      if (!taken && header.indexOf(other) >= 0) {
        return Optional.of(
            "seems to separate its fields by %s: write delimiter: %s"
                .formatted(other == '\t' ? "tabs" : "'" + other + "'", yaml(other)));
      }
    }
    return Optional.empty();
  }

  private boolean keysIn(String header, char delimiter) {
    List<String> names =
        Arrays.stream(header.split(java.util.regex.Pattern.quote(delimiter + ""), -1))
            .map(name -> name.strip().replaceAll("^[\"']|[\"']$", ""))
            .toList();
    return names.containsAll(spec.key());
  }

  private Optional<String> quote(List<String> names) {
    for (String quote : List.of("'", "\"")) {
      List<String> bare =
          names.stream()
              .map(name ->
                  name.startsWith(quote) && name.endsWith(quote) && name.length() > 1
                      ? name.substring(1, name.length() - 1)
                      : name)
              .toList();
      if (!spec.quote().equals(quote) && bare.containsAll(spec.key())) {
        return Optional.of(
            "seems to enclose its fields in %s: write quote: %s"
                .formatted(quote, quote.equals("'") ? "\"'\"" : "'\"'"));
      }
    }
    return Optional.empty();
  }

  private Optional<String> blanks(List<String> names) {
    return !spec.trim() && names.stream().map(String::strip).toList().containsAll(spec.key())
        ? Optional.of("has blanks around the names of its header: write trim: true")
        : Optional.empty();
  }

  /** Exports like to put a title above the header. */
  private Optional<String> laterLine(int end) {
    String rest =
        new String(beginning.bytes(), end, beginning.bytes().length - end, StandardCharsets.UTF_8);
    List<String> lines = rest.lines().limit(20).toList();
    for (int i = 1; i < lines.size(); i++) {
      if (keysIn(lines.get(i), spec.delimiter())) {
        return Optional.of(
            "seems to have its header in line %d: write skip: %d"
                .formatted(spec.skip() + i + 1, spec.skip() + i));
      }
    }
    return Optional.empty();
  }

  private static String yaml(char delimiter) {
    return delimiter == '\t' ? "\"\\t\"" : "'" + delimiter + "'";
  }
}

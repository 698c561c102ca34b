package io.godwit.files.jsonl;

import io.godwit.files.content.ContentStart;
import io.godwit.files.content.FormatGuess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a file seems to be that is no JSON Lines. A first line that is no object is no sign by
 * itself, it may be the one bad line; so the line after it is looked at too.
 */
final class LinesCheck {

  private LinesCheck() {}

  /** The end of a sentence that begins with the file's name. */
  static Optional<String> seems(ContentStart beginning) {
    byte[] bytes = beginning.bytes();
    int from = beginning.body();
    String text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    List<String> lines =
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(20).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String first = lines.getFirst();
    boolean open = lines.size() > 1 && isOpen(bytes, from);
    boolean objects = lines.stream().skip(1).anyMatch(line -> line.startsWith("{"));
    if (first.startsWith("[") && (open || !objects)) {
      return Optional.of(
          "is a JSON array, and not one object a line: write json: instead of jsonl:");
    }
    if (first.startsWith("{") && open && isInside(lines.get(1))) {
      return Optional.of(
          "has objects of several lines, and not one a line: write json: instead of jsonl:");
    }
    if (first.startsWith("{") || objects) {
      return Optional.empty();
    }
    return FormatGuess.otherText(beginning).or(() -> csv(lines));
  }

  /** Whether what begins in the first line goes on behind it. */
  private static boolean isOpen(byte[] bytes, int from) {
    JsonFraming framing = new JsonFraming(1, false);
    int start = framing.skip(bytes, from, bytes.length);
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return framing.end(bytes, start, end) < 0 && framing.unfinished().isPresent();
  }

  /** No line of JSON Lines begins so, and every second line of an object does. */
  private static boolean isInside(String line) {
    return line.startsWith("\"") || line.startsWith("}");
  }

  private static Optional<String> csv(List<String> lines) {
    long commas = separators(lines.getFirst());
    return lines.size() > 1 && commas > 0 && separators(lines.get(1)) == commas
        ? Optional.of("seems to be CSV: write csv: instead of jsonl:")
        : Optional.empty();
  }

  private static long separators(String line) {
    return line.chars().filter(c -> c == ',' || c == ';' || c == '\t').count();
  }
}

package io.godwit.cli.letters;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Excerpt;
import io.godwit.common.replay.OpenLetter;
import io.godwit.common.replay.ReplayCommandText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Open letters by class and code, counted, with a few samples of each. For one thread. */
public final class LetterGroups {

  private static final int SAMPLES = 3;
  private static final int LONGEST = 200;

  private final String job;
  private final Map<ErrorCode, Group> groups = new EnumMap<>(ErrorCode.class);

  private static final class Group {
    private final List<String> samples = new ArrayList<>();
    private long letters;
  }

  /** Of a job, whose name the commands have. */
  public LetterGroups(String job) {
    this.job = job;
  }

  /** One more. */
  public void add(OpenLetter open) {
    Group group = groups.computeIfAbsent(open.letter().failure().code(), ignored -> new Group());
    group.letters++;
    if (group.samples.size() < SAMPLES) {
      group.samples.add(
          plain(open.letter().key().orElse("without a key"))
              + "  "
              + plain(open.letter().origin().text())
              + "  "
              + plain(open.letter().failure().message()));
    }
  }

  /** How many there are. */
  public long count() {
    return groups.values().stream().mapToLong(group -> group.letters).sum();
  }

  /** For people: the most frequent class first, and under each code what to type. */
  public String text() {
    List<String> lines = new ArrayList<>();
    groups.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<ErrorCode, Group> group) -> group.getKey().errorClass())
                .thenComparing(group -> -group.getValue().letters))
        .forEach(group -> {
          ErrorCode code = group.getKey();
          lines.add("");
          lines.add(
              String.format(
                  Locale.ROOT,
                  "  %s, %s: %,d",
                  code.errorClass().id(),
                  code.id(),
                  group.getValue().letters));
          group.getValue().samples.forEach(sample -> lines.add("    " + sample));
          lines.add("    " + ReplayCommandText.of(job, code));
        });
    return String.join(System.lineSeparator(), lines);
  }

  /** A terminal obeys what it is written; nothing of a record is to command it. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    Excerpt.of(text, LONGEST)
        .codePoints()
        .map(point -> isHarmless(point) ? point : '\uFFFD')
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}

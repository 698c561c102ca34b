package io.godwit.cli.letters;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.model.text.VisibleText;
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
  private long forgotten;

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
    if (open.letter().forgotten()) {
      forgotten++;
      return;
    }
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

  /** How many there are that can be taken up again. */
  public long count() {
    return groups.values().stream().mapToLong(group -> group.letters).sum();
  }

  /** For people: the most frequent class first, and under each code what to type. */
  public String text() {
    List<String> lines = new ArrayList<>();
    groups.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<ErrorCode, Group> group) -> group.getKey().errorClass())
                .thenComparingLong(group -> -group.getValue().letters))
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
    if (forgotten > 0) {
      lines.add("");
      lines.add(
          String.format(
              Locale.ROOT,
              "  forgotten: %,d; what they held is gone, and no replay can take them",
              forgotten));
    }
    return String.join(System.lineSeparator(), lines);
  }

  /** One line, whatever a record holds: an end of a line would pass for a line of ours. */
  private static String plain(String text) {
    return VisibleText.line(Excerpt.of(text, LONGEST));
  }
}

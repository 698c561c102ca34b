package io.godwit.files.bytes;

import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.files.content.Content;
import io.godwit.files.content.SourceFile;
import io.godwit.files.content.TextEncoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said of a plan's files beside their splits. For one thread. */
final class Remarks {

  private static final int MOST_OF_A_KIND = 3;

  private final Map<String, List<String>> byOneReader = new LinkedHashMap<>();
  private final List<String> sprawling = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  /** Says why a file has one split, where it has. */
  void opened(SourceFile file, Content content) {
    if (file.isInput()) {
      others.add(
          "the standard input is read by one reader; a run that is interrupted goes on only where"
              + " the same input is given again");
    } else if (!content.made().isEmpty()) {
      byOneReader.computeIfAbsent(content.made(), made -> new ArrayList<>()).add(file.unit());
    }
  }

  /** Says which records go over suspiciously many lines. */
  void found(SourceFile file, SplitPlanner.Found found) {
    for (Sprawl sprawl : found.sprawls()) {
      sprawling.add(
          file.unit()
              + ": "
              + sprawl.text()
              + found.advice().map(advice -> ": is a quote left open? " + advice).orElse(""));
    }
  }

  /** Says where the first records are in another encoding than the job says. */
  void sampled(List<Reading> sample, TextEncoding encoding) {
    sample.stream()
        .filter(Reading.Unreadable.class::isInstance)
        .map(Reading.Unreadable.class::cast)
        .filter(bad -> bad.failure().code() == ErrorCode.TEXT_ENCODING)
        .findFirst()
        .ifPresent(bad ->
            others.add(
                bad.origin()
                    + " is not in "
                    + encoding.name()
                    + ": "
                    + bad.failure().message()
                    + OtherEncoding.advice(encoding)));
  }

  /** All of it, a sentence each. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(others);
    byOneReader.forEach((made, units) -> texts.add(oneReader(made, units)));
    sprawling.stream().limit(MOST_OF_A_KIND).forEach(texts::add);
    if (sprawling.size() > MOST_OF_A_KIND) {
      texts.add(sprawling.size() - MOST_OF_A_KIND + " more records go over very many lines");
    }
    return List.copyOf(texts);
  }

  private static String oneReader(String made, List<String> units) {
    return units.size() == 1
        ? units.getFirst() + " " + made + ", so one reader reads it"
        : units.getFirst()
            + " "
            + made
            + ", as are "
            + (units.size() - 1)
            + " more files, so one reader reads each";
  }
}

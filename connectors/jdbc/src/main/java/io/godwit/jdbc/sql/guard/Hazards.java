package io.godwit.jdbc.sql.guard;

import io.godwit.jdbc.sql.fit.FieldRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a table may refuse a row that its columns would hold, or make another one of it. */
final class Hazards {

  private static final Pattern OVER = Pattern.compile("[^(]*\\(([^()]*)\\)(?: INCLUDE .*)?");
  private static final String TRIGGER = "trigger ";
  private static final List<String> ASLEEP = List.of("(disabled)", "(replica only)");

  private Hazards() {}

  /** In sentences. */
  static List<String> of(TableFacts facts, FieldRules rules) {
    String table = "table " + rules.table().name();
    List<String> hazards = new ArrayList<>();
    if (!rules.key().isEmpty()) {
      Set<String> key = new HashSet<>(rules.keyNames());
      facts
          .ofKind(TableFacts.UNIQUE)
          .forEach((name, over) -> {
            if (!isOver(over, key)) {
              hazards.add(
                  "%s has the %s, %s, beside the key: a record whose values there belong to the"
                          .formatted(table, name, over)
                      + " row of another key fails");
            }
          });
    }
    facts
        .ofKind(TRIGGER)
        .forEach((name, definition) -> {
          if (ASLEEP.stream().noneMatch(definition::endsWith)) {
            hazards.add(
                "%s has the %s: what it makes of a row, or writes elsewhere, is in no books, and a"
                        .formatted(table, name)
                    + " comparison tells a column that it changes as different");
          }
        });
    return hazards;
  }

  private static boolean isOver(String index, Set<String> key) {
    Matcher over = OVER.matcher(index);
    return over.matches()
        && Set.copyOf(List.of(over.group(1).replace("\"", "").split(", "))).equals(key);
  }
}

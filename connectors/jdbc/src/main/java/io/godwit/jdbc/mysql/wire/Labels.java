package io.godwit.jdbc.mysql.wire;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The labels of an enum or a set. The server takes more texts than these: by the collation, which
 * makes another spelling of them, and as the number of a label; so here they are told to the
 * letter.
 */
final class Labels {

  private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");

  private Labels() {}

  /**
   * Why a text is not a value of a type; empty where it is.
   *
   * @param type as the catalogue spells it: {@code enum('a','it''s')}
   */
  static Optional<String> problem(String text, String type) {
    Set<String> labels = new HashSet<>();
    Matcher label = LABEL.matcher(type);
    while (label.find()) {
      labels.add(label.group(1).replace("''", "'"));
    }
    if (type.startsWith("enum")) {
      return labels.contains(text) ? Optional.empty() : Optional.of("it has no such label");
    }
    List<String> members = text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    return labels.containsAll(members) && new HashSet<>(members).size() == members.size()
        ? Optional.empty()
        : Optional.of("it has sets of its labels, with commas between and none twice");
  }
}

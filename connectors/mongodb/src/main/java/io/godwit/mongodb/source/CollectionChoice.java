package io.godwit.mongodb.source;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which collections a job reads.
 *
 * @param collections in the order of the job, those of a pattern by name; each once
 * @param remarks what a person should know, a sentence each
 */
record CollectionChoice(List<ChosenCollection> collections, List<String> remarks) {

  /** No pattern means what the server keeps for itself, and what Godwit does. */
  private static final List<String> OF_OTHERS = List.of("system.", "godwit_undo_");

  private static final int SHOWN = 10;

  /**
   * Chooses from what there is.
   *
   * @param spelled names and patterns
   * @param listed all collections of the database
   * @param database what messages call it
   * @throws Refused where one is missing, or cannot be read
   */
  static CollectionChoice of(List<String> spelled, List<ChosenCollection> listed, String database) {
    Map<String, ChosenCollection> all = new LinkedHashMap<>();
    listed.stream()
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .forEach(one -> all.put(one.name(), one));
    Map<String, ChosenCollection> chosen = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    for (String spelling : spelled) {
      if (all.containsKey(spelling) || !isPattern(spelling)) {
        chosen.put(spelling, named(spelling, all, database));
      } else {
        matching(spelling, all, database, remarks).forEach(one -> chosen.put(one.name(), one));
      }
    }
    return new CollectionChoice(List.copyOf(chosen.values()), List.copyOf(remarks));
  }

  private static boolean isPattern(String spelling) {
    return spelling.indexOf('*') >= 0 || spelling.indexOf('?') >= 0;
  }

  private static ChosenCollection named(
      String name, Map<String, ChosenCollection> all, String database) {
    if (!all.containsKey(name)) {
      throw new Refused(
          ErrorCode.SOURCE_MISSING,
          database + " has no collection '" + name + "'" + NearestName.hint(name, all.keySet()));
    }
    ChosenCollection found = all.get(name);
    found
        .unreadable()
        .ifPresent(why -> {
          throw new Refused(ErrorCode.SOURCE_FORMAT, database + ": '" + name + "' " + why);
        });
    return found;
  }

  /** Those of a pattern: what it happens to match beside collections is passed over, and named. */
  private static List<ChosenCollection> matching(
      String pattern, Map<String, ChosenCollection> all, String database, List<String> remarks) {
    Pattern form = form(pattern);
    List<ChosenCollection> found = new ArrayList<>();
    for (ChosenCollection one : all.values()) {
      if (form.matcher(one.name()).matches()
          && OF_OTHERS.stream().noneMatch(one.name()::startsWith)) {
        if (one.unreadable().isEmpty()) {
          found.add(one);
        } else {
          remarks.add(
              "'%s' matches '%s' too and is not read: it %s"
                  .formatted(pattern, one.name(), one.unreadable().get()));
        }
      }
    }
    if (found.isEmpty()) {
      throw new Refused(
          ErrorCode.SOURCE_MISSING,
          "%s has no collection that matches '%s'; it has %s"
              .formatted(
                  database,
                  pattern,
                  all.isEmpty()
                      ? "none"
                      : String.join(", ", all.keySet().stream().limit(SHOWN).toList())));
    }
    return found;
  }

  private static Pattern form(String pattern) {
    StringBuilder form = new StringBuilder();
    pattern
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '*' -> form.append(".*");
            case '?' -> form.append('.');
            default -> form.append(Pattern.quote(Character.toString(c)));
          }
        });
    return Pattern.compile(form.toString(), Pattern.DOTALL);
  }
}

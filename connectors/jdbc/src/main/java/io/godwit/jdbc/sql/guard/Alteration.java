package io.godwit.jdbc.sql.guard;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * In what a table differs from what it was when the run began, by meaning and in sentences.
 *
 * @param stops what no batch may be written over
 * @param remade by column, what no batch may be written over that writes the column
 * @param changed by column, what may make a value fail that was none of a failure before: such a
 *     failure is not the record's
 * @param demands by column, what may make a record fail that has no value for it; by partition,
 *     what may leave it without a place
 * @param harmless what is different and asks for nothing but to read the table anew
 */
record Alteration(
    List<String> stops,
    Map<String, String> remade,
    Map<String, String> changed,
    Map<String, String> demands,
    List<String> harmless) {

  /** No difference. */
  static final Alteration NONE = new Alteration(List.of(), Map.of(), Map.of(), Map.of(), List.of());

  /**
   * The differences of two views of one table.
   *
   * @param key the names of the sink's key columns
   * @param widening whether a column of the second type takes and keeps all that one of the first
   *     did
   */
  static Alteration between(
      TableFacts was, TableFacts is, Collection<String> key, BiPredicate<String, String> widening) {
    if (was.equals(is)) {
      return NONE;
    }
    Alteration found =
        new Alteration(
            new ArrayList<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new ArrayList<>());
    Set<String> columns = new TreeSet<>();
    List.of(was, is)
        .forEach(facts ->
            facts
                .ofKind(TableFacts.COLUMN)
                .keySet()
                .forEach(name -> columns.add(name.substring(TableFacts.COLUMN.length()))));
    columns.forEach(name -> found.column(name, was, is, key.contains(name), widening));
    found.partitions(was, is);
    found.rows(was, is, TableFacts.UNIQUE);
    found.rows(was, is, TableFacts.CONSTRAINT);
    for (String kind : List.of("trigger ", "rule ", "policy ", "row security", "engine")) {
      found.behaviour(was, is, kind);
    }
    return found;
  }

  private void column(
      String name,
      TableFacts was,
      TableFacts is,
      boolean inKey,
      BiPredicate<String, String> widening) {
    Optional<String> before = was.get(TableFacts.COLUMN, name);
    Optional<String> now = is.get(TableFacts.COLUMN, name);
    String what = "column " + name;
    if (before.isPresent() && now.isPresent()) {
      if (!was.get(TableFacts.NUMBER, name).equals(is.get(TableFacts.NUMBER, name))) {
        remade.put(name, what + " is another one of that name: what was written to it is gone");
      }
      if (!before.equals(now)) {
        type(name, before.get(), now.get(), inKey, widening);
      }
    } else if (now.isEmpty()) {
      String sentence = what + " (" + before.orElse("") + ") is gone";
      if (inKey) {
        stops.add(sentence);
      } else {
        changed.put(name, sentence);
      }
    } else {
      harmless.add(what + " (" + now.get() + ") is new");
    }
    demand(name, was, is);
  }

  private void type(
      String name, String before, String now, boolean inKey, BiPredicate<String, String> widening) {
    String sentence = "column " + name + " was " + before + ", is " + now;
    if (widening.test(before, now)) {
      harmless.add(sentence);
    } else if (inKey) {
      stops.add(sentence + ", and by it rows are found");
    } else {
      changed.put(name, sentence);
    }
  }

  private void demand(String name, TableFacts was, TableFacts is) {
    boolean required = is.get(TableFacts.REQUIRED, name).isPresent();
    String before = was.get(TableFacts.SUPPLY, name).orElse("");
    String now = is.get(TableFacts.SUPPLY, name).orElse("");
    if (required && was.get(TableFacts.REQUIRED, name).isEmpty()) {
      boolean known = was.get(TableFacts.COLUMN, name).isPresent();
      demands.put(
          name, "column " + name + (known ? " was nullable, is not null" : " is new and not null"));
    } else if (!before.equals(now) && asksMore(now, required)) {
      demands.put(name, "column " + name + " had " + supply(before) + ", has " + supply(now));
    }
  }

  private static boolean asksMore(String supply, boolean required) {
    return switch (supply) {
      case "" -> required;
      case TableFacts.GENERATED, TableFacts.IDENTITY -> true;
      default -> false;
    };
  }

  private static String supply(String supply) {
    return supply.isEmpty() ? "no default" : supply;
  }

  /**
   * One that is gone stops nobody whose rows are for others: old ones are taken off every month.
   * One that has its place takes its rows.
   */
  private void partitions(TableFacts was, TableFacts is) {
    if (was.named().containsKey(TableFacts.UNNAMED_PARTITIONS)) {
      return;
    }
    if (is.named().containsKey(TableFacts.UNNAMED_PARTITIONS)) {
      harmless.add(
          "there are " + is.named().get(TableFacts.UNNAMED_PARTITIONS) + " partitions now");
      return;
    }
    Map<String, String> before = was.ofKind(TableFacts.PARTITION);
    Map<String, String> now = is.ofKind(TableFacts.PARTITION);
    before.forEach((name, bound) -> {
      if (!now.containsValue(bound)) {
        demands.put(name, name + " (" + bound + ") is gone");
      }
    });
    now.forEach((name, bound) -> {
      if (!before.containsValue(bound)) {
        harmless.add(name + " is new: " + bound);
      }
    });
  }

  /** What may refuse a row: a new one stops, one that is gone refuses nothing any more. */
  private void rows(TableFacts was, TableFacts is, String kind) {
    Map<String, String> before = was.ofKind(kind);
    // By what they say and not by name: an index that is built anew beside the old one is the same.
    Set<String> known = new HashSet<>(before.values());
    Map<String, String> now = is.ofKind(kind);
    now.forEach((name, says) -> {
      if (!known.contains(says)) {
        stops.add(
            Optional.ofNullable(before.get(name))
                .map(old -> name + " was " + old + ", is " + says)
                .orElse(name + " is new: " + says));
      }
    });
    before.forEach((name, says) -> {
      if (!now.containsValue(says)) {
        harmless.add(name + " is gone: " + says);
      }
    });
  }

  /** What may change a row on its way: any difference stops. */
  private void behaviour(TableFacts was, TableFacts is, String kind) {
    Set<String> names = new TreeSet<>();
    List.of(was, is)
        .forEach(facts ->
            facts.named().keySet().stream().filter(n -> n.startsWith(kind)).forEach(names::add));
    for (String name : names) {
      Optional<String> before = was.get("", name);
      Optional<String> now = is.get("", name);
      if (!before.equals(now)) {
        stops.add(
            before.isEmpty()
                ? name + " is new: " + now.orElse("")
                : now.isEmpty()
                    ? name + " is gone: " + before.get()
                    : name + " was " + before.get() + ", is " + now.get());
      }
    }
  }

  /** Every difference, those that stop first. */
  List<String> sentences() {
    List<String> all = new ArrayList<>(stops);
    all.addAll(remade.values());
    all.addAll(changed.values());
    all.addAll(demands.values());
    all.addAll(harmless);
    return all;
  }

  /** Whether a batch has to be looked at for it. */
  boolean concerns() {
    return !changed.isEmpty() || !demands.isEmpty() || !remade.isEmpty();
  }

  /**
   * Refuses to call a record failed because of the table.
   *
   * @param target what was written to, for the message
   * @throws Trouble where one of the failures may come from a difference
   */
  void judge(String target, List<Answer> answers) throws Trouble {
    for (Answer answer : answers) {
      Optional<Failure> failure =
          switch (answer) {
            case Outcome.Failed(Failure failed) -> Optional.of(failed);
            case Answer.Doubt doubt -> Optional.of(doubt.failure());
            case Outcome.Written ignored -> Optional.empty();
            case Outcome.Unchanged ignored -> Optional.empty();
            case Outcome.Dropped ignored -> Optional.empty();
          };
      if (failure.isPresent()) {
        judge(target, failure.get());
      }
    }
  }

  private void judge(String target, Failure failure) throws Trouble {
    List<String> reasons = new ArrayList<>(reasons(demands, failure));
    // A null where a column has refused nulls all along is nobody's fault but the record's.
    if (failure.code() != ErrorCode.TARGET_NULL) {
      reasons.addAll(reasons(changed, failure));
    }
    if (!reasons.isEmpty()) {
      throw new Trouble(
          ErrorCode.TARGET_ALTERED,
          target + " is not as it was: " + String.join("; ", reasons) + ". " + failure.message());
    }
  }

  /** Without a column it may be any: the server names none where it speaks another language. */
  private static Collection<String> reasons(Map<String, String> by, Failure failure) {
    if (failure.column().isPresent()) {
      return Optional.ofNullable(by.get(failure.column().get())).stream().toList();
    }
    // A row without a partition breaks a constraint that has no name.
    boolean placed = failure.code() != ErrorCode.TARGET_CONSTRAINT;
    return by.entrySet().stream()
        .filter(entry -> !(placed && entry.getKey().startsWith(TableFacts.PARTITION)))
        .map(Map.Entry::getValue)
        .toList();
  }
}

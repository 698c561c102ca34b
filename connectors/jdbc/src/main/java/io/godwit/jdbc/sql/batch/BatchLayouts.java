package io.godwit.jdbc.sql.batch;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.Document;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.ValueMessages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The shapes and layouts that the records of one batch have. For one thread. */
final class BatchLayouts {

  private static final int[] NOWHERE = {};

  private final FieldRules rules;
  private final List<ColumnLayout> layouts = new ArrayList<>();
  private final Map<Set<Column>, Integer> groups = new HashMap<>();
  private final Map<List<String>, FieldOrder> shapes = new HashMap<>();
  private Optional<FieldOrder> latest = Optional.empty();

  BatchLayouts(FieldRules rules) {
    this.rules = rules;
  }

  /** The layout of a group. */
  ColumnLayout layout(int group) {
    return layouts.get(group);
  }

  /** Whether one of the layouts has a column. */
  boolean write(String column) {
    return layouts.stream()
        .anyMatch(layout -> layout.columns().stream().anyMatch(c -> c.name().equals(column)));
  }

  /** The shape of a document; most have the one of the document before. */
  FieldOrder of(Document document) {
    if (latest.isPresent() && latest.get().fits(document)) {
      return latest.get();
    }
    List<String> names = IntStream.range(0, document.size()).mapToObj(document::name).toList();
    FieldOrder order = shapes.computeIfAbsent(names, ignored -> newShape(document, names));
    latest = Optional.of(order);
    return order;
  }

  private FieldOrder newShape(Document document, List<String> names) {
    Optional<Failure> failure = failure(names);
    if (failure.isPresent()) {
      return new FieldOrder(document, 0, NOWHERE, failure);
    }
    Set<Column> columns = new HashSet<>();
    names.forEach(name -> rules.table().column(name).ifPresent(columns::add));
    int group = groups.computeIfAbsent(columns, this::newLayout);
    ColumnLayout layout = layouts.get(group);
    int[] fields =
        layout.columns().stream().mapToInt(column -> document.indexOf(column.name())).toArray();
    return new FieldOrder(document, group, fields, layout.failure());
  }

  private int newLayout(Set<Column> columns) {
    List<Column> others =
        rules.table().columns().stream()
            .filter(columns::contains)
            .filter(column -> !rules.key().contains(column))
            .toList();
    layouts.add(ColumnLayout.of(rules, others));
    return layouts.size() - 1;
  }

  private Optional<Failure> failure(List<String> names) {
    if (names.isEmpty() && rules.key().isEmpty()) {
      return Optional.of(
          new Failure(ErrorCode.TARGET_REFUSED, "the record has no field that could be a row"));
    }
    for (Column column : rules.key()) {
      if (!names.contains(column.name())) {
        return ValueMessages.noKey(column, "absent");
      }
    }
    for (String name : names) {
      Optional<Refused> refusal = rules.refusal(name);
      if (refusal.isPresent()) {
        return Optional.of(
            new Failure(
                ErrorCode.TARGET_REFUSED, String.valueOf(refusal.get().getMessage()), name));
      }
    }
    return Optional.empty();
  }
}

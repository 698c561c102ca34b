package io.godwit.cli.prepare;

import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Type;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.StepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The fields of a unit of which it is known without a record what they hold, behind the steps and
 * in the rows of a place. Steps say of themselves what they do to names; what one makes, or gives
 * another type, is not known any more.
 */
final class DeclaredFields {

  /** By the names that they have now. */
  private final Map<String, Field> fields = new LinkedHashMap<>();

  private DeclaredFields() {}

  /**
   * Behind the steps.
   *
   * @param bounded whether the source itself says what its types bound, as a database does: what a
   *     job file declares are words for any size, of which the smallest is taken
   */
  static DeclaredFields of(Schema schema, boolean bounded, List<StepSpec> steps) {
    DeclaredFields known = new DeclaredFields();
    if (schema.exact()) {
      for (Field field : schema.fields()) {
        if (bounded) {
          known.fields.put(field.name(), field);
        } else if (field.known() == Knowledge.DECLARED) {
          known.fields.put(field.name(), leastOf(field));
        }
      }
    }
    steps.forEach(step -> step.effects().forEach(known::pass));
    return known;
  }

  /**
   * It may be any number of the kind, and surely a small one. Nulls are as rare as the job says.
   */
  private static Field leastOf(Field field) {
    Type least =
        switch (field.type()) {
          case Type.Whole ignored -> new Type.Whole(8);
          case Type.Exact ignored -> new Type.Exact(OptionalInt.of(1), 0);
          case Type.Floating ignored -> new Type.Floating(32);
          case Type.Chars ignored -> new Type.Chars(OptionalInt.of(1));
          default -> field.type();
        };
    return new Field(field.name(), least, field.known(), true);
  }

  private void pass(FieldEffect effect) {
    switch (effect) {
      case FieldEffect.Reads ignored -> {}
      case FieldEffect.Keeps(List<String> kept) -> fields.keySet().retainAll(kept);
      case FieldEffect.Removes(List<String> removed) -> fields.keySet().removeAll(removed);
      case FieldEffect.Renames(Map<String, String> names) -> rename(names);
      case FieldEffect.Makes(List<String> made) -> fields.keySet().removeAll(made);
      case FieldEffect.Retypes(Map<String, FieldType> types) ->
          fields.keySet().removeAll(types.keySet());
      case FieldEffect.Unfolds ignored -> fields.clear();
    }
  }

  private void rename(Map<String, String> names) {
    List<Field> before = new ArrayList<>(fields.values());
    fields.clear();
    before.forEach(field -> put(names.getOrDefault(field.name(), field.name()), field));
  }

  private void put(String name, Field field) {
    fields.put(name, new Field(name, field.type(), field.known(), field.required()));
  }

  /** The same in the rows of a place. */
  List<Field> in(SinkSpec place) {
    Optional<SinkEntry.Rules> rules = SinkEntry.rules(place);
    DeclaredFields row = new DeclaredFields();
    row.fields.putAll(fields);
    rules.flatMap(SinkEntry.Rules::each).ifPresent(parts -> parts.effects().forEach(row::pass));
    rules.flatMap(SinkEntry.Rules::fields).ifPresent(row::choose);
    return List.copyOf(row.fields.values());
  }

  private void choose(Map<String, String> names) {
    Map<String, Field> before = new LinkedHashMap<>(fields);
    fields.clear();
    names.forEach(
        (name, field) -> Optional.ofNullable(before.get(field)).ifPresent(it -> put(name, it)));
  }
}

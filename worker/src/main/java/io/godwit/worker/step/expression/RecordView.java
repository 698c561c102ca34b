package io.godwit.worker.step.expression;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.SelectableValue;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.bounds.HoldsDocument;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A document as CEL sees it: a map that converts a field when it is asked for.
 *
 * <p>A plain {@link Map} would do, but CEL walks through every entry of a map that it is handed. It
 * lets its own values through untouched, so this is one of them; and it is a map as well, for the
 * operations that CEL defines on maps only (an index, {@code in}, {@code size}, macros).
 *
 * <p>Unchanging to whoever looks; for one thread.
 */
final class RecordView extends CelValue
    implements SelectableValue<String>, Map<String, Object>, HoldsDocument {

  /**
   * The type that CEL gives to maps that it makes itself; {@code type(r.x) == map} compares them.
   */
  private static final CelType TYPE = MapType.create(SimpleType.DYN, SimpleType.DYN);

  // A document is immutable by contract; the annotation that says so is not Godwit's.
  @SuppressWarnings("Immutable")
  private final Document document;

  /**
   * Lists and documents that were asked for, so that a loop that names one often converts it once.
   * A view lives in one evaluation, on one thread.
   */
  @SuppressWarnings("Immutable")
  private @Nullable Object @Nullable [] held;

  RecordView(Document document) {
    this.document = document;
  }

  /** What is looked at. */
  @Override
  public Document document() {
    return document;
  }

  @Override
  public Object select(String field) {
    int index = document.indexOf(field);
    if (index < 0) {
      throw CelAttributeNotFoundException.of(noField(field));
    }
    return valueAt(index);
  }

  @Override
  public Optional<Object> find(String field) {
    int index = document.indexOf(field);
    return index < 0 ? Optional.empty() : Optional.of(valueAt(index));
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String name && document.indexOf(name) >= 0;
  }

  /** Null for a name that is not there: so {@link Map} has it, and CEL relies on it. */
  @Override
  public @Nullable Object get(@Nullable Object key) {
    return key instanceof String name ? find(name).orElse(null) : null;
  }

  @Override
  public int size() {
    return document.size();
  }

  @Override
  public boolean isEmpty() {
    return document.size() == 0;
  }

  @Override
  public Set<String> keySet() {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < document.size(); i++) {
      names.add(document.name(i));
    }
    return names;
  }

  @Override
  public Collection<Object> values() {
    return IntStream.range(0, document.size()).mapToObj(this::valueAt).toList();
  }

  @Override
  public boolean containsValue(@Nullable Object value) {
    return value != null && values().contains(value);
  }

  /** Entries that convert their value when it is asked for: most macros ask for names only. */
  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, Object>> iterator() {
        return IntStream.range(0, document.size())
            .<Entry<String, Object>>mapToObj(i -> new Field(RecordView.this, i))
            .iterator();
      }

      @Override
      public int size() {
        return document.size();
      }
    };
  }

  @Override
  public Object put(String key, Object value) {
    throw new UnsupportedOperationException("a record is not changed by an expression");
  }

  @Override
  public Object remove(@Nullable Object key) {
    throw new UnsupportedOperationException("a record is not changed by an expression");
  }

  @Override
  public void putAll(Map<? extends String, ?> entries) {
    throw new UnsupportedOperationException("a record is not changed by an expression");
  }

  @Override
  public void clear() {
    throw new UnsupportedOperationException("a record is not changed by an expression");
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return isEmpty();
  }

  @Override
  public CelType celType() {
    return TYPE;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordView that && document.equals(that.document);
  }

  @Override
  public int hashCode() {
    return document.hashCode();
  }

  /** CEL puts it into messages, which must be the same at every attempt. */
  @Override
  public String toString() {
    return "a record of " + document.size() + " fields";
  }

  /** What both CEL and a plain copy say of a field that the record lacks. */
  static String noField(String field) {
    return "the record has no field '" + field + "'";
  }

  private Object valueAt(int index) {
    Value value = document.value(index);
    return value instanceof Value.Array || value instanceof Value.Nested
        ? hold(index, value)
        : CelValues.toCel(document.name(index), value);
  }

  private Object hold(int index, Value value) {
    @Nullable Object[] all = held == null ? new @Nullable Object[document.size()] : held;
    Object known = all[index];
    Object made = known == null ? CelValues.toCel(document.name(index), value) : known;
    all[index] = made;
    held = all;
    return made;
  }

  private record Field(RecordView view, int index) implements Entry<String, Object> {
    @Override
    public String getKey() {
      return view.document.name(index);
    }

    @Override
    public Object getValue() {
      return view.valueAt(index);
    }

    @Override
    public Object setValue(Object value) {
      throw new UnsupportedOperationException("a record is not changed by an expression");
    }
  }
}

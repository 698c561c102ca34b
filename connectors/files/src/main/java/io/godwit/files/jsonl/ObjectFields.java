package io.godwit.files.jsonl;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.files.bytes.FieldFailure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The fields of one object while it is read; reused for the next object of the same level.
 *
 * <p>The objects of one level mostly have the same names in the same order. The names of the last
 * one are remembered as the shape; while an object follows it, its names need no check against one
 * another, and at the end it shares the shape's array.
 */
final class ObjectFields {

  private static final int FEW = 16;

  private String[] shape = {};
  private boolean onShape;
  private String[] names = new String[FEW];
  private Value[] values = new Value[FEW];
  private final Set<String> seen = new HashSet<>();
  private int size;
  private int complete;

  /** Begins an object. */
  void begin() {
    size = 0;
    complete = 0;
    onShape = true;
    seen.clear();
  }

  /**
   * Adds a name, whose value comes next.
   *
   * @throws FieldFailure where the object has the name already, or no document can
   */
  void name(String name) throws FieldFailure {
    onShape = onShape && size < shape.length && shape[size].equals(name);
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    names[size] = name;
    size++;
    if (!onShape) {
      requireNew(name, size - 1);
    }
  }

  /** The value of the name that was added last, which completes the field. */
  void value(Value value) {
    values[size - 1] = value;
    complete = size;
  }

  int size() {
    return size;
  }

  String name(int index) {
    return names[index];
  }

  Value value(int index) {
    return values[index];
  }

  /** The name that was added last, or nothing. */
  String current() {
    return size == 0 ? "" : names[size - 1];
  }

  /** The place of a name among the complete fields, or -1. */
  int indexOf(String name) {
    for (int i = 0; i < complete; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The object as a document. */
  Document document() {
    if (!onShape || size < shape.length) {
      shape = Arrays.copyOf(names, size);
    }
    return Document.ofShared(shape, Arrays.copyOf(values, size));
  }

  private void requireNew(String name, int before) throws FieldFailure {
    if (name.indexOf('\0') >= 0) {
      throw new FieldFailure(ErrorCode.TEXT_NUL, "the name of a field holds a NUL");
    }
    if (before > FEW && seen.isEmpty()) {
      seen.addAll(Arrays.asList(names).subList(0, before));
    }
    if (before > FEW ? !seen.add(name) : Arrays.asList(names).subList(0, before).contains(name)) {
      throw new FieldFailure(
          ErrorCode.JSON_MALFORMED, "the object has the field '" + name + "' twice");
    }
  }
}

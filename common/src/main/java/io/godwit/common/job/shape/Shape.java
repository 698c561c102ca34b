package io.godwit.common.job.shape;

import io.godwit.common.spec.Beside;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** What may stand at a place of a job file: a record and its annotations, read once. */
public sealed interface Shape {

  /** The path of a key below another path, as messages name the places of a job file. */
  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** One value without parts. */
  sealed interface Scalar extends Shape {}

  /**
   * A text that is not blank.
   *
   * @param form a regular expression for the whole
   * @param referring whether it may hold references, and so perhaps a secret
   */
  record Text(Optional<String> form, boolean referring) implements Scalar {}

  /** A whole number within bounds. */
  record Whole(int from, int to) implements Scalar {}

  /** A single character. */
  record Letter() implements Scalar {}

  /** True or false. */
  record Flag() implements Scalar {}

  /** A number of bytes with its unit. */
  record Bytes() implements Scalar {}

  /** A number of records, or a share of them. */
  record Portion() implements Scalar {}

  /** A duration with its unit. */
  record Span() implements Scalar {}

  /** One of several names. */
  record Choice(List<Option> options) implements Scalar {
    public List<String> names() {
      return options.stream().map(Option::name).toList();
    }
  }

  /** A name, what it means (perhaps nothing to say), and the constant behind it. */
  record Option(String name, String doc, Object constant) {}

  /**
   * A list.
   *
   * @param oneOrMore whether it is never empty, holds nothing twice, and one element may stand
   *     alone
   */
  record ListOf(Shape element, boolean oneOrMore) implements Shape {}

  /**
   * Values by names that the author chooses.
   *
   * @param alone whether a list of names may stand for it, each of which stands for itself
   */
  record MapOf(Shape value, boolean oneOrMore, boolean alone) implements Shape {}

  /** A record: values by keys that the record has. */
  record Mapping(Class<?> type, String doc, List<Field> fields, Constructor<?> constructor)
      implements Shape {

    public List<String> keys() {
      return fields.stream().map(Field::key).toList();
    }

    /**
     * The record of these values.
     *
     * @throws IllegalArgumentException where its constructor refuses them
     */
    public Object construct(Object[] values) {
      try {
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof IllegalArgumentException rule) {
          throw rule;
        }
        throw new IllegalStateException(type + " cannot be constructed", e);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type + " has no constructor to call", e);
      }
    }
  }

  /**
   * One of several records, told apart by a key that only one of them has; perhaps of none.
   *
   * @param around what may stand beside the keys of any of them
   */
  record OneOf(Class<?> type, String doc, List<Alternative> alternatives, Optional<Around> around)
      implements Shape {
    public List<String> keys() {
      return alternatives.stream().map(Alternative::key).toList();
    }

    public Optional<Alternative> alternative(String key) {
      return alternatives.stream().filter(a -> a.key().equals(key)).findFirst();
    }

    /** The one that a record is of. */
    public Alternative of(Object record) {
      Class<?> is = (record instanceof Beside beside ? beside.kind() : record).getClass();
      return alternatives.stream()
          .filter(a -> a.mapping().type() == is)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no alternative of " + type + " is this"));
    }
  }

  /**
   * What may stand beside the keys of a kind.
   *
   * @param mapping its keys
   * @param join the kind and the record of these keys, as one value
   */
  record Around(Mapping mapping, BinaryOperator<Object> join) {}

  /**
   * A record among others.
   *
   * @param key the key that tells it apart
   * @param nested whether the record stands under that key, rather than around it
   */
  record Alternative(String key, boolean nested, Mapping mapping) {}

  /** A component of a record. */
  record Field(
      String key,
      String doc,
      Shape shape,
      Absent absent,
      Optional<Class<?>> connection,
      RecordComponent component) {

    public boolean referring() {
      return shape instanceof Text text && text.referring();
    }

    /** The component's value; of a kind with something beside it, that of whichever has it. */
    public Object of(Object record) {
      try {
        return component.getAccessor().invoke(owner(record));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(component + " cannot be read", e);
      }
    }

    private Object owner(Object record) {
      if (!(record instanceof Beside beside)) {
        return record;
      }
      return component.getDeclaringRecord().isInstance(beside.rules())
          ? beside.rules()
          : beside.kind();
    }
  }

  /** What holds where a key is left away. */
  sealed interface Absent {
    /** A problem. */
    record Refused() implements Absent {}

    /** An empty {@link Optional}. */
    record Nothing() implements Absent {}

    /** A default, in YAML. */
    record Stands(String yaml) implements Absent {}

    /** The value of another key. */
    record Same(String key) implements Absent {}
  }
}

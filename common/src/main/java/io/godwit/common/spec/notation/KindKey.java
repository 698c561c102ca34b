package io.godwit.common.spec.notation;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** How a job file spells the components and the kinds that records stand for. */
public final class KindKey {

  private KindKey() {}

  /**
   * The key that tells a kind apart: its {@link Nested} name, or its first component's key.
   *
   * @param kind a record with at least one component
   */
  public static String of(Class<?> kind) {
    Nested nested = kind.getAnnotation(Nested.class);
    return nested == null ? of(kind.getRecordComponents()[0]) : nested.value();
  }

  /** The key of a component: its {@link Named} name, or its own with dashes. */
  public static String of(RecordComponent component) {
    Named named = component.getAnnotation(Named.class);
    return named == null
        ? component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
        : named.value();
  }
}

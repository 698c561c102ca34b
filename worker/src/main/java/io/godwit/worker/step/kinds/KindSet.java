package io.godwit.worker.step.kinds;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import io.godwit.common.model.schema.FieldType;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kinds of value that a field or a part of an expression can have.
 *
 * @param known all kinds that are possible; empty where nothing is known, so that any is
 */
public record KindSet(Set<CelKind> known) {

  /** Nothing is known. */
  public static final KindSet ANY = new KindSet(Set.of());

  private static final Set<CelKind> OPEN =
      EnumSet.of(CelKind.DYN, CelKind.ANY, CelKind.TYPE_PARAM, CelKind.ERROR, CelKind.UNSPECIFIED);

  /** Takes a copy. */
  public KindSet {
    known = Set.copyOf(known);
  }

  static KindSet of(CelKind kind) {
    return OPEN.contains(kind) ? ANY : new KindSet(Set.of(kind));
  }

  static KindSet of(CelType type) {
    return of(type.kind());
  }

  /** What expressions see of a field of a declared type, which may always be null. */
  public static KindSet of(FieldType type) {
    CelKind kind =
        switch (type) {
          case TEXT, DATE, TIME, DATETIME, UUID, OBJECTID -> CelKind.STRING;
          case BOOLEAN -> CelKind.BOOL;
          case INTEGER, INT32 -> CelKind.INT;
          case DECIMAL, DOUBLE -> CelKind.DOUBLE;
          case TIMESTAMP -> CelKind.TIMESTAMP;
        };
    return new KindSet(Set.of(kind, CelKind.NULL_TYPE));
  }

  /** Whether nothing is known. */
  public boolean any() {
    return known.isEmpty();
  }

  /** Whether a value may be of this kind. */
  public boolean maybe(CelKind kind) {
    return any() || OPEN.contains(kind) || known.contains(kind);
  }

  /** The kinds of either. */
  KindSet or(KindSet other) {
    if (any() || other.any()) {
      return ANY;
    }
    Set<CelKind> both = EnumSet.copyOf(known);
    both.addAll(other.known);
    return new KindSet(both);
  }

  /** What becomes of a result that is put into a field: an unsigned number is one like others. */
  KindSet asField() {
    return known.contains(CelKind.UINT) ? or(of(CelKind.INT)) : this;
  }

  /** As messages say it; null, which any field may be, is not mentioned beside others. */
  public String text() {
    return known.stream()
        .filter(kind -> kind != CelKind.NULL_TYPE || known.size() == 1)
        .map(KindSet::word)
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  /** The job file's word for a kind. */
  static String word(CelKind kind) {
    return switch (kind) {
      case STRING -> "text";
      case BOOL -> "a boolean";
      case INT, UINT -> "an integer";
      case DOUBLE -> "a double";
      case BYTES -> "binary";
      case LIST -> "a list";
      case MAP, STRUCT -> "a document";
      case TIMESTAMP -> "a timestamp";
      case DURATION -> "a duration";
      case NULL_TYPE -> "null";
      case TYPE -> "a type";
      case OPAQUE -> "an optional value";
      case ANY, DYN, TYPE_PARAM, ERROR, UNSPECIFIED -> "any value";
    };
  }
}

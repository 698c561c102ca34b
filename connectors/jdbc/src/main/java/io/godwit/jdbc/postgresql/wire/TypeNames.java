package io.godwit.jdbc.postgresql.wire;

import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Limits;

/** What PostgreSQL's types are for reading and writing: domains count as what they are made of. */
public final class TypeNames {

  private static final int NO_MODIFIER = -1;

  private TypeNames() {}

  /**
   * The kind of a type.
   *
   * @param name as the catalog has it
   * @param builtIn whether it is one of PostgreSQL's own, and no user's type of the same name
   */
  public static ColumnKind kind(String name, boolean builtIn) {
    if (!builtIn) {
      return name.equals("citext") ? ColumnKind.TEXT : ColumnKind.OTHER;
    }
    return switch (name) {
      case "bool" -> ColumnKind.BOOL;
      case "int2" -> ColumnKind.INT2;
      case "int4" -> ColumnKind.INT4;
      case "int8" -> ColumnKind.INT8;
      case "float4" -> ColumnKind.FLOAT4;
      case "float8" -> ColumnKind.FLOAT8;
      case "numeric" -> ColumnKind.NUMERIC;
      case "text", "varchar" -> ColumnKind.TEXT;
      case "bpchar" -> ColumnKind.CHAR;
      case "bytea" -> ColumnKind.BYTES;
      case "date" -> ColumnKind.DATE;
      case "time" -> ColumnKind.TIME;
      case "timestamp" -> ColumnKind.TIMESTAMP;
      case "timestamptz" -> ColumnKind.TIMESTAMPTZ;
      case "uuid" -> ColumnKind.UUID;
      case "json" -> ColumnKind.JSON;
      case "jsonb" -> ColumnKind.JSONB;
      case "name", "char" -> ColumnKind.CUTTING;
      default -> ColumnKind.OTHER;
    };
  }

  /**
   * The limits of a type.
   *
   * @param kind of the type, or of the elements of an array
   * @param modifier as the catalog encodes them
   */
  public static Limits limits(ColumnKind kind, int modifier) {
    if (modifier == NO_MODIFIER) {
      return Limits.NONE;
    }
    return switch (kind) {
      case TEXT, CHAR -> Limits.ofLength(modifier - 4);
      case NUMERIC -> Limits.ofScale(scale(modifier));
      case TIME, TIMESTAMP, TIMESTAMPTZ -> Limits.ofFraction(modifier);
      case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, BYTES, DATE, UUID -> Limits.NONE;
      case JSON, JSONB, ARRAY, OTHER, CUTTING -> Limits.NONE;
    };
  }

  /** From {@code numeric_typmod_scale} in its numeric.c: eleven bits with a sign. */
  private static int scale(int modifier) {
    return (((modifier - 4) & 0x7ff) ^ 1024) - 1024;
  }
}

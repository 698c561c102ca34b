package io.godwit.jdbc.postgresql;

/** What a column's type is for reading and writing: domains count as what they are made of. */
enum ColumnKind {
  BOOL,
  INT2,
  INT4,
  INT8,
  FLOAT4,
  FLOAT8,
  NUMERIC,
  /** text, varchar, and citext. */
  TEXT,
  /** char(n): PostgreSQL pads with blanks up to n, and does not count them when it compares. */
  CHAR,
  BYTEA,
  DATE,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  UUID,
  JSON,
  JSONB,
  ARRAY,
  /** Any other type that reads its own text: enums, intervals, addresses, ... */
  OTHER,
  /** A type that cuts what is too long without a word. */
  CUTTING;

  /**
   * The kind of a type.
   *
   * @param name as the catalog has it
   * @param builtIn whether it is one of PostgreSQL's own, and no user's type of the same name
   */
  static ColumnKind of(String name, boolean builtIn) {
    if (!builtIn) {
      return name.equals("citext") ? TEXT : OTHER;
    }
    return switch (name) {
      case "bool" -> BOOL;
      case "int2" -> INT2;
      case "int4" -> INT4;
      case "int8" -> INT8;
      case "float4" -> FLOAT4;
      case "float8" -> FLOAT8;
      case "numeric" -> NUMERIC;
      case "text", "varchar" -> TEXT;
      case "bpchar" -> CHAR;
      case "bytea" -> BYTEA;
      case "date" -> DATE;
      case "time" -> TIME;
      case "timestamp" -> TIMESTAMP;
      case "timestamptz" -> TIMESTAMPTZ;
      case "uuid" -> UUID;
      case "json" -> JSON;
      case "jsonb" -> JSONB;
      case "name", "char" -> CUTTING;
      default -> OTHER;
    };
  }
}

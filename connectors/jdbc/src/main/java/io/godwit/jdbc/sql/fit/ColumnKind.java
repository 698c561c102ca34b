package io.godwit.jdbc.sql.fit;

/** What a column's type is for reading and writing: domains count as what they are made of. */
public enum ColumnKind {
  BOOL,
  /** Whole numbers with a sign, of so many bytes. */
  INT2,
  INT4,
  INT8,
  /** Binary floating-point numbers of so many bytes. */
  FLOAT4,
  FLOAT8,
  /** Exact decimals. */
  NUMERIC,
  /** Characters, with a limit or without. */
  TEXT,
  /** char(n): padded with blanks up to n, which do not count when it is compared. */
  CHAR,
  BYTES,
  DATE,
  TIME,
  /** A date and time on a wall clock. */
  TIMESTAMP,
  /** A point in time. */
  TIMESTAMPTZ,
  UUID,
  /** A document kept as its text. */
  JSON,
  /** A document kept as what its text means: no minus zero, no order of names. */
  JSONB,
  ARRAY,
  /** Any other type that reads its own text: enums, intervals, addresses, ... */
  OTHER,
  /** A type that cuts what is too long without a word. */
  CUTTING
}

package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a column that was altered in mid run still holds all that it took before. */
class WideningTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text | text",
        "smallint | integer",
        "smallint | bigint",
        "integer | bigint",
        "integer | numeric",
        "integer | numeric(10,0)",
        "integer | numeric(12,2)",
        "bigint | numeric(19,0)",
        "real | double precision",
        "character varying | text",
        "character varying(5) | character varying(5)",
        "character varying(5) | character varying(6)",
        "character varying(5) | character varying",
        "character varying(5) | text",
        "numeric(10,2) | numeric(11,2)",
        "numeric(10,2) | numeric(11,3)",
        "numeric(10,2) | numeric",
        "timestamp(3) with time zone | timestamp(6) with time zone",
        "timestamp(3) with time zone | timestamp with time zone",
      })
  void whatTakesMoreLosesNothing(String was, String is) {
    assertThat(Widening.is(was, is)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer | smallint",
        "bigint | integer",
        "integer | real",
        "integer | double precision",
        "integer | text",
        "integer | numeric(9,0)",
        "integer | numeric(11,2)",
        "integer | numeric(10,-1)",
        "bigint | numeric(18,0)",
        "double precision | real",
        "text | character varying(5)",
        "text | character varying",
        "character varying(5) | character varying(4)",
        "character(5) | character(6)",
        "character(5) | text",
        "numeric | numeric(10,2)",
        "numeric(10,2) | numeric(10,3)",
        "numeric(10,2) | numeric(10,1)",
        "numeric(10,2) | integer",
        "timestamp(6) with time zone | timestamp(3) with time zone",
        "timestamp(3) with time zone | timestamp(6) without time zone",
        "date | timestamp without time zone",
      })
  void everythingElseIsAnotherColumn(String was, String is) {
    assertThat(Widening.is(was, is)).isFalse();
  }
}

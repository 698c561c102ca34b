package io.godwit.jdbc.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.rule.BrokenRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SqlSpecTest {

  private static TablesSpec tables(List<String> tables, List<String> key, String where, int split) {
    return new TablesSpec(tables, "db", key, Optional.of(where), split);
  }

  @Test
  void tablesHaveTheirOwnKeysWhereTheJobNamesNone() {
    SqlSpec spec = tables(List.of("a", "b*"), List.of(), "x > 1", 10);
    assertThat(spec.key()).isEmpty();
    assertThat(spec.duplicates()).isEqualTo(SourceSpec.Duplicates.ANY);
    assertThat(spec.bareTexts().has("any")).isTrue();
  }

  @Test
  void aQueryIsOneSplitByItsKey() {
    SqlSpec spec = new QuerySpec("select 1 as a", "db", List.of("a"));
    assertThat(spec.split()).isEqualTo(Integer.MAX_VALUE);
    assertThat(spec.where()).isEmpty();
  }

  @Test
  void whatCanNeverBeIsRefused() {
    broken("tables", () -> tables(List.of(), List.of(), "x", 10));
    broken("tables", () -> tables(List.of("a", "a"), List.of(), "x", 10));
    broken("key", () -> tables(List.of("a"), List.of("k", "k"), "x", 10));
    broken("where", () -> tables(List.of("a"), List.of(), " ", 10));
    broken("split", () -> tables(List.of("a"), List.of(), "x", 0));
    broken("query", () -> new QuerySpec(" ", "db", List.of("a")));
    Optional<Duration> overlap = Optional.of(Duration.ofMinutes(1));
    broken(
        "overlap", () -> new QuerySpec("select 1", "db", List.of("a"), Optional.empty(), overlap));
    broken(
        "watermark",
        () -> new QuerySpec("select 1", "db", List.of("a"), Optional.of(" "), overlap));
    broken("key", () -> new QuerySpec("select 1", "db", List.of()));
  }

  private static void broken(String key, Runnable making) {
    assertThatThrownBy(making::run)
        .isInstanceOfSatisfying(
            BrokenRule.class, rule -> assertThat(rule.components()).containsExactly(key));
  }
}

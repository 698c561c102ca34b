package io.godwit.testkit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.guarantee.Seen;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DecodedChangesTest {

  private static final String COMMIT = "COMMIT (at 2026-11-27 12:00:00.123456+00)";
  private static final Instant AT = Instant.parse("2026-11-27T12:00:00.123456Z");

  private final DecodedChanges changes = new DecodedChanges("\"a job\".t");

  @Test
  void rowsAreToldAtTheCommitWithItsTime() {
    assertThat(changes.line("BEGIN")).isEmpty();
    assertThat(
            changes.line(
                "table \"a job\".t: INSERT: id[integer]:1 \"a name\"[character varying]:'it''s"
                    + " ''x''' gone[text]:null many[text[]]:'{a,\"b ]: c\"}' yes[boolean]:true"))
        .isEmpty();
    assertThat(changes.line("table \"a job\".other: INSERT: id[integer]:2")).isEmpty();
    assertThat(changes.line(COMMIT))
        .containsExactly(
            new Seen.Wrote(
                AT,
                Map.of("id", "1", "a name", "it's 'x'", "many", "{a,\"b ]: c\"}", "yes", "true")));
    assertThat(changes.line("COMMIT (at 2026-11-27 12:00:01+00)")).isEmpty();
  }

  @Test
  void updatesAreToldByTheirNewRowAndDeletesByTheirKey() {
    changes.line("table \"a job\".t: UPDATE: id[integer]:1 name[text]:''");
    changes.line(
        "table \"a job\".t: UPDATE: old-key: id[integer]:1 new-tuple: id[integer]:2"
            + " name[text]:'b'");
    changes.line("table \"a job\".t: DELETE: id[integer]:2");
    changes.line("table \"a job\".t: DELETE: (no-tuple-data)");
    assertThat(changes.line(COMMIT))
        .containsExactly(
            new Seen.Wrote(AT, Map.of("id", "1", "name", "")),
            new Seen.Wrote(AT, Map.of("id", "2", "name", "b")),
            new Seen.Deleted(AT, Map.of("id", "2")),
            new Seen.Deleted(AT, Map.of()));
  }
}

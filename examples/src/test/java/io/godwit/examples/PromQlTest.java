package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PromQlTest {

  private static final Map<String, Set<String>> EXPOSED =
      PromQl.exposed(
          List.of(
              """
              # HELP godwit_spare Not there.
              godwit_lag{job="a",partition="1"} 7.0
              godwit_seconds_bucket{job="a",le="+Inf"} 2
              """));

  @Test
  void whatIsExposedIsKnown() {
    assertThat(
            PromQl.read("sum by (job) (rate(godwit_lag{partition=~\"1|2\"}[5m])) > 0")
                .unknown(EXPOSED, List.of("job")))
        .isEmpty();
    assertThat(
            PromQl.read("histogram_quantile(0.5, sum by (le) (godwit_seconds_bucket))")
                .unknown(EXPOSED, List.of()))
        .isEmpty();
  }

  @Test
  void whatIsNotIsFound() {
    assertThat(PromQl.read("godwit_spare").unknown(EXPOSED, List.of()))
        .containsExactly("no metric godwit_spare");
    assertThat(PromQl.read("max by (job) (godwit_lag{run = \"1\"})").unknown(EXPOSED, List.of()))
        .containsExactly("no label run of godwit_lag");
    assertThat(PromQl.read("a unless on (job, run) godwit_lag").unknown(EXPOSED, List.of()))
        .containsExactly("no label run to group by");
    assertThat(PromQl.read("max by (job) (godwit_lag)").unknown(EXPOSED, List.of("partition")))
        .containsExactly("no label partition to show");
  }
}

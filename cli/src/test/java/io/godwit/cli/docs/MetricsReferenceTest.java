package io.godwit.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.cli.jobfile.Golden;
import io.godwit.common.metrics.Label;
import io.godwit.common.metrics.Metric;
import io.godwit.common.metrics.MetricsReference;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The page of metrics is the one in {@code docs/}. To rewrite it: {@code mvn test -pl cli -am
 * -Dtest=MetricsReferenceTest -Dgodwit.write=true}.
 */
class MetricsReferenceTest {

  @Test
  void thePageIsTheOneInDocs() throws IOException {
    Golden.same(
        Golden.docs().resolve("metrics.md"), MetricsReference.text(), MetricsReferenceTest.class);
    assertThat(Metric.values())
        .allSatisfy(
            metric -> assertThat(MetricsReference.text()).contains("`" + metric.text() + "`"));
  }

  @Test
  void everyLabelIsUsed() {
    assertThat(Label.values())
        .allSatisfy(label ->
            assertThat(Arrays.stream(Metric.values()))
                .anyMatch(metric -> metric.labels().contains(label)));
  }
}

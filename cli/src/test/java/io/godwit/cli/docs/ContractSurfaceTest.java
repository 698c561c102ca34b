package io.godwit.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.cli.jobfile.Golden;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * What strangers' connectors are compiled against changes on purpose or not at all: whoever changes
 * it rewrites the page, and the change stands in the diff. To rewrite it: {@code mvn test -pl cli
 * -am -Dtest=ContractSurfaceTest -Dgodwit.write=true}.
 */
class ContractSurfaceTest {

  private static final String HEAD =
      """
      What a connector is compiled against, by package: its types, and what can be named in them.
      How to use it stands in the documentation of io.godwit.common.spi.
      """;

  @Test
  void theContractIsTheOneInDocs() throws IOException {
    String surface =
        ContractSurface.of(
            "io.godwit.common.spi",
            "io.godwit.common.spi.source",
            "io.godwit.common.spi.sink",
            "io.godwit.common.spi.drafting",
            "io.godwit.common.spec",
            "io.godwit.common.spec.notation",
            "io.godwit.common.spec.rule",
            "io.godwit.common.model",
            "io.godwit.common.model.value",
            "io.godwit.common.model.schema",
            "io.godwit.common.model.failure",
            "io.godwit.common.model.folding",
            "io.godwit.common.model.text");
    assertThat(surface)
        .contains("\ninterface Target is AutoCloseable\n", "  write(List<Write>): List<Answer>")
        .contains(
            "record Split(int number, String unit, String range, long records, boolean"
                + " estimated)\n")
        .contains("\nsealed interface Outcome is Answer\n");
    Golden.same(Golden.docs().resolve("contract.txt"), HEAD + surface, ContractSurfaceTest.class);
  }
}

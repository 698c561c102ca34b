package io.godwit.cli.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.Refused;
import io.godwit.common.spi.drafting.ConnectionDraft;
import io.godwit.common.spi.drafting.Drafting;
import io.godwit.common.spi.drafting.SinkDraft;
import io.godwit.common.spi.drafting.SourceDraft;
import io.godwit.files.FilesDrafting;
import io.godwit.jdbc.JdbcDrafting;
import io.godwit.mongodb.MongoDrafting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What connectors propose for addresses. */
class AddressedTest {

  @TempDir private Path folder;

  private static ConnectionDraft connection(String address) throws Exception {
    return Addressed.of(address, Optional.empty()).source().connection().orElseThrow();
  }

  @Test
  void theConnectorsThatCanAreFound() {
    assertThat(ServiceLoader.load(Drafting.class))
        .hasAtLeastOneElementOfType(FilesDrafting.class)
        .hasAtLeastOneElementOfType(JdbcDrafting.class)
        .hasAtLeastOneElementOfType(MongoDrafting.class)
        .allSatisfy(drafting -> assertThat(drafting.addresses()).isNotEmpty());
  }

  @Test
  void aPasswordBecomesAReferenceWhereverItStands() throws Exception {
    for (String address :
        List.of(
            "jdbc:postgresql://db:5432/shop?user=ann&password=p%40ss&sslmode=require",
            "jdbc:postgresql://ann:p%40ss@db:5432/shop?sslmode=require")) {
      ConnectionDraft draft = connection(address);
      assertThat(draft.keys())
          .containsEntry("jdbc", "jdbc:postgresql://db:5432/shop?sslmode=require")
          .containsEntry("user", "ann")
          .containsEntry("password", "${env:SOURCE_PASSWORD}");
      assertThat(draft.variables().get("SOURCE_PASSWORD").value()).isEqualTo("p@ss");
    }
    ConnectionDraft mongo = connection("mongodb://ann:p@db/forms");
    assertThat(mongo.keys()).containsOnly(Map.entry("mongodb", "${env:SOURCE_URL}"));
    assertThat(mongo.variables().get("SOURCE_URL").value()).isEqualTo("mongodb://ann:p@db/forms");
  }

  @Test
  void anAddressWithoutPasswordStandsAsItIs() throws Exception {
    assertThat(connection("jdbc:mariadb://db/shop").keys())
        .containsOnly(Map.entry("jdbc", "jdbc:mariadb://db/shop"));
    assertThat(connection("mongodb://db/forms").variables()).isEmpty();
  }

  @Test
  void theTargetIsEmbeddedAndOfTheSourcesKindWhereNoneIsNamed() throws Exception {
    SinkDraft documents = Addressed.of("mongodb://db/forms", Optional.empty()).sink();
    assertThat(documents.connection().keys()).containsEntry("mongodb", "embedded:mongodb");
    assertThat(documents.creates()).isFalse();
    SinkDraft tables = Addressed.of("jdbc:mysql://db/shop", Optional.empty()).sink();
    assertThat(tables.connection().keys()).containsEntry("jdbc", "embedded:postgresql");
    assertThat(tables.creates()).isTrue();
  }

  @Test
  void aFileSaysWhatMayIdentifyItsRecords() throws Exception {
    Path file = Files.writeString(folder.resolve("people.csv"), "id|name\n1|Ann\n");
    SourceDraft draft = Addressed.of(file.toString(), Optional.empty()).source();
    assertThat(draft.kind()).isEqualTo("csv");
    assertThat(draft.options()).containsEntry("delimiter", "|");
    assertThat(draft.keys()).contains(List.of("id", "name"));
    assertThat(draft.connection()).isEmpty();
  }

  @Test
  void whatNobodyKnowsIsRefusedWithWhatIsKnownAndWithoutItsPassword() {
    assertThatThrownBy(() -> Addressed.of("oracle://ann:secret@db/x", Optional.empty()))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.message())
                    .contains("jdbc:postgresql://HOST/DATABASE", "mongodb://", "FILE.csv")
                    .doesNotContain("secret"));
    assertThatThrownBy(() -> Addressed.of("jdbc:mysql://db/x", Optional.of("out.csv")))
        .hasMessageContaining("no connector writes to 'out.csv'");
  }
}

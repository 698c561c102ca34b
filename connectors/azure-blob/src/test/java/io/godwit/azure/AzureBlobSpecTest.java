package io.godwit.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Secret;
import io.godwit.common.spec.rule.BrokenRule;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AzureBlobSpecTest {

  private static final String URL = "https://acct.blob.core.windows.net/container";
  private static final Optional<String> NONE = Optional.empty();
  private static final Optional<String> REFERENCE = Optional.of("${env:X}");

  @Test
  void secretsAreReferencesAndOnlyOneStands() {
    assertThat(new AzureBlobSpec(URL, NONE, NONE, REFERENCE).address()).isEqualTo(URL);
    assertThat(new AzureBlobSpec("${env:URL}", NONE, NONE, NONE).key()).isEmpty();
    for (String bad : new String[] {"secret", "${env:X:-secret}", ""}) {
      Optional<String> secret = Optional.of(bad);
      assertThatThrownBy(() -> new AzureBlobSpec(URL, secret, NONE, NONE))
          .isInstanceOf(BrokenRule.class);
      assertThatThrownBy(() -> new AzureBlobSpec(URL, NONE, secret, NONE))
          .isInstanceOf(BrokenRule.class);
      assertThatThrownBy(() -> new AzureBlobSpec(URL, NONE, NONE, secret))
          .isInstanceOf(BrokenRule.class);
    }
    assertThatThrownBy(() -> new AzureBlobSpec(URL, REFERENCE, NONE, REFERENCE))
        .hasMessageContaining("one of");
    assertThatThrownBy(() -> new AzureBlobSpec(URL + "?sig=abc", NONE, NONE, NONE))
        .hasMessageContaining("query");
    assertThatThrownBy(() -> new AzureBlobSpec("ftp://x/y", NONE, NONE, NONE))
        .isInstanceOf(BrokenRule.class);
  }

  @Test
  void theAccountIsInTheHostOrBeforeTheContainer() {
    assertThat(ContainerAddress.of(URL, "p"))
        .isEqualTo(new ContainerAddress("https://acct.blob.core.windows.net", "acct", "container"));
    assertThat(ContainerAddress.of("http://127.0.0.1:10000/dev/con-1/", "p"))
        .isEqualTo(new ContainerAddress("http://127.0.0.1:10000/dev", "dev", "con-1"));
  }

  @Test
  void theEndOfASignatureIsRead() {
    assertThat(Login.of(ContainerGround.resolved(URL, "c2VjcmV0"), ContainerAddress.of(URL, "p")))
        .isInstanceOf(Login.SharedKey.class)
        .asString()
        .doesNotContain("c2VjcmV0");
    assertThat(new Login.Signature(new Secret("sp=r&sig=x")).expiry()).isEmpty();
    assertThat(new Login.Signature(new Secret("se=2030-01-01T00:00:00Z&sig=x")).expiry())
        .hasValue(Instant.parse("2030-01-01T00:00:00Z"));
  }

  @Test
  void namesThatTheServiceChangesAreUnfit() {
    for (String name :
        new String[] {"a.", "a./b", "a\\b", "x".repeat(1025), "a/".repeat(254) + "b"}) {
      assertThat(BlobNames.unfit(name)).as(name).isPresent();
    }
    for (String name : new String[] {"a..b", "ä".repeat(1024), " a "}) {
      assertThat(BlobNames.unfit(name)).as(name).isEmpty();
    }
  }

  @Test
  void theKindIsFoundByItsStart() {
    assertThat(new AzureBlobConnectionKind().spec()).isEqualTo(AzureBlobSpec.class);
    assertThat(new AzureBlobConnectionKind().starts()).containsExactly("https://", "http://");
    assertThat(new AzureBlobStoreConnector().connections()).containsExactly(AzureBlobSpec.class);
  }
}

package io.godwit.worker.step.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import io.godwit.worker.step.spec.HashPasswordSpec.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExistingHashTest {

  private static final List<Digest> NONE = List.of();

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
            + " $2y$10$N9qo8uLOickgx2ZMRZoMye",
        "$argon2i$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub"
            + " $argon2i$v=19$m=65536,t=2,p=4$c29tZXNhbHQ",
        "$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2 $6$saltsalt",
        "$5$rounds=5000$salt$qFmFH.bQmmtXzyBY0s9v7O $5$rounds=5000$salt",
        "$1$abcdefgh$G//4keteveJp0qb8z2DxG/ $1$abcdefgh",
        "$apr1$abcdefgh$G//4keteveJp0qb8z2DxG/ $apr1$abcdefgh",
        "$P$B12345678XaNCoLX7wTvCDkrGTSRJX/ $P$B12345678",
        "pbkdf2_sha256$260000$Zl1$abcd= pbkdf2_sha256$260000$Zl1",
        "{MD5}X03MO1qnZdYdgyfeuILPmQ== {MD5}",
        "{SSHA}MTIzNDU2Nzg5MDEyMzQ1Njc4OTBzYWx0 {SSHA}c2FsdA==",
        "{CRYPT}$1$abcdefgh$G//4keteveJp0qb8z2DxG/ {CRYPT}$1$abcdefgh"
      })
  void aHashIsKnownByItsFormAndHasItsSettings(String text, String settings) {
    assertThat(ExistingHash.of(text, NONE)).contains(new ExistingHash(text, settings));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "$2b$10$short",
        "{SSHA}c2hvcnQ=",
        "{no}thing at all",
        "{FUN}password1",
        "{SSHA}?????????????????????????????????",
        "$$$",
        "$1$",
        "5f4dcc3b5aa765d61d8327deb882cf99",
        "md5$",
        ""
      })
  void whatOnlyLooksLikeOneIsAPassword(String text) {
    assertThat(ExistingHash.of(text, NONE)).isEmpty();
    assertThat(ExistingHash.isWrapped(text)).isFalse();
  }

  @Test
  void aBareDigestCountsOnlyWhereTheJobSaysSo() {
    String sha1 = "A".repeat(40);
    assertThat(ExistingHash.of(sha1, List.of(Digest.MD5))).isEmpty();
    assertThat(ExistingHash.of(sha1, List.of(Digest.MD5, Digest.SHA1)))
        .contains(new ExistingHash("a".repeat(40), "sha1"));
    assertThat(ExistingHash.of("0".repeat(128), List.of(Digest.SHA512))).isPresent();
    assertThat(ExistingHash.of("0".repeat(64), List.of(Digest.SHA256))).isPresent();
  }

  @Test
  void costsAreRead() {
    assertThat(ExistingHash.bcryptCost("$2y$12$" + "a".repeat(53))).contains(12);
    assertThat(ExistingHash.bcryptCost("x")).isEmpty();
    assertThat(ExistingHash.argon2idCost("$argon2id$v=19$m=9,t=3,p=1$c2FsdA$aGFzaA"))
        .contains(new ExistingHash.Argon2Cost(9, 3));
    assertThat(ExistingHash.argon2idCost("$argon2i$v=19$m=9,t=3,p=1$c2FsdA$aGFzaA")).isEmpty();
  }

  /** No text, of whatever length, is worked on for long or ends in an error. */
  @Test
  void noTextIsTooMuch() {
    assertThat(ExistingHash.of("{CRYPT}".repeat(1_000_000), NONE)).isEmpty();
    assertThat(ExistingHash.of("{CRYPT}".repeat(140), NONE)).isEmpty();
    assertThat(ExistingHash.of("$1$" + "$".repeat(990), NONE)).isEmpty();
    qt().forAll(strings().allPossible().ofLengthBetween(0, 60))
        .checkAssert(text -> assertThat(ExistingHash.of(text, NONE)).isEmpty());
  }
}

package io.godwit.worker.step.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Secret;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spi.Step;
import io.godwit.testkit.contract.StepContract;
import io.godwit.worker.step.spec.HashPasswordSpec;
import io.godwit.worker.step.spec.HashPasswordSpec.Algorithm;
import io.godwit.worker.step.spec.HashPasswordSpec.Digest;
import io.godwit.worker.step.spec.HashPasswordSpec.Existing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@link HashPasswordStep}, {@link PasswordHash}, {@link Salts} and {@link HashingThreads}. */
class HashPasswordStepTest {

  private static final Secret SECRET = new Secret("a secret of the job, long enough");
  private static final String MD5 = "5f4dcc3b5aa765d61d8327deb882cf99";
  private static final String OLD_BCRYPT =
      "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe";

  private static HashPasswordSpec spec(Algorithm with, Existing existing, Digest... digests) {
    return new HashPasswordSpec(
        "pw", with, existing, List.of(digests), "${env:PEPPER}", new Size(7 << 20), 5, 1, 10);
  }

  private static HashPasswordStep open(HashPasswordSpec spec) {
    return HashPasswordStep.open(spec, SECRET, 2);
  }

  private static DataRecord record(String key, Value password) {
    return new DataRecord(
        new RecordId(0, 0),
        new Key(key),
        new Origin("people", 1),
        Document.of("id", new Value.Int64(1)).with("pw", password));
  }

  private static Verdict verdict(HashPasswordSpec spec, String key, Value password) {
    try (Step step = open(spec)) {
      return step.apply(List.of(record(key, password))).getFirst();
    } catch (Trouble e) {
      throw new AssertionError(e);
    }
  }

  private static String hashed(HashPasswordSpec spec, String key, String password) {
    Verdict verdict = verdict(spec, key, new Value.Text(password));
    return ((Value.Text) ((Verdict.Keep) verdict).record().fields().get("pw").orElseThrow())
        .value();
  }

  private static Failure rejected(HashPasswordSpec spec, Value password) {
    return ((Verdict.Reject) verdict(spec, "k", password)).failure();
  }

  @Nested
  class Contract implements StepContract {
    @Override
    public Step open() {
      return HashPasswordStepTest.open(spec(Algorithm.ARGON2ID, Existing.WRAP, Digest.MD5));
    }

    @Override
    public List<DataRecord> records() {
      List<DataRecord> records = new ArrayList<>();
      records.add(record("a", Value.Null.NULL));
      records.add(record("b", new Value.Text("hunter2")));
      records.add(record("c", new Value.Text(MD5)));
      records.add(record("d", new Value.Int64(7)));
      return records;
    }
  }

  /** The vector of the reference implementation. */
  @Test
  void argon2idIsThatOfTheReference() {
    assertThat(new PasswordHash.Argon2id(65_536, 2, 1).of(utf8("password"), utf8("somesalt")))
        .isEqualTo(
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
  }

  @Test
  void bcryptIsVerifiedAsAnyOther() {
    String hash = hashed(spec(Algorithm.BCRYPT, Existing.KEEP), "k", "pässword");
    assertThat(hash).startsWith("$2b$10$").hasSize(60);
    assertThat(OpenBSDBCrypt.checkPassword(hash, utf8("pässword"))).isTrue();
    assertThat(OpenBSDBCrypt.checkPassword(hash, utf8("passwort"))).isFalse();
  }

  @Test
  void aHashFollowsFromRecordAndSecretAlone() {
    HashPasswordSpec spec = spec(Algorithm.BCRYPT, Existing.KEEP);
    String one = hashed(spec, "1", "same");
    assertThat(hashed(spec, "1", "same")).isEqualTo(one);
    assertThat(hashed(spec, "2", "same")).isNotEqualTo(one);
    Salts salts = new Salts(SECRET, "s");
    byte[] salt = salts.salt("f", new Key("k"), utf8("p"));
    assertThat(salt).hasSize(16).isEqualTo(salts.salt("f", new Key("k"), utf8("p")));
    assertThat(salts.salt("f", new Key("k"), utf8("q"))).isNotEqualTo(salt);
    assertThat(salts.salt("fk", new Key("x"), utf8("p")))
        .isNotEqualTo(salts.salt("f", new Key("kx"), utf8("p")));
    assertThat(
            new Salts(new Secret("another secret of it"), "s").salt("f", new Key("k"), utf8("p")))
        .isNotEqualTo(salt);
  }

  @Test
  void aSecretThatCouldBeGuessedIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> new Salts(new Secret("shortie"), "hash-password.secret"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("hash-password.secret")
        .hasMessageNotContaining("shortie");
  }

  @Test
  void nullStaysAndWhatIsNoPasswordFailsUnseen() {
    HashPasswordSpec spec = spec(Algorithm.BCRYPT, Existing.KEEP);
    assertThat(verdict(spec, "k", Value.Null.NULL))
        .isEqualTo(new Verdict.Keep(record("k", Value.Null.NULL)));
    assertThat(rejected(spec, new Value.Int64(123456)))
        .isEqualTo(
            new Failure(
                ErrorCode.PASSWORD_UNFIT,
                "hash-password pw: the password is integer; a password is a text",
                "pw"));
    assertThat(rejected(spec, new Value.Text("")).message()).contains("is empty");
    assertThat(rejected(spec, new Value.Text("secret\0x")).message())
        .contains("NUL")
        .doesNotContain("secret");
    String long73 = "s3cret".repeat(12) + "x";
    assertThat(rejected(spec, new Value.Text(long73)).message())
        .isEqualTo("hash-password pw: the password has 73 bytes, and bcrypt sees no more than 72");
    assertThat(hashed(spec, "k", "s3cret".repeat(12))).startsWith("$2b$");
    assertThat(hashed(spec(Algorithm.ARGON2ID, Existing.KEEP), "k", long73))
        .startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
  }

  @Test
  void whatIsHashedIsKeptWhereTheJobSaysSo() {
    HashPasswordSpec keep = spec(Algorithm.ARGON2ID, Existing.KEEP, Digest.MD5);
    assertThat(hashed(keep, "k", OLD_BCRYPT)).isEqualTo(OLD_BCRYPT);
    assertThat(hashed(keep, "k", MD5)).isEqualTo(MD5);
    assertThat(hashed(spec(Algorithm.ARGON2ID, Existing.KEEP), "k", MD5)).startsWith("$argon2id$");
    assertThat(hashed(spec(Algorithm.ARGON2ID, Existing.REHASH), "k", OLD_BCRYPT))
        .startsWith("$argon2id$");
  }

  /** What a login does: the old text by the settings, and that against the new hash. */
  @Test
  void aLoginIsVerifiedAgainstAWrappedHash() {
    String wrapped = hashed(spec(Algorithm.BCRYPT, Existing.WRAP), "k", OLD_BCRYPT);
    String[] parts = wrapped.split("\\$", 4);
    assertThat(parts[1]).isEqualTo("wrap");
    String settings = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
    assertThat(settings).isEqualTo("$2a$06$m0CrhHm10qJ3lXRY.5zDGO");
    assertThat(OpenBSDBCrypt.checkPassword("$" + parts[3], utf8(OLD_BCRYPT))).isTrue();
    assertThat(hashed(spec(Algorithm.BCRYPT, Existing.WRAP), "k", wrapped)).isEqualTo(wrapped);
    String md5 =
        hashed(
            spec(Algorithm.BCRYPT, Existing.WRAP, Digest.MD5), "k", MD5.toUpperCase(Locale.ROOT));
    assertThat(md5).startsWith("$wrap$bWQ1$2b$10$");
    assertThat(OpenBSDBCrypt.checkPassword(md5.substring(10), utf8(MD5))).isTrue();
  }

  @Test
  void whatIsStrongEnoughIsNotWrapped() {
    HashPasswordSpec keep = spec(Algorithm.BCRYPT, Existing.KEEP);
    String strong = hashed(keep, "k", "x");
    assertThat(hashed(spec(Algorithm.BCRYPT, Existing.WRAP), "k", strong)).isEqualTo(strong);
    assertThat(hashed(spec(Algorithm.ARGON2ID, Existing.WRAP), "k", strong)).startsWith("$wrap$");
    assertThat(
            new PasswordHash.Argon2id(7168, 5, 1)
                .isMatchedBy("$argon2id$v=19$m=8000,t=5,p=1$c2FsdA$aGFzaA"))
        .isTrue();
    assertThat(
            new PasswordHash.Argon2id(7168, 5, 1)
                .isMatchedBy("$argon2id$v=19$m=8000,t=4,p=1$c2FsdA$aGFzaA"))
        .isFalse();
    String tooLong = "{SSHA512}" + Base64.getEncoder().encodeToString(new byte[72]);
    assertThat(rejected(spec(Algorithm.BCRYPT, Existing.WRAP), new Value.Text(tooLong)).message())
        .contains("cannot be wrapped")
        .doesNotContain("AAAA");
  }

  @Test
  void aDescriptionThatIsWeakOrContradictsItselfIsRefused() {
    assertBroken("one reference", "hunter2", 19, 2, Existing.KEEP, List.of());
    assertBroken("one reference", "${env:X:-hunter2}", 19, 2, Existing.KEEP, List.of());
    assertBroken("at least 46MB", "${env:X}", 19, 1, Existing.KEEP, List.of());
    assertBroken(
        "rehash takes every text", "${env:X}", 19, 2, Existing.REHASH, List.of(Digest.MD5));
    assertBroken("none twice", "${env:X}", 19, 2, Existing.KEEP, List.of(Digest.MD5, Digest.MD5));
    assertThatThrownBy(() -> spec(Algorithm.BCRYPT, Existing.WRAP, Digest.SHA512))
        .hasMessageContaining("wrap it with argon2id");
    assertThat(spec(Algorithm.BCRYPT, Existing.KEEP).isSlow()).isTrue();
  }

  private static void assertBroken(
      String rule, String secret, int memory, int passes, Existing existing, List<Digest> digests) {
    assertThatThrownBy(() ->
            new HashPasswordSpec(
                "pw",
                Algorithm.ARGON2ID,
                existing,
                digests,
                secret,
                new Size((long) memory << 20),
                passes,
                1,
                10))
        .isInstanceOf(BrokenRule.class)
        .hasMessageContaining(rule)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void thereAreAsManyThreadsAsCoresOrAsTheHeapBears() {
    assertThat(size(19L << 20, 4, 4L << 30)).isEqualTo(4);
    assertThat(size(19L << 20, 16, 512L << 20)).isEqualTo(6);
    assertThatThrownBy(() -> size(1L << 30, 4, 2L << 30))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("a hash takes 1024MB, and this worker has 2048MB");
  }

  private static int size(long memory, int cores, long heap) {
    try (HashingThreads threads = HashingThreads.of(memory, cores, heap)) {
      return threads.size();
    }
  }

  /** Two that wait for each other both end: a batch of two is worked on by two threads. */
  @Test
  void oneBatchKeepsAllThreadsBusy() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Callable<Boolean> meet =
        () -> {
          both.countDown();
          return both.await(20, TimeUnit.SECONDS);
        };
    try (HashingThreads threads = HashingThreads.of(1, 2, 1 << 20)) {
      assertThat(threads.all(List.of(meet, meet))).containsExactly(true, true);
    }
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() {
    CountDownLatch never = new CountDownLatch(1);
    Callable<Boolean> stuck = () -> never.await(60, TimeUnit.SECONDS);
    try (HashingThreads threads = HashingThreads.of(1, 1, 1 << 20)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> threads.all(List.of(stuck))).isInstanceOf(Trouble.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

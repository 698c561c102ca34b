package io.godwit.worker.step.secret;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Secret;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Step;
import io.godwit.worker.step.kinds.ValueKind;
import io.godwit.worker.step.spec.HashPasswordSpec;
import io.godwit.worker.step.spec.HashPasswordSpec.Existing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Puts the hash of a password in its place.
 *
 * <p>What it says of a record follows from the record, the job and the secret alone. Another secret
 * gives other hashes, each as good; so a lost secret spoils nothing but that a repeat writes the
 * same rows anew.
 */
public final class HashPasswordStep implements Step {

  private final HashPasswordSpec spec;
  private final PasswordHash hash;
  private final Salts salts;
  private final HashingThreads threads;

  private HashPasswordStep(
      HashPasswordSpec spec, PasswordHash hash, Salts salts, HashingThreads threads) {
    this.spec = spec;
    this.hash = hash;
    this.salts = salts;
    this.threads = threads;
  }

  /**
   * The step on all cores of this process, with its reference followed.
   *
   * @throws io.godwit.common.model.failure.Refused where the secret could be guessed, or the heap
   *     does not bear a hash
   */
  public static HashPasswordStep open(HashPasswordSpec spec, Secret secret) {
    Runtime runtime = Runtime.getRuntime();
    return open(spec, secret, runtime.availableProcessors());
  }

  /** The same on so many cores. */
  static HashPasswordStep open(HashPasswordSpec spec, Secret secret, int cores) {
    PasswordHash hash = PasswordHash.of(spec);
    Salts salts = new Salts(secret, "hash-password.secret");
    return new HashPasswordStep(
        spec,
        hash,
        salts,
        HashingThreads.of(hash.memory(), cores, Runtime.getRuntime().maxMemory()));
  }

  @Override
  public List<Verdict> apply(List<DataRecord> batch) throws Trouble {
    return threads.all(
        batch.stream().map(record -> (Callable<Verdict>) () -> verdict(record)).toList());
  }

  private Verdict verdict(DataRecord record) {
    int index = record.fields().indexOf(spec.field());
    if (index < 0) {
      return new Verdict.Keep(record);
    }
    Value value = record.fields().value(index);
    if (value == Value.Null.NULL) {
      return new Verdict.Keep(record);
    }
    if (!(value instanceof Value.Text(String text))) {
      return rejected("is " + ValueKind.of(value) + "; a password is a text");
    }
    if (text.isEmpty()) {
      return rejected("is empty: with its hash anybody could log in");
    }
    return existing(record, text).orElseGet(() -> hashed(record, text));
  }

  /** What becomes of what is hashed already; empty where the text is a password. */
  private Optional<Verdict> existing(DataRecord record, String text) {
    Optional<ExistingHash> existing =
        spec.existing() == Existing.REHASH
            ? Optional.empty()
            : ExistingHash.of(text, spec.digests());
    return switch (spec.existing()) {
      case REHASH -> Optional.empty();
      case KEEP ->
          existing.isPresent() || ExistingHash.isWrapped(text)
              ? Optional.of(new Verdict.Keep(record))
              : Optional.empty();
      case WRAP ->
          ExistingHash.isWrapped(text) || hash.isMatchedBy(text)
              ? Optional.of(new Verdict.Keep(record))
              : existing.map(old -> wrapped(record, old));
    };
  }

  private Verdict wrapped(DataRecord record, ExistingHash old) {
    byte[] text = old.text().getBytes(StandardCharsets.UTF_8);
    return hash.refusal(text)
        .map(reason -> rejected("is a hash whose text " + reason + ", so it cannot be wrapped"))
        .orElseGet(() -> kept(record, old.wrappedAs(made(record, text))));
  }

  private Verdict hashed(DataRecord record, String password) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    return hash.refusal(bytes)
        .map(this::rejected)
        .orElseGet(() -> kept(record, made(record, bytes)));
  }

  private String made(DataRecord record, byte[] bytes) {
    return hash.of(bytes, salts.salt(spec.field(), record.key(), bytes));
  }

  private Verdict kept(DataRecord record, String text) {
    return new Verdict.Keep(
        record.withFields(record.fields().with(spec.field(), new Value.Text(text))));
  }

  private Verdict rejected(String rule) {
    return new Verdict.Reject(
        new Failure(
            ErrorCode.PASSWORD_UNFIT,
            "hash-password " + spec.field() + ": the password " + rule,
            spec.field()));
  }

  @Override
  public void close() {
    threads.close();
  }
}

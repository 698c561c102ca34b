package io.godwit.worker.step.secret;

import io.godwit.worker.step.spec.HashPasswordSpec;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** How hashes of passwords are made. */
sealed interface PasswordHash {

  /** The text of the hash, with all that is needed to verify a login. */
  String of(byte[] password, byte[] salt);

  /** Why a password cannot be hashed; empty where it can. */
  Optional<String> refusal(byte[] password);

  /** How much memory it needs at once, in bytes. */
  long memory();

  /** Whether a hash is of this algorithm and costs at least as much. */
  boolean isMatchedBy(String hash);

  static PasswordHash of(HashPasswordSpec spec) {
    return switch (spec.with()) {
      case ARGON2ID ->
          new Argon2id((int) (spec.memory().bytes() >> 10), spec.passes(), spec.lanes());
      case BCRYPT -> new Bcrypt(spec.cost());
    };
  }

  /**
   * Argon2id of RFC 9106, as a PHC text.
   *
   * @param kilobytes its memory
   */
  record Argon2id(int kilobytes, int passes, int lanes) implements PasswordHash {

    private static final int LENGTH = 32;

    @Override
    public String of(byte[] password, byte[] salt) {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(kilobytes)
              .withIterations(passes)
              .withParallelism(lanes)
              .withSalt(salt)
              .build());
      byte[] hash = new byte[LENGTH];
      generator.generateBytes(password, hash);
      Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
      return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
          .formatted(
              kilobytes, passes, lanes, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    @Override
    public Optional<String> refusal(byte[] password) {
      return Optional.empty();
    }

    @Override
    public long memory() {
      return (long) kilobytes << 10;
    }

    @Override
    public boolean isMatchedBy(String hash) {
      return ExistingHash.argon2idCost(hash)
          .filter(cost -> cost.kilobytes() >= kilobytes && cost.passes() >= passes)
          .isPresent();
    }
  }

  /** The bcrypt of OpenBSD. */
  record Bcrypt(int cost) implements PasswordHash {

    private static final int LONGEST = 72;

    @Override
    public String of(byte[] password, byte[] salt) {
      return OpenBSDBCrypt.generate("2b", password, salt, cost);
    }

    /** Cut or hashed before, it would be another password than the one that a login sends. */
    @Override
    public Optional<String> refusal(byte[] password) {
      if (password.length > LONGEST) {
        return Optional.of(
            "has " + password.length + " bytes, and bcrypt sees no more than " + LONGEST);
      }
      for (byte b : password) {
        if (b == 0) {
          return Optional.of("holds a NUL, at which many a bcrypt ends");
        }
      }
      return Optional.empty();
    }

    @Override
    public long memory() {
      return 8 << 10;
    }

    @Override
    public boolean isMatchedBy(String hash) {
      return ExistingHash.bcryptCost(hash).filter(other -> other >= cost).isPresent();
    }
  }
}
